"""A round in one's own time, on phones: when it begins, until when it is open, and that it is over."""

from datetime import datetime, timedelta

import pytest
from httpx import Response

from storage.types import now
from tests.phone.phones import NewPhone, Phone, entry
from tests.workshops.live.test_own_time import HOUR, WEEK, handed_out, in_the_past
from tests.workshops.room import ADVISOR, Room
from translations import language
from translations.formats import datetime_
from workshops.live import own_time, steering


def told(moment: datetime | None) -> str:
    assert moment
    with language("de"):
        return datetime_(moment)


def joining_page(phone: Phone) -> str:
    return phone.text(f"/join/{phone.room.series.join_code}")


def test_before_it_begins_phones_say_when(new_phone: NewPhone, room: Room) -> None:
    phone, draft = new_phone(), room.open_draft()
    begin, end = now() + HOUR, now() + WEEK
    own_time.set_times(room.database, ADVISOR, draft.id, begin, end)
    sentence = f"Die Runde ist vom {told(begin)} bis zum {told(end)} offen."
    assert sentence in joining_page(phone)
    phone.join()
    waiting = phone.text("/live")
    assert sentence in waiting
    assert "Dann erscheinen hier die Fragen." in waiting
    before = phone.get("/live/state")
    own_time.set_times(room.database, ADVISOR, draft.id, begin, end + HOUR)
    assert _until_other(phone, before)


def _until_other(phone: Phone, before: Response) -> bool:
    """Return whether a page without input is drawn anew: its version becomes another one."""
    etag, version = before.headers["etag"], before.json()["version"]
    looks = (phone.get("/live/state", **{"If-None-Match": etag}) for _look in range(200))
    return any(look.status_code == 200 and look.json()["version"] != version for look in looks)


def test_while_it_is_open_every_page_says_until_when(new_phone: NewPhone, room: Room) -> None:
    phone, opened = new_phone(), handed_out(room)
    sentence = f"Offen bis {told(opened.ends_at)}."
    assert sentence in joining_page(phone)
    phone.join()
    for path in ("/live/question/1", "/live/overview", f"/live/rate/{opened.item_ids[0]}"):
        assert sentence in phone.text(path), path
    assert phone.get("/live/state").json()["until"] == sentence


def test_after_its_end_votes_are_refused_and_the_phone_keeps_them(phone: Phone, room: Room) -> None:
    opened = handed_out(room)
    assert phone.send(entry(opened, 3))[0]["stored"]
    end = in_the_past(room, opened)
    [late] = phone.send(entry(opened, 4, counter=2))
    assert late["paused"]
    assert f"Die Runde war bis {told(end)} offen." in late["refused"]
    state = phone.get("/live/state").json()
    assert (state["round"]["state"], state["ended"]) == ("closed", True)
    waiting = phone.text("/live")
    assert f"Die Runde war bis {told(end)} offen." in waiting
    assert "Ihre Antworten sind gespeichert." in waiting
    steering.reopen(room.database, ADVISOR, opened.id)
    assert phone.send(entry(opened, 4, counter=2))[0]["stored"]


def test_without_the_script_it_is_said_as_well(phone: Phone, room: Room) -> None:
    opened = handed_out(room)
    end = in_the_past(room, opened)
    sent = {
        "round": opened.id,
        "item": opened.item_ids[0],
        "criterion": opened.criterion_ids[0],
        "answer": "4",
    }
    answer = phone.post("/live/question/1", sent)
    assert answer.status_code == 409
    assert f"Die Runde war bis {told(end)} offen." in answer.text


@pytest.mark.parametrize("length", [None, timedelta(hours=2)])
def test_a_round_in_the_room_says_nothing_of_times(
    phone: Phone, room: Room, length: timedelta | None
) -> None:
    opened = room.open_round()
    if length:
        own_time.set_times(room.database, ADVISOR, opened.id, None, now() + length)
        own_time.set_times(room.database, ADVISOR, opened.id, None, None)
    assert phone.get("/live/state").json().keys().isdisjoint({"until", "ended"})
    assert "Offen bis" not in phone.text("/live/question/1")
