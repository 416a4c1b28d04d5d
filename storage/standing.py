"""How far a series is, counted by the database in one question: each page asks it with each click."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, SQLModel, col

from storage.tables import AccessLinkRow, GateRow, ItemRow, PickRow, RatingRow, RoundRow, SketchRow


class Standing(NamedTuple):
    """What there is of a series; gates of entries that are on the shortlist, sketches of what is picked."""

    items: int
    gates_answered: int
    rounds: int
    revealed: int
    ratings: int
    picks: int
    sketches: int
    links: int


def standing(session: Session, series_id: str) -> Standing:
    """Count what there is of a series; nothing of one that does not exist."""
    return Standing(*session.execute(_counting(), {"series": series_id}).one())


@cache
def _counting() -> Any:
    def of_series(table: type[SQLModel]) -> Any:
        return select(func.count()).select_from(table).where(table.series_id == bindparam("series"))  # type: ignore[attr-defined]

    held = select(col(RoundRow.id)).where(col(RoundRow.series_id) == bindparam("series"))
    listed = select(col(ItemRow.id)).where(
        col(ItemRow.series_id) == bindparam("series"), col(ItemRow.removed_at).is_(None)
    )
    picked = select(col(PickRow.item_id)).where(col(PickRow.series_id) == bindparam("series"))
    gates = select(func.count()).select_from(GateRow).where(col(GateRow.item_id).in_(listed))
    ratings = select(func.count()).select_from(RatingRow).where(col(RatingRow.round_id).in_(held))
    links = of_series(AccessLinkRow).where(
        col(AccessLinkRow.kind) == "municipality", col(AccessLinkRow.revoked_at).is_(None)
    )
    counts = {
        "items": of_series(ItemRow).where(col(ItemRow.removed_at).is_(None)),
        "gates_answered": gates,
        "rounds": of_series(RoundRow),
        "revealed": of_series(RoundRow).where(col(RoundRow.state) == "revealed"),
        "ratings": ratings,
        "picks": of_series(PickRow),
        "sketches": of_series(SketchRow).where(col(SketchRow.item_id).in_(picked)),
        "links": links,
    }
    return select(*(counts[name].scalar_subquery() for name in Standing._fields))
