"""What a phone sends during a round: answers, remarks, "I am done". Callers commit, then acknowledge."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import asked as short
from storage import live_queries, living_queries, queries, remarks, upserts, voting
from storage.database import Database
from storage.tables import CommentRow, FinishedRow, ItemRow, RatingRow, RoundRow, SeriesRow
from storage.types import now
from translations import _
from workshops import journal, names
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, Refused
from workshops.live import activities, not_asked, ratings, rounds
from workshops.live.participants import require_participant, require_voice
from workshops.live.ratings import Answer, Paused
from workshops.validation import paragraphs

COMMENT_LENGTH = 500


class Kept(BaseModel):
    """An answer as the database has it; a newer one than the one just sent may have been there."""

    model_config = ConfigDict(frozen=True)

    stored: bool
    value: int | None
    counter: int


class KeptRemark(BaseModel):
    """Whether a remark was stored, and the counter of the one that is stored now."""

    model_config = ConfigDict(frozen=True)

    stored: bool
    counter: int


class OwnAnswers(BaseModel):
    """What one participant has answered in a round, by item and criterion; remarks are text and counter.

    `before` is what this person answered to the same questions in earlier rounds, where the round shows it.
    """

    model_config = ConfigDict(frozen=True)

    values: Mapping[tuple[str, str], int | None]
    counters: Mapping[tuple[str, str], int]
    remarks: Mapping[str, tuple[str, int]]
    finished: bool
    before: Mapping[tuple[str, str], int | None] = {}

    @property
    def comments(self) -> Mapping[str, str]:
        """The texts of the remarks by item."""
        return {item: text for item, (text, _counter) in self.remarks.items() if text}

    def answered(self, item_id: str) -> int:
        """How many questions about an item are answered, "cannot judge" included."""
        return sum(item == item_id for item, _criterion in self.values)


def save(session: Session, actor: Actor, answer: Answer) -> Kept:
    """Store one answer. Sent again it changes nothing; one that is not newer than another is not stored."""
    who, series_id = require_voice(session, actor, answer.round_id)
    not_asked.require_asked(session, actor, answer.round_id, [answer.criterion_id])
    if ratings.store(session, who, answer, series_id=series_id):
        return Kept(stored=True, value=answer.value, counter=answer.counter)
    key = {"item_id": answer.item_id, "criterion_id": answer.criterion_id}
    row = queries.one(session, RatingRow, round_id=answer.round_id, participant_id=who, **key)
    return Kept(stored=False, value=row.value if row else None, counter=row.counter if row else 0)


def save_form(
    session: Session, actor: Actor, round_id: str, item_id: str, chosen: Mapping[str, int | None]
) -> None:
    """Store what a form changed about one item; `chosen` maps criterion to value.

    A form has no counter: it is sent by the person who looks at it, so its word is the newest.
    """
    who, series_id = require_voice(session, actor, round_id)
    not_asked.require_asked(session, actor, round_id, list(chosen))
    held = live_queries.own_ratings(session, round_id, who)
    counters = {criterion: counter for item, criterion, _value, counter in held if item == item_id}
    for criterion_id, value in chosen.items():
        answer = Answer(round_id, item_id, criterion_id, value, counters.get(criterion_id, 0) + 1)
        ratings.store(session, who, answer, series_id=series_id)
    finish_if_complete(session, actor, round_id, len(chosen))


def comment(
    session: Session, actor: Actor, round_id: str, item_id: str, text: str, counter: int | None = None
) -> KeptRemark:
    """Store a remark on an item, an empty one takes it back; without a counter it is the newest."""
    who, series_id = require_voice(session, actor, round_id)
    clean = paragraphs(text, label=_("Remark"), limit=COMMENT_LENGTH)
    asked = _open_round(session, round_id, series_id)
    if item_id not in asked.item_ids:
        raise InvalidInput(
            _("This question is not part of the round."), _("Please reload the page to see what is.")
        )
    if not activities.offer_of(session.get_one(SeriesRow, series_id)).comments:
        raise Refused(_("Remarks are not asked for here."), _("Please tell the room instead."))
    known = queries.one(session, CommentRow, round_id=round_id, participant_id=who, item_id=item_id)
    if counter is None:
        counter = known.counter + 1 if known else 1
    if known is None and not clean:
        return KeptRemark(stored=True, counter=counter)
    row = CommentRow(
        round_id=round_id, participant_id=who, item_id=item_id, text=clean, counter=counter, written_at=now()
    )
    stored = upserts.comment(session, row)
    return KeptRemark(stored=stored, counter=counter if stored or known is None else known.counter)


def finish(session: Session, actor: Actor, round_id: str) -> None:
    """Remember that somebody is done; answers may still be changed until the round is closed."""
    who, series_id = require_voice(session, actor, round_id)
    _open_round(session, round_id, series_id)
    if upserts.finished(session, FinishedRow(round_id=round_id, participant_id=who)):
        queries.next_revision(session, series_id)


def _open_round(session: Session, round_id: str, series_id: str) -> voting.RoundInForce:
    asked = voting.held_round(session, series_id, round_id)
    if asked is not None:
        ratings.refuse_archived(asked)
    if asked is not None and asked.state == rounds.State.CLOSED:
        raise Paused(asked.ended_at)
    if asked is None or asked.state != rounds.State.OPEN:
        raise Refused(
            _("This round takes no answers at the moment."),
            _("Your earlier answers are kept. Please wait for the next round."),
        )
    return asked


def finish_if_complete(session: Session, actor: Actor, round_id: str, stored: int) -> bool:
    """Count a person who has just answered everything as done; return whether that is so now.

    On a short ballot everything is what was asked, once all that the advisor allowed was asked; what a group
    is left out of is asked of nobody in it.
    It follows votes within their transaction, of which `stored` were taken: who somebody is was checked
    there. Answers are counted only where these can be the last ones.
    """
    who, series_id = actor.participant_id or "", actor.series_id or ""
    asked = voting.held_round(session, series_id, round_id)
    person = voting.stored(session, round_id, who, stored)
    if asked is None or asked.state != rounds.State.OPEN or person is None or person.lacks(asked):
        return False
    everything = voting.answered(session, round_id, who, asked.gone) >= asked.asked(person.not_asked)
    if not everything and not (person.drawn and short.all_answered(session, round_id, who, asked.gone)):
        return False
    row = FinishedRow(round_id=round_id, participant_id=who)
    if not person.finished and upserts.finished(session, row):
        queries.next_revision(session, series_id)
    return True


def stored(session: Session, actor: Actor, answer: Answer) -> Kept | None:
    """Return what the database holds for the question of an answer that was not taken, None if nothing."""
    who, _series_id = require_participant(session, actor)
    key = {"item_id": answer.item_id, "criterion_id": answer.criterion_id}
    row = queries.one(session, RatingRow, round_id=answer.round_id, participant_id=who, **key)
    return Kept(stored=False, value=row.value, counter=row.counter) if row else None


def own(database: Database, actor: Actor, round_id: str) -> OwnAnswers:
    """Return a participant's own answers, to that participant alone."""
    with database.read() as session:
        who, series_id = require_participant(session, actor)
        held = live_queries.own_ratings(session, round_id, who)
        before = _before(session, series_id, round_id, who)
        remarks = queries.many(session, CommentRow, round_id=round_id, participant_id=who)
        done = queries.one(session, FinishedRow, round_id=round_id, participant_id=who)
    return OwnAnswers(
        values={(item, criterion): value for item, criterion, value, _counter in held},
        counters={(item, criterion): counter for item, criterion, _value, counter in held},
        remarks={remark.item_id: (remark.text, remark.counter) for remark in remarks},
        finished=done is not None,
        before=before,
    )


