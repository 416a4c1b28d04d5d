"""A round in one's own time in a real browser: typed as Germans do, then open and closed by itself."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storage.types import now
from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.hall import ADVISOR, Hall, look, press, turn_to
from tests.browser.streamlit_page import settle
from tests.serve.conftest import opened
from translations.formats import TIME_ZONE
from workshops.live import own_time, steering

pytestmark = pytest.mark.browser

A_WHILE = timedelta(seconds=15)
TOMORROW = (now() + timedelta(days=1)).astimezone(TIME_ZONE)
TYPED = f"{TOMORROW.day}.{TOMORROW.month}.{TOMORROW.year} 18 Uhr"
SHOWN = f"{TOMORROW:%d.%m.%Y}, 18:00 Uhr"
CLOSES, OPENS = "Schließt sich von selbst", "Öffnet sich von selbst (darf leer bleiben)"


@pytest.fixture
def hall(server: Application, new_page: Callable[..., Page]) -> Hall:
    return Hall(server, new_page)


def change_times(hall: Hall, begin: timedelta | None, end: timedelta) -> None:
    """Let the newest round begin or end soon: minutes are too long for a test."""
    with closing(opened(hall.application)) as database:
        held = steering.state(database, ADVISOR, hall.series.id).round
        assert held
        begins_at = now() + begin if begin else None
        own_time.set_times(database, ADVISOR, held.id, begins_at, now() + end)


def unfold(advisor: Page) -> None:
    advisor.get_by_text("In eigener Zeit beantworten").click()
    settle(advisor)


def type_end(advisor: Page, text: str) -> None:
    advisor.get_by_label(CLOSES).fill(text)
    press(advisor, "Zeiten speichern")


def test_a_round_closes_by_itself_and_the_phone_says_so(hall: Hall, tmp_path: Path) -> None:
    advisor, phone, wall = hall.advisor(), hall.joined(), hall.wall()
    turn_to(advisor, "Bewerten")
    press(advisor, "Runde vorbereiten")
    unfold(advisor)
    look(advisor, "own_time_prepared")
    type_end(advisor, "morgen um sechs")
    refusal = advisor.get_by_text("„morgen um sechs“ ist kein Tag mit Uhrzeit.")
    expect(refusal).to_be_visible()
    change_times(hall, None, timedelta(hours=5))
    advisor.wait_for_timeout(5_000)  # the page has looked twice, and lets the sentence be read
    expect(refusal).to_be_visible()
    expect(refusal).to_have_count(0)
    settle(advisor)
    type_end(advisor, TYPED)
    expect(advisor.get_by_text(f"Ist sie geöffnet, schließt sie sich von selbst: {SHOWN}.")).to_be_visible()
    press(advisor, "Runde öffnen")
    expect(advisor.get_by_text(f"Offen bis {SHOWN}.", exact=True)).to_be_visible()
    expect(advisor.get_by_text("Bisher hat niemand geantwortet.")).to_be_visible()
    look(advisor, "own_time_open")
    _calendar(advisor, tmp_path)

    phone.wait_for_url("**/live/question/1")
    expect(phone.locator("#until")).to_have_text(f"Offen bis {SHOWN}.")
    expect(wall.get_by_text(f"Offen bis {SHOWN}.")).to_be_visible()
    look(phone, "own_time_question")
    look(wall, "own_time_wall_open")
    phone.locator(".anchors button").first.click()
    phone.wait_for_url("**/live/question/2")
    expect(phone.locator("#saved")).to_have_text("Gespeichert")

    change_times(hall, None, A_WHILE)
    expect(phone.locator("#until")).not_to_have_text(f"Offen bis {SHOWN}.")
    expect(phone.get_by_text("Die Zeit für diese Runde ist um. Was gespeichert ist, zählt.")).to_be_visible()
    look(phone, "own_time_over")
    expect(advisor.get_by_text("Runde 1: geschlossen")).to_be_visible()
    expect(wall.get_by_role("heading", name="Die Runde ist geschlossen")).to_be_visible()
    look(advisor, "own_time_closed")
    look(wall, "own_time_wall_closed")

    phone.locator(".anchors button").nth(3).click()
    expect(phone.locator("#notice")).to_contain_text("Ihre Antwort bleibt auf diesem Gerät")
    expect(phone.locator("#notice")).to_contain_text("Die Runde war bis")
    settle(advisor)
    press(advisor, "Wieder öffnen")
    expect(phone.locator("#saved")).to_have_text("Gespeichert")


def _calendar(advisor: Page, folder: Path) -> None:
    """The time of the round for a calendar is a file that ends when the round does."""
    with advisor.expect_download() as download:
        advisor.get_by_role("button", name="Termin für den Kalender").click()
    file = folder / "round.ics"
    download.value.save_as(file)
    settle(advisor)
    utc = TOMORROW.replace(hour=18, minute=0, second=0).astimezone(now().tzinfo)
    assert f"DTEND:{utc:%Y%m%dT%H%M%SZ}" in file.read_text(encoding="utf-8")
    assert download.value.suggested_filename.endswith(".ics")


def test_a_round_begins_by_itself_and_phones_knew_when(hall: Hall) -> None:
    advisor, early = hall.advisor(), hall.joined()
    turn_to(advisor, "Bewerten")
    press(advisor, "Runde vorbereiten")
    unfold(advisor)
    begin = TOMORROW.replace(hour=8)
    advisor.get_by_label(OPENS).fill(f"{begin.day}.{begin.month}.{begin.year}, 8:00")
    type_end(advisor, TYPED)
    sentence = f"Die Runde ist vom {begin:%d.%m.%Y}, 08:00 Uhr bis zum {SHOWN} offen."
    expect(advisor.get_by_text(sentence, exact=True)).to_be_visible()
    expect(early.get_by_text(sentence)).to_be_visible()
    look(early, "own_time_coming")
    newcomer = hall.phone()
    expect(newcomer.get_by_text(sentence)).to_be_visible()
    look(newcomer, "own_time_join")
    assert not violations(newcomer)

    change_times(hall, timedelta(seconds=6), timedelta(hours=1))
    early.wait_for_url("**/live/question/1")
    expect(early.locator("#until")).to_have_text(re.compile(r"Offen bis \d\d\.\d\d\.\d{4}, \d\d:\d\d Uhr\."))
    expect(advisor.get_by_text("Runde 1: offen")).to_be_visible()
    assert not violations(early)


def test_the_page_for_agreeing_names_the_round_that_runs_at_home(hall: Hall) -> None:
    advisor = hall.advisor()
    turn_to(advisor, "Bewerten")
    press(advisor, "Runde vorbereiten")
    unfold(advisor)
    type_end(advisor, TYPED)
    advisor.goto(f"{hall.application.url}/bewertung?reihe={hall.series.id}")
    settle(advisor)
    expect(advisor.get_by_text("Runde 1 beantwortet jede Person in eigener Zeit.")).to_be_visible()
    look(advisor, "own_time_scoring")
