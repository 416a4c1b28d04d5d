"""A phone of a group that is left out of a criterion: no page asks it, and all is answered without it."""

import json
import re

import pytest

from scoring.criteria import load_criteria
from scoring.own_criteria import to_content
from tests.phone.phones import NewPhone, Phone, entry
from tests.workshops.room import ADVISOR, Room
from translations import language
from workshops import own_criteria
from workshops.live import rounds
from workshops.live.rounds import RoundView

ENTRIES, ASKED = 3, 8


@pytest.fixture
def held(room: Room) -> RoundView:
    """Nine criteria, of which residents cannot judge the last."""
    content = to_content(load_criteria().short())
    content["criteria"][-1]["left_out"] = ["citizens"]
    own_criteria.use(room.database, ADVISOR, room.id, content)
    return room.open_round()


@pytest.fixture
def resident(held: RoundView, new_phone: NewPhone) -> Phone:
    phone = new_phone()
    phone.join(group="citizens")
    return phone


def left_out_name() -> str:
    return load_criteria().short().criteria[-1].name("de")


def test_questions_are_counted_and_queued_without_it(held: RoundView, resident: Phone, new_phone: NewPhone):
    page = resident.get("/live/question/1").text
    assert f"Frage 1 von {ENTRIES * ASKED}" in page
    kept = json.loads(re.findall(r'id="kept">(.*?)</script>', page)[0])
    assert len(kept["queue"]) == ENTRIES * ASKED
    assert held.criterion_ids[-1] not in {criterion for _item, criterion in kept["queue"]}
    other = new_phone()
    other.join(group="administration")
    assert f"Frage 1 von {ENTRIES * 9}" in other.text("/live/question/1")


def test_neither_page_nor_sheet_nor_overview_asks_it(held: RoundView, resident: Phone, new_phone: NewPhone):
    for path in (f"/live/rate/{held.item_ids[0]}", f"/live/sheet/{held.id}"):
        assert left_out_name() not in resident.text(path)
    assert f"{ENTRIES * ASKED} von {ENTRIES * ASKED} Fragen" in resident.text("/live/overview")
    other = new_phone()
    other.join()
    assert left_out_name() in other.text(f"/live/sheet/{held.id}"), "who names no group is asked everything"
    assert left_out_name() in other.text(f"/live/rate/{held.item_ids[0]}")


def test_who_has_answered_all_that_is_asked_is_done(held: RoundView, resident: Phone, room: Room):
    answers = [entry(held, 3, item, criterion) for item in range(ENTRIES) for criterion in range(ASKED)]
    results = resident.send(*answers)
    assert all(result["stored"] for result in results)
    assert results[-1]["done"]
    assert rounds.readiness(room.database, ADVISOR, held.id).finished == 1
    assert "Sie haben alle Fragen beantwortet" in resident.text("/live/overview")


def test_an_answer_to_it_is_refused_with_a_sentence_and_the_rest_is_stored(held: RoundView, resident: Phone):
    with language("de"):
        refused, stored = resident.send(entry(held, 3, criterion=8), entry(held, 4))
    assert refused["refused"].startswith("Diese Frage wird Ihrer Gruppe nicht gestellt.")
    assert stored["stored"]
    item = held.item_ids[0]
    form = {"round": held.id, f"c_{held.criterion_ids[8]}": "3", f"c_{held.criterion_ids[1]}": "2"}
    assert resident.post(f"/live/rate/{item}", form).status_code == 303, "the page did not ask it"
    tap = {"round": held.id, "item": item, "criterion": held.criterion_ids[8], "answer": "3"}
    answer = resident.post("/live/question/1", tap)
    assert answer.status_code == 422
    assert "Diese Frage wird Ihrer Gruppe nicht gestellt." in answer.text
