"""Ballots on paper: who has no phone fills in a sheet, and the advisor types it in before the reveal."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import asked, queries, upserts
from storage.database import Database
from storage.tables import FinishedRow, ParticipantRow, RatingRow, RoundRow
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.live import asking, not_asked, ratings, rounds, short_paper
from workshops.live.asking import Question
from workshops.live.ratings import Answer
from workshops.live.rounds import State
from workshops.series import existing

_BEFORE_THE_REVEAL = (State.OPEN, State.CLOSED)


class PaperBallot(BaseModel):
    """A sheet that was typed in: its number, not what it says."""

    model_config = ConfigDict(frozen=True)

    participant_id: str
    number: int
    answered: int


def enter(
    database: Database,
    actor: Actor,
    round_id: str,
    answers: Mapping[tuple[str, str], int | None],
    *,
    group: str | None = None,
    participant_id: str | None = None,
    taken_back: Collection[tuple[str, str]] = (),
    sheet: int | None = None,
) -> PaperBallot:
    """Store a sheet; `answers` maps (item, criterion) to 1–5 or None for "cannot judge".

    `participant_id` names somebody whose sheet of this or an earlier round is there already: only what is
    given now is changed, `taken_back` is taken back, and no second person is counted. A `group` given with it
    corrects the one noted before. With short ballots `sheet` is the number on the sheet, which says what was
    asked on it; the same sheet typed in again is a correction. What a group is left out of was not asked on
    its sheet: a group that is corrected says which sheet it was.

    Raises:
        Refused: the round is not open or closed.
        InvalidInput: the sheet is empty, is none of this round, or answers something that was not asked.
    """
    require(actor, Role.ADVISOR)
    if not answers and not ((participant_id or sheet) and (taken_back or group)):
        raise InvalidInput(
            _("The ballot has no answers yet."), _("Please enter at least one answer from the sheet.")
        )
    with database.write() as session:
        row = _round(session, round_id)
        part, printed_for = _part(session, row, participant_id, sheet)
        _check_asked(answers, part)
        person = _person(session, row.series_id, participant_id, printed_for or group, sheet)
        if part and not asked.of_person(session, round_id, person.id):
            asked.add(session, round_id, person.id, part, 0)
        _settle_not_asked(session, row, person, answers, part)
        for item_id, criterion_id in taken_back:
            place = {"item_id": item_id, "criterion_id": criterion_id}
            queries.remove(session, RatingRow, round_id=round_id, participant_id=person.id, **place)
        for (item_id, criterion_id), value in answers.items():
            answer = Answer(round_id, item_id, criterion_id, value)
            ratings.store(session, person.id, answer, series_id=row.series_id, states=_BEFORE_THE_REVEAL)
        upserts.finished(session, FinishedRow(round_id=round_id, participant_id=person.id))
        journal.record(session, actor, row.series_id, "paper_entered", round=row.number, ballot=person.label)
        held = queries.count(session, RatingRow, round_id=round_id, participant_id=person.id)
        return PaperBallot(participant_id=person.id, number=int(person.label), answered=held)


def _round(session: Session, round_id: str) -> RoundRow:
    row = rounds.row_of(session, round_id)
    if row.kind != rounds.Kind.LIVE:
        raise NotFound(_("This round does not exist any more."), _("Please reload the page."))
    if row.state not in _BEFORE_THE_REVEAL:
        raise Refused(
            _("Ballots on paper can be added only while a round is open or closed."),
            _("What is revealed stays as it is; please start another round."),
        )
    return row


def _part(
    session: Session, row: RoundRow, participant_id: str | None, sheet: int | None
) -> tuple[Sequence[Question], str | None]:
    """Return what was asked on a sheet, and the group it was printed for; nothing where all are the same."""
    if not asking.is_short(session, row.id):
        return (), None
    found = short_paper.sheet_of(session, row, sheet) if sheet is not None else None
    if participant_id and (known := asked.of_person(session, row.id, participant_id)):
        return known, found.group if found else None
    if found is None:
        raise InvalidInput(
            _("Which sheet is it?"), _("Please type in the number at its top: it says what was asked on it.")
        )
    return found.questions, found.group


def _settle_not_asked(
    session: Session,
    row: RoundRow,
    person: ParticipantRow,
    answers: Iterable[Question],
    part: Sequence[Question],
) -> None:
    """Note what a sheet did not ask because of its group; what is answered on it or drawn for it, it did."""
    if not row.left_out:
        return
    held = queries.many(session, RatingRow, round_id=row.id, participant_id=person.id)
    there = {criterion for _item, criterion in part} | {each.criterion_id for each in held}
    out = set(not_asked.of_group(row.left_out, person.group)) - there
    if not out.isdisjoint(criterion for _item, criterion in answers):
        raise InvalidInput(
            _("This group is not asked that question."), _("Please check the group on the sheet.")
        )
    asked.settle_not_asked(session, row.id, person.id, sorted(out))


def _check_asked(answers: Iterable[Question], part: Sequence[Question]) -> None:
    if part and not set(answers) <= set(part):
        raise InvalidInput(
            _("This was not asked on that sheet."), _("Please check the number at the top of the sheet.")
        )


def _person(
    session: Session,
    series_id: str,
    participant_id: str | None,
    group: str | None,
    sheet: int | None = None,
) -> ParticipantRow:
    series = existing(session, series_id)
    if group is not None and group not in series.groups:
        raise InvalidInput(_("This group does not exist here."), _("Please choose one from the list."))
    if participant_id is not None:
        known = queries.one(session, ParticipantRow, id=participant_id, series_id=series_id, kind="paper")
        if known is None:
            raise NotFound(_("This ballot does not exist any more."), _("Please reload the page."))
        known.group = group or known.group
        return known
    sheets = queries.many(session, ParticipantRow, series_id=series_id, kind="paper")
    if again := next((each for each in sheets if sheet and each.label == str(sheet)), None):
        again.group = group or again.group
        return again
    number = sheet or max((int(sheet.label) for sheet in sheets), default=0) + 1
    row = ParticipantRow(series_id=series_id, kind="paper", group=group, label=str(number))
    queries.add(session, row)
    return row


def ballots(database: Database, actor: Actor, round_id: str) -> tuple[PaperBallot, ...]:
    """Return the sheets of a series by number; `answered` is 0 for those not in this round yet."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        row = rounds.row_of(session, round_id)
        people = queries.many(session, ParticipantRow, series_id=row.series_id, kind="paper")
        found = [
            PaperBallot(
                participant_id=person.id,
                number=int(person.label),
                answered=queries.count(session, RatingRow, round_id=round_id, participant_id=person.id),
            )
            for person in people
        ]
    return tuple(sorted(found, key=lambda ballot: ballot.number))


def withdraw(database: Database, actor: Actor, round_id: str, participant_id: str) -> None:
    """Take a sheet out of a round, for example because it was typed in twice."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = _round(session, round_id)
        person = _person(session, row.series_id, participant_id, None)
        queries.remove(session, RatingRow, round_id=round_id, participant_id=person.id)
        queries.remove(session, FinishedRow, round_id=round_id, participant_id=person.id)
        asked.forget(session, round_id, person.id)
        if not queries.count(session, RatingRow, participant_id=person.id):
            queries.remove(session, ParticipantRow, id=person.id)
        journal.record(
            session, actor, row.series_id, "paper_withdrawn", round=row.number, ballot=person.label
        )
