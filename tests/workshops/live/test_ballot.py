"""What people see when they rate: costs and failures from elsewhere beside the questions of feasibility."""

from storage.database import Database
from tests.workshops.room import ADVISOR, Room
from translations import language
from usecases.catalogue import load_catalogue
from workshops.library import shortlist
from workshops.live.ballot import ballot


def test_costs_and_failures_elsewhere_stand_beside_the_questions_of_feasibility(database: Database) -> None:
    room = Room(database)
    shop = load_catalogue().get("waldkirchen-doaflon")
    assert shop is not None
    added = shortlist.add_use_case(database, ADVISOR, room.id, shop)
    held = room.open_round()
    with language("de"):
        asked = ballot(database, ADVISOR, held.id)
    items = {item.id: item for item in asked.items}
    feasibility = [question.criterion_id for question in asked.questions if question.criterion_id[0] == "F"]
    hints = items[added.id].hints
    assert list(hints) == feasibility[:2]
    (cost,) = hints[feasibility[0]]
    assert cost.startswith("Vergleichbares kostete 450.000 bis 500.000\xa0€ (2 Angaben")
    failed = hints[feasibility[1]]
    assert len(failed) == 2
    assert all(line.startswith("Daran scheiterte es anderswo, ") for line in failed)


def test_an_own_idea_has_no_hints_and_a_programme_is_never_a_price(database: Database) -> None:
    room = Room(database)
    held = room.open_round()
    with language("de"):
        asked = ballot(database, ADVISOR, held.id)
    for item in asked.items:
        for line in (line for lines in item.hints.values() for line in lines):
            assert "{" not in line
