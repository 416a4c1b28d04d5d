"""Rating on a phone: with the script, without it, twice, late, and after the end."""

import json
import time

import pytest

from storage.database import Database
from tests.phone.phones import HERE, NewPhone, Phone, entry
from tests.workshops.room import ADVISOR, Room
from workshops.access.admission import PARTICIPANT_COOKIE
from workshops.archive import transfer
from workshops.library import naming
from workshops.live import activities, answers, ideas, participants
from workshops.live.answers import OwnAnswers
from workshops.live.rounds import RoundView


@pytest.fixture
def opened(room: Room) -> RoundView:
    return room.open_round()


def own(phone: Phone, round_: RoundView) -> OwnAnswers:
    database = phone.room.database
    actor = participants.of_device(database, phone.browser.cookies[PARTICIPANT_COOKIE])
    assert actor
    return answers.own(database, actor, round_.id)


def test_an_acknowledged_answer_is_stored(opened: RoundView, phone: Phone) -> None:
    assert phone.send(entry(opened, 4)) == [{"stored": True, "value": 4, "counter": 1}]
    assert own(phone, opened).values == {(opened.item_ids[0], opened.criterion_ids[0]): 4}


def test_sending_again_stores_it_once_and_an_older_one_not_at_all(opened: RoundView, phone: Phone) -> None:
    first = entry(opened, 4, counter=2)
    assert phone.send(first) == phone.send(first)
    assert phone.send(entry(opened, 1, counter=1)) == [{"stored": False, "value": 4, "counter": 2}]
    assert list(own(phone, opened).values.values()) == [4]


def test_twenty_minutes_of_answers_arrive_together(opened: RoundView, phone: Phone) -> None:
    late = [entry(opened, 3, item, criterion) for item in range(3) for criterion in range(9)]
    assert all(result["stored"] for result in phone.send(*late))
    assert len(own(phone, opened).values) == 27


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 6},
        {"value": "5"},
        {"value": 3.0},
        {"value": True},
        {"value": [3]},
        {"item": "unknown"},
        {"item": "a\0b"},
        {"criterion": "N99"},
        {"round": "../x"},
        {"counter": -1},
        {"counter": 10**12},
        {"counter": None},
    ],
)
def test_nonsense_is_refused_alone(opened: RoundView, phone: Phone, wrong: dict[str, object]) -> None:
    refused, kept = phone.send(entry(opened, 3) | wrong, entry(opened, 5, item=1))
    assert set(refused) == {"refused"}
    assert kept["stored"]
    assert list(own(phone, opened).values.values()) == [5]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"answers": 1}', "null", "[" * 50_000])
def test_broken_requests_are_refused(phone: Phone, body: str) -> None:
    answer = phone.browser.post("/live/answers", content=body, headers=HERE)
    assert answer.status_code == 400


def test_after_the_close_an_answer_is_refused_with_a_sentence(
    opened: RoundView, phone: Phone, room: Room
) -> None:
    room.close(opened)
    (result,) = phone.send(entry(opened, 4))
    assert "nimmt" in result["refused"]
    form = {f"c_{opened.criterion_ids[0]}": "3", "go": "next"}
    answer = phone.post(f"/live/rate/{opened.item_ids[0]}", form)
    assert answer.status_code == 409
    assert "nimmt" in answer.text


def test_the_waiting_room_becomes_the_questions(phone: Phone, room: Room) -> None:
    assert "sobald die Runde beginnt" in phone.text("/live")
    room.open_round()
    phone.browser.get("/live/state")
    live_page = phone.get("/live")
    while live_page.status_code == 200:  # the state is shared for less than a second
        live_page = phone.get("/live")
    assert live_page.headers["location"] == "/live/rate"
    assert phone.get("/live/rate").headers["location"] == "/live/question"
    assert phone.get("/live/question").headers["location"] == "/live/question/1"


def test_one_item_with_facts_worded_answers_and_a_way_out(opened: RoundView, phone: Phone) -> None:
    page = phone.get(f"/live/rate/{opened.item_ids[0]}").text
    assert page.count("<fieldset") == len(opened.criterion_ids) == page.count("<legend>")
    assert page.count('type="radio"') == 6 * len(opened.criterion_ids)
    assert page.count("Das kann ich nicht beurteilen") == len(opened.criterion_ids)
    assert "Bitte keine Namen" in page
    assert "löst ein drängendes Problem" in page
    assert '<html lang="de">' in page


