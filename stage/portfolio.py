"""The portfolio: benefit against feasibility, names at the points, four named quarters, zoomed in."""

from design.portfolio import Words, lay_out, svg
from stage.room import Room
from stage.scene import Portfolio, Scene
from translations import _
from translations.formats import list_, number
from workshops.evaluation.outcome import RoundEvaluation
from workshops.wall import decided, known

HEIGHT = 1000.0
_SIZE, _SIZE_UPRIGHT = 31.0, 24.0
_MOST_SHAPE, _LEAST_SHAPE = 2.6, 0.55
_MAIN = 0.84
"""The picture has about this part of the screen's height: head and foot take the rest."""
_LOOKS = {name: f'class="{name}"' for name in ("dot", "label", "leader", "axis", "quarter")} | {
    "chosen": 'class="dot chosen"'
}


def portfolio(room: Room) -> Scene:
    """Show the quarters, then the points with their names, then what is chosen or leads."""
    seen = room.result
    assert seen is not None, "the programme offers this scene only with a result"
    points = _values(seen)
    step = room.standing.position.step
    picked = {
        each.item_id for each in decided.decided(room.database, known.eyes(room.series_id), room.series_id)
    }
    marked = (picked or set(seen.evaluation.chosen)) if step > 1 else set[str]()
    names = {item_id: room.title(item_id) for item_id in points}
    shape = min(_MOST_SHAPE, max(_LEAST_SHAPE, room.shape / _MAIN))
    laid = lay_out(
        list(points.values()) if step else [],
        list(names.values()) if step else [],
        width=HEIGHT * shape,
        height=HEIGHT,
        size=_SIZE if shape >= 1 else _SIZE_UPRIGHT,
        zoomed=list(points.values()),
    )
    chosen = [place for place, item_id in enumerate(points) if item_id in marked]
    words = "; ".join(
        _("{name}: benefit {benefit}, feasibility {feasibility}").format(
            name=names[item_id], benefit=number(y * 100, 0), feasibility=number(x * 100, 0)
        )
        for item_id, (x, y) in points.items()
    )
    missing = [room.title(item.item_id) for item in seen.evaluation.ranking if item.item_id not in points]
    aside = _("Without a place here: {names}").format(names=list_(missing)) if missing else ""
    title = _("What pays off, and what is easy")
    picture = Portfolio(svg(laid, _words(), chosen, _LOOKS), words)
    return Scene(f"portfolio-{seen.round.id}", "portfolio", title, picture, corner=title, aside=aside)


def _words() -> Words:
    quarters = (_("Prepare well"), _("Do at once"), _("Leave for now"), _("Take along"))
    return Words(quarters, easier=_("easier to do"), more=_("more benefit"))


def _values(seen: RoundEvaluation) -> dict[str, tuple[float, float]]:
    """Return feasibility and benefit of each ranked entry for which both are known."""
    found = {}
    for item in seen.evaluation.ranking:
        values = {each.dimension: each.value for each in item.dimensions}
        x, y = values.get("feasibility"), values.get("benefit")
        if x is not None and y is not None:
            found[item.item_id] = (x, y)
    return found
