"""The end of personal traces: at the date of a series its people become rows that belong to nobody."""

import secrets
from collections.abc import Callable
from datetime import date

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import live_queries, queries, remarks
from storage.database import Database
from storage.scatter import scatter
from storage.tables import (
    AccessLinkRow,
    ContributionRow,
    DeviceRow,
    DraftRow,
    IdeaRow,
    ParticipantRow,
    SeriesRow,
    TakenOutRow,
)
from storage.types import now
from translations import _
from translations.formats import TIME_ZONE, today
from workshops import appointments, journal
from workshops.actors import Actor, Role, require
from workshops.archive import clock
from workshops.errors import InvalidInput
from workshops.live import anonymity, seen
from workshops.live.drafts import ANSWERS
from workshops.live.ideas import IdeaState
from workshops.live.tablets import LINK_KIND
from workshops.series import SeriesView, existing, view

_CLEANER = Actor(Role.NOBODY)
_LONGEST_YEARS = 3


class Deleted(BaseModel):
    """What a clean-up took away from one series."""

    model_config = ConfigDict(frozen=True)

    series_id: str
    title: str
    people: int
    devices: int
    comments: int
    ideas: int


class Traces(BaseModel):
    """What is still there that belongs to somebody."""

    model_config = ConfigDict(frozen=True)

    people: int
    devices: int
    until: date | None
    deleted_on: date | None


def traces(database: Database, actor: Actor, series_id: str) -> Traces:
    """Return what personal traces a series holds and when they go."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        series = existing(session, series_id)
        people = queries.many(session, ParticipantRow, series_id=series_id)
        deleted = series.personal_data_deleted_at
        return Traces(
            people=sum(person.kind != "group" for person in people),
            devices=sum(queries.count(session, DeviceRow, participant_id=person.id) for person in people),
            until=series.personal_data_until,
            deleted_on=deleted.astimezone(TIME_ZONE).date() if deleted else None,
        )


def set_date(database: Database, actor: Actor, series_id: str, until: date) -> SeriesView:
    """Set the day on which personal traces go; people may join until then."""
    require(actor, Role.ADVISOR)
    first = today()
    if not first < until <= first.replace(year=first.year + _LONGEST_YEARS, day=min(first.day, 28)):
        raise InvalidInput(
            _("The day lies between tomorrow and {years} years from now.").format(years=_LONGEST_YEARS),
            _("To delete at once, please use the button for it."),
        )
    with database.write() as session:
        row = existing(session, series_id)
        row.personal_data_until, row.personal_data_deleted_at = until, None
        journal.record(session, actor, series_id, "deletion_date_set", until=until.isoformat())
        return view(row)


def delete_now(database: Database, actor: Actor, series_id: str) -> Deleted:
    """Delete the personal traces of a series today."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = existing(session, series_id)
        row.personal_data_until = today()
        deleted = _delete(session, actor, row)
    database.erase_deleted()
    return deleted


def delete_due(
    database: Database, failed: Callable[[str, Exception], None] | None = None
) -> tuple[Deleted, ...]:
    """Delete the personal traces of every series whose day has come; for the clean-up, not for pages.

    Each series is a transaction of its own: with `failed`, which is told the series and the error, one that
    cannot be cleaned keeps no other from it.

    Nothing is deleted while the clock is far ahead of the last time the tool was seen running: an advisor is
    asked first (`awaiting_confirmation`).
    """
    with database.write() as session:
        if clock.doubt(session):
            return ()
        clock.note(session)
        held = queries.many(session, SeriesRow, personal_data_deleted_at=None)
        due = [row.id for row in held if _is_due(row)]
    deleted = []
    for series_id in due:
        try:
            deleted += _delete_if_due(database, series_id)
        except Exception as error:
            if failed is None:
                raise
            failed(series_id, error)
    if deleted:
        database.erase_deleted()
    return tuple(deleted)


def _delete_if_due(database: Database, series_id: str) -> list[Deleted]:
    """Clean one series; it is locked, as by everything that changes it: no vote slips in between."""
    with database.write() as session:
        row = queries.series(session, series_id)
        return [_delete(session, _CLEANER, row)] if row is not None and _is_due(row) else []


def awaiting_confirmation(database: Database, actor: Actor) -> clock.Doubt | None:
    """Return what an advisor has to confirm before anything that is due is deleted, or None."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        doubt = clock.doubt(session)
        if doubt and any(map(_is_due, queries.many(session, SeriesRow, personal_data_deleted_at=None))):
            return doubt
    return None


def _is_due(series: SeriesRow) -> bool:
    until = series.personal_data_until
    return until is not None and until <= today() and series.personal_data_deleted_at is None


def _delete(session: Session, actor: Actor, series: SeriesRow) -> Deleted:
    comments = live_queries.remove_comments(session, series.id)  # before they go with their authors
    remarks.forget(session, series.id)
    appointments.forget_invited(session, series.id)
    queries.remove(session, ContributionRow, series_id=series.id)
    for draft in queries.many(session, DraftRow, series_id=series.id):
        if draft.place.startswith(ANSWERS):
            queries.remove(session, DraftRow, series_id=series.id, place=draft.place)
    seen.settle(session, series.id)
    queries.remove(session, TakenOutRow, series_id=series.id)
    people, devices = _make_nobody(session, series)
    live_queries.forget_times(session, series.id)
    scatter(session, series.id)
    unwanted = (IdeaState.NEW, IdeaState.DISMISSED, IdeaState.MERGED)
    ideas = live_queries.remove_ideas(session, series.id, unwanted)
    for idea in queries.many(session, IdeaRow, series_id=series.id):
        idea.participant_id = None
    queries.remove(session, AccessLinkRow, series_id=series.id, kind=LINK_KIND)
    series.personal_data_deleted_at = now()
    counts = {"people": people, "devices": devices, "comments": comments, "ideas": ideas}
    journal.record(session, actor, series.id, "personal_data_deleted", **counts)
    return Deleted(series_id=series.id, title=series.title, **counts)


def _make_nobody(session: Session, series: SeriesRow) -> tuple[int, int]:
    """Give all answers to new records without device, code, time, kind or small group, in random order."""
    people = [
        person
        for person in queries.many(session, ParticipantRow, series_id=series.id)
        if person.kind != "group"
    ]
    devices = sum(queries.count(session, DeviceRow, participant_id=person.id) for person in people)
    groups = anonymity.masked([person.group for person in people])
    pairs = list(zip(people, groups, strict=True))
    secrets.SystemRandom().shuffle(pairs)
    for person, group in pairs:
        nobody = ParticipantRow(
            series_id=series.id,
            kind="phone",
            group=group,
            joined_at=series.created_at,
            last_seen_at=series.created_at,
        )
        queries.add(session, nobody)
        live_queries.reassign(session, person.id, nobody.id)
        queries.remove(session, ParticipantRow, id=person.id)
    return len(people), devices
