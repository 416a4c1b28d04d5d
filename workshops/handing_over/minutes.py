"""What the minutes of a series are written from: the same facts for advisor and municipality.

Nothing in them belongs to a person: numbers of people, agreed weights, decisions and the log of the advisor.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import live_queries, queries
from storage.database import Database
from storage.tables import EventRow, IdeaRow, ParticipantRow, RoundRow
from translations.formats import TIME_ZONE
from translations.ordering import by_name
from workshops import series as all_series
from workshops.actors import Actor, Role, require
from workshops.deciding import decisions
from workshops.deciding.decisions import PickView
from workshops.journal import EventView
from workshops.library import shortlist
from workshops.library.shortlist import ItemView
from workshops.live import anonymity, notes, rounds
from workshops.live.ideas import IdeaState, IdeaView
from workshops.live.notes import NoteView
from workshops.live.rounds import Kind, RoundView, State
from workshops.series import SeriesView, existing

LEFT_OUT = frozenset(
    {
        # Ideas are other people's words until the advisor has promoted them.
        "idea_edited",
        "idea_judged",
        "ideas_merged",
        # Words on a text that is still being written: what was adopted or confirmed is told.
        "contribution_answered",
        "contribution_withdrawn",
        "sketch_remarked",
        "text_proposed",
        # How the tool is operated, not what the workshop did.
        "lead_taken",
        "look_changed",
        "live_settings_changed",
        "library_entries_added",
        "library_entry_changed",
        "library_entry_removed",
        "library_proposal_declined",
        "library_proposal_published",
        "library_proposal_sent",
    }
)
"""Kinds of lines in the log that do not go into the minutes."""
_ONE_A_DAY = ("sketch_saved", "item_named", "proposal_adopted")
_SAME_THING = ("item", "gate", "group", "round", "activity", "ballot", "link")
_ADDED_UP = frozenset({"people_taken_out", "people_put_back", "group_corrected"})
"""Kinds of lines that count people: several in a row are one line with their sum."""
_PAPER = "paper_entered"


class HeldRound(BaseModel):
    """A revealed round with the number of people and of their answers.

    `kinds` are people by device. `abstentions` are told of what the room agreed on. Of people's own answers
    `ratings` counts all, and how many of them judged stays untold: beside the result it would say so of who
    alone answered again.
    """

    model_config = ConfigDict(frozen=True)

    round: RoundView
    participants: int
    kinds: Mapping[str, int] = {}
    ratings: int
    abstentions: int | None


class Withdrawal(BaseModel):
    """A pick that was taken back, with the title it had then and the reason."""

    model_config = ConfigDict(frozen=True)

    item_id: str
    title: str
    reason: str
    at: datetime


class Proceedings(BaseModel):
    """Everything that happened in a series, as far as it is settled.

    `unfinished` counts the rounds that have answers but are not revealed yet: they are not in it.
    """

    model_config = ConfigDict(frozen=True)

    series: SeriesView
    promises: tuple[str, ...]
    items: tuple[ItemView, ...]
    taken_off: tuple[ItemView, ...]
    rounds: tuple[HeldRound, ...]
    unfinished: int
    picks: tuple[PickView, ...]
    withdrawals: tuple[Withdrawal, ...]
    ideas: tuple[IdeaView, ...]
    notes: tuple[NoteView, ...]
    changes: tuple[EventView, ...]


def proceedings(database: Database, actor: Actor, series_id: str) -> Proceedings:
    """Return what the minutes of a series say."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, series_id=series_id)
    with database.read() as session:
        row = existing(session, series_id)
        held = queries.many(session, RoundRow, series_id=series_id, order_by=("number",))
        revealed = [each for each in held if each.state == State.REVEALED]
        events = _events(session, series_id)
        # With the personal traces went, who had answered on what.
        known = all(event.kind != "personal_data_deleted" for event in events)
        told = _tellable(session, series_id)
        return Proceedings(
            series=all_series.view(row),
            promises=anonymity.promise(row) if any(each.kind == Kind.LIVE for each in held) else (),
            items=shortlist.views(session, series_id),
            taken_off=shortlist.taken_off(session, series_id),
            rounds=tuple(_held(session, each, known=known) for each in revealed),
            unfinished=sum(_is_unfinished(session, each) for each in held),
            picks=decisions.picks_in(session, series_id),
            withdrawals=tuple(_withdrawal(event) for event in events if event.kind == "pick_withdrawn"),
            ideas=_ideas(session, series_id),
            notes=notes.on_items(session, series_id),
            changes=tuple(_condensed(event for event in events if told(event))),
        )


