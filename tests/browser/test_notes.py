"""The advisor's note on an entry: one text on every page that shows it, never overwritten unseen."""

from contextlib import closing

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.prepared import ADVISOR, Prepared, prepare, sign_in
from tests.browser.streamlit_page import new_device
from tests.serve.conftest import opened
from workshops.live import notes

pytestmark = pytest.mark.browser
LABEL = "Notiz der Beratung"


def kept(made: Prepared) -> str:
    with closing(opened(made.server)) as database:
        return notes.text_on(database, ADVISOR, made.series_id, made.item_ids[0])


def test_a_note_goes_with_its_entry_from_page_to_page(browser: Browser, server: Application) -> None:
    made = prepare(server, reason="Weil es geht.")
    context = new_device(browser)
    sign_in(context, server)
    advisor = Advisor(context.new_page(), server, made.address("bewertung"))
    note = advisor.page.get_by_label(LABEL)
    advisor.unfold("Notiz zu diesem Eintrag")
    expect(note).to_have_value("Weil es geht.")
    note.fill("Erst den Bauhof fragen.")
    with closing(opened(server)) as database:
        notes.write(database, ADVISOR, made.series_id, "Aus dem anderen Fenster.", item_id=made.item_ids[0])
    advisor.click("Notiz speichern")
    expect(advisor.page.get_by_role("alert")).to_contain_text("Aus dem anderen Fenster.")
    expect(note).to_have_value("Erst den Bauhof fragen.")
    assert kept(made) == "Aus dem anderen Fenster."
    advisor.click("Notiz speichern")
    assert kept(made) == "Erst den Bauhof fragen."
    advisor.to("Skizzen")
    advisor.write_all_sections()
    advisor.unfold("Aus den Runden")
    expect(note).to_have_value("Erst den Bauhof fragen.")
    context.close()
