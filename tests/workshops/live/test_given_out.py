"""How the questions of a short round were given out, in figures, in a sentence and in every document."""

import pytest

from tests.workshops.room import ADVISOR, Room
from translations import language
from workshops.evaluation import outcome
from workshops.live import allocation, answers, asking, steering
from workshops.live.given_out import GivenOut, sentence
from workshops.live.ratings import Answer

TWELVE = GivenOut(
    number=1,
    seed=4711,
    first=25,
    further=0,
    passes=0,
    people=12,
    questions=300,
    fewest=25,
    most=25,
    full=99,
    of_fewest=3,
    of_most=4,
)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {},
            "Runde 1 wurde in Teilen gefragt, nach Plan verteilt: 300 Fragen an 12 Personen, je Person 25 "
            "von 99; dieselbe Frage an 3 bis 4 Personen. "
            "Verteilt mit der Startzahl 4711, zuerst je 25 Fragen.",
        ),
        ({"most": 37}, "je Person 25 bis 37 von 99"),
        ({"passes": 1, "further": 12}, "Einmal wurde nachgefragt, bis zu 12 weitere je Person."),
        ({"passes": 2, "further": 20}, "2-mal wurde nachgefragt, zusammen bis zu 20 weitere je Person."),
    ],
)
def test_the_sentence_names_seed_and_counts(changes: dict[str, int], said: str) -> None:
    with language("de"):
        assert said in sentence(TWELVE.model_copy(update=changes))


def test_figures_are_those_of_what_was_asked(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allocation, "first_questions", lambda *_given: 9)
    people = room.people(6)
    round_ = room.open_round(short=True)
    for place, person in enumerate(people):
        room.write(lambda session, who=person: allocation.give(session, who, round_.id))
        for item, criterion in asking.queue(room.database, person, round_.id):
            sent = Answer(round_.id, item, criterion, 1 + (place + room.items.index(item)) % 5, 1)
            room.write(lambda session, sent=sent, who=person: answers.save(session, who, sent))
    allocation.ask_on(room.database, ADVISOR, round_.id, 2)
    steering.close(room.database, ADVISOR, round_.id, confirmed_missing=6)
    steering.reveal(room.database, ADVISOR, round_.id)
    seen = outcome.current(room.database, ADVISOR, room.id)
    assert seen is not None
    (found,) = seen.given_out
    assert (found.number, found.first, found.passes, found.further) == (1, 9, 1, 2)
    assert (found.people, found.questions, found.full) == (6, 6 * 11, 27)
    assert (found.fewest, found.most) == (11, 11)
    assert found.of_fewest >= 2
    assert found.of_most >= found.of_fewest


def test_a_full_round_was_not_given_out(room: Room) -> None:
    round_ = room.open_round()
    room.answer_all(room.join("one"), round_, (3, 4, 5))
    room.reveal(round_)
    seen = outcome.current(room.database, ADVISOR, room.id)
    assert seen is not None
    assert seen.given_out == ()
