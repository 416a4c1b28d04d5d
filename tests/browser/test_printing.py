"""The municipality prints its page: charts stand whole on the sheet, tables unfolded, without buttons."""

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.application import Application
from tests.browser.prepared import open_link, prepare
from tests.browser.streamlit_page import settle

pytestmark = pytest.mark.browser
A4 = 680
"""Pixels between the margins, as `printing.js` has them."""


def test_the_printed_result_holds_what_the_page_folds(page: Page, server: Application) -> None:
    prepared = prepare(server, title="Druck", ideas=("Mitfahrbank", "Rufbus", "Pegel"), reason="Gut.")
    open_link(page.context, prepared)
    page.goto(f"{server.url}/results")
    settle(page)
    page.locator(".js-plotly-plot").first.wait_for()
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = "\n".join(sheet.extract_text() for sheet in printed.pages)
    assert "Anwendungsfall" in text, "the table under “Dasselbe als Tabelle” is on paper"
    assert "Faktenblatt (PDF)" not in text, "a button cannot be pressed on paper"
    # What the print has changed is undone: on the screen everything is as before.
    assert page.locator("details[open]").count() == 0
    assert page.locator('[data-testid="stElementContainer"][style*="zoom"]').count() == 0


def test_a_chart_is_made_small_enough_for_the_sheet(page: Page, server: Application) -> None:
    prepared = prepare(server, title="Druck breit", ideas=("Mitfahrbank", "Rufbus"), reason="Gut.")
    open_link(page.context, prepared)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{server.url}/results")
    settle(page)
    picture = page.locator('[data-testid="stPlotlyChart"] .main-svg').first
    picture.wait_for()
    width = "picture => picture.getBoundingClientRect().width"
    drawn = picture.evaluate(width)
    assert drawn > A4
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert picture.evaluate(width) <= A4 + 1
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert picture.evaluate(width) == pytest.approx(drawn, rel=0.01)
