"""What preparing and a running round say about short ballots."""

import pytest

from translations import language
from ui.moderation.asking import progress_sentence, room_sentence, way_name
from workshops.live.allocation import Progress
from workshops.live.ways import Cost, Way, Ways


@pytest.fixture(autouse=True)
def german():
    with language("de"):
        yield


def a_room(**changes):
    costs = (
        Cost(way=Way.SHORT, questions=25, further=12, minutes=5),
        Cost(way=Way.FULL, questions=99, further=0, minutes=18),
        Cost(way=Way.OVERALL, questions=33, further=0, minutes=1),
    )
    given = {
        "people": 12,
        "items": 11,
        "costs": costs,
        "suggested": Way.SHORT,
        "enough": True,
        "seconds": 11.0,
        "measured": False,
    }
    return Ways(**(given | changes))


def test_each_way_says_what_it_costs():
    names = [way_name(cost) for cost in a_room().costs]
    assert names == [
        "kurz: 25 Fragen je Person, etwa 5 Minuten, und bis zu 12 weitere, wenn Sie nachfragen",
        "ausführlich: 99 Fragen je Person, etwa 18 Minuten",
        "eine Frage je Dimension: 33 Fragen je Person, etwa 1 Minute",
    ]


def test_where_nothing_may_be_asked_on_nothing_is_promised():
    cost = Cost(way=Way.SHORT, questions=35, further=0, minutes=6)
    assert way_name(cost) == "kurz: 35 Fragen je Person, etwa 6 Minuten"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "nach Plan verteilt; wenn Sie nachfragen"),
        ({"people": 0, "enough": False}, "Noch ist niemand dabei"),
        ({"people": 7, "enough": False}, "mindestens 8 Personen"),
        ({"measured": True}, "in dieser Reihe gemessen"),
    ],
)
def test_the_room_decides_what_is_offered(changes, said):
    assert said in room_sentence(a_room(**changes))


def standing(**changes):
    given = {
        "people": 12,
        "answers": 3.2,
        "enough": True,
        "sure": 0.946,
        "contested": 3,
        "further": 8,
        "sure_after": 0.97,
    }
    return progress_sentence(Progress(**(given | changes)))


def test_a_running_round_says_whether_more_answers_help():
    assert standing() == (
        "**Die ersten drei stehen in 94 von 100 Fällen.** "
        "8 weitere Antworten je Person würden das auf etwa 97 von 100 bringen."
    )
    assert "kaum etwas ändern" in standing(contested=0, further=0, sure_after=None)
    assert "noch zu wenig" in standing(enough=False)
    assert "3,2 Antworten" in standing(enough=False)
    assert "schon alles gefragt" in standing(further=0, sure_after=None)
