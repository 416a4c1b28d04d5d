"""Who takes part, and how: watching, a wrong group, a record taken out, a tablet for many; on real phones."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from storage.database import Database
from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.hall import ADVISOR, Hall, look, open_tool, press
from tests.browser.streamlit_page import settle
from tests.serve.conftest import opened
from workshops import journal
from workshops.handing_over import minutes
from workshops.live import tablets

pytestmark = pytest.mark.browser


@pytest.fixture
def hall(server: Application, new_page: Callable[..., Page]) -> Hall:
    return Hall(server, new_page)


@pytest.fixture
def database(server: Application) -> Iterator[Database]:
    with closing(opened(server)) as found:
        yield found


def answer_one(phone: Page) -> None:
    """Answer the question on the screen."""
    phone.locator(".anchors button").nth(3).click()
    expect(phone.locator("#saved")).to_have_text("Gespeichert")


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.press_sequentially(option)
    page.get_by_role("option").filter(has_text=option).first.click()
    settle(page)


def test_a_guest_watches_a_group_is_put_right_and_a_second_record_goes(
    hall: Hall, database: Database
) -> None:
    advisor, wall = hall.advisor(), hall.wall()
    first, second = hall.joined(), hall.joined()
    guest = hall.phone()
    look(guest, "phone-joining")
    guest.get_by_role("button", name="Nur zusehen").click()
    guest.get_by_role("heading", name="Sie sehen zu").wait_for()
    look(guest, "phone-watching")
    assert violations(guest) == []
    first.get_by_role("link", name="Mein Code").click()
    first.get_by_text("Verwaltung").click()
    look(first, "phone-code")
    assert violations(first) == []
    first.get_by_role("button", name="Gruppe speichern").click()
    expect(first.get_by_text("Ihre Gruppe: Verwaltung")).to_be_visible()
    hall.open_round(advisor)
    for phone in (first, second):
        phone.wait_for_url("**/live/question/1")
        answer_one(phone)
    expect(wall.get_by_text("0 von 2 sind fertig")).to_be_visible()
    guest.get_by_role("heading", name="Sie sehen zu").wait_for()

    open_tool(advisor, "Wer zählt")
    expect(advisor.get_by_text("1 Person sieht nur zu.")).to_be_visible()
    advisor.get_by_text("Falsche Gruppe berichtigen").click()
    settle(advisor)
    choose(advisor, "Wessen Gruppe", "Eintrag 2")
    choose(advisor, "Richtige Gruppe", "Bürgerschaft")
    look(advisor, "advisor-group")
    press(advisor, "Gruppe berichtigen")
    advisor.get_by_role("combobox", name="Einzelne Einträge").fill("Eintrag 1")
    advisor.get_by_role("option", name="Eintrag 1,").click()
    advisor.keyboard.press("Escape")
    press(advisor, "Herausnehmen")
    first.locator(".anchors button").nth(3).click()
    expect(first.locator("#notice")).to_contain_text("aus der Zählung genommen")
    look(first, "phone-taken-out")
    press(advisor, "Zurück zur Leinwand")
    press(advisor, "Runde schließen")
    press(advisor, "Trotzdem schließen")
    press(advisor, "Ergebnis zeigen")
    press(advisor, "Ohne Zahlen zeigen")
    guest.get_by_role("link", name="Ergebnis ansehen").click()
    guest.get_by_role("heading", name="Ergebnis nach Runde 1").wait_for()
    told = [(e.kind, e.payload) for e in journal.events(database, ADVISOR, hall.series.id)]
    assert ("group_corrected", {"round": 1, "number": 1}) in told
    assert ("people_taken_out", {"round": 1, "number": 1}) in told
    (held,) = minutes.proceedings(database, ADVISOR, hall.series.id).rounds
    assert held.kinds == {"phone": 1}


def test_on_a_shared_tablet_one_tap_ends_a_record_for_good(hall: Hall, database: Database) -> None:
    advisor = hall.advisor()
    token = tablets.create(database, ADVISOR, hall.series.id)
    tablet = hall.phone(viewport={"width": 820, "height": 1180})
    tablet.goto(f"{hall.application.url}/tablet/{token}")
    tablet.get_by_role("button", name="Teilnehmen").click()
    hall.open_round(advisor)
    tablet.wait_for_url("**/live/question/1")
    answer_one(tablet)
    answered = tablet.url
    tablet.locator("a", has_text="Überblick").click()
    tablet.get_by_role("button", name="Ich bin fertig").click()
    tablet.get_by_role("button", name="Nächste Person an diesem Tablet").click()
    tablet.get_by_role("button", name="Teilnehmen").wait_for()
    look(tablet, "tablet-next")
    for _step in range(4):
        tablet.go_back()
        assert tablet.locator('[aria-pressed="true"], input:checked, .given').count() == 0, tablet.url
    tablet.goto(answered)
    tablet.wait_for_url("**/join*")
    tablet.goto(f"{hall.application.url}/live/next-person")
    tablet.get_by_role("button", name="Teilnehmen").click()
    tablet.wait_for_url("**/live/question/1")
    assert tablet.locator('[aria-pressed="true"]').count() == 0
