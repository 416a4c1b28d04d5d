"""The scene of the decision: the chosen with their reasons, and what happens next."""

from stage.room import Room
from stage.scene import Card, Decision, Scene
from translations import N_, _
from translations.formats import euro
from translations.sentences import first_sentence
from workshops.wall import decided, known
from workshops.wall.decided import Decided

_HEADLINES = {
    1: N_("This is what we do."),
    2: N_("These two are what we do."),
    3: N_("These three are what we do."),
}


def decision(room: Room) -> Scene:
    """Show one more of the chosen with each step, at last what happens next."""
    found = decided.decided(room.database, known.eyes(room.series_id), room.series_id)
    step = room.standing.position.step
    cards = [_card(each, place + 1) for place, each in enumerate(found[:step])]
    title = _(_HEADLINES.get(len(found), N_("This is what we do.")))
    content = Decision(
        title=title,
        cards=cards,
        hidden=max(0, len(found) - step),
        following=_("Next: the advisor writes the sketches. They come to you for completing.")
        if step > len(found)
        else "",
    )
    spoken = cards[-1].title if cards else title
    return Scene("decision", "decision", spoken, content, corner=_("Decided"))


def _card(found: Decided, tone: int) -> Card:
    return Card(
        item=found.item_id,
        title=found.title,
        sentence=first_sentence(found.summary),
        money=_money(found),
        reason=found.reason,
        tone=tone,
    )


def _money(found: Decided) -> str:
    if found.own_low is not None and found.own_high is not None:
        low, high = euro(float(found.own_low)), euro(float(found.own_high))
        if low == high:
            return _("We pay {own} of {cost}").format(own=low, cost=euro(float(found.cost or 0)))
        return _("We pay {low} to {high}").format(low=low, high=high)
    if found.cost is not None:
        return _("Cost: {cost}").format(cost=euro(float(found.cost)))
    return _("Cost still to be found out")
