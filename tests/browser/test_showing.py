"""Pages shown to the room: large type, nothing to be edited, back by one key, the same after a reload."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.prepared import Prepared, prepare, sign_in
from tests.browser.streamlit_page import new_device, settle

pytestmark = pytest.mark.browser
SMALL = """() => [...document.querySelectorAll('.stMain *')]
    .filter(each => each.checkVisibility())
    .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
    .filter(each => parseFloat(getComputedStyle(each).fontSize) * each.currentCSSZoom < 19.9)
    .map(each => each.textContent.trim())"""


@pytest.fixture(scope="module")
def made(server: Application) -> Prepared:
    return prepare(server, ideas=("Bank", "Bus", "Pegel", "Lampe"), reason="Weil es geht.")


@pytest.fixture(scope="module")
def page(browser: Browser, server: Application) -> Iterator[Page]:
    context = new_device(browser, viewport={"width": 1280, "height": 720})
    sign_in(context, server)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", ["ueberblick", "auswertung", "entscheidung", "ergebnis", "gewichte"])
def test_what_the_room_sees_is_large_and_cannot_be_edited(made: Prepared, page: Page, address: str) -> None:
    page.goto(made.address(address))
    settle(page)
    page.get_by_role("button", name="Zeigen", exact=True).click()
    settle(page)
    page.reload()
    settle(page)
    back = page.get_by_role("button", name="Zurück zum Bearbeiten")
    expect(back).to_be_visible()
    assert page.evaluate(SMALL) == []
    expect(page.get_by_role("textbox").or_(page.get_by_role("combobox"))).to_have_count(0)
    expect(page.get_by_role("link", name="Abmelden")).to_have_count(0)
    expect(page.locator(".st-key-phases")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert violations(page) == []
    page.keyboard.press("Escape")
    settle(page)
    expect(page.locator(".st-key-phases")).to_be_visible()
    assert "zeigen" not in page.url


def test_a_page_that_is_not_for_the_room_goes_on_as_usual(made: Prepared, page: Page) -> None:
    page.goto(made.address("auswahl", zeigen="1"))
    settle(page)
    expect(page.locator(".st-key-phases")).to_be_visible()
    expect(page.get_by_role("button", name="Zeigen", exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name="Abmelden")).to_be_visible()


def test_the_phases_stand_in_even_rows_on_a_phone(made: Prepared, browser: Browser) -> None:
    context = new_device(browser, viewport={"width": 390, "height": 844})
    sign_in(context, made.server)
    phone = context.new_page()
    phone.goto(made.address("auswertung"))
    settle(phone)
    tops = sorted(box["y"] for each in phone.locator(".st-key-steps a").all() if (box := each.bounding_box()))
    assert len(tops) == 5
    # The line under the phase that is open moves its name by a pixel or two.
    rows = [tops[0], *(second for first, second in pairwise(tops) if second - first > 10)]
    assert len(rows) == 3
    assert rows[2] - rows[1] == pytest.approx(rows[1] - rows[0], abs=3)
    context.close()
