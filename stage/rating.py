"""The scene while the room rates: what is asked, who is done, how long it takes. Never a value."""

from stage.room import Room
from stage.scene import Rating, Scene
from translations import _, ngettext
from translations.formats import number
from workshops.live import announcing
from workshops.live.rounds import State
from workshops.wall import known
from workshops.wall.rating import stand


def rating(room: Room) -> Scene:
    """Show how far the round is."""
    round_ = room.standing.live.round
    assert round_ is not None, "the programme offers this scene only with a round"
    found = room.counted or stand(room.database, known.eyes(room.series_id), room.series_id, round_.id)
    names = tuple(room.title(item) for item in round_.item_ids if item in room.items)
    content = Rating(
        title=_("This is what we rate now") if round_.state is State.OPEN else _("The round is closed"),
        names=names,
        columns=1 if len(names) <= 11 else 2,
        share=found.share,
        finished=found.readiness.finished,
        joined=found.readiness.joined,
        closed=round_.state is State.CLOSED,
    )
    aside = ngettext("{n} question each", "{n} questions each", found.questions)
    asked = aside.format(n=number(found.questions))
    said = " · ".join(each for each in (asked, announcing.until(round_)) if each)
    return Scene(f"rating-{round_.id}", "rating", content.title, content, aside=said)
