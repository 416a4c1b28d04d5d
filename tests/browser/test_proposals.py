"""A proposal for the library: from the municipality's page to the advisor's, and the answer back."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.prepared import open_link, prepare, sign_in
from tests.browser.streamlit_page import new_device, settle

pytestmark = pytest.mark.browser
BEYOND_ITS_CARD = """table => {
  const scroller = table.closest('[tabindex="0"]');
  const card = table.closest('[class*="proposal_card"]');
  return scroller.getBoundingClientRect().right - card.getBoundingClientRect().right;
}"""
"""How many pixels what scrolls a table reaches over the edge of its proposal."""
TITLE = "Wasserzähler lesen sich selbst"


def opened(page: Page, heading: str) -> None:
    page.locator("summary", has_text=heading).first.click()
    settle(page)


def send(page: Page, **texts: str) -> None:
    for label, text in texts.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Vorschlag senden").click()
    settle(page)


def choose(page: Page, label: str, text: str) -> None:
    field = page.get_by_role("combobox", name=re.compile(re.escape(label))).first
    field.click()
    field.press_sequentially(text)
    page.get_by_role("option").filter(has_text=text).first.click()
    settle(page)


def test_a_municipality_proposes_and_an_advisor_publishes(server: Application, browser: Browser) -> None:
    prepared = prepare(server)
    with new_device(browser) as guest, new_device(browser) as desk:
        open_link(guest, prepared)
        page = guest.new_page()
        page.goto(f"{server.url}/results")
        settle(page)
        opened(page, "Etwas für die Bibliothek vorschlagen")
        send(page, Titel=TITLE)
        expect(page.get_by_text("Es fehlt eine Quelle.")).to_be_visible()
        expect(page.get_by_label("Titel", exact=True)).to_have_value(TITLE)
        assert violations(page) == []
        choose(page, "Thema", "Umweltsensorik")
        send(
            page,
            Kurzbeschreibung="Die Gemeinde liest Wasserzähler über Funk ab.",
            **{"Quelle: Titel": "Amtsblatt", "Quelle: Adresse": "https://www.eichenzell.de/zaehler"},
        )
        expect(page.get_by_text("Ihr Vorschlag ist gesendet")).to_be_visible()

        sign_in(desk, server)
        advisor = desk.new_page()
        advisor.goto(prepared.address("eigene-eintraege"))
        advisor.get_by_role("tab", name="Vorschläge (1)").click()
        settle(advisor)
        expect(advisor.get_by_role("heading", name=f"Neu: {TITLE}")).to_be_visible()
        expect(advisor.get_by_role("row", name=re.compile("Kurzbeschreibung"))).to_contain_text("über Funk")
        assert violations(advisor) == []
        advisor.set_viewport_size({"width": 390, "height": 844})
        assert advisor.get_by_role("table").first.evaluate(BEYOND_ITS_CARD) <= 0
        advisor.set_viewport_size({"width": 1280, "height": 720})
        advisor.get_by_role("button", name="Für alle Reihen veröffentlichen").click()
        expect(advisor.get_by_text("Der Vorschlag ist veröffentlicht")).to_be_visible()

        page.reload()
        settle(page)
        opened(page, "Etwas für die Bibliothek vorschlagen")
        expect(page.get_by_text("veröffentlicht", exact=False).last).to_be_visible()


def test_an_advisor_declines_with_a_reason_that_the_sender_reads(
    server: Application, browser: Browser
) -> None:
    prepared = prepare(server, title="Zweite Reihe")
    with new_device(browser) as desk:
        sign_in(desk, server)
        page = desk.new_page()
        page.goto(prepared.address("eigene-eintraege"))
        page.get_by_role("tab", name="Vorschläge").click()
        opened(page, "Selbst etwas vorschlagen")
        choose(page, "Worum geht es?", "Pegel")
        send(
            page,
            Lehren="Der Vertrag endete 2026.",
            **{"Quelle: Titel": "Bericht", "Quelle: Adresse": "https://www.hofbieber.de/bericht"},
        )
        expect(page.get_by_text("Ihr Vorschlag ist gesendet")).to_be_visible()
        page.get_by_role("tab", name="Vorschläge (1)").click()
        settle(page)
        expect(page.get_by_role("heading", name=re.compile("^Berichtigung: "))).to_be_visible()
        page.get_by_role("button", name="Nicht veröffentlichen").click()
        reason = page.get_by_label("Begründung; wer den Vorschlag gesendet hat, liest sie")
        reason.fill("Das sagt die Quelle nicht.")
        page.get_by_role("button", name="Antwort senden").click()
        expect(page.get_by_text("Die Antwort ist gesendet")).to_be_visible()
