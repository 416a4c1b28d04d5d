"""Who and what counts, seen in browsers: excluded entries, another day, and too few people for figures."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from storage import queries
from storage.database import Database
from storage.tables import ParticipantRow, RoundRow
from tests.browser import surfaces
from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.hall import PHONE, WALL, look, rate_all, turn_to
from tests.browser.journey import Advisor
from tests.browser.prepared import sign_in
from tests.browser.streamlit_page import settle
from tests.serve.conftest import opened
from tests.workshops.room import ADVISOR, Room
from workshops.access import admission
from workshops.live import rounds
from workshops.wall import known, steering
from workshops.wall.scenes import Scene

pytestmark = pytest.mark.browser
LATEST = 3_000
"""Milliseconds after which every phone has heard of a change."""
EXCLUDED, SECOND, THIRD = "Pegel", "Rufbus", "Lora-Netz"


class Devices:
    """A room with an advisor's browser, phones and a wall."""

    def __init__(self, server: Application, new_page: Callable[..., Page], database: Database) -> None:
        self.server, self.new_page, self.room = server, new_page, Room(database)
        page = new_page(viewport={"width": 1280, "height": 720})
        sign_in(page.context, server)
        self.advisor = Advisor(page, server, self.address("moderation"))

    def address(self, page: str) -> str:
        return f"{self.server.url}/{page}?reihe={self.room.id}"

    def open(self, page: str) -> Page:
        self.advisor.page.goto(self.address(page))
        settle(self.advisor.page)
        return self.advisor.page

    def phone(self) -> Page:
        phone = self.new_page(**PHONE)
        phone.goto(f"{self.server.url}/join/{self.room.series.join_code}")
        phone.get_by_role("radio").first.check(force=True)
        phone.get_by_role("button", name="Teilnehmen").click()
        phone.wait_for_url("**/live*")
        return phone

    def wall(self) -> Page:
        token = admission.create_link(self.room.database, ADVISOR, self.room.id, "wall")
        wall = self.new_page(**WALL)
        wall.goto(f"{self.server.url}/wall/{token}")
        return wall

    def guest(self) -> Page:
        token = admission.create_link(self.room.database, ADVISOR, self.room.id, "municipality")
        guest = self.new_page(**PHONE)
        guest.context.add_cookies([{"name": admission.RESULT_COOKIE, "value": token, "url": self.server.url}])
        guest.goto(f"{self.server.url}/results")
        settle(guest)
        return guest

    def reveal(self, last: str = "Jetzt zeigen") -> None:
        """Close the round, whoever is not done yet, and show its result; phones have heard of it then."""
        self.advisor.click("Runde schließen")
        if self.advisor.page.get_by_role("button", name="Trotzdem schließen").count():
            self.advisor.click("Trotzdem schließen")
        for step in ("Ergebnis zeigen", last):
            self.advisor.click(step)
        self.advisor.page.wait_for_timeout(LATEST)


@pytest.fixture
def devices(server: Application, new_page: Callable[..., Page]) -> Iterator[Devices]:
    with closing(opened(server)) as database:
        yield Devices(server, new_page, database)


def newest(room: Room) -> rounds.RoundView:
    return rounds.every(room.database, ADVISOR, room.id)[-1]


def test_what_is_excluded_while_a_round_is_open_wins_nowhere(devices: Devices) -> None:
    """Everybody puts the entry first; then it turns out not to be permissible."""
    room, wall = devices.room, devices.wall()
    phone, others = devices.phone(), room.people(5, "citizens")
    turn_to(devices.advisor.page, "Bewerten")
    devices.advisor.click("Runde vorbereiten")
    devices.advisor.click("Runde öffnen")
    for person in others:
        room.answer_all(person, newest(room), (5, 4, 2))
    phone.wait_for_url("**/live/question/*")
    expect(phone.locator("#entry")).to_have_text(EXCLUDED)
    page = devices.open("auswahl")
    devices.advisor.click("Ändern", place=0)
    legal = page.get_by_role("radiogroup", name="Rechtlich zulässig").first
    legal.get_by_role("radio", name="nein", exact=True).click()
    settle(page)
    phone.wait_for_timeout(LATEST)
    phone.goto(f"{devices.server.url}/live/overview")
    expect(phone.locator("ol.items li")).to_have_count(2)
    phone.goto(f"{devices.server.url}/live/question/1")
    rate_all(phone, (3, 1))
    turn_to(devices.open("moderation"), "Bewerten")
    devices.reveal()
    seen = known.result(room.database, room.id)
    assert seen
    steering.go(room.database, ADVISOR, room.id, Scene.REVEAL, step=known.reveal_steps(seen) - 1)
    expect(wall.locator(".verdict")).to_be_visible()
    assert surfaces.of_wall(wall) == [SECOND, THIRD]
    phone.goto(f"{devices.server.url}/live/result")
    assert [name for name, _points in surfaces.of_table(phone.get_by_role("table").first)] == [SECOND, THIRD]
    page = devices.open("auswertung")
    page.get_by_text("Dasselbe als Tabelle").first.click()
    assert [name for name, _points in surfaces.of_table(page.get_by_role("table").first)] == [SECOND, THIRD]
    look(page, "room-excluded")
    page = devices.open("entscheidung")
    expect(page.get_by_text(re.compile(f"^(Am besten|Es gibt keinen Vorschlag).*{EXCLUDED}"))).to_have_count(
        0
    )
    guest = devices.guest()
    guest.get_by_text("Dasselbe als Tabelle").first.click()
    table = guest.get_by_role("table").filter(has_text="Rang").first
    assert [name for name, _points in surfaces.of_table(table)] == [SECOND, THIRD]


