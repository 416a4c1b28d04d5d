"""Ideas from the room: sent by phone, then merged, edited, put to the vote or onto the shortlist."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import get_args

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import DotRow, IdeaRow
from storage.types import new_id
from translations import _
from translations.ordering import by_name
from usecases.model import AreaId
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.library import shortlist
from workshops.library.shortlist import ItemView
from workshops.live.activities import Activity, require_open
from workshops.live.participants import require_participant, require_voice
from workshops.validation import line, paragraphs

TITLE_LENGTH = 80
TEXT_LENGTH = 500
MOST_PER_PERSON = 20


class IdeaState(StrEnum):
    """What the advisor has made of an idea; participants see accepted ones only."""

    NEW = "new"
    ACCEPTED = "accepted"
    MERGED = "merged"
    DISMISSED = "dismissed"
    PROMOTED = "promoted"


class IdeaView(BaseModel):
    """An idea, without the person who sent it."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    text: str
    area: str | None
    state: IdeaState
    merged_into: str | None = None


_KEY = re.compile("[0-9a-f]{16}")


def new_key() -> str:
    """Return the key of an idea that is about to be written."""
    return new_id()


def send(
    session: Session, actor: Actor, *, idea_id: str, title: str, text: str, area: str | None
) -> IdeaView:
    """Take an idea from a phone; `idea_id` comes with the form, so that sending twice stays one idea.

    What is no key of ours is replaced by one: it would not fit into a series file.
    """
    who, series_id = require_voice(session, actor)
    require_open(session, series_id, Activity.IDEAS)
    idea_id = idea_id if _KEY.fullmatch(idea_id) else new_key()
    known = queries.one(session, IdeaRow, id=idea_id)
    if known is not None:
        return _own_view(known, who)
    if queries.count(session, IdeaRow, series_id=series_id, participant_id=who) >= MOST_PER_PERSON:
        raise Refused(
            _("You have sent {most} ideas already.").format(most=MOST_PER_PERSON),
            _("Please tell further ones to your advisor."),
        )
    row = IdeaRow(id=idea_id, series_id=series_id, participant_id=who, title="")
    _write(row, title, text, area)
    queries.add(session, row)
    queries.next_revision(session, series_id)
    return _view(row)


def _own_view(row: IdeaRow, who: str) -> IdeaView:
    if row.participant_id != who:
        raise InvalidInput(_("This form belongs to somebody else."), _("Please reload the page."))
    return _view(row)


def _view(row: IdeaRow) -> IdeaView:
    return IdeaView.model_validate(row, from_attributes=True)


def _write(row: IdeaRow, title: str, text: str, area: str | None) -> None:
    if area is not None and area not in get_args(AreaId):
        raise InvalidInput(_("This field of action is unknown."), _("Please choose one from the list."))
    row.title = line(title, label=_("Title of the idea"), limit=TITLE_LENGTH)
    row.text = paragraphs(text, label=_("What it is about"), limit=TEXT_LENGTH)
    row.area = area


def own(database: Database, actor: Actor) -> tuple[IdeaView, ...]:
    """Return what one participant has sent."""
    with database.read() as session:
        who, series_id = require_participant(session, actor)
        rows = queries.many(
            session, IdeaRow, series_id=series_id, participant_id=who, order_by=("sent_at", "id")
        )
    return tuple(_view(row) for row in rows)


def accepted(database: Database, actor: Actor, series_id: str) -> tuple[IdeaView, ...]:
    """Return the ideas that everybody may see."""
    require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        rows = queries.many(
            session, IdeaRow, series_id=series_id, state=IdeaState.ACCEPTED, order_by=("title", "id")
        )
    return tuple(by_name(map(_view, rows), lambda idea: idea.title))


