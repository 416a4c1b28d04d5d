"""A project's own name: who may give it, and that every surface says it."""

import pytest

from storage.database import Database
from tests.workshops import factories
from tests.workshops.factories import a_series, a_use_case, member
from tests.workshops.room import ADVISOR, Room
from translations import language
from workshops import journal
from workshops.actors import Role
from workshops.deciding import decisions
from workshops.errors import AccessDenied, InvalidInput, NotFound
from workshops.evaluation import comparison, outcome
from workshops.handing_over import sketching
from workshops.library import naming, shortlist, stories
from workshops.live import ballot
from workshops.wall import decided, known, rating

SOURCE, OWN = "Pegel am Bach", "Starkregen-Frühwarnung"


@pytest.fixture
def item(room: Room) -> shortlist.ItemView:
    case = a_use_case(title_en="Level of the brook")
    return shortlist.add_use_case(room.database, ADVISOR, room.id, case)


def name(room: Room, item: shortlist.ItemView, called: str) -> shortlist.ItemView:
    return naming.name_entry(room.database, ADVISOR, room.id, item.id, called)


def test_an_own_name_stands_on_every_surface_and_the_source_in_a_small_line(
    room: Room, item: shortlist.ItemView
):
    assert (item.name, item.source) == (SOURCE, "")
    room.items.append(item.id)
    people = room.people(5)
    first = room.open_round()
    for person in people:
        room.answer_all(person, first, (1, 2, 3, 5))
    room.reveal(first)
    decisions.pick(room.database, ADVISOR, room.id, item.id, reason="Dringend.")
    sketching.begin(room.database, ADVISOR, room.id, item.id)
    name(room, item, f"  {OWN} ")
    second = room.open_round(item_ids=[item.id])
    asked = ballot.ballot(room.database, people[0], second.id).items[0]
    assert asked.title == OWN
    assert ("Vorbild", SOURCE) in asked.facts
    assert rating.stand(room.database, room.wall, room.id, second.id).titles == (OWN,)
    for person in people:
        room.answer_all(person, second, (4,))
    room.reveal(second)
    (moved,) = [
        each for each in comparison.movement(room.database, room.wall, room.id) if each.item_id == item.id
    ]
    assert moved.title == OWN
    for actor in (ADVISOR, room.wall, room.municipality, people[0]):
        seen = outcome.current(room.database, actor, room.id)
        assert seen
        assert seen.titles[item.id] == OWN
    (pick,) = decisions.picks(room.database, room.municipality, room.id)
    assert (pick.title, pick.source) == (OWN, SOURCE)
    assert [each.title for each in decided.decided(room.database, known.eyes(room.id), room.id)] == [OWN]
    (sketch,) = sketching.sketches(room.database, room.municipality, room.id)
    assert (sketch.content.title, sketch.item_title) == (OWN, OWN)
    event = next(
        each for each in journal.events(room.database, ADVISOR, room.id) if each.kind == "item_named"
    )
    assert event.payload == {"item": item.id, "title": OWN, "before": SOURCE}


def test_the_title_of_the_sketch_names_the_project(room: Room, item: shortlist.ItemView):
    factories.pick(room.database, room.id, item.id)
    begun = sketching.begin(room.database, ADVISOR, room.id, item.id)
    typed = begun.content.model_copy(update={"title": OWN})
    saved = sketching.save(room.database, ADVISOR, begun.id, typed, based_on=begun.version)
    assert decisions.picks(room.database, ADVISOR, room.id)[0].title == OWN
    assert saved.item_title == OWN
    emptied = typed.model_copy(update={"title": ""})
    sketching.save(room.database, ADVISOR, begun.id, emptied, based_on=saved.version)
    assert decisions.picks(room.database, ADVISOR, room.id)[0].title == OWN
    sketching.restore(room.database, ADVISOR, begun.id, begun.version)
    (pick,) = decisions.picks(room.database, ADVISOR, room.id)
    assert (pick.title, pick.source) == (SOURCE, "")


def test_a_sketch_in_english_keeps_the_sources_name_in_english(room: Room, item: shortlist.ItemView):
    factories.pick(room.database, room.id, item.id)
    with language("en"):
        begun = sketching.begin(room.database, ADVISOR, room.id, item.id)
        assert begun.content.title == "Level of the brook"
        sketching.save(room.database, ADVISOR, begun.id, begun.content, based_on=begun.version)
        assert decisions.picks(room.database, ADVISOR, room.id)[0].title == "Level of the brook"
    assert decisions.picks(room.database, ADVISOR, room.id)[0].title == SOURCE
    assert sketching.sketches(room.database, ADVISOR, room.id)[0].content.title == "Level of the brook"


def test_a_name_given_with_the_decision_goes_with_the_pick(room: Room, item: shortlist.ItemView):
    made = decisions.pick(room.database, ADVISOR, room.id, item.id, reason="R", name=OWN)
    assert (made.title, made.source) == (OWN, SOURCE)
    with pytest.raises(InvalidInput):
        decisions.pick_all(room.database, ADVISOR, room.id, {room.items[0]: "R"}, {room.items[0]: "x" * 121})
    assert len(decisions.picks(room.database, ADVISOR, room.id)) == 1


@pytest.mark.parametrize("sources", [SOURCE, "Level of the brook"])
def test_the_sources_name_takes_the_own_one_back(room: Room, item: shortlist.ItemView, sources: str):
    assert name(room, item, OWN).source == SOURCE
    back = name(room, item, sources)
    assert (back.title, back.source) == (SOURCE, "")
    with language("en"):
        assert stories.title(back) == "Level of the brook"
        assert name(room, item, OWN).source == "Level of the brook"


def test_an_idea_worded_anew_takes_its_sketch_along(room: Room):
    idea = room.items[0]
    factories.pick(room.database, room.id, idea)
    sketching.begin(room.database, ADVISOR, room.id, idea)
    texts = {"title": OWN, "summary": "Messen.", "area": "environment"}
    shortlist.change_idea(room.database, ADVISOR, room.id, idea, **texts)
    (sketch,) = sketching.sketches(room.database, ADVISOR, room.id)
    assert (sketch.content.title, sketch.version) == (OWN, 2)
    assert [each.version for each in sketching.versions(room.database, ADVISOR, sketch.id)] == [2, 1]


@pytest.mark.parametrize("called", ["", "  ", "x" * 121])
def test_a_name_is_a_line_that_fits(room: Room, item: shortlist.ItemView, called: str):
    with pytest.raises(InvalidInput):
        name(room, item, called)


def test_only_the_advisor_names_what_is_on_the_list(database: Database, room: Room, item: shortlist.ItemView):
    for role in (Role.MUNICIPALITY, Role.WALL, Role.REMOTE, Role.PARTICIPANT):
        with pytest.raises(AccessDenied):
            naming.name_entry(database, member(role, room.id), room.id, item.id, OWN)
    with pytest.raises(NotFound):
        naming.name_entry(database, ADVISOR, a_series(database).id, item.id, OWN)
