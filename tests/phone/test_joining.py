"""Coming in: with the code, again after anything, and slowly for who guesses."""

import asyncio

import httpx
import pytest

from storage import queries
from storage.database import Database
from storage.tables import ParticipantRow
from tests.phone.phones import HERE, NewPhone, Phone
from tests.workshops.room import ADVISOR, Room
from workshops.access.admission import PARTICIPANT_COOKIE
from workshops.archive import rehearsal
from workshops.live import tablets


def records(database: Database) -> int:
    with database.read() as session:
        return queries.count(session, ParticipantRow)


def test_a_scanned_code_leads_to_the_promise_and_one_button(new_phone: NewPhone, room: Room) -> None:
    phone = new_phone()
    page = phone.text(f"/join/{room.series.join_code.lower()}")
    assert "Eichenzell" in page
    assert "ab 5 Personen" in page
    answer = phone.join(group="citizens")
    assert (answer.status_code, answer.headers["location"]) == (303, "/live")
    assert "Sie sind dabei" in phone.text("/live")


def test_a_typed_code_is_forgiven_its_looks(new_phone: NewPhone, room: Room) -> None:
    typed = " ".join(room.series.join_code.lower())
    answer = new_phone().post("/join", {"code": typed})
    assert answer.headers["location"] == f"/join/{room.series.join_code}"


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(new_phone: NewPhone) -> None:
    cookies = new_phone().join().headers.get_list("set-cookie")
    (mine,) = [cookie for cookie in cookies if cookie.startswith(PARTICIPANT_COOKIE)]
    assert "httponly" in mine.lower()
    assert "samesite=lax" in mine.lower()


def test_a_double_tap_is_one_person(new_phone: NewPhone, room: Room, database: Database) -> None:
    phone = new_phone()
    path = f"/join/{room.series.join_code}"
    phone.get(path)
    joining = dict(phone.browser.cookies)
    phone.post(path)
    phone.browser.cookies.clear()
    for name, value in joining.items():
        phone.browser.cookies.set(name, value)
    assert phone.post(path).headers["location"] == "/live"
    assert records(database) == 1
    assert phone.get(path).headers["location"] == "/live", "who has joined goes on where they were"
    assert phone.post(path).headers["location"] == "/live", "also with the form out of the history"
    assert records(database) == 1


def test_the_code_on_a_ballot_leads_to_its_entry(new_phone: NewPhone, room: Room) -> None:
    room.open_round()
    phone, item = new_phone(), room.items[1]
    path = f"/join/{room.series.join_code}/{item}"
    form = phone.get(path).text
    action = form.split('<form method="post" action="')[1].split('"')[0]
    assert f"to={path}" in form, "switching the language comes back to the ballot's entry"
    assert phone.post(action).headers["location"] == f"/live/rate/{item}"
    assert "Rufbus" in phone.text(f"/live/rate/{item}")
    assert phone.get(path).headers["location"] == f"/live/rate/{item}", "who has joined lands there at once"


def test_a_ballots_code_without_an_open_round_leads_on(new_phone: NewPhone, room: Room) -> None:
    phone, path = new_phone(), f"/join/{room.series.join_code}/{room.items[0]}"
    phone.get(path)
    assert phone.get(phone.post(path).headers["location"]).headers["location"] == "/live"


@pytest.mark.parametrize("item", ["evil.example", "0" * 15, "\\evil", "<b>", "é" * 16, "javascript:1"])
def test_what_cannot_be_an_entry_is_in_no_address(phone: Phone, new_phone: NewPhone, item: str) -> None:
    path = f"/join/{phone.room.series.join_code}/{item}"
    assert phone.get(path).headers["location"] == "/live"
    assert f'action="/join/{phone.room.series.join_code}"' in new_phone().get(path).text


def test_a_browser_without_cookies_is_told_so(new_phone: NewPhone, room: Room) -> None:
    answer = new_phone().post(f"/join/{room.series.join_code}")
    assert answer.status_code == 400
    assert "Cookies" in answer.text


def test_another_site_cannot_join_or_answer_for_me(phone: Phone, room: Room) -> None:
    for path in (f"/join/{room.series.join_code}", "/live/answers", "/live/finish", "/rejoin", "/live/leave"):
        answer = phone.browser.post(path, headers={"Origin": "http://evil.example"})
        assert answer.status_code == 403


