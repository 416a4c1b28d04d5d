"""How far series are, counted by the database in one question: each page asks it with each click."""

from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Text, bindparam, case, cast, func, or_, select
from sqlmodel import Session, SQLModel, col

from storage.tables import (
    AccessLinkRow,
    GateRow,
    ItemRow,
    PickRow,
    RatingRow,
    RoundRow,
    SeriesRow,
    SketchRow,
    WeightRow,
)


class Standing(NamedTuple):
    """What there is of a series.

    `gates_open`: entries on the shortlist that no gate excludes and that lack an answer. `newest_…`: kind,
    state and number of answers of the round with the highest number, None without one, and whether it is or
    was answered in people's own time. `weighed`: agreed
    weights that somebody has entered. `sketches`: of what is picked.
    """

    items: int
    gates_open: int
    revealed: int
    newest_kind: str | None
    newest_state: str | None
    newest_answers: int
    newest_at_home: int | None
    weighed: int
    picks: int
    sketches: int
    links: int


def standing(session: Session, series_id: str, *, gates: int) -> Standing:
    """Count what there is of a series, nothing where it does not exist; each entry is asked `gates`."""
    return Standing(*session.execute(_of_one(), {"series": series_id, "gates": gates}).one())


def standings(session: Session, series_ids: Collection[str], *, gates: int) -> dict[str, Standing]:
    """Count what there is of each of these series, by its key; those that do not exist are left out."""
    given = {"some": list(series_ids), "gates": gates}
    return {key: Standing(*counts) for key, *counts in session.execute(_of_some(), given)}


@cache
def _of_one() -> Any:
    return select(*_counts(bindparam("series")))


@cache
def _of_some() -> Any:
    some = col(SeriesRow.id).in_(bindparam("some", expanding=True))
    return select(col(SeriesRow.id), *_counts(col(SeriesRow.id))).where(some)


def _counts(series_id: Any) -> list[Any]:
    """Return a column for each field of a `Standing`, counted for the series with this key."""

    def of_series(table: type[SQLModel]) -> Any:
        return select(func.count()).select_from(table).where(table.series_id == series_id)  # type: ignore[attr-defined]

    def of_newest(*columns: Any) -> Any:
        mine = col(RoundRow.series_id) == series_id
        return select(*columns).where(mine).order_by(col(RoundRow.number).desc()).limit(1)

    def counted(asked: Any) -> Any:
        return asked.correlate(SeriesRow).scalar_subquery()

    answered = select(func.count()).select_from(GateRow).where(col(GateRow.item_id) == col(ItemRow.id))
    excluded = answered.where(col(GateRow.answer) == "no")
    picked = select(col(PickRow.item_id)).where(col(PickRow.series_id) == series_id).correlate(SeriesRow)
    newest = counted(of_newest(col(RoundRow.id)))
    listed = of_series(ItemRow).where(col(ItemRow.removed_at).is_(None))
    entered = [cast(column, Text) != "{}" for column in (WeightRow.dimensions, WeightRow.criteria)]
    links = of_series(AccessLinkRow).where(
        col(AccessLinkRow.kind) == "municipality", col(AccessLinkRow.revoked_at).is_(None)
    )
    counts = {
        "items": listed,
        "gates_open": listed.where(
            answered.correlate(ItemRow).scalar_subquery() < bindparam("gates"),
            excluded.correlate(ItemRow).scalar_subquery() == 0,
        ),
        "revealed": of_series(RoundRow).where(col(RoundRow.state) == "revealed"),
        "newest_kind": of_newest(col(RoundRow.kind)),
        "newest_state": of_newest(col(RoundRow.state)),
        "newest_answers": select(func.count())
        .select_from(RatingRow)
        .where(col(RatingRow.round_id) == newest),
        "newest_at_home": of_newest(
            case((or_(col(RoundRow.ends_at).is_not(None), col(RoundRow.home_until).is_not(None)), 1), else_=0)
        ),
        "weighed": of_series(WeightRow).where(col(WeightRow.owner_kind) == "agreed", or_(*entered)),
        "picks": of_series(PickRow),
        "sketches": of_series(SketchRow).where(col(SketchRow.item_id).in_(picked)),
        "links": links,
    }
    return [counted(counts[name]) for name in Standing._fields]
