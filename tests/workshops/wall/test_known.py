"""What the wall may know: only what is revealed, remarks only when the advisor lets it."""

import pytest

from storage.database import Database
from tests.stage.afternoon import ADVISOR, IDEA, Afternoon
from tests.workshops.room import Room
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied
from workshops.live import allocation, answers, asking
from workshops.live.ratings import Answer
from workshops.wall import decided, known, rating, remarks, steering


def test_nothing_is_known_before_the_reveal(database: Database, room: Room):
    people = room.people(5)
    round_ = room.open_round()
    for person in people:
        room.answer_all(person, round_, (5, 3, 1))
    room.close(round_)
    assert known.result(database, room.id) is None
    room.reveal(round_)
    assert known.result(database, room.id) is not None


@pytest.mark.parametrize(
    ("values", "tops", "rest", "steps"),
    [
        ((5, 3, 1), (3, 2, 1), False, 5),
        ((5, 5, 1), (3, 1), False, 4),
        ((4, 4, 4), (1,), False, 3),
    ],
)
def test_equal_places_are_revealed_together(
    database: Database, room: Room, values: tuple[int, ...], tops: tuple[int, ...], rest: bool, steps: int
):
    people = room.people(5)
    round_ = room.open_round()
    for person in people:
        room.answer_all(person, round_, values)
    room.close(round_)
    room.reveal(round_)
    seen = known.result(database, room.id)
    assert seen is not None
    assert (known.top_ranks(seen), known.has_rest(seen), known.reveal_steps(seen)) == (tops, rest, steps)


def test_contested_questions_are_those_of_the_evaluation(database: Database):
    afternoon = Afternoon(database, people_wanted=8, entries=5)
    afternoon.arrive()
    round_ = afternoon.open_round()
    afternoon.rate(round_)
    afternoon.reveal(round_)
    seen = known.result(database, afternoon.id)
    assert seen is not None
    found = known.questions(seen)
    assert found
    assert (
        found[0]
        == f"{seen.evaluation.discuss_next[0].item_id}:{seen.evaluation.discuss_next[0].criterion_id}"
    )


def test_remarks_are_shown_only_when_the_advisor_lets_them(database: Database):
    afternoon = Afternoon(database, people_wanted=6, entries=4)
    afternoon.arrive()
    round_ = afternoon.open_round()
    afternoon.rate(round_)
    afternoon.reveal(round_)
    assert remarks.shown(database, afternoon.wall, afternoon.id) == ()
    steering.allow_remarks(database, ADVISOR, afternoon.id, allowed=True)
    found = remarks.shown(database, afternoon.wall, afternoon.id)
    assert len(found) == 3
    assert {each.key for each in found} == {""}
    with pytest.raises(AccessDenied):
        remarks.shown(database, Actor(Role.PARTICIPANT, series_id=afternoon.id), afternoon.id)


def test_remarks_of_a_few_are_not_shown_at_all(database: Database):
    afternoon = Afternoon(database, people_wanted=4, entries=3)
    afternoon.arrive()
    round_ = afternoon.open_round()
    afternoon.rate(round_)
    afternoon.reveal(round_)
    steering.allow_remarks(database, ADVISOR, afternoon.id, allowed=True)
    assert remarks.shown(database, afternoon.wall, afternoon.id) == ()


def test_the_share_of_answers_counts_what_is_there(database: Database, room: Room):
    first, _second = room.people(2)
    round_ = room.open_round()
    assert rating.stand(database, room.wall, room.id, round_.id).share == 0
    room.answer_all(first, round_, (5, 3, 1))
    stand = rating.stand(database, room.wall, room.id, round_.id)
    assert stand.share == 0.5
    assert stand.titles == ("Pegel", "Rufbus", "Lora-Netz")
    assert stand.readiness.joined == 2


def test_the_chosen_have_their_own_names_and_their_money(database: Database):
    afternoon = Afternoon(database, people_wanted=6, entries=4)
    afternoon.arrive()
    round_ = afternoon.open_round()
    afternoon.rate(round_)
    afternoon.reveal(round_)
    afternoon.decide()
    first, second, _third = decided.decided(database, afternoon.wall, afternoon.id)
    assert first.title == "Starkregen-Frühwarnung für Lautertal"
    assert (first.cost, first.own_low, first.own_high) == (85_000, 8_500, 25_500)
    assert second.cost is None
    assert second.title in {IDEA, *(item.title for item in afternoon.items)}


def test_on_short_ballots_the_share_is_that_of_what_is_asked(
    database: Database, room: Room, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(allocation, "first_questions", lambda *_given: 6)
    people = room.people(2)
    round_ = room.open_round(short=True)
    assert rating.stand(database, room.wall, room.id, round_.id).questions == 6
    person = people[0]
    room.write(lambda session: allocation.give(session, person, round_.id))
    for item, criterion in asking.queue(database, person, round_.id):
        sent = Answer(round_.id, item, criterion, 3, 1)
        room.write(lambda session, sent=sent: answers.save(session, person, sent))
    assert rating.stand(database, room.wall, room.id, round_.id).share == 0.5, "the other has yet to begin"