def every(database: Database, actor: Actor, series_id: str) -> tuple[IdeaView, ...]:
    """Return all ideas to the advisor, oldest first."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        rows = queries.many(session, IdeaRow, series_id=series_id, order_by=("sent_at", "id"))
    return tuple(_view(row) for row in rows)


def judge(database: Database, actor: Actor, idea_id: str, state: IdeaState) -> IdeaView:
    """Accept an idea, dismiss it, or take either back."""
    if state not in (IdeaState.NEW, IdeaState.ACCEPTED, IdeaState.DISMISSED):
        raise InvalidInput(_("This is not possible here."), _("Please merge or promote the idea instead."))
    with database.write() as session:
        row = _row(session, actor, idea_id)
        if row.state == IdeaState.PROMOTED:
            raise Refused(
                _("“{title}” is on the shortlist already.").format(title=row.title),
                _("Please take it off there, if it is no longer wanted."),
            )
        row.state, row.merged_into = state, None
        return _changed(session, actor, row, "idea_judged", state=state)


def edit(
    database: Database, actor: Actor, idea_id: str, *, title: str, text: str, area: str | None
) -> IdeaView:
    """Word an idea anew."""
    with database.write() as session:
        row = _row(session, actor, idea_id)
        _write(row, title, text, area)
        return _changed(session, actor, row, "idea_edited")


def merge(database: Database, actor: Actor, idea_ids: Sequence[str], *, into: str) -> IdeaView:
    """Make one idea of several: it takes over the others' texts, and they disappear from the phones."""
    with database.write() as session:
        target = _row(session, actor, into)
        others = [_row(session, actor, each) for each in idea_ids if each != into]
        if not others or any(other.series_id != target.series_id for other in others):
            raise InvalidInput(
                _("Merging needs at least two ideas of one series."), _("Please choose another idea as well.")
            )
        parts = [target.text, *(f"{other.title}: {other.text}".rstrip(": ") for other in others)]
        target.text = "\n".join(part for part in parts if part)[: TEXT_LENGTH * 2]
        target.area = target.area or next((other.area for other in others if other.area), None)
        for other in others:
            other.state, other.merged_into = IdeaState.MERGED, target.id
            session.add(other)
            _join_dots(session, other, target)
        return _changed(session, actor, target, "ideas_merged", number=len(others) + 1)


def _join_dots(session: Session, other: IdeaRow, target: IdeaRow) -> None:
    """Give to the idea that stays what each person gave to the one that goes into it."""
    for row in queries.many(session, DotRow, series_id=target.series_id, target_kind="idea", target=other.id):
        place = {"series_id": target.series_id, "participant_id": row.participant_id, "target_kind": "idea"}
        there = queries.one(session, DotRow, **place, target=target.id)
        if there is None:
            queries.add(session, DotRow(**place, target=target.id, dots=row.dots))
        else:
            there.dots += row.dots
        session.delete(row)
    session.flush()


def promote(database: Database, actor: Actor, idea_id: str, *, area: str) -> ItemView:
    """Put an idea onto the shortlist; doing it twice changes nothing."""
    with database.write() as session:
        row = _row(session, actor, idea_id)
        if row.state == IdeaState.PROMOTED and row.item_id:
            return shortlist.view(session, shortlist.item_in(session, row.series_id, row.item_id))
        item = shortlist.insert_idea(
            session, actor, row.series_id, title=row.title, summary=row.text or row.title, area=area
        )
        row.state, row.item_id, row.area = IdeaState.PROMOTED, item.id, area
        _changed(session, actor, row, "idea_promoted", item=item.id, title=item.title)
        return item


def _row(session: Session, actor: Actor, idea_id: str) -> IdeaRow:
    require(actor, Role.ADVISOR)
    row = queries.of_series(session, IdeaRow, idea_id)
    if row is None:
        raise NotFound(_("This idea does not exist any more."), _("Please reload the page."))
    return row


def _changed(session: Session, actor: Actor, row: IdeaRow, event: str, **facts: object) -> IdeaView:
    """Note down what happened, without the words: they go at the series' date, and the journal stays."""
    session.add(row)
    journal.record(session, actor, row.series_id, event, idea=row.id, **facts)
    return _view(row)
