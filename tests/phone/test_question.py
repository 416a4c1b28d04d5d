"""One question on each screen: without a script a tap answers and leads to the next one."""

import json
import re

import pytest

from phone.question import minutes_left
from tests.phone.phones import NewPhone, Phone, entry
from tests.workshops.room import ADVISOR, Room
from workshops.access.admission import PARTICIPANT_COOKIE
from workshops.library import shortlist
from workshops.live import allocation, answers, asking, participants, steering
from workshops.live.rounds import RoundView

FIRST = 6
KEPT = ("kept", "texts")


@pytest.fixture
def short(room: Room, monkeypatch: pytest.MonkeyPatch) -> RoundView:
    """Each person is asked six of twenty-seven questions first, two about each entry."""
    monkeypatch.setattr(allocation, "first_questions", lambda *_given: FIRST)
    return room.open_round(short=True)


def actor_of(phone: Phone):
    found = participants.of_device(phone.room.database, phone.browser.cookies[PARTICIPANT_COOKIE])
    assert found
    return found


def queue_of(phone: Phone, round_: RoundView):
    return asking.queue(phone.room.database, actor_of(phone), round_.id)


def where(answer) -> str:
    return answer.headers["location"]


def tap(phone: Phone, round_: RoundView, place: int, answer: str):
    item, criterion = queue_of(phone, round_)[place - 1]
    sent = {"round": round_.id, "item": item, "criterion": criterion, "answer": answer}
    return phone.post(f"/live/question/{place}", sent)


def test_a_phone_is_led_to_its_first_question_and_from_tap_to_tap(short: RoundView, phone: Phone) -> None:
    assert where(phone.get("/live/rate")) == "/live/question"
    assert where(phone.get("/live/question")) == "/live/question/1"
    text = phone.text("/live/question/1")
    queue = queue_of(phone, short)
    assert len(queue) == FIRST
    assert "Frage 1 von 6" in text
    assert "noch etwa 1 Min." in text
    assert "Das kann ich nicht beurteilen" in text
    assert where(tap(phone, short, 1, "4")) == "/live/question/2"
    assert where(tap(phone, short, 2, "none")) == "/live/question/3"
    own = answers.own(phone.room.database, actor_of(phone), short.id)
    assert own.values == {queue[0]: 4, queue[1]: None}
    assert where(phone.get("/live/question")) == "/live/question/3"


def test_the_own_answer_is_marked_and_can_be_changed(short: RoundView, phone: Phone) -> None:
    phone.get("/live/question")
    tap(phone, short, 1, "4")
    page = phone.get("/live/question/1").text
    assert re.findall(r'value="(\w+)"[^>]*aria-pressed="true"', page) == ["4"]
    tap(phone, short, 1, "2")
    own = answers.own(phone.room.database, actor_of(phone), short.id)
    assert list(own.values.values()) == [2]


def test_after_the_last_question_one_is_done_and_sees_the_overview(
    short: RoundView, phone: Phone, room: Room
) -> None:
    phone.get("/live/question")
    for place in range(1, FIRST):
        tap(phone, short, place, "3")
    assert not answers.own(room.database, actor_of(phone), short.id).finished
    assert where(tap(phone, short, FIRST, "3")) == "/live/question"
    assert answers.own(room.database, actor_of(phone), short.id).finished
    assert where(phone.get("/live/question")) == "/live/overview"
    assert "Sie haben alle Fragen beantwortet" in phone.text("/live/overview")


def test_everything_stands_on_the_page_to_go_on_without_a_network(short: RoundView, phone: Phone) -> None:
    phone.get("/live/question")
    page = phone.get("/live/question/1").text
    kept, texts = (json.loads(re.search(rf'id="{key}">(.*?)</script>', page, re.S)[1]) for key in KEPT)
    assert [tuple(each) for each in kept["queue"]] == queue_of(phone, short)
    assert set(texts["items"]) == set(short.item_ids)
    assert all(len(each["anchors"]) == 5 for each in texts["questions"].values())


def test_nobodys_question_changes_when_others_join(
    short: RoundView, phone: Phone, new_phone: NewPhone
) -> None:
    phone.get("/live/question")
    before = queue_of(phone, short)
    other = new_phone()
    other.join()
    other.get("/live/question")
    assert queue_of(phone, short) == before
    assert {item for item, _criterion in queue_of(other, short)} == set(short.item_ids)


def test_more_than_asked_can_be_answered_by_entry(short: RoundView, phone: Phone, room: Room) -> None:
    phone.get("/live/question")
    asked = set(queue_of(phone, short))
    item, criterion = next(
        (i, c)
        for i, item in enumerate(short.item_ids)
        for c, criterion in enumerate(short.criterion_ids)
        if (item, criterion) not in asked
    )
    overview = phone.text("/live/overview")
    assert "6 von 6 Fragen sind noch offen" in overview
    assert "Öffnen Sie dazu einen Eintrag" in overview
    page = phone.get(f"/live/rate/{short.item_ids[item]}").text
    assert f'name="c_{short.criterion_ids[criterion]}"' in page, "all questions about an entry stand there"
    assert phone.send(entry(short, 5, item, criterion))[0]["stored"]
    overview = phone.text("/live/overview")
    assert "6 von 6 Fragen sind noch offen" in overview, "what was asked is still asked"
    assert ": 5" in overview


