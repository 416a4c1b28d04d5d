"""Dots count where everybody sees them: of hidden ideas nowhere, of merged ones together."""

import pytest

from tests.workshops.room import ADVISOR, Room
from workshops.actors import Actor
from workshops.errors import InvalidInput, Refused
from workshops.live import activities, dots, ideas
from workshops.live.activities import Activity, Phase
from workshops.live.ideas import IdeaState


@pytest.fixture
def people(room: Room) -> list[Actor]:
    for activity in (Activity.IDEAS, Activity.DOTS):
        activities.set_phase(room.database, ADVISOR, room.id, activity, Phase.OPEN)
    return room.people(5)


def idea(room: Room, person: Actor, title: str) -> str:
    key = ideas.new_key()
    room.write(
        lambda session: ideas.send(session, person, idea_id=key, title=title, text="", area="mobility")
    )
    ideas.judge(room.database, ADVISOR, key, IdeaState.ACCEPTED)
    return key


def give(room: Room, person: Actor, given: dict[str, int]) -> None:
    wanted = {("area" if target == "energy" else "idea", target): n for target, n in given.items()}
    room.write(lambda session: dots.give(session, person, wanted))


def result(room: Room) -> dict[str, tuple[int, int]]:
    activities.set_phase(room.database, ADVISOR, room.id, Activity.DOTS, Phase.SHOWN)
    return {each.title: (each.dots, each.people) for each in dots.result(room.database, ADVISOR, room.id)}


@pytest.mark.parametrize("state", [IdeaState.DISMISSED, IdeaState.NEW])
def test_what_is_hidden_or_dismissed_is_shown_nowhere_and_does_not_count(
    room: Room, people: list[Actor], state: IdeaState
) -> None:
    insult, good = idea(room, people[0], "Über jemanden"), idea(room, people[1], "Mitfahrbank")
    for person in people:
        give(room, person, {insult: 2, good: 1, "energy": 1})
    ideas.judge(room.database, ADVISOR, insult, state)
    assert result(room) == {"Mitfahrbank": (5, 5), "energy": (5, 5)}


def test_merging_adds_up_for_each_person(room: Room, people: list[Actor]) -> None:
    one, other = idea(room, people[0], "Mitfahrbank"), idea(room, people[1], "Bank zum Mitfahren")
    for place, person in enumerate(people):
        give(room, person, {one: 2, other: 3} if place < 2 else {other: 1, "energy": 1})
    ideas.merge(room.database, ADVISOR, [one, other], into=one)
    assert result(room) == {"Mitfahrbank": (13, 5), "energy": (3, 0)}


def test_what_went_to_an_idea_on_the_shortlist_stays_and_counts_towards_the_limit(
    room: Room, people: list[Actor]
) -> None:
    taken = idea(room, people[0], "Mitfahrbank")
    for person in people:
        give(room, person, {taken: 3})
    ideas.promote(room.database, ADVISOR, taken, area="mobility")
    with pytest.raises(InvalidInput):
        give(room, people[0], {"energy": 3})
    give(room, people[0], {"energy": 2})
    assert result(room) == {"Mitfahrbank": (15, 5), "energy": (2, 0)}


def test_the_limit_is_not_lowered_below_what_was_given(room: Room, people: list[Actor]) -> None:
    give(room, people[0], {"energy": 4})
    with pytest.raises(Refused):
        activities.change(room.database, ADVISOR, room.id, dots_per_person=3)
    activities.change(room.database, ADVISOR, room.id, dots_per_person=4)
