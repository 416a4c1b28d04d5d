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
    server: Application, page: Page, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    advisor = Advisor(page, server)
    assert violations(page) == []
    advisor.start_series("Eichenzell", "Digitalisierungsberatung 2026")
    assert violations(page) == []
    page.get_by_role("tab", name="Karte von Hessen").click()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    advisor.to("Bibliothek")
    assert violations(page) == []
    advisor.take_use_cases(ENTRIES - 1)

    advisor.to("Auswahl")
    advisor.add_idea("Mitfahrbank mit Anzeige", "Bänke an den Ortsausgängen melden Wartende.", "Mobilität")
    advisor.answer_gates("ja", entries=ENTRIES)
    assert violations(page) == []

    advisor.to("Bewertung")
    assert violations(page) == []
    for entry in range(ENTRIES):
        advisor.rate_entry(lambda dimension, criterion, entry=entry: 5 - entry if criterion else 4 - entry)
        if entry < ENTRIES - 1:
            advisor.click("Nächster Eintrag")
    expect(page.get_by_text(f"{ENTRIES} von {ENTRIES} Einträgen sind bewertet")).to_be_visible()
    server.kill()
    server.start()
    page.reload()
    settle(page)
    expect(page.get_by_text(f"{ENTRIES} von {ENTRIES} Einträgen sind bewertet")).to_be_visible()
    advisor.click("Runde abschließen")

    advisor.to("Auswertung")
    assert violations(page) == []
    advisor.to("Entscheidung")
    advisor.pick("Mitfahrbank", "Günstig und sofort sichtbar.")
    first = page.get_by_role("combobox", name="Eintrag").first
    first.click()
    page.get_by_role("option").first.click()
    advisor.type("Begründung", "Höchster Nutzen, mit Nachbarkommunen möglich.")
    advisor.click("Wählen")
    expect(page.get_by_text("Gewählt: 2 von höchstens 3")).to_be_visible()
    assert violations(page) == []

    advisor.to("Skizzen")
    advisor.type("Titel der Skizze", "Mitfahrbänke für Eichenzell")
    assert violations(page) == []
    pdf = advisor.download("PDF", tmp_path)
    with pikepdf.open(pdf) as document:
        assert "Mitfahrbänke für Eichenzell" in str(document.docinfo["/Title"])
        assert str(document.Root.Lang).startswith("de")
        assert "/StructTreeRoot" in document.Root
    word = docx.Document(str(advisor.download("Word-Dokument", tmp_path)))
    assert any("Mitfahrbänke" in paragraph.text for paragraph in word.paragraphs)

    advisor.to("Ergebnis")
    advisor.click("Link für die Kommune anlegen")
    link = page.locator('[data-testid="stCode"]').inner_text().strip()
    guest = new_page()
    guest.goto(link.replace("localhost", "127.0.0.1"))
    settle(guest)
    expect(guest.get_by_role("heading", name="Ergebnis für Eichenzell")).to_be_visible()
    expect(guest.get_by_text("Günstig und sofort sichtbar.")).to_be_visible()
    assert violations(guest) == []
    for address in ("reihen", "ueberblick", "auswahl", "bewertung", "entscheidung", "skizzen", "ergebnis"):
        guest.goto(f"{server.url}/{address}")
        settle(guest)
        assert guest.get_by_text("Digitalisierungsberatung 2026").count() == 0 or "results" in guest.url
