"""Own criteria of a series and of the installation: read from a file, changed one by one, put in order.

A series keeps its set as a snapshot. It can be changed until somebody could have answered; from then on the
questions stay what they were when they were answered.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from scoring.criteria import CriteriaSet, load_criteria
from scoring.own_criteria import CriteriaError, from_content, parse, to_content
from storage import queries
from storage.database import Database
from storage.tables import AllocationRow, RatingRow, RoundRow, SeriesRow, SettingRow, WeightRow
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.criteria import INSTALLATION_KEY, OWN, criteria_of, of_installation, require_somebody_asked
from workshops.criteria_problems import refused, unusable
from workshops.errors import InvalidInput, Refused
from workshops.series import CRITERIA_SETS, existing

LARGEST_FILE = 256 * 1024


class CriteriaView(BaseModel):
    """What a series rates by: the set as plain data, its kind, and whether it can still be changed."""

    model_config = ConfigDict(frozen=True)

    criteria_set: str
    content: Mapping[str, Any]
    changeable: bool


def of_series(database: Database, actor: Actor, series_id: str) -> CriteriaView:
    """Return what a series rates by."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        row = existing(session, series_id)
        return CriteriaView(
            criteria_set=row.criteria_set,
            content=to_content(criteria_of(row)),
            changeable=not _begun(session, series_id),
        )


def kept_by_installation(database: Database, actor: Actor) -> CriteriaSet | None:
    """Return the set that new series can begin with, None if the installation keeps none."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        found = of_installation(session)
    return from_content(found) if found else None


def read(actor: Actor, data: bytes) -> dict[str, Any]:
    """Read a file with own criteria and return the set as plain data; nothing is stored.

    Raises:
        InvalidInput: with the first places of the file at which something is wrong.
    """
    require(actor, Role.ADVISOR)
    if len(data) > LARGEST_FILE:
        raise refused([_("the file is larger than {size} kB").format(size=LARGEST_FILE // 1024)])
    try:
        return to_content(parse(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise refused([_("the file is not written in UTF-8")]) from error
    except CriteriaError as error:
        raise unusable(error) from error


def use(database: Database, actor: Actor, series_id: str, content: Mapping[str, Any]) -> None:
    """Let a series rate by these criteria from now on.

    Raises:
        InvalidInput: they cannot be used.
        Refused: somebody could have answered already.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        _store(session, actor, existing(session, series_id), OWN, content)


def use_set(database: Database, actor: Actor, series_id: str, criteria_set: str) -> None:
    """Let a series rate by a set of the tool, or by the own one of the installation.

    Raises:
        InvalidInput: there is no such set.
        Refused: somebody could have answered already.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        content = of_installation(session) if criteria_set == OWN else {}
        if criteria_set not in CRITERIA_SETS or content is None:
            raise InvalidInput(_("This set of criteria is unknown."), _("Please choose another one."))
        _store(session, actor, existing(session, series_id), criteria_set, content)


def save_criterion(
    database: Database, actor: Actor, series_id: str, entry: Mapping[str, Any], *, replaces: str | None
) -> None:
    """Add a criterion at the end of its dimension, or write another in the place of `replaces`.

    `entry` holds the fields of the file. A new criterion without an id gets one.

    Raises:
        InvalidInput: the criterion cannot be used so.
        Refused: somebody could have answered already.
    """

    def change(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        ids = [row["id"] for row in rows]
        if replaces is None:
            return [*rows, {"id": _free(ids), **entry}]
        _place(ids, replaces)
        return [{**entry, "id": replaces} if row["id"] == replaces else row for row in rows]

    _change(database, actor, series_id, change)


def remove_criterion(database: Database, actor: Actor, series_id: str, criterion_id: str) -> None:
    """Leave a criterion out.

    Raises:
        InvalidInput: it is the last one of its dimension.
        Refused: somebody could have answered already.
    """

    def change(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        del rows[_place([row["id"] for row in rows], criterion_id)]
        return rows

    _change(database, actor, series_id, change)


def move_criterion(database: Database, actor: Actor, series_id: str, criterion_id: str, steps: int) -> None:
    """Ask a criterion that many places later among those of its dimension, earlier with a negative number.

    Raises:
        Refused: somebody could have answered already.
    """

    def change(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        place = _place([row["id"] for row in rows], criterion_id)
        own = [at for at, row in enumerate(rows) if row["dimension"] == rows[place]["dimension"]]
        target = own[min(max(own.index(place) + steps, 0), len(own) - 1)]
        rows.insert(target, rows.pop(place))
        return rows

    _change(database, actor, series_id, change)


def save_points(database: Database, actor: Actor, series_id: str, points: Mapping[str, float]) -> None:
    """Set what the dimensions count until weights are agreed.

    Raises:
        InvalidInput: the points are out of range, or 0 for all.
        Refused: somebody could have answered already.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = existing(session, series_id)
        content = to_content(criteria_of(row))
        _store(session, actor, row, OWN, {**content, "dimensions": dict(points)})


