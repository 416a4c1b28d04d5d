"""Many series: found by words and filters, a page at a time; few are just shown."""

import re
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.streamlit_page import settle
from tests.serve.conftest import opened
from tests.workshops.room import ADVISOR
from workshops import series

pytestmark = pytest.mark.browser
FULDA, EICHENZELL, WIESBADEN = "06631009", "06631006", "06414000"


def make(
    server: Application, number: int, place: str, title: str = "Reihe", *, archived: bool = False
) -> None:
    with closing(opened(server)) as database:
        for each in range(1, number + 1):
            made = series.create(database, ADVISOR, title=f"{title} {each}", municipality_ags=place)
            if archived:
                series.archive(database, ADVISOR, made.id)


def titles(page: Page) -> list[str]:
    return page.get_by_test_id("stMarkdown").locator("strong").all_inner_texts()


def test_a_series_is_found_among_many(start_server: Callable[..., Application], page: Page) -> None:
    server = start_server()
    make(server, 3, EICHENZELL)
    advisor = Advisor(page, server)
    expect(page.get_by_placeholder("Titel, Kommune oder Kreis")).to_have_count(0)
    assert titles(page) == ["Reihe 3", "Reihe 2", "Reihe 1"]
    make(server, 9, FULDA, "Beratung")
    make(server, 1, WIESBADEN, "Dörfer-App", archived=True)
    page.reload()
    settle(page)
    assert violations(page) == []
    _by_pages(page)
    _by_words(page)
    _by_filters(advisor)
    _what_is_done_with_one_found(advisor)


def _by_pages(page: Page) -> None:
    expect(page.get_by_text("12 Reihen, die neueste zuerst")).to_be_visible()
    assert titles(page) == [f"Beratung {each}" for each in range(9, 1, -1)]
    page.get_by_role("button", name=re.compile("2$")).last.click()
    settle(page)
    assert titles(page) == ["Beratung 1", "Reihe 3", "Reihe 2", "Reihe 1"]


def _by_words(page: Page) -> None:
    _look_for(page, "eichenzel")
    assert titles(page) == ["Reihe 3", "Reihe 2", "Reihe 1"]
    _look_for(page, "Doerferapp")
    expect(page.get_by_text("Außerhalb des Archivs passt nichts, im Archiv 1 Reihe.")).to_be_visible()
    _look_for(page, "Raumfahrt")
    expect(page.get_by_text("Keine Reihe passt.")).to_be_visible()


def _look_for(page: Page, text: str) -> None:
    field = page.get_by_placeholder("Titel, Kommune oder Kreis")
    field.fill(text)
    field.press("Enter")
    settle(page)


def _by_filters(advisor: Advisor) -> None:
    advisor.click("Alle zeigen")
    expect(advisor.page.get_by_placeholder("Titel, Kommune oder Kreis")).to_have_value("")
    advisor.choose("Kreis", "Landkreis Fulda")
    advisor.choose("Kommune", "Eichenzell")
    assert titles(advisor.page) == ["Reihe 3", "Reihe 2", "Reihe 1"]
    advisor.page.get_by_role("link", name="Weiter mit: Überblick").first.click()
    advisor.page.get_by_role("heading", name="Überblick", level=1).wait_for()
    settle(advisor.page)
    advisor.page.get_by_role("link", name=re.compile("Vorbereiten$")).click()
    settle(advisor.page)
    assert titles(advisor.page) == ["Reihe 3", "Reihe 2", "Reihe 1"], "who comes back finds the search again"
    advisor.click("Alle zeigen")
    advisor.choose("Stand", "Archiviert")
    assert titles(advisor.page) == ["Dörfer-App 1"]


def _what_is_done_with_one_found(advisor: Advisor) -> None:
    advisor.click("Mehr")
    advisor.click("Aus dem Archiv holen")
    expect(advisor.page.get_by_text("Keine Reihe passt.")).to_be_visible()
    advisor.click("Alle zeigen")
    assert titles(advisor.page)[0] == "Dörfer-App 1" or len(titles(advisor.page)) == 8
