"""The order by hand and the one agreement on all exclusion questions, on both databases."""

import pytest

from scoring.criteria import load_criteria
from storage.database import Database
from tests.workshops import factories
from tests.workshops.factories import a_series
from tests.workshops.room import ADVISOR
from workshops import journal
from workshops.errors import NotFound
from workshops.library import arranging, shortlist
from workshops.library.shortlist import ItemView

GATES = [gate.id for gate in load_criteria().gates]


@pytest.fixture
def series_id(database: Database) -> str:
    return a_series(database).id


@pytest.fixture
def items(database: Database, series_id: str) -> tuple[ItemView, ...]:
    return tuple(factories.ideas(database, series_id, 4))


def order(database: Database, series_id: str) -> str:
    return "".join(item.title[-1] for item in shortlist.items(database, ADVISOR, series_id))


@pytest.mark.parametrize(
    ("entry", "place", "then"),
    [(0, 2, "2314"), (3, 0, "4123"), (1, 0, "2134"), (1, 99, "1342"), (2, -5, "3124"), (2, 2, "1234")],
)
def test_an_entry_goes_where_it_is_put(
    database: Database, series_id: str, items: tuple[ItemView, ...], entry: int, place: int, then: str
) -> None:
    before = journal.revision(database, series_id)
    arranging.move(database, ADVISOR, series_id, items[entry].id, place)
    assert order(database, series_id) == then
    assert (journal.revision(database, series_id) == before) == (then == "1234")
    arranging.move(database, ADVISOR, series_id, items[entry].id, place)
    assert order(database, series_id) == then, "a second click changes nothing"


def test_what_was_taken_off_comes_back_among_the_others(
    database: Database, series_id: str, items: tuple[ItemView, ...]
) -> None:
    shortlist.take_off(database, ADVISOR, series_id, items[1].id)
    arranging.move(database, ADVISOR, series_id, items[3].id, 0)
    assert order(database, series_id) == "413"
    with pytest.raises(NotFound):
        arranging.move(database, ADVISOR, series_id, items[1].id, 0)
    shortlist.put_back(database, ADVISOR, series_id, items[1].id)
    assert sorted(order(database, series_id)) == list("1234")
    assert len({item.position for item in shortlist.items(database, ADVISOR, series_id)}) == 4


def test_one_agreement_answers_what_is_open_and_leaves_the_exceptions(
    database: Database, series_id: str, items: tuple[ItemView, ...]
) -> None:
    first, second, third, _fourth = items
    for item, answer, note in ((first, "no", "verboten"), (second, "conditions", "Vertrag")):
        shortlist.answer_gate(
            database, ADVISOR, series_id, item.id, gate_id=GATES[0], answer=answer, note=note
        )
    assert arranging.agree_gates(database, ADVISOR, series_id) == 3
    event = journal.events(database, ADVISOR, series_id)[-1]
    assert (event.kind, event.payload["number"]) == ("gates_agreed", 3)
    held = {item.id: {gate.gate_id: gate for gate in item.gates} for item in everything(database, series_id)}
    assert set(held[first.id]) == {GATES[0]}, "who is out is asked nothing more"
    assert (held[second.id][GATES[0]].answer, held[second.id][GATES[0]].note) == ("conditions", "Vertrag")
    assert held[second.id][GATES[1]].answer == held[third.id][GATES[0]].answer == "yes"
    before = journal.revision(database, series_id)
    assert arranging.agree_gates(database, ADVISOR, series_id) == 0
    assert journal.revision(database, series_id) == before


def everything(database: Database, series_id: str) -> tuple[ItemView, ...]:
    return shortlist.items(database, ADVISOR, series_id)
