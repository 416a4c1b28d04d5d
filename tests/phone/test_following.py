"""Following the workshop: the state, the wire before the reveal, and what one sees after it."""

import pytest

from phone import live_room
from tests.phone.phones import NewPhone, Phone, entry
from tests.workshops.room import ADVISOR, Room
from workshops.live import activities, steering
from workshops.live.activities import Activity, Phase
from workshops.live.rounds import RoundView, State

LONGEST_PART_OF_A_WAIT = 0.95  # as answers.js draws it, so that phones do not ask all at once

PAGES = (
    "/live",
    "/live/state",
    "/live/overview",
    "/live/code",
    "/live/result",
    "/live/ideas",
    "/live/dots",
    "/live/points",
)


def vote(phones: list[Phone], opened: RoundView, value: int, counter: int) -> None:
    for phone in phones:
        answers = [
            entry(opened, value, item, criterion, counter) for item in range(3) for criterion in range(9)
        ]
        remark = {
            "round": opened.id,
            "item": opened.item_ids[0],
            "comment": f"Anmerkung {value}",
            "counter": counter,
        }
        assert all(result["stored"] for result in phone.send(*answers, remark))


@pytest.fixture
def crowd(new_phone: NewPhone) -> list[Phone]:
    phones = [new_phone() for _person in range(5)]
    for phone in phones:
        phone.join(group="citizens")
    return phones


def everything(phone: Phone, opened: RoundView) -> dict[str, tuple[int, bytes]]:
    """Return all that a phone can get while a round is open or closed."""
    own = [f"/live/rate/{item}" for item in opened.item_ids]
    paths = [*PAGES, *own, "/live/rate", f"/live/sheet/{opened.id}", f"/join/{phone.room.series.join_code}"]
    answers = {path: phone.get(path) for path in paths}
    return {path: (answer.status_code, answer.content) for path, answer in answers.items()}


@pytest.mark.parametrize("state", [State.OPEN, State.CLOSED])
def test_no_byte_depends_on_what_others_have_answered(
    phone: Phone, crowd: list[Phone], room: Room, state: State
) -> None:
    """If anything leaked, some page would change when all other votes turn from 1 to 5."""
    for activity in Activity:
        activities.set_phase(room.database, ADVISOR, room.id, activity, Phase.OPEN)
    opened = room.open_round()
    seen = []
    for counter, value in enumerate((1, 5), start=1):
        vote(crowd, opened, value, counter)
        if state is State.CLOSED:
            room.close(opened)
        seen.append(without_fresh_keys(everything(phone, opened)))
        if state is State.CLOSED:
            steering.reopen(room.database, ADVISOR, opened.id)
    assert seen[0] == seen[1]
    assert any(b"<" in body for _status, body in seen[0].values())


def without_fresh_keys(pages: dict[str, tuple[int, bytes]]) -> dict[str, tuple[int, bytes]]:
    """Take out the random key of the empty form for an idea."""
    status, body = pages["/live/ideas"]
    if b'name="key" value="' in body:
        before, rest = body.split(b'name="key" value="', 1)
        pages["/live/ideas"] = (status, before + rest.split(b'"', 1)[1])
    return pages


def test_a_result_that_is_looked_at_is_never_older_than_two_seconds(phone: Phone, room: Room) -> None:
    room.people(100)
    waits = phone.get("/live/state").json()["result_poll"] * LONGEST_PART_OF_A_WAIT
    assert live_room.STATE_SECONDS + live_room.STALE_SECONDS + waits <= 2


