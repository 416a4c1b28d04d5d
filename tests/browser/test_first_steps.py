"""The tool opened for the first time: what the afternoon is, and a series to try it out with."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.streamlit_page import settle

pytestmark = pytest.mark.browser


def test_who_comes_first_sees_five_steps_and_tries_a_series(
    start_server: Callable[..., Application], page: Page
) -> None:
    advisor = Advisor(page, start_server())
    expect(page.get_by_role("listitem").filter(has_text="Sie beginnen eine Reihe")).to_be_visible()
    expect(page.locator(".first-steps svg")).to_have_count(5)
    assert violations(page) == []
    advisor.click("Probereihe mit Daten")
    page.get_by_role("heading", name="Auswertung", level=1).wait_for()
    settle(page)
    advisor.page.get_by_role("link", name="Vorbereiten").click()
    settle(page)
    expect(page.locator(".first-steps")).to_have_count(0)
    expect(page.get_by_text("Probe mit erfundenen Bewertungen").last).to_be_visible()
    advisor.unfold("Der Nachmittag in fünf Schritten")
    advisor.click("Zur Probereihe")
    page.get_by_role("heading", name="Auswertung", level=1).wait_for()
