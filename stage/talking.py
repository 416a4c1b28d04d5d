"""Scenes of the talk: where we differ, what moved, remarks."""

from stage.room import Room, columns_for
from stage.scene import Bar, Bars, Camp, Differ, Listing, Scene
from translations import _, current_language, ngettext
from translations.formats import number
from workshops.evaluation import comparison
from workshops.wall import known, remarks

_LEVEL = 0.0005
_SIDES = {1: "low", 2: "low", 3: "middle", 4: "high", 5: "high"}
_DOT, _SMALLEST_DOT, _ROOM = 4.6, 1.5, 30


def differ(room: Room) -> Scene:
    """Show one question and its camps in the words of the answers; then the people."""
    seen, position = room.result, room.standing.position
    assert seen is not None, "the programme offers this scene only with a result"
    item_id, criterion_id = position.subject.split(":", 1)
    question = seen.criteria.criterion(criterion_id)
    counts = next(
        each.counts
        for each in seen.evaluation.discuss_next
        if (each.item_id, each.criterion_id) == (item_id, criterion_id)
    )
    language = current_language()
    camps = [
        Camp(value, question.anchor(value, language), people, _SIDES[value])
        for value, people in enumerate(counts, start=1)
    ]
    content = Differ(
        item=room.title(item_id),
        question=question.question(language),
        camps=camps,
        shown=position.step > 0,
        dot=max(_SMALLEST_DOT, min(_DOT, (_ROOM * 24 / max(1, *counts)) ** 0.5)),
    )
    return Scene(
        f"differ-{position.subject}",
        "differ",
        content.question,
        content,
        corner=_("Here we differ"),
        aside=_("What has one side seen that the other has not?"),
    )


def moved(room: Room) -> Scene:
    """Show what the newest round has moved, in points."""
    seen = room.result
    assert seen is not None, "the programme offers this scene only with a result"
    found = comparison.movement(room.database, known.eyes(room.series_id), room.series_id)
    both = [each for each in found if each.score is not None and each.score_before is not None]
    bars = [
        Bar(
            key=each.item_id,
            label=room.title(each.item_id),
            width=100 * (each.score or 0),
            before=100 * (each.score_before or 0),
            value=_signed((each.score or 0) - (each.score_before or 0)),
            direction=_direction((each.score or 0) - (each.score_before or 0)),
        )
        for each in both
    ]
    title = _("What our second look has moved")
    content = Bars(title, "", bars, sentence=_("The bar is now, the thin line within it is before."))
    return Scene("moved", "bars", title, content, corner=_("Points out of 100"))


def _signed(change: float) -> str:
    if abs(change) < _LEVEL:
        return _("as before")
    arrow, sign = ("▲", "+") if change > 0 else ("▼", "−")
    return f"{arrow} {sign}{number(abs(change) * 100, 1)}"


def _direction(change: float) -> str:
    return "level" if abs(change) < _LEVEL else "up" if change > 0 else "down"


def said(room: Room) -> Scene:
    """Show the remarks that the advisor lets the wall show."""
    found = remarks.shown(room.database, known.eyes(room.series_id), room.series_id)
    texts = [(str(place), "", f"{room.title(each.item_id)}: {each.text}") for place, each in enumerate(found)]
    title = ngettext("A remark from the room", "{n} remarks from the room", len(found)).format(
        n=number(len(found))
    )
    content = Listing(title, "", texts, columns_for(2 * len(texts)))
    return Scene("remarks", "listing", title, content)