def test_without_a_script_the_form_saves_and_goes_on(opened: RoundView, phone: Phone) -> None:
    first, second = opened.criterion_ids[:2]
    form = {f"c_{first}": "4", f"c_{second}": "none", "comment": "Gut für uns", "go": "next"}
    answer = phone.post(f"/live/rate/{opened.item_ids[0]}", form)
    assert answer.headers["location"] == f"/live/rate/{opened.item_ids[1]}"
    mine = own(phone, opened)
    assert mine.values == {(opened.item_ids[0], first): 4, (opened.item_ids[0], second): None}
    assert mine.comments == {opened.item_ids[0]: "Gut für uns"}
    page = phone.get(f"/live/rate/{opened.item_ids[0]}").text
    assert f'name="c_{first}" value="4" checked' in page
    assert f'name="c_{second}" value="none" checked' in page
    assert phone.get("/live/question").headers["location"] == "/live/question/3"


def test_an_old_tab_does_not_undo_what_another_tab_did(opened: RoundView, phone: Phone) -> None:
    criterion, other = opened.criterion_ids[:2]
    phone.send(entry(opened, 5))
    stale = {
        f"c_{criterion}": "2",
        f"was_{criterion}": "2",
        f"c_{other}": "3",
        f"was_{other}": "",
        "go": "overview",
    }
    assert phone.post(f"/live/rate/{opened.item_ids[0]}", stale).headers["location"] == "/live/overview"
    item = opened.item_ids[0]
    assert own(phone, opened).values == {(item, criterion): 5, (item, other): 3}


def test_the_overview_counts_and_finishing_can_be_changed_until_the_close(
    opened: RoundView, phone: Phone, room: Room
) -> None:
    assert "27 von 27 Fragen sind noch offen" in phone.text("/live/overview")
    phone.send(*(entry(opened, 3, item, criterion) for item in range(3) for criterion in range(9)))
    assert "Sie haben alle Fragen beantwortet" in phone.text("/live/overview")
    assert phone.get("/live/question").headers["location"] == "/live/overview"
    phone.post("/live/finish")
    assert "1 von 1 fertig" in phone.text("/live")
    assert phone.send(entry(opened, 5, counter=2))[0]["stored"]


def test_the_sheet_for_the_script_holds_all_items_and_nobodys_answers(
    opened: RoundView, phone: Phone, new_phone: NewPhone
) -> None:
    phone.send(entry(opened, 4))
    answer = phone.get(f"/live/sheet/{opened.id}")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text.count("<article") == 3
    assert "checked" not in answer.text
    assert phone.get("/live/sheet/unknown").status_code == 404
    assert new_phone().get(f"/live/sheet/{opened.id}").status_code == 404


def test_english_is_one_tap_away(opened: RoundView, phone: Phone) -> None:
    path = f"/live/rate/{opened.item_ids[0]}"
    assert f"/language/en?to={path}" in phone.get(path).text
    phone.get(f"/language/en?to={path}")
    page = phone.get(path).text
    assert '<html lang="en">' in page
    assert "I cannot judge this" in page


def test_remarks_can_be_switched_off(phone: Phone, room: Room) -> None:
    activities.change(room.database, ADVISOR, room.id, comments=False)
    opened = room.open_round()
    assert "<textarea" not in phone.get(f"/live/rate/{opened.item_ids[0]}").text
    remark = {"round": opened.id, "item": opened.item_ids[0], "comment": "x", "counter": 1}
    assert "refused" in phone.send(remark)[0]


def test_somebody_elses_workshop_is_out_of_reach(phone: Phone, database: Database) -> None:
    other = Room(database)
    foreign = other.open_round()
    assert "refused" in phone.send(entry(foreign, 3))[0]
    assert phone.get(f"/live/rate/{foreign.item_ids[0]}").headers["location"] in ("/live", "/live/rate")


