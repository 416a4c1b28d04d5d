"""What was decided, as the room should read it: own names, our share of the costs, the reason."""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from sketches import model
from sketches.funding.expected import expected
from storage import queries
from storage.database import Database
from storage.tables import SketchRow
from translations.formats import today
from workshops.actors import Actor, Role, require
from workshops.deciding import decisions
from workshops.library import shortlist
from workshops.series import existing


class Decided(BaseModel):
    """One chosen project; `cost` and the own share, from low to high, in euro, None while unknown."""

    model_config = ConfigDict(frozen=True)

    item_id: str
    title: str
    area: str
    summary: str
    reason: str
    cost: Decimal | None = None
    own_low: Decimal | None = None
    own_high: Decimal | None = None


def decided(database: Database, actor: Actor, series_id: str) -> tuple[Decided, ...]:
    """Return what was picked, in the order of picking; a sketch's own sentence comes first."""
    require(actor, Role.ADVISOR, Role.WALL, Role.MUNICIPALITY, series_id=series_id)
    with database.read() as session:
        existing(session, series_id)
        picked = decisions.picks_in(session, series_id)
        items = {item.id: item for item in shortlist.views(session, series_id)}
        written = _sketches(session, series_id)
    return tuple(_decided(pick, items.get(pick.item_id), written.get(pick.item_id)) for pick in picked)


def _sketches(session: Session, series_id: str) -> dict[str, model.SketchContent]:
    found = {}
    for row in queries.many(session, SketchRow, series_id=series_id):
        try:
            found[row.item_id] = model.load(row.content)
        except ValueError:  # of a later version: the pick's own words stand on the wall
            continue
    return found


def _decided(
    pick: decisions.PickView, item: shortlist.ItemView | None, sketch: model.SketchContent | None
) -> Decided:
    summary = item.summary if item else ""
    found = Decided(
        item_id=pick.item_id, title=pick.title, area=pick.area, summary=summary, reason=pick.reason
    )
    if sketch is None:
        return found
    words = {"summary": sketch.summary.text.strip() or summary}
    return found.model_copy(update=words | _money(sketch))


def _money(sketch: model.SketchContent) -> dict[str, Decimal]:
    """Return the costs and our share of them, as far as the sketch says them."""
    cost = sketch.total_cost
    if not cost:
        return {}
    paid = expected(sketch, today()).financing
    return {"cost": cost} | ({"own_low": paid.own.low, "own_high": paid.own.high} if paid else {})
