"""How far a series is, counted by the database in one question: each page asks it with each click."""

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
    newest_at_home: int
    weighed: int
    picks: int
    sketches: int
    links: int


def standing(session: Session, series_id: str, *, gates: int) -> Standing:
    """Count what there is of a series, nothing where it does not exist; each entry is asked `gates`."""
    return Standing(*session.execute(_counting(), {"series": series_id, "gates": gates}).one())


@cache
def _counting() -> Any:
    def of_series(table: type[SQLModel]) -> Any:
        return select(func.count()).select_from(table).where(table.series_id == bindparam("series"))  # type: ignore[attr-defined]

    def of_newest(*columns: Any) -> Any:
        mine = col(RoundRow.series_id) == bindparam("series")
        return select(*columns).where(mine).order_by(col(RoundRow.number).desc()).limit(1)

    answered = select(func.count()).select_from(GateRow).where(col(GateRow.item_id) == col(ItemRow.id))
    excluded = answered.where(col(GateRow.answer) == "no")
    picked = select(col(PickRow.item_id)).where(col(PickRow.series_id) == bindparam("series"))
    newest = of_newest(col(RoundRow.id)).scalar_subquery()
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
        "newest_at_home": func.coalesce(
            of_newest(
                case(
                    (or_(col(RoundRow.ends_at).is_not(None), col(RoundRow.home_until).is_not(None)), 1),
                    else_=0,
                )
            ).scalar_subquery(),
            0,
        ),
        "weighed": of_series(WeightRow).where(col(WeightRow.owner_kind) == "agreed", or_(*entered)),
        "picks": of_series(PickRow),
        "sketches": of_series(SketchRow).where(col(SketchRow.item_id).in_(picked)),
        "links": links,
    }
    return select(*(counts[name].scalar_subquery() for name in Standing._fields))