def test_on_another_day_the_advisor_says_who_counts(devices: Devices) -> None:
    """Six came weeks ago; of those here today nobody is outvoted unseen."""
    room = devices.room
    held = room.open_round()
    for person in room.people(6, "citizens"):
        room.answer_all(person, held, (5, 2, 2))
    room.reveal(held)
    weeks_ago(room)
    phones = [devices.phone() for _person in range(2)]
    others = [room.join(f"today-{number}", "citizens") for number in range(4)]
    page = devices.open("moderation")
    turn_to(page, "Neu bewerten")
    devices.advisor.click("Runde vorbereiten")
    expect(page.get_by_role("button", name="Runde öffnen", exact=True)).to_be_disabled()
    choice = page.get_by_role("radiogroup", name=re.compile("von einem anderen Tag"))
    assert choice.get_by_role("radio").filter(has=page.locator(":checked")).count() == 0, "no default"
    expect(choice).to_contain_text("6 Personen")
    expect(choice).to_contain_text("12 Personen")
    look(page, "room-who-counts")
    choice.get_by_role("radio").first.check(force=True)
    settle(page)
    devices.advisor.click("Runde öffnen")
    for phone in phones:
        phone.wait_for_url("**/live/question/*")
        rate_all(phone, (0, 4, 1))
    for person in others:
        room.answer_all(person, newest(room), (1, 5, 2))
    devices.reveal()
    page = devices.open("auswertung")
    expect(page.get_by_text(re.compile("^Es zählt nur, wer"))).to_be_visible()
    page.get_by_text("Dasselbe als Tabelle").first.click()
    assert surfaces.of_table(page.get_by_role("table").first)[0][0] == SECOND
    guest = devices.guest()
    expect(guest.get_by_text(re.compile("^Es zählt nur, wer"))).to_be_visible()


def weeks_ago(room: Room) -> None:
    """Let all that has happened lie three weeks back."""
    back = timedelta(days=21)
    with room.database.write() as session:
        for table in (ParticipantRow, RoundRow):
            for row in queries.many(session, table, series_id=room.id):
                for name in ("last_seen_at", "joined_at", "opened_at", "closed_at", "revealed_at"):
                    if getattr(row, name, None):
                        setattr(row, name, getattr(row, name) - back)
                queries.add(session, row)


def test_four_people_see_no_figure_anywhere(devices: Devices) -> None:
    """Three who compare notes would find out the fourth."""
    room, wall, phone = devices.room, devices.wall(), devices.phone()
    others = room.people(3, "citizens")
    turn_to(devices.advisor.page, "Bewerten")
    devices.advisor.click("Runde vorbereiten")
    devices.advisor.click("Runde öffnen")
    phone.wait_for_url("**/live/question/*")
    rate_all(phone, (4, 2, 0))
    for person in others:
        room.answer_all(person, newest(room), (5, 3, 1))
    devices.reveal("Ohne Zahlen zeigen")
    phone.goto(f"{devices.server.url}/live/result")
    phone.locator("details").first.click()
    pages = [phone, wall, devices.guest()]
    pages += [devices.open("auswertung")]
    for page in pages:
        said = page.locator("main, [data-testid='stMain']").first.inner_text()
        assert not re.search(r"\d,\d|\d+ von 100 Punkten", said), said
    assert violations(phone) == []
    page = devices.open("entscheidung")
    assert not re.search(r"\d,\d", page.get_by_test_id("stMain").inner_text())
