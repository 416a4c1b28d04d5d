"""Files of older versions of the format: what a newer one keeps is worked out from what they hold."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workshops.archive.fields import Record
from workshops.archive.records import (
    EventRecord,
    ItemRecord,
    RatingRecord,
    RevealedWeights,
    RoundRecord,
    SeriesRecord,
    SketchRecord,
)
from workshops.live.counting import Counts
from workshops.live.rounds import Kind, Stage, State
from workshops.validation import TITLE_LENGTH

Records = Mapping[str, tuple[Record, ...]]


def brought_along(series: SeriesRecord, records: Records, version: int) -> Records:
    """Return the records of a file of this or an older version as the newest version has them."""
    if version < 2:
        records = _with_living_result(series, records)
    return _named_after_sketches(records) if version < 4 else records


def _named_after_sketches(records: Records) -> Records:
    """A project that only its sketch called by a name of its own bears it everywhere."""
    sketches: list[SketchRecord] = list(_of(records, "sketches"))
    called = {sketch.item_id: str(sketch.content.get("title") or "").strip() for sketch in sketches}
    return {
        **records,
        "items": tuple(_named(item, called.get(item.id, "")) for item in _of(records, "items")),
    }


def _named(item: ItemRecord, name: str) -> ItemRecord:
    known = item.snapshot.get("title_de"), item.snapshot.get("title_en")
    unnamed = item.title == known[0]
    if not unnamed or name in ("", *known) or len(name) > TITLE_LENGTH:
        return item
    return item.model_copy(update={"title": name})


def _with_living_result(series: SeriesRecord, records: Records) -> Records:
    """Bring a file of version 1 along: who counts, the weights at each reveal, when something was agreed."""
    rounds: list[RoundRecord] = list(_of(records, "rounds"))
    ratings: list[RatingRecord] = list(_of(records, "ratings"))
    events: list[EventRecord] = list(_of(records, "events"))
    begun = {rating.round_id for rating in ratings}
    held = {each.id: _known(each, events) for each in rounds if not _only_looked_at(each, begun)}
    cleaned = series.personal_data_deleted_at is not None
    return {
        **records,
        "rounds": tuple(held.values()),
        "ratings": tuple(_dated(rating, held[rating.round_id], cleaned=cleaned) for rating in ratings)
        if all(rating.round_id in held for rating in ratings)
        else tuple(ratings),  # refused by the checks that follow
    }


def _only_looked_at(held: RoundRecord, begun: set[str]) -> bool:
    """Whether a round only came about because somebody looked at a page."""
    untouched = held.kind is Kind.GROUP and held.state is State.OPEN and held.stage is Stage.CRITERIA
    return untouched and held.id not in begun


def _known(held: RoundRecord, events: list[EventRecord]) -> RoundRecord:
    counts = "" if held.state is State.DRAFT else Counts.EVERYONE
    return held.model_copy(update={"counts": counts, "weights": _weights_at(held.revealed_at, events)})


def _weights_at(revealed_at: datetime | None, events: list[EventRecord]) -> RevealedWeights:
    if revealed_at is None:
        return RevealedWeights()
    before = [event for event in events if event.kind == "weights_changed" and event.at <= revealed_at]
    if not before:
        return RevealedWeights()
    facts = before[-1].payload
    return RevealedWeights(**{name: facts[name] for name in RevealedWeights.model_fields if facts.get(name)})


def _dated(rating: RatingRecord, held: RoundRecord, *, cleaned: bool) -> RatingRecord:
    """Where a clean-up took the time of an agreed answer, the end of its round is when it was known."""
    taken = held.kind is Kind.GROUP and rating.rated_at == (held.opened_at or held.created_at)
    if not (cleaned and taken and held.revealed_at):
        return rating
    return rating.model_copy(update={"rated_at": held.revealed_at})


def _of(records: Records, name: str) -> Any:
    """Return the records of a table; which fields they have, its name says."""
    return records[name]
