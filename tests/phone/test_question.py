"""One question on each screen: without a script a tap answers and leads to the next one."""

import json
import re

import pytest

from phone.question import minutes_left
from tests.phone.phones import NewPhone, Phone, entry
from tests.workshops.room import ADVISOR, Room
from workshops.access.admission import PARTICIPANT_COOKIE
from workshops.live import allocation, answers, asking, participants, steering
from workshops.live.rounds import RoundView


@pytest.fixture
def short(room: Room) -> RoundView:
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
    assert f"Frage 1 von {len(queue)}" in text
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


def test_after_the_last_question_comes_the_overview(short: RoundView, phone: Phone) -> None:
    phone.get("/live/question")
    queue = queue_of(phone, short)
    for place in range(1, len(queue) + 1):
        last = tap(phone, short, place, "3")
    assert where(last) == "/live/question"
    assert where(phone.get("/live/question")) == "/live/overview"
    text = phone.text("/live/overview")
    assert "Sie haben alle Fragen beantwortet" in text


def test_everything_stands_on_the_page_to_go_on_without_a_network(short: RoundView, phone: Phone) -> None:
    phone.get("/live/question")
    page = phone.get("/live/question/1").text
    kept = json.loads(re.search(r'id="queue">(.*?)</script>', page, re.S)[1])
    assert [tuple(each) for each in kept["queue"]] == queue_of(phone, short)
    assert set(kept["items"]) == set(short.item_ids)
    assert all(len(each["anchors"]) == 5 for each in kept["questions"].values())


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
    beyond = (
        next(
            (i, c)
            for i in range(len(short.item_ids))
            for c in range(len(short.criterion_ids))
            if (short.item_ids[i], short.criterion_ids[c]) not in asked
        )
        if len(asked) < len(short.item_ids) * len(short.criterion_ids)
        else (0, 0)
    )
    assert phone.send(entry(short, 5, *beyond))[0]["stored"]
    assert "Gehen Sie" in phone.text("/live/overview") or "Öffnen Sie" in phone.text("/live/overview")


def test_a_closed_round_refuses_and_says_so(short: RoundView, phone: Phone, room: Room) -> None:
    phone.get("/live/question")
    steering.close(room.database, ADVISOR, short.id, confirmed_missing=1)
    refused = tap(phone, short, 1, "4")
    assert refused.status_code == 409
    assert "nimmt gerade keine Antworten an" in refused.text or 'role="alert"' in refused.text


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


def test_a_full_round_knows_no_such_page(room: Room, phone: Phone) -> None:
    room.open_round()
    assert where(phone.get("/live/question")) == "/live"
    assert "/live/rate/" in where(phone.get("/live/rate"))


def test_further_questions_are_announced_and_come_after_the_others(
    short: RoundView, phone: Phone, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allocation, "first_questions", lambda *_given: 3)
    phone.get("/live/question")
    assert phone.get("/live/state").json()["round"]["passes"] == 0


def test_minutes_are_never_none_left() -> None:
    assert minutes_left(33, 11) == 6
    assert minutes_left(0, 11) == 1
