"""The whole journey for Eichenzell, from the empty tool to the sketch on disk and the municipality's link."""

from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.streamlit_page import settle

pytestmark = pytest.mark.browser
ENTRIES = 3


def test_from_the_library_to_an_exported_sketch(
    start_server: Callable[..., Application], page: Page, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    advisor = Advisor(page, start_server())
    assert violations(page) == []
    advisor.start_series("Eichenzell", "Digitalisierungsberatung 2026")
    assert violations(page) == []
    _fill_the_shortlist(advisor)
    _rate_with_a_power_cut(advisor)
    advisor.to("Auswertung")
    assert violations(page) == []
    _decide(advisor)
    _export(advisor, tmp_path)
    _hand_over(advisor, new_page())


def _fill_the_shortlist(advisor: Advisor) -> None:
    advisor.page.get_by_role("tab", name="Karte von Hessen").click()
    expect(advisor.page.get_by_role("group", name="Karte von Hessen")).to_be_visible()
    advisor.to("Bibliothek")
    assert violations(advisor.page) == []
    advisor.take_use_cases(ENTRIES - 1)
    advisor.to("Auswahl")
    advisor.add_idea("Mitfahrbank mit Anzeige", "Bänke an den Ortsausgängen melden Wartende.", "Mobilität")
    advisor.agree_gates()
    expect(advisor.page.get_by_text("alles mit ja")).to_have_count(ENTRIES)
    assert violations(advisor.page) == []


def _rate_with_a_power_cut(advisor: Advisor) -> None:
    everything = advisor.page.get_by_text(f"{ENTRIES} von {ENTRIES} Einträgen sind bewertet")
    advisor.to("Bewertung")
    assert violations(advisor.page) == []
    for entry in range(ENTRIES):
        advisor.rate_entry(lambda dimension, criterion, entry=entry: 5 - entry if criterion else 4 - entry)
        if entry < ENTRIES - 1:
            advisor.click("Nächster Eintrag")
    expect(everything).to_be_visible()
    advisor.server.kill()
    advisor.server.start()
    advisor.page.reload()
    settle(advisor.page)
    expect(everything).to_be_visible()
    advisor.click("Runde abschließen")
    advisor.click("Jetzt abschließen")


def _decide(advisor: Advisor) -> None:
    advisor.to("Entscheidung")
    advisor.pick("Mitfahrbank", "Günstig und sofort sichtbar.")
    advisor.page.get_by_role("combobox", name="Eintrag").first.click()
    advisor.page.get_by_role("option").first.click()
    advisor.type("Begründung", "Höchster Nutzen, mit Nachbarkommunen möglich.")
    advisor.click("Wählen")
    expect(advisor.page.get_by_text("Gewählt: 2 von höchstens 3")).to_be_visible()
    assert violations(advisor.page) == []


def _export(advisor: Advisor, folder: Path) -> None:
    advisor.to("Skizzen")
    advisor.write_all_sections()
    advisor.type("Titel der Skizze", "Mitfahrbänke für Eichenzell")
    assert violations(advisor.page) == []
    with pikepdf.open(advisor.download("Arbeitsfassung (PDF)", folder)) as document:
        assert "Mitfahrbänke für Eichenzell" in str(document.docinfo["/Title"])
        assert str(document.Root.Lang).startswith("de")
        assert "/StructTreeRoot" in document.Root
    word = docx.Document(str(advisor.download("Arbeitsfassung (Word)", folder)))
    assert any("Mitfahrbänke" in paragraph.text for paragraph in word.paragraphs)


def _hand_over(advisor: Advisor, guest: Page) -> None:
    advisor.to("Ergebnis")
    advisor.click("Link für die Kommune anlegen")
    link = advisor.page.locator('[data-testid="stCode"]').first.inner_text().strip()
    guest.goto(link.replace("localhost", "127.0.0.1"))
    settle(guest)
    expect(guest.get_by_role("heading", name="Ergebnis für Eichenzell")).to_be_visible()
    expect(guest.get_by_role("heading", name="Eichenzell hat")).to_be_visible()
    expect(guest.get_by_text("Günstig und sofort sichtbar.")).to_be_visible()
    expect(guest.get_by_text("Eigenanteil").first).to_be_visible()
    expect(guest.get_by_role("heading", name="Wie es weitergeht")).to_be_visible()
    assert violations(guest) == []
    for address in ("reihen", "ueberblick", "auswahl", "bewertung", "entscheidung", "skizzen", "ergebnis"):
        guest.goto(f"{advisor.server.url}/{address}")
        settle(guest)
        expect(guest.get_by_role("button", name="Link für die Kommune anlegen")).to_have_count(0)
        expect(guest.get_by_role("link", name="Reihen", exact=True)).to_have_count(0)
