"""Scenes of the overview: a field of action, a use case as a story, the room's ideas."""

from collections.abc import Iterator

from stage.room import Room, columns_for
from stage.scene import FieldOfAction, Listing, Scene, Story
from translations import _, ngettext
from translations.formats import number
from workshops.library import stories
from workshops.library.shortlist import ItemView
from workshops.live import ideas
from workshops.wall import known


def field(room: Room) -> Scene:
    """Show a field of action: what it means, and what is on our list of it."""
    area = room.standing.position.subject
    told = stories.field(area)
    ours = tuple(room.title(item.id) for item in room.items.values() if item.area == area)
    examples = ngettext(
        "{n} example in the library, {hesse} of it in Hessen",
        "{n} examples in the library, {hesse} of them in Hessen",
        told.examples,
    ).format(n=number(told.examples), hesse=number(told.in_hesse))
    content = FieldOfAction(area, told.name, told.meaning, ours, examples)
    return Scene(f"field-{area}", "field", told.name, content)


def story(room: Room) -> Scene:
    """Tell a use case: its name, then what it is, then where, what it cost and whom to ask."""
    position = room.standing.position
    item = room.items[position.subject]
    use_case = item.use_case
    told = stories.story(use_case, room.series.municipality_ags) if use_case else None
    content = Story(
        area=item.area,
        area_name=stories.field(item.area).name,
        title=room.title(item.id),
        summary=told.summary if told else item.summary,
        facts=(*_source(item), *told.facts) if told else (),
        step=position.step,
    )
    return Scene(f"story-{item.id}", "story", content.title, content)


def _source(item: ItemView) -> Iterator[tuple[str, str]]:
    if item.source:
        yield _("Modelled on"), item.source


def collected(room: Room) -> Scene:
    """Show the ideas of the room as they come in."""
    sent = ideas.accepted(room.database, known.eyes(room.series_id), room.series_id)
    content = Listing(
        title=_("Ideas of the room"),
        over="",
        texts=[(idea.id, idea.area or "", idea.title) for idea in sent],
        columns=columns_for(len(sent)),
        empty=_("Send your idea from your phone. It appears here."),
    )
    return Scene("ideas", "listing", content.title, content)