def test_the_state_is_tiny_and_304_while_nothing_changes(phone: Phone, room: Room) -> None:
    room.open_round()
    first = phone.get("/live/state")
    while first.json()["round"] is None:
        first = phone.get("/live/state")
    assert len(first.content) < 400
    facts = {"round", "timer", "joined", "finished", "open", "poll", "result_poll", "version"}
    assert set(first.json()) == facts
    again = phone.get("/live/state", **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_result_page_waits_for_the_reveal(phone: Phone, room: Room) -> None:
    opened = room.open_round()
    phone.send(entry(opened, 4))
    assert phone.get("/live/result").headers["location"] == "/live"
    room.close(opened)
    assert phone.get("/live/result").headers["location"] == "/live"


def test_after_the_reveal_my_answers_stand_beside_the_groups(
    phone: Phone, crowd: list[Phone], room: Room
) -> None:
    opened = room.open_round()
    vote(crowd, opened, 2, 1)
    phone.send(entry(opened, 5), entry(opened, None, criterion=1))
    room.reveal(opened)
    page = phone.text("/live/result")
    assert "So habe ich bewertet, so die Gruppe" in page
    assert "1 Pegel 26,4" in " ".join(page.split()), "one decimal, as on the wall and in the documents"
    first = " ".join(page.split("Zielbeitrag")[1].split()[:2])
    assert first == "5 2,5", "five people said 2 and I said 5"
    second = " ".join(page.split("Nutzen für die Menschen")[1].split()[:3])
    assert second == "nicht beurteilt 2,0"


def test_fewer_than_five_answers_show_no_mean(phone: Phone, crowd: list[Phone], room: Room) -> None:
    opened = room.open_round()
    vote(crowd[:3], opened, 2, 1)
    phone.send(entry(opened, 5))
    room.reveal(opened)
    page = phone.text("/live/result")
    assert "zu wenige" in page
    assert "2,8" not in page
    assert "2,0" not in page


def test_ideas_dots_and_points_take_turns(phone: Phone, crowd: list[Phone], room: Room) -> None:
    for activity in Activity:
        assert phone.get(f"/live/{activity}").headers["location"] == "/live"
        activities.set_phase(room.database, ADVISOR, room.id, activity, Phase.OPEN)
    phone = crowd[0]  # whose view of the state is not older than the change
    wait_for(phone, "/live/points")
    title = "Mitfahrbank <b>am Rand</b>"
    assert phone.post("/live/ideas", {"title": title, "area": "mobility"}).status_code == 303
    assert title in phone.text("/live/ideas"), "written as typed, not as markup"
    assert phone.post("/live/ideas", {"title": ""}).status_code == 422
    too_many = phone.post("/live/dots", {"area_mobility": "4", "area_energy": "4"})
    assert too_many.status_code == 422
    assert "8 Klebepunkte" in too_many.text
    for person in crowd:
        assert person.post("/live/dots", {"area_mobility": "3"}).status_code == 303
        points = {"p_benefit": "60", "p_transferability": "20", "p_feasibility": "20"}
        assert person.post("/live/points", points).status_code == 303
    assert phone.post("/live/points", {"p_benefit": "x"}).status_code == 422
    for activity in (Activity.DOTS, Activity.POINTS):
        assert "Klebepunkte im Raum" not in phone.text(f"/live/{activity}")
        activities.set_phase(room.database, ADVISOR, room.id, activity, Phase.SHOWN)
    late = crowd[1]
    while "Klebepunkte im Raum" not in late.text("/live/dots"):
        pass
    assert "15" in late.text("/live/dots")
    assert "60 %" in late.text("/live/points").replace("\xa0", " ")


def wait_for(phone: Phone, path: str) -> None:
    while phone.get(path).status_code != 200:
        pass


def test_who_only_watches_is_shown_the_result_and_never_a_question(
    new_phone: NewPhone, crowd: list[Phone], room: Room
) -> None:
    quiet = new_phone()
    quiet.join(watching="1")
    assert "Sie sehen zu" in quiet.text("/live")
    held = room.open_round()
    for path in ("/live/rate", f"/live/rate/{held.item_ids[0]}", "/live/overview", "/live/question"):
        assert quiet.get(path).headers["location"] == "/live"
    assert quiet.send(entry(held, 4))[0]["refused"].startswith("Sie sehen nur zu")
    for phone in crowd:
        phone.send(*(entry(held, 4, item, criterion) for item in range(3) for criterion in range(9)))
    room.reveal(held)
    assert "Ergebnis nach Runde 1" in quiet.text("/live/result")


def test_who_comes_to_watch_after_the_reveal_is_led_to_the_result(new_phone: NewPhone, room: Room) -> None:
    people = room.people(5)
    held = room.open_round()
    for person in people:
        room.answer_all(person, held, (5, 3, 1))
    room.reveal(held)
    quiet = new_phone()
    quiet.join(watching="1")
    assert "Ergebnis ansehen" in quiet.text("/live")


def test_who_watches_can_take_part_after_all_and_the_other_way_round(phone: Phone, room: Room) -> None:
    room.open_round()
    assert phone.post("/live/watch", {"watching": "1"}).headers["location"] == "/live"
    assert "Sie sehen zu" in phone.text("/live")
    phone.post("/live/watch", {"watching": "0"})
    assert phone.get("/live").headers["location"] == "/live/rate"


def test_who_has_answered_is_told_why_watching_is_too_late(phone: Phone, room: Room) -> None:
    held = room.open_round()
    phone.send(entry(held, 4))
    answer = phone.post("/live/watch", {"watching": "1"})
    assert answer.status_code == 409
    assert "Sie haben schon geantwortet" in answer.text


def test_a_wrong_group_is_corrected_on_the_phone(new_phone: NewPhone, room: Room) -> None:
    phone = new_phone()
    phone.join(group="citizens")
    page = phone.get("/live/code").text
    assert 'value="citizens" checked' in page
    assert phone.post("/live/group", {"group": "administration"}).headers["location"] == "/live"
    assert "Ihre Gruppe: Verwaltung" in phone.text("/live")
    assert phone.post("/live/group", {"group": "nobody"}).status_code >= 400


@pytest.mark.parametrize("path", ["/live/watch", "/live/group"])
def test_nobody_changes_a_part_who_has_none(new_phone: NewPhone, path: str) -> None:
    assert new_phone().post(path, {"watching": "1"}).headers["location"] == "/join"