def test_of_two_devices_the_one_that_was_heard_first_keeps_its_answer(
    opened: RoundView, phone: Phone
) -> None:
    """Both count from the same answer on: what arrives late with the same number is not newer."""
    assert phone.send(entry(opened, 5, counter=1))[0]["stored"]
    assert phone.send(entry(opened, 1, counter=1)) == [{"stored": False, "value": 5, "counter": 1}]
    assert list(own(phone, opened).values.values()) == [5]


def test_a_page_of_the_round_before_saves_nothing_in_this_one(
    opened: RoundView, phone: Phone, room: Room
) -> None:
    form = {"round": opened.id, f"c_{opened.criterion_ids[0]}": "3", "go": "next"}
    assert f'name="round" value="{opened.id}"' in phone.get(f"/live/rate/{opened.item_ids[0]}").text
    phone.send(entry(opened, 5, item=1))
    room.reveal(opened)
    second = room.open_round()
    while second.id not in phone.get(f"/live/rate/{opened.item_ids[0]}").text:
        pass  # the state is shared for a moment
    answer = phone.post(f"/live/rate/{opened.item_ids[0]}", form)
    assert answer.status_code == 409
    assert "aus einer früheren Runde" in answer.text
    assert own(phone, second).values == {}
    phone.post("/live/finish", {"round": opened.id})
    assert not own(phone, second).finished


def test_remarks_are_counted_by_the_server_and_not_by_a_clock(opened: RoundView, phone: Phone) -> None:
    remark = {"round": opened.id, "item": opened.item_ids[0], "comment": "neu"}
    assert phone.send(remark | {"counter": 4})[0] == {"stored": True, "counter": 4}
    late = phone.send(remark | {"comment": "alt", "counter": 2})[0]
    assert late == {"stored": False, "counter": 4}, "the sender learns what to count from"
    assert f'"{opened.item_ids[0]}": ["neu", 4]' in phone.get(f"/live/rate/{opened.item_ids[0]}").text
    assert "refused" in phone.send(remark | {"comment": None, "counter": 5})[0]


def test_a_refusal_repeats_nothing_that_cannot_be_written(opened: RoundView, phone: Phone) -> None:
    sent = json.dumps({"answers": [entry(opened, 3) | {"value": "\ud800"}, entry(opened, 4, item=1)]})
    answer = phone.browser.post("/live/answers", content=sent, headers=HERE)
    refused, kept = answer.json()["results"]
    assert set(refused) == {"refused"}
    assert kept["stored"]


@pytest.mark.parametrize("path", ["/live", "/live/code", "/live/overview"])
def test_each_page_knows_whose_unsent_answers_are_on_the_phone(
    opened: RoundView, phone: Phone, path: str
) -> None:
    phone.post("/live/finish")
    rating = phone.get(f"/live/rate/{opened.item_ids[0]}").text
    mark = rating.split('data-person="')[1].split('"')[0]
    assert f'data-person="{mark}"' in phone.get(path).text


def test_what_is_no_key_of_ours_does_not_become_one(phone: Phone, room: Room) -> None:
    """A series file could not hold it."""
    activities.set_phase(room.database, ADVISOR, room.id, activities.Activity.IDEAS, activities.Phase.OPEN)
    phone.post("/live/ideas", {"key": "Ａ" * 16, "title": "Mitfahrbank"})
    (idea,) = ideas.every(room.database, ADVISOR, room.id)
    assert idea.id.isascii()
    assert transfer.export(room.database, ADVISOR, room.id)


def test_a_new_name_is_there_with_the_next_page(opened: RoundView, phone: Phone, room: Room) -> None:
    first, path = opened.item_ids[0], f"/live/rate/{opened.item_ids[0]}"
    sheet = f"/live/sheet/{opened.id}"
    assert "Pegel" in phone.get(path).text
    before = phone.get(sheet)
    held = {"If-None-Match": before.headers["etag"]}
    assert phone.get(sheet, **held).status_code == 304
    naming.name_entry(room.database, ADVISOR, room.id, first, "Bachwacht Rommerz")
    late = time.monotonic() + 5  # what phones share is looked at anew within 3 seconds
    while "Bachwacht Rommerz" not in phone.get(path).text:
        assert time.monotonic() < late
        time.sleep(0.2)
    renamed = phone.get(sheet, **held)
    assert renamed.status_code == 200
    assert "Bachwacht Rommerz" in renamed.text