def test_a_closed_round_refuses_and_says_so(short: RoundView, phone: Phone, room: Room) -> None:
    phone.get("/live/question")
    steering.close(room.database, ADVISOR, short.id, confirmed_missing=1)
    refused = tap(phone, short, 1, "4")
    assert refused.status_code == 409
    assert 'role="alert"' in refused.text
    assert "nimmt" in re.search(r'role="alert">(.*?)<', refused.text)[1]
    assert not answers.own(room.database, actor_of(phone), short.id).values


def test_a_form_of_another_round_and_a_value_off_the_scale_are_refused(
    short: RoundView, phone: Phone
) -> None:
    phone.get("/live/question")
    item, criterion = queue_of(phone, short)[0]
    sent = {"item": item, "criterion": criterion, "answer": "4"}
    assert phone.post("/live/question/1", sent | {"round": "another"}).status_code == 409
    assert phone.post("/live/question/1", sent | {"round": short.id, "answer": "6"}).status_code == 422
    assert not answers.own(phone.room.database, actor_of(phone), short.id).values


def test_places_that_do_not_exist_lead_to_the_first_open_question(short: RoundView, phone: Phone) -> None:
    for place in ("0", "99", "x"):
        assert where(phone.get(f"/live/question/{place}")) == "/live/question"


def test_a_full_round_asks_everything_one_question_after_the_other(room: Room, phone: Phone) -> None:
    round_ = room.open_round()
    assert where(phone.get("/live/rate")) == "/live/question"
    assert where(phone.get("/live/question")) == "/live/question/1"
    assert "Frage 1 von 27" in phone.text("/live/question/1")
    order = [(item, criterion) for item in round_.item_ids for criterion in round_.criterion_ids]
    page = phone.get("/live/question/1").text
    kept, texts = (json.loads(re.search(rf'id="{key}">(.*?)</script>', page, re.S)[1]) for key in KEPT)
    assert kept["queue"] is None, "the order is that of the texts"
    assert [(item, each) for item in texts["items"] for each in texts["questions"]] == order
    for place, (item, criterion) in enumerate(order, 1):
        sent = {"round": round_.id, "item": item, "criterion": criterion, "answer": "2"}
        onward = where(phone.post(f"/live/question/{place}", sent))
        assert onward == (f"/live/question/{place + 1}" if place < 27 else "/live/question")
    assert where(phone.get("/live/question")) == "/live/overview"
    assert answers.own(room.database, actor_of(phone), round_.id).finished


def test_the_own_answer_before_stands_beside_the_question(
    room: Room, phone: Phone, new_phone: NewPhone
) -> None:
    first = room.open_round()
    everybody = [phone, *(new_phone() for _person in range(4))]
    for each in everybody[1:]:
        each.join()
    for each in everybody:
        assert each.send(entry(first, 4))[0]["stored"]
    room.reveal(first)
    second = room.open_round(from_before=True)
    while second.id not in (page := phone.get("/live/question/1").text):
        continue  # the state is shared for less than a second
    assert "Ihre Antwort davor: 4" in page
    assert "0 · 0 · 0 · 5 · 0" in page
    assert "Ihre Antwort davor" not in phone.get("/live/question/2").text.split("<script")[0]


def test_an_entry_that_is_taken_off_is_not_asked_any_more(short: RoundView, phone: Phone, room: Room) -> None:
    phone.get("/live/question")
    before = queue_of(phone, short)
    shortlist.take_off(room.database, ADVISOR, room.id, before[-1][0])
    after = queue_of(phone, short)
    assert after == [each for each in before if each[0] != before[-1][0]]
    while f"von {len(after)}" not in (page := phone.get("/live/question/1")).text:
        assert page.status_code in (200, 303)
    for place in range(1, len(after) + 1):
        tap(phone, short, place, "3")
    assert answers.own(room.database, actor_of(phone), short.id).finished


def test_further_questions_come_after_the_others_until_no_more_are_allowed(
    short: RoundView, phone: Phone, room: Room
) -> None:
    phone.get("/live/question")
    for place in range(1, FIRST + 1):
        tap(phone, short, place, "3")
    first = queue_of(phone, short)
    assert allocation.ask_on(room.database, ADVISOR, short.id, 6) == 1
    assert not answers.own(room.database, actor_of(phone), short.id).finished
    while phone.get("/live/state").json()["round"]["passes"] != 1:
        continue  # the state is shared for less than a second
    assert where(phone.get("/live/question")) == f"/live/question/{FIRST + 1}"
    place = FIRST + 1
    while (onward := where(phone.get("/live/question"))) != "/live/overview":
        assert onward == f"/live/question/{place}"
        tap(phone, short, place, "4")
        place += 1
    assert place - 1 == FIRST + 6
    assert queue_of(phone, short)[:FIRST] == first, "what was asked stays where it was"
    assert answers.own(room.database, actor_of(phone), short.id).finished


def test_minutes_are_never_none_left() -> None:
    assert minutes_left(33, 11) == 6
    assert minutes_left(0, 11) == 1