def test_a_second_device_finds_the_same_person(phone: Phone, new_phone: NewPhone, database: Database) -> None:
    page = phone.text("/live/code")
    personal = page.split("vergessen hat:")[1].split("Öffnen")[0]
    other = new_phone()
    answer = other.post("/rejoin", {"code": phone.room.series.join_code, "personal": personal.lower()})
    assert answer.headers["location"] == "/live"
    assert records(database) == 1


def test_a_wrong_personal_code_is_refused_and_what_was_typed_stays(new_phone: NewPhone, room: Room) -> None:
    answer = new_phone().post("/rejoin", {"code": room.series.join_code, "personal": "ACDEFH"})
    assert answer.status_code == 403
    assert 'value="ACDEFH"' in answer.text


def test_guessing_is_slowed_down_and_a_full_room_is_not(new_phone: NewPhone, room: Room) -> None:
    path = f"/join/{room.series.join_code}"
    assert {new_phone().get(path).status_code for _phone in range(70)} == {200}
    guesser = new_phone()
    assert guesser.get("/join/ACDEFH").status_code == 404
    found = {
        guesser.get(f"/join/ACDEF{letter}{other}").status_code
        for letter in "ACDEFHJK"
        for other in "ACDEFHJK"
    }
    assert found == {404, 429}
    answer = guesser.post("/rejoin", {"code": room.series.join_code, "personal": "ACDEFH"})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("path", ["/join/{guess}", "/rejoin"])
def test_guesses_sent_at_once_count_before_the_next_is_checked(
    new_phone: NewPhone, room: Room, path: str
) -> None:
    guesses = [f"ACDE{one}{other}" for one in "ACDEFHJKLM" for other in "ACDEFHJKLM"]

    async def send_all() -> list[int]:
        transport = httpx.ASGITransport(new_phone().browser.app)
        async with httpx.AsyncClient(transport=transport, base_url=HERE["Origin"]) as browser:

            async def send(guess: str) -> int:
                if "{guess}" in path:
                    answer = await browser.get(path.format(guess=guess))
                else:
                    data = {"code": room.series.join_code, "personal": guess}
                    answer = await browser.post(path, data=data, headers=HERE)
                return answer.status_code

            return await asyncio.gather(*(send(guess) for guess in guesses))

    answered = asyncio.run(send_all())
    assert len(answered) - answered.count(429) == 60


def test_a_tablet_serves_one_person_after_the_other(
    new_phone: NewPhone, room: Room, database: Database
) -> None:
    token = tablets.create(database, ADVISOR, room.id)
    tablet = new_phone()
    assert tablet.get(f"/tablet/{token}").headers["location"] == "/live/next-person"
    for _person in range(2):
        form = tablet.get("/live/next-person").text
        mark = form.split('name="mark" value="')[1].split('"')[0]
        for _tap in range(2):
            assert tablet.post("/live/next-person", {"mark": mark}).headers["location"] == "/live"
    assert records(database) == 2
    assert "Nächste Person" in tablet.text("/live")
    assert tablet.post("/live/hand-over", {}).headers["location"] == "/live/next-person"
    assert tablet.get("/live/overview").headers["location"] == "/join", "nothing of the person before is left"
    assert new_phone().get("/live/next-person").status_code == 404
    assert new_phone().get("/tablet/guessed").status_code == 404


def test_leaving_forgets_the_device_only(phone: Phone, database: Database) -> None:
    assert phone.post("/live/leave").headers["location"] == "/join"
    assert phone.get("/live").headers["location"] == "/join"
    assert records(database) == 1


def test_a_rehearsal_says_so(new_phone: NewPhone, room: Room, database: Database) -> None:
    copy = rehearsal.begin(database, ADVISOR, room.id)
    page = new_phone().text(f"/join/{copy.join_code}")
    assert "Probe" in page
    assert "am Ende gelöscht" in page or "an ihrem Ende gelöscht" in page


@pytest.mark.parametrize(
    "path", ["/live/code", "/live/result", "/live/ideas", "/live/dots", "/live/points", "/live/rate"]
)
def test_who_has_not_joined_is_led_to_the_code(new_phone: NewPhone, path: str) -> None:
    assert new_phone().get(path).headers["location"] == "/join"
    assert new_phone().get("/live/state").status_code == 401
    assert new_phone().browser.post("/live/answers", json={"answers": []}, headers=HERE).status_code == 401
