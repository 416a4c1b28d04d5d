"""How the records of an archive hang together: what a page would stumble over is refused."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_args

from pydantic import ValidationError

from scoring.criteria import CriteriaSet, load_criteria
from sketches import model as sketches
from storage.tables import SeriesRow
from usecases.model import AreaId, UseCase
from workshops import emblem, look
from workshops.archive.fields import Record
from workshops.archive.file import Archive, contradiction
from workshops.archive.tables import SERIES_FILE, TABLES, Table
from workshops.criteria import OWN, criteria_of
from workshops.deciding import proposal
from workshops.errors import InvalidInput
from workshops.live import activities
from workshops.live.rounds import Stage, questions
from workshops.weighing.elicitation import METHODS
from workshops.weighing.weights import Asked, check_ratios

_AREAS = get_args(AreaId)
_SETTINGS = "settings"
_OWN_CRITERIA = "own_criteria"


def check(archive: Archive) -> None:
    """Raise InvalidInput, naming the place, unless all parts of a series fit together."""
    for table in TABLES:
        _check_references(archive, table)
        for columns in (table.keys, table.unique):
            _check_each_once(archive, table, columns)
    series = archive.series_row(join_code="")
    _check_settings(series)
    _check_criteria(series)
    rules = _content_rules(archive, series)
    for table in TABLES:
        is_sound = rules.get(table.name, _anything)
        for number, record in enumerate(archive.records[table.name]):
            if not is_sound(record):
                raise contradiction(table.file, number)


def _anything(_record: Record) -> bool:
    """Stand in for a rule where the columns say it all."""
    return True


def _check_references(archive: Archive, table: Table) -> None:
    for column, target in table.refers.items():
        known = {record.id for record in _of(archive, target)}
        for number, record in enumerate(archive.records[table.name]):
            if not known.issuperset(_named(getattr(record, column))):
                raise contradiction(table.file, number, column)


def _named(value: str | list[str] | None) -> Iterable[str]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _check_each_once(archive: Archive, table: Table, columns: tuple[str, ...]) -> None:
    seen: set[tuple[Any, ...]] = set()
    for number, record in enumerate(archive.records[table.name] if columns else ()):
        key = tuple(getattr(record, column) for column in columns)
        if key in seen:
            raise contradiction(table.file, number, *columns)
        seen.add(key)


def _check_settings(series: SeriesRow) -> None:
    try:
        activities.offer_of(series)
        proposal.check(proposal.wishes_of(series))
    except (ValueError, TypeError, AttributeError, InvalidInput) as error:
        raise contradiction(SERIES_FILE, _SETTINGS) from error


def _check_criteria(series: SeriesRow) -> None:
    """Refuse criteria that could not be asked, and own ones beside a set of the tool."""
    try:
        criteria_of(series)
    except (ValueError, TypeError) as error:
        raise contradiction(SERIES_FILE, _OWN_CRITERIA) from error
    if series.own_criteria and series.criteria_set != OWN:
        raise contradiction(SERIES_FILE, _OWN_CRITERIA)


def _content_rules(archive: Archive, series: SeriesRow) -> dict[str, Callable[[Any], bool]]:
    """Return for each table whose records hold more than columns what must be true of every one."""
    # Weights may still name what only the longer set of the tool asks.
    criteria = criteria_of(series) if series.criteria_set == OWN else load_criteria()
    gates = {gate.id for gate in criteria.gates}
    stages = {stage: set(questions(series, stage).ids) for stage in Stage}
    askable = set().union(*stages.values())
    people = {person.id for person in _of(archive, "participants")}
    shortlist = {item.id for item in _of(archive, "items") if item.removed_at is None}
    return {
        "library": lambda entry: (
            _reads(UseCase.from_snapshot, entry.content) and entry.content["id"] == entry.id
        ),
        "items": lambda item: item.area in _AREAS and _is_snapshot(item.kind, item.snapshot),
        "gates": lambda gate: gate.gate_id in gates,
        "participants": lambda person: person.kind != "paper" or person.label.isdecimal(),
        "rounds": lambda held: (
            bool(held.criterion_ids)
            and stages[held.stage].issuperset(held.criterion_ids)
            and askable.issuperset(held.left_out)
            and _fits(held.weights, criteria)
            and held.weights.method in METHODS
        ),
        "not_asked": lambda person: askable.issuperset(person.criterion_ids),
        "ideas": lambda idea: idea.area is None or idea.area in _AREAS,
        "weights": lambda weight: _is_weight(weight, criteria, people),
        "picks": lambda pick: pick.item_id in shortlist,
        "looks": _is_look(len(archive.records["looks"])),
        "sketches": lambda sketch: _reads(sketches.load, sketch.content),
        "sketch_versions": lambda version: _reads(sketches.load, version.content),
    }


def _is_snapshot(kind: str, snapshot: dict[str, Any]) -> bool:
    if kind == "use_case":
        return _reads(UseCase.from_snapshot, snapshot)
    return isinstance(snapshot.get("summary"), str)


def _is_look(number: int) -> Callable[[Any], bool]:
    return lambda own: (
        number == 1
        and (not own.accent or _reads(look.checked, own.accent))
        and (own.emblem is None or emblem.is_kept(own.emblem))
    )


def _is_weight(weight: Any, criteria: CriteriaSet, people: set[str]) -> bool:
    return (
        weight.method in METHODS
        and (weight.owner_kind != "participant" or weight.owner in people)
        and _fits(weight, criteria)
        and all(_reads(_asked, asked) for asked in weight.judgements.values())
    )


def _fits(weight: Any, criteria: CriteriaSet) -> bool:
    """Whether points are those of dimensions and criteria that there are."""
    dimensions = {dimension.id for dimension in criteria.dimensions}
    return dimensions.issuperset(weight.dimensions) and set(criteria.ids).issuperset(weight.criteria)


def _asked(content: Any) -> None:
    check_ratios(Asked.model_validate(content).pairs.values())


def _reads(read: Callable[[Any], Any], content: Any) -> bool:
    try:
        read(content)
    except (ValidationError, ValueError, TypeError, InvalidInput):
        return False
    return True


def _of(archive: Archive, name: str) -> Iterator[Any]:
    """Yield the records of a table; which fields they have, its name says."""
    records: Iterable[Record] = archive.records[name]
    yield from records