def _events(session: Session, series_id: str) -> list[EventView]:
    rows = queries.many(session, EventRow, series_id=series_id, order_by=("id",))
    return [EventView.model_validate(row, from_attributes=True) for row in rows]


def _tellable(session: Session, series_id: str) -> Callable[[EventView], bool]:
    """Return which lines go into the minutes: of small groups not even what was noted for them."""
    people = queries.many(session, ParticipantRow, series_id=series_id)
    groups = [person.group for person in people if person.kind != Kind.GROUP and not person.watching]
    shown = anonymity.shown_groups(groups)

    def told(event: EventView) -> bool:
        of_hidden_group = event.kind == "group_weights_changed" and event.payload.get("group") not in shown
        return event.kind not in LEFT_OUT and not of_hidden_group

    return told


def _is_unfinished(session: Session, row: RoundRow) -> bool:
    """Whether a round has answers that are not revealed yet; an unused one is nothing to report."""
    return row.state != State.REVEALED and queries.rating_counts(session, row.id)[0] > 0


def _held(session: Session, row: RoundRow, *, known: bool) -> HeldRound:
    people, rated, abstained = queries.rating_counts(session, row.id)
    agreed = row.kind == Kind.GROUP
    return HeldRound(
        round=rounds.view(session, row),
        participants=people,
        kinds=live_queries.kinds_of_raters(session, row.id) if known else {},
        ratings=rated if agreed else rated + abstained,
        abstentions=abstained if agreed else None,
    )


def _withdrawal(event: EventView) -> Withdrawal:
    item_id, title, reason = (str(event.payload.get(name, "")) for name in ("item", "title", "reason"))
    return Withdrawal(item_id=item_id, title=title, reason=reason, at=event.at)


def _ideas(session: Session, series_id: str) -> tuple[IdeaView, ...]:
    """Return the ideas from the room that the advisor let through."""
    rows = queries.many(session, IdeaRow, series_id=series_id, order_by=("title", "id"))
    through = (IdeaState.ACCEPTED, IdeaState.PROMOTED)
    shown = by_name((row for row in rows if row.state in through), lambda row: row.title)
    return tuple(IdeaView.model_validate(row, from_attributes=True) for row in shown)


def _since(earlier: EventView, event: EventView) -> EventView:
    """Return a line that tells what both tell: the names in between were only typed."""
    before = {name: earlier.payload[name] for name in ("before",) if name in earlier.payload}
    return event.model_copy(update={"payload": event.payload | before})


def _condensed(events: Iterable[EventView]) -> list[EventView]:
    """Keep the last of several lines on the same thing in a row; typing in a sketch is one line a day."""
    kept: dict[object, EventView] = {}
    previous: tuple[object, ...] = ()
    for number, event in enumerate(events):
        thing = (event.kind, *(str(event.payload.get(name)) for name in _SAME_THING))
        if event.kind in _ONE_A_DAY:
            day = event.at.astimezone(TIME_ZONE).date()
            earlier = kept.pop((thing, day), None)  # the line stands where the last typing was
            kept[thing, day] = _since(earlier, event) if earlier else event
        else:
            if kept and (thing == previous or _is_next_sheet(event, next(reversed(kept.values())))):
                _number, before = kept.popitem()
                event = _with_those_before(event, before)
            kept[number] = event
        previous = thing
    return list(kept.values())


def _is_next_sheet(event: EventView, before: EventView) -> bool:
    """Tell whether two lines in a row are on sheets of paper of one round that follow each other."""
    if not event.kind == before.kind == _PAPER or event.payload.get("round") != before.payload.get("round"):
        return False
    number, earlier = (str(each.payload.get("ballot")) for each in (event, before))
    return number.isdecimal() and earlier.isdecimal() and int(number) == int(earlier) + 1


def _with_those_before(event: EventView, before: EventView) -> EventView:
    """Return a line that stands for two: of people it tells how many, of sheets from which to which."""
    if event.kind == _PAPER:
        first = before.payload.get("first", before.payload.get("ballot"))
        return event.model_copy(update={"payload": {**event.payload, "first": first}})
    if event.kind not in _ADDED_UP:
        return event
    number = int(event.payload.get("number", 1)) + int(before.payload.get("number", 1))
    return event.model_copy(update={"payload": {**event.payload, "number": number}})
