"""Ideas and dots from the room."""

import pytest

from storage.types import new_id
from tests.workshops.room import ADVISOR, Room
from workshops.actors import Actor
from workshops.errors import AccessDenied, InvalidInput, Refused
from workshops.library import shortlist
from workshops.live import activities, dots, ideas
from workshops.live.activities import Activity, Phase
from workshops.live.ideas import IdeaState, IdeaView


def set_phase(room: Room, activity: Activity, phase: Phase = Phase.OPEN) -> None:
    activities.set_phase(room.database, ADVISOR, room.id, activity, phase)


def send(room: Room, person: Actor, title: str, idea_id: str = "") -> IdeaView:
    return room.write(
        lambda session: ideas.send(
            session, person, idea_id=idea_id or new_id(), title=title, text="", area="mobility"
        )
    )


def test_ideas_are_taken_only_while_they_are_asked_for(room: Room) -> None:
    person = room.join("phone")
    with pytest.raises(Refused):
        send(room, person, "Mitfahrbank")
    set_phase(room, Activity.IDEAS)
    send(room, person, "Mitfahrbank")
    assert [idea.title for idea in ideas.own(room.database, person)] == ["Mitfahrbank"]


def test_a_form_sent_twice_is_one_idea_and_belongs_to_its_sender(room: Room) -> None:
    person, other = room.people(2)
    set_phase(room, Activity.IDEAS)
    same = new_id()
    send(room, person, "Mitfahrbank", same)
    send(room, person, "Mitfahrbank", same)
    assert len(ideas.every(room.database, ADVISOR, room.id)) == 1
    with pytest.raises(InvalidInput):
        send(room, other, "Fremde Idee", same)


def test_others_see_an_idea_when_the_advisor_has_accepted_it(room: Room) -> None:
    set_phase(room, Activity.IDEAS)
    idea = send(room, room.join("phone"), "Mitfahrbank")
    assert ideas.accepted(room.database, room.wall, room.id) == ()
    ideas.judge(room.database, ADVISOR, idea.id, IdeaState.ACCEPTED)
    assert [seen.title for seen in ideas.accepted(room.database, room.wall, room.id)] == ["Mitfahrbank"]
    with pytest.raises(AccessDenied):
        ideas.every(room.database, room.wall, room.id)


def test_ideas_are_merged_edited_and_promoted(room: Room) -> None:
    person = room.join("phone")
    set_phase(room, Activity.IDEAS)
    first, second = send(room, person, "Mitfahrbank"), send(room, person, "Bank zum Mitfahren")
    merged = ideas.merge(room.database, ADVISOR, [first.id, second.id], into=first.id)
    assert "Bank zum Mitfahren" in merged.text
    ideas.edit(room.database, ADVISOR, first.id, title="Mitfahrbänke", text="An drei Orten", area=None)
    item = ideas.promote(room.database, ADVISOR, first.id, area="mobility")
    assert ideas.promote(room.database, ADVISOR, first.id, area="mobility").id == item.id
    titles = [entry.title for entry in shortlist.items(room.database, ADVISOR, room.id)]
    assert titles.count("Mitfahrbänke") == 1
    states = {idea.id: idea.state for idea in ideas.every(room.database, ADVISOR, room.id)}
    assert states == {first.id: IdeaState.PROMOTED, second.id: IdeaState.MERGED}
    with pytest.raises(InvalidInput):
        ideas.merge(room.database, ADVISOR, [first.id], into=first.id)


def test_dots_are_replaced_as_a_whole_and_limited(room: Room) -> None:
    person = room.join("phone")
    set_phase(room, Activity.DOTS)
    for given in ({("area", "mobility"): 5}, {("area", "energy"): 2, ("area", "health"): 3}):
        room.write(lambda session, given=given: dots.give(session, person, given))
    assert dots.own(room.database, person) == {("area", "energy"): 2, ("area", "health"): 3}
    for wrong in ({("area", "mobility"): 6}, {("area", "moon"): 1}, {("area", "energy"): -1}):
        with pytest.raises(InvalidInput):
            room.write(lambda session, wrong=wrong: dots.give(session, person, wrong))
    assert sum(dots.own(room.database, person).values()) == 5


def test_sums_count_dots_and_people(room: Room) -> None:
    set_phase(room, Activity.IDEAS)
    people = room.people(5)
    idea = send(room, people[0], "Mitfahrbank")
    ideas.judge(room.database, ADVISOR, idea.id, IdeaState.ACCEPTED)
    set_phase(room, Activity.DOTS)
    for person in people:
        set_phase(room, Activity.DOTS, Phase.SHOWN)
        assert dots.result(room.database, room.wall, room.id) == (), "four people could tell who gave what"
        set_phase(room, Activity.DOTS)
        room.write(lambda session, person=person: dots.give(session, person, {("idea", idea.id): 2}))
    set_phase(room, Activity.DOTS, Phase.SHOWN)
    (top,) = dots.result(room.database, room.wall, room.id)
    assert (top.title, top.dots, top.people) == ("Mitfahrbank", 10, 5)


def test_the_number_of_dots_can_be_set(room: Room) -> None:
    activities.change(room.database, ADVISOR, room.id, dots_per_person=3)
    assert activities.offer(room.database, room.wall, room.id).dots_per_person == 3
    with pytest.raises(InvalidInput):
        activities.change(room.database, ADVISOR, room.id, dots_per_person=0)
