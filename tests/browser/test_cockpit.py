"""The cockpit in a real browser: one key for the afternoon, and what lies at hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.hall import Hall, look, open_tool, press, rate_all, turn_to
from tests.browser.streamlit_page import settle

pytestmark = pytest.mark.browser


@pytest.fixture
def hall(server: Application, new_page: Callable[..., Page]) -> Hall:
    return Hall(server, new_page)


def test_the_cockpit_leads_an_afternoon_with_one_key(hall: Hall) -> None:
    """The space bar moves the wall, opens the round and closes it; only the reveal asks once."""
    advisor, wall = hall.advisor(), hall.wall()
    phones = [hall.joined() for _person in range(5)]
    expect(advisor.frame_locator("iframe").locator('#wall[data-scene="arrive"]')).to_have_count(1)
    advisor.keyboard.press("Space")
    settle(advisor)
    expect(wall.locator('#wall[data-scene="way"]')).to_have_count(1)
    advisor.get_by_role("button", name="Zurück", exact=True).focus()
    advisor.keyboard.press("Space")  # a button that has the focus keeps its key
    settle(advisor)
    expect(wall.locator('#wall[data-scene="arrive"]')).to_have_count(1)
    turn_to(advisor, "Bewerten")
    press(advisor, "Runde vorbereiten")
    expect(advisor.get_by_text("Als Nächstes: die Runde öffnen")).to_be_visible()
    advisor.get_by_role("button", name="Weiter", exact=True).focus()
    advisor.keyboard.press("Space")  # a focused button hears the key as well: it must count once
    settle(advisor)
    expect(advisor.get_by_text("Runde 1: offen")).to_be_visible()
    for phone in phones:
        phone.wait_for_url("**/live/question/1")
        rate_all(phone, (4, 3, 2))
    advisor.keyboard.press("Space")
    settle(advisor)
    expect(advisor.get_by_text("Runde 1: geschlossen")).to_be_visible()
    advisor.keyboard.press("Space")
    settle(advisor)
    expect(advisor.get_by_role("button", name="Weiter", exact=True)).to_be_disabled()
    advisor.keyboard.press("Space")
    settle(advisor)
    expect(wall.get_by_role("heading", name="Die Runde ist geschlossen")).to_be_visible()
    press(advisor, "Jetzt zeigen")
    expect(wall.get_by_role("heading", name="Was bringt uns am meisten?")).to_be_visible()
    assert violations(advisor) == []
    look(advisor, "cockpit")


def test_a_tool_stays_open_when_the_page_is_loaded_anew(hall: Hall) -> None:
    advisor = hall.advisor()
    open_tool(advisor, "Ablauf")
    advisor.get_by_label("Was andere tun").fill("0")
    press(advisor, "Ablauf speichern")
    advisor.reload()
    settle(advisor)
    expect(advisor.get_by_role("heading", name="Ablauf")).to_be_visible()
    expect(advisor.get_by_role("button", name="Was andere tun")).to_have_count(0)
    press(advisor, "Zurück zur Leinwand")
    expect(advisor.get_by_role("heading", name="Ablauf")).to_have_count(0)


def test_what_follows_by_itself_speaks_the_language_of_the_page(hall: Hall) -> None:
    advisor = hall.advisor()
    hall.joined()
    advisor.goto(f"{hall.application.url}/language/en?to=/moderation%3Freihe%3D{hall.series.id}")
    settle(advisor)
    hall.joined()
    expect(advisor.get_by_text("2 have joined")).to_be_visible()  # counted by a later look, not by the page
