"""How somebody takes part: answering or only watching, and in which group; both can be corrected.

A group is corrected only as long as nothing of this person was shown: the means of two groups before and
after a person moved from one to the other would tell what that person answered.
"""

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries, voting
from storage.database import Database
from storage.tables import (
    DotRow,
    FinishedRow,
    ParticipantRow,
    RatingRow,
    RoundRow,
    SeenRow,
    SeriesRow,
    WeightRow,
)
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.live.participants import require_participant
from workshops.series import existing, group_name


class Part(BaseModel):
    """How a person takes part. `groups` are (id, name) of the series; `fixed`: the group has to stay."""

    model_config = ConfigDict(frozen=True)

    watching: bool
    group: str | None
    group_name: str
    groups: tuple[tuple[str, str], ...]
    fixed: bool


def own(database: Database, actor: Actor) -> Part:
    """Return how a person takes part, to that person alone."""
    with database.read() as session:
        who, series_id = require_participant(session, actor)
        return _part(session, existing(session, series_id), session.get_one(ParticipantRow, who))


def of_record(database: Database, actor: Actor, series_id: str, participant_id: str) -> Part:
    """Return how somebody who joined takes part, for the advisor."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        return _part(session, existing(session, series_id), _record(session, series_id, participant_id))


def _part(session: Session, series: SeriesRow, person: ParticipantRow) -> Part:
    return Part(
        watching=person.watching,
        group=person.group,
        group_name=group_name(person.group) if person.group else "",
        groups=tuple((group, group_name(group)) for group in series.groups),
        fixed=_was_shown(session, person),
    )


def watch(session: Session, actor: Actor, *, watching: bool) -> None:
    """Only watch from now on, or take part after all.

    Raises:
        Refused: something that this person gave counts already; it must not vanish with a tap.
    """
    who, series_id = require_participant(session, actor)
    person = session.get_one(ParticipantRow, who)
    if person.watching == watching:
        return
    if watching and _gave_something(session, person):
        raise Refused(
            _("You have already answered, and your answers count."),
            _("If they should not: your advisor can take them out before the result is shown."),
        )
    person.watching = watching
    for row in _hidden(session, series_id):
        queries.remove(session, FinishedRow, round_id=row.id, participant_id=who)
    voting.forget_standings(session)
    queries.next_revision(session, series_id)


def _gave_something(session: Session, person: ParticipantRow) -> bool:
    """Return whether answers wait for a reveal, or dots or points are there."""
    owned = {"series_id": person.series_id}
    return (
        _waiting(session, person) is not None
        or queries.count(session, DotRow, participant_id=person.id, **owned) > 0
        or queries.count(session, WeightRow, owner_kind="participant", owner=person.id, **owned) > 0
    )


def _waiting(session: Session, person: ParticipantRow) -> RoundRow | None:
    """Return the round that is not revealed yet and has an answer of this person, or None."""
    answered = (
        row
        for row in _hidden(session, person.series_id)
        if queries.count(session, RatingRow, round_id=row.id, participant_id=person.id)
    )
    return next(answered, None)


def _hidden(session: Session, series_id: str) -> list[RoundRow]:
    held = queries.many(session, RoundRow, series_id=series_id, kind="live", order_by=("-number",))
    return [row for row in held if row.state != "revealed"]


def _was_shown(session: Session, person: ParticipantRow) -> bool:
    """Return whether an answer or points of this person went into something that everybody has seen."""
    shown = queries.many(session, RoundRow, series_id=person.series_id, kind="live", state="revealed")
    if any(queries.count(session, RatingRow, round_id=row.id, participant_id=person.id) for row in shown):
        return True
    seen = queries.one(session, SeenRow, series_id=person.series_id, subject="points")
    return seen is not None and person.id in seen.given


def choose_group(session: Session, actor: Actor, group: str | None) -> None:
    """Correct one's own group; None is no group.

    Raises:
        Refused: something of this person was shown by group.
    """
    who, _series_id = require_participant(session, actor)
    _move(session, actor, session.get_one(ParticipantRow, who), group)


def correct_group(
    database: Database, actor: Actor, series_id: str, participant_id: str, group: str | None
) -> None:
    """Correct the group of somebody who joined, for the advisor; None is no group.

    Raises:
        Refused: something of this person was shown by group.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        _move(session, actor, _record(session, series_id, participant_id), group)


def _record(session: Session, series_id: str, participant_id: str) -> ParticipantRow:
    person = queries.one(session, ParticipantRow, id=participant_id, series_id=series_id)
    if person is None or person.kind not in ("phone", "tablet"):
        raise NotFound(_("One of these records does not exist any more."), _("Please reload the page."))
    return person


def _move(session: Session, actor: Actor, person: ParticipantRow, group: str | None) -> None:
    if group is not None and group not in existing(session, person.series_id).groups:
        raise InvalidInput(_("This group does not exist here."), _("Please choose one from the list."))
    if person.group == group:
        return
    if _was_shown(session, person):
        raise Refused(
            _("The group cannot be changed any more: a result has been shown."),
            _("Two results with one person in another group would tell what that person answered."),
        )
    person.group = group
    waiting = _waiting(session, person)
    if waiting is None:
        queries.next_revision(session, person.series_id)
    else:  # which group it was stays out of the minutes: they would name one of few
        journal.record(session, actor, person.series_id, "group_corrected", round=waiting.number, number=1)