def keep_for_installation(database: Database, actor: Actor, series_id: str) -> None:
    """Keep the criteria of a series for all series that are begun from now on."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        content = to_content(criteria_of(existing(session, series_id)))
        queries.remove(session, SettingRow, key=INSTALLATION_KEY)
        kept = json.dumps(content, ensure_ascii=False)
        queries.add(session, SettingRow(key=INSTALLATION_KEY, value=kept))


def forget_for_installation(database: Database, actor: Actor) -> None:
    """Begin new series with the sets of the tool again; series that are there keep what they have."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        queries.remove(session, SettingRow, key=INSTALLATION_KEY)


def _change(
    database: Database,
    actor: Actor,
    series_id: str,
    change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]],
) -> None:
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = existing(session, series_id)
        content = to_content(criteria_of(row))
        rows = _by_dimension(change(content["criteria"]))
        _store(session, actor, row, OWN, {**content, "criteria": rows})


def _by_dimension(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put criteria of one dimension beside each other, as they are asked and weighed."""
    order = [dimension.id for dimension in load_criteria().dimensions]
    known = [row for row in rows if row.get("dimension") in order]
    return [
        *sorted(known, key=lambda row: order.index(row["dimension"])),
        *(r for r in rows if r not in known),
    ]


def _free(taken: Sequence[str]) -> str:
    return next(f"E{number}" for number in range(1, len(taken) + 2) if f"E{number}" not in taken)


def _place(ids: Sequence[str], criterion_id: str) -> int:
    if criterion_id not in ids:
        raise InvalidInput(_("This criterion does not exist any more."), _("Please reload the page."))
    return list(ids).index(criterion_id)


def _store(
    session: Session, actor: Actor, row: SeriesRow, criteria_set: str, content: Mapping[str, Any]
) -> None:
    if _begun(session, row.id):
        raise Refused(
            _("The questions can no longer be changed: a round of this series has begun."),
            _("What people answered must stay what they were asked. Duplicate the series to ask anew."),
        )
    before = criteria_of(row)
    if criteria_set == OWN:
        content = to_content(_usable(content, row.groups))
    row.criteria_set, row.own_criteria = criteria_set, dict(content)
    session.add(row)
    _follow(session, row, before)
    facts = {"criteria_set": criteria_set, "number": len(criteria_of(row).ids)}
    journal.record(session, actor, row.id, "criteria_changed", **facts)


def _usable(content: Mapping[str, Any], groups: Sequence[str]) -> CriteriaSet:
    try:
        found = from_content(content)
    except CriteriaError as error:
        raise unusable(error) from error
    require_somebody_asked(found, groups)
    return found


def _begun(session: Session, series_id: str) -> bool:
    """Whether somebody could have answered: a round is open or over, rated in, or on sheets that are out."""
    for held in queries.many(session, RoundRow, series_id=series_id):
        if held.kind == "live" and held.state != "draft":
            return True
        if queries.some(session, RatingRow, round_id=held.id):
            return True
        drawn = queries.one(session, AllocationRow, round_id=held.id)
        if drawn is not None and drawn.first:
            return True
    return False


def _follow(session: Session, row: SeriesRow, before: CriteriaSet) -> None:
    """Let prepared rounds ask the new questions; weights of other criteria than before begin anew."""
    criteria = criteria_of(row)
    for held in queries.many(session, RoundRow, series_id=row.id):
        if held.stage == "criteria":
            held.criterion_ids = list(criteria.ids)
        if held.kind == "live":
            held.left_out = criteria.left_out
        session.add(held)
    if _weighed(before) == _weighed(criteria):
        return
    for kind in ("agreed", "group"):
        queries.remove(session, WeightRow, series_id=row.id, owner_kind=kind)


def _weighed(criteria: CriteriaSet) -> set[tuple[str, str, float]]:
    """Return what weights are about: criteria and dimensions with their points, in whatever order."""
    points = {(each.id, each.dimension, each.points) for each in criteria.criteria}
    return points | {(each.id, "", each.points) for each in criteria.dimensions}
