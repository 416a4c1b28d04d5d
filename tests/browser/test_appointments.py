"""Appointments as an advisor enters them: the usual three, a day typed in German, the next on cards."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.prepared import prepare
from tests.browser.streamlit_page import settle
from translations.formats import today

pytestmark = pytest.mark.browser


def test_appointments_are_entered_changed_and_deleted(server: Application, page: Page) -> None:
    prepared = prepare(server, title="Termine einer Reihe")
    advisor = Advisor(page, server)
    page.goto(prepared.address("termine"))
    page.get_by_role("heading", name="Termine", level=1).wait_for()
    settle(page)
    advisor.click("Die drei üblichen Termine anlegen")
    expect(page.get_by_text("Der Tag ist noch offen")).to_have_count(3)
    assert violations(page) == []
    _give_a_day(advisor)
    page.goto(prepared.address("moderation"))
    expect(page.get_by_text("Nächster Termin: Bewertung")).to_be_visible()
    page.goto(server.url)
    settle(page)
    expect(page.get_by_text("Nächster Termin: Bewertung").first).to_be_visible()
    page.goto(prepared.address("termine"))
    settle(page)
    advisor.click("Löschen")
    advisor.click("Endgültig löschen")
    expect(page.get_by_role("button", name="Löschen", exact=True)).to_have_count(2)


def _give_a_day(advisor: Advisor) -> None:
    dialog = advisor.page.get_by_role("dialog")
    advisor.click("Ändern", place=1)
    dialog.get_by_label("Tag", exact=True).fill("31.02.2030")
    advisor.click("Speichern", place=-1)
    expect(dialog.get_by_text("„31.02.2030“ ist kein Tag des Kalenders.")).to_be_visible()
    dialog.get_by_label("Tag", exact=True).fill(f"{today() + timedelta(days=3):%d.%m.%Y}")
    dialog.get_by_label("Beginn", exact=True).fill("14 Uhr")
    dialog.get_by_label("Ende", exact=True).fill("17.30")
    dialog.get_by_label("Ort", exact=True).fill("Rathaus")
    dialog.get_by_role("button", name="Speichern").click()
    settle(advisor.page)
    expect(advisor.page.get_by_text("14:00 bis 17:30 Uhr · Rathaus")).to_be_visible()
    expect(advisor.page.get_by_role("heading", level=2).first).to_have_text("Bewertung")