def _before(session: Session, series_id: str, round_id: str, who: str) -> dict[tuple[str, str], int | None]:
    row = queries.one(session, RoundRow, id=round_id, series_id=series_id)
    if row is None or not row.from_before:
        return {}
    return {
        (item, criterion): value
        for item, criterion, value in living_queries.earlier_ratings(session, series_id, who)
        if item in row.item_ids and criterion in row.criterion_ids
    }


def newest(database: Database, actor: Actor) -> Mapping[tuple[str, str], int | None]:
    """Return a participant's newest answers of all revealed rounds, to that participant alone."""
    with database.read() as session:
        who, series_id = require_participant(session, actor)
        found = living_queries.earlier_ratings(session, series_id, who)
    return {(item, criterion): value for item, criterion, value in found}


class CommentView(BaseModel):
    """A remark as the advisor reads it: nobody's name, group or device beside it."""

    model_config = ConfigDict(frozen=True)

    key: str
    item_id: str
    item_title: str
    text: str


def comments(database: Database, actor: Actor, round_id: str) -> tuple[CommentView, ...]:
    """Return the remarks of a revealed round, in the order of the items and then of the texts."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        row = rounds.row_of(session, round_id)
        if row.state != rounds.State.REVEALED:
            raise Refused(
                _("The result of this round is hidden until it is revealed."),
                _("Please wait until the advisor reveals it."),
            )
        written = queries.many(session, CommentRow, round_id=round_id, order_by=("text",))
        held = queries.many(session, ItemRow, series_id=row.series_id)
        titles = {item.id: names.shown(item.title, item.snapshot) for item in held}
    order = {item_id: place for place, item_id in enumerate(row.item_ids)}
    found = [
        CommentView(
            key=remark.participant_id,
            item_id=remark.item_id,
            item_title=titles[remark.item_id],
            text=remark.text,
        )
        for remark in written
        if remark.text and remark.item_id in order
    ]
    return tuple(sorted(found, key=lambda each: order[each.item_id]))


def remove_comment(database: Database, actor: Actor, round_id: str, item_id: str, key: str) -> None:
    """Delete a remark for good, from sketches and their versions, too: it may name somebody."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = rounds.row_of(session, round_id)
        held = queries.one(session, CommentRow, round_id=round_id, item_id=item_id, participant_id=key)
        if held is not None:
            remarks.forget(session, row.series_id, {held.text.strip()})
        queries.remove(session, CommentRow, round_id=round_id, item_id=item_id, participant_id=key)
        journal.record(session, actor, row.series_id, "comment_removed", item=item_id)
