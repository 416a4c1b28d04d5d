"""What an advisor has half typed is there again: after another tool, entry, page, window, reload, restart."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Locator, Page, expect

from storage.database import Database
from tests.browser.application import Application
from tests.browser.grid import type_into
from tests.browser.hall import ADVISOR, Hall, look, open_tool, press
from tests.browser.journey import Advisor
from tests.browser.prepared import prepare, sign_in
from tests.browser.streamlit_page import settle
from tests.serve.conftest import opened
from workshops.live import drafts, notes, paper, rounds

pytestmark = pytest.mark.browser
NOTE = "Notiz der Beratung"


@pytest.fixture
def database(server: Application) -> Iterator[Database]:
    with closing(opened(server)) as found:
        yield found


@pytest.fixture
def hall(server: Application, new_page: Callable[..., Page]) -> Hall:
    return Hall(server, new_page)


def grid(page: Page) -> Locator:
    return page.get_by_test_id("stDataFrame").first


def sheet(hall: Hall) -> dict[str, str]:
    """Return what is kept of the half typed sheet."""
    with closing(opened(hall.application)) as database:
        (held,) = rounds.every(database, ADVISOR, hall.series.id)
        return dict(drafts.kept(database, ADVISOR, hall.series.id, f"paper {held.id} "))


def test_a_half_typed_sheet_outlives_everything_and_a_six_is_no_five(hall: Hall) -> None:
    advisor = hall.advisor()
    hall.open_round(advisor)
    open_tool(advisor, "Papier")
    type_into(grid(advisor), 1, 0, "45")
    type_into(grid(advisor), 2, 0, "4")
    assert sorted(sheet(hall).values()) == ["4", "45"]
    open_tool(advisor, "Ideen")
    open_tool(advisor, "Papier")
    type_into(grid(advisor), 3, 1, "2")
    assert sorted(sheet(hall).values()) == ["2", "4", "45"], "the first two are still in it"
    advisor.reload()
    settle(advisor)
    hall.application.restart()
    advisor.reload()
    settle(advisor)
    type_into(grid(advisor), 4, 1, "6")
    assert sorted(sheet(hall).values()) == ["2", "4", "45", "6"]
    press(advisor, "Stimmzettel speichern")
    alert = advisor.get_by_role("alert").filter(has_text="ist keine Antwort")
    expect(alert).to_contain_text("„45“")
    look(advisor, "advisor-paper-refused")
    type_into(grid(advisor), 1, 0, "5")
    type_into(grid(advisor), 4, 1, "1")
    press(advisor, "Stimmzettel speichern")
    expect(advisor.get_by_text("Stimmzettel 1: 4 Antworten")).to_be_visible()
    assert sheet(hall) == {}
    with closing(opened(hall.application)) as database:
        (held,) = rounds.every(database, ADVISOR, hall.series.id)
        (stored,) = paper.ballots(database, ADVISOR, held.id)
    assert stored.answered == 4


def test_a_note_and_a_reason_go_on_where_they_were_left(
    new_page: Callable[..., Page], server: Application, database: Database
) -> None:
    made = prepare(server, ideas=("Bank", "Bus"), reason="Weil es geht.")
    page = new_page()
    sign_in(page.context, server)
    advisor = Advisor(page, server, made.address("bewertung"))
    note = page.get_by_label(NOTE)
    advisor.unfold("Notiz zu diesem Eintrag")
    note.fill("Halb geschrieben")
    advisor.click("Nächster Eintrag")
    advisor.click("Zurück")
    expect(note).to_have_value("Halb geschrieben")
    note.fill("Noch nicht fertig")
    note.blur()
    settle(page)
    advisor.to("Entscheidung")
    reason = page.get_by_label("Begründung", exact=True)
    reason.fill("Halber Grund")
    reason.blur()
    settle(page)
    look(page, "advisor-reason")
    advisor.to("Auswahl")
    advisor.to("Entscheidung")
    expect(reason).to_have_value("Halber Grund")
    window = page.context.new_page()
    window.goto(made.address("bewertung"))
    settle(window)
    window.locator("summary", has_text="Notiz zu diesem Eintrag").first.click()
    expect(window.get_by_label(NOTE)).to_have_value("Noch nicht fertig")
    look(window, "advisor-note-draft")
    assert notes.text_on(database, ADVISOR, made.series_id, made.item_ids[0]) == "Weil es geht."
    press(window, "Notiz speichern")
    assert notes.text_on(database, ADVISOR, made.series_id, made.item_ids[0]) == "Noch nicht fertig"
