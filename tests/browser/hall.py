"""Five phones, an advisor and a wall in a real browser, each a device of its own."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page, expect

from storage.database import open_database
from tests.browser.application import Application
from tests.browser.streamlit_page import settle
from usecases.catalogue import load_catalogue
from workshops import series
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.library import shortlist

ADVISOR = Actor(Role.ADVISOR)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WALL = {"viewport": {"width": 1280, "height": 720}}
TITLES = 3


class Hall:
    """A series with three use cases of the library on a running server."""

    def __init__(
        self, application: Application, new_page: Callable[..., Page], entries: int = TITLES
    ) -> None:
        self.application = application
        self._new_page = new_page
        with closing(open_database(f"sqlite:///{application.data_dir / 'werkstatt.db'}")) as database:
            made = series.create(database, ADVISOR, title="Live im Rathaus", municipality_ags="06631006")
            for use_case in [each for each in load_catalogue() if each.in_hesse][: entries * 7 : 7]:
                shortlist.add_use_case(database, ADVISOR, made.id, use_case)
            self._wall = admission.create_link(database, ADVISOR, made.id, "wall")
        self.series = made

    def phone(self, **device: object) -> Page:
        """A phone that has opened the invitation."""
        page = self._new_page(**(PHONE | device))
        page.goto(f"{self.application.url}/join/{self.series.join_code}")
        return page

    def joined(self, **device: object) -> Page:
        """A phone that takes part."""
        page = self.phone(**device)
        page.get_by_role("button", name="Teilnehmen").click()
        page.wait_for_url("**/live*")
        return page

    def wall(self) -> Page:
        page = self._new_page(**WALL)
        page.goto(f"{self.application.url}/wall/{self._wall}")
        return page

    def advisor(self) -> Page:
        """The cockpit, opened by who has just signed in."""
        page = self._new_page()
        page.goto(self.application.sign_in_link)
        settle(page)
        page.goto(f"{self.application.url}/moderation?reihe={self.series.id}")
        settle(page)
        return page

    def open_round(self, advisor: Page) -> None:
        """Prepare a round and open it, as the advisor does."""
        turn_to(advisor, "Bewerten")
        press(advisor, "Runde vorbereiten")
        press(advisor, "Runde öffnen")
        advisor.get_by_text("offen ·").wait_for()


def turn_to(advisor: Page, part: str) -> None:
    """Turn to a part of the running order in the cockpit; the wall goes along where it has a picture."""
    press(advisor, part)


def open_tool(advisor: Page, name: str) -> None:
    """Open what lies at hand in the cockpit, in the place of the wall."""
    advisor.get_by_role("radiogroup", name="Zur Hand").get_by_text(name, exact=True).click()
    settle(advisor)


def by_entry(phone: Page) -> None:
    """Open all questions about the first entry on one page, from the overview."""
    phone.wait_for_url("**/live/question/*")
    phone.locator("a", has_text="Überblick").click()
    phone.locator("ol.items a").first.click()
    phone.wait_for_url("**/live/rate/*")


def rate_all(phone: Page, choices: tuple[int, ...]) -> None:
    """Answer one question after the other, the same about each entry; then one is done."""
    titles: list[str] = []
    for place in range(1, 9 * len(choices) + 1):
        expect(phone.locator("#place")).to_have_text(f"Frage {place} von {9 * len(choices)}")
        if (title := phone.locator("#entry").inner_text()) not in titles:
            titles.append(title)
        phone.locator(".anchors button").nth(choices[len(titles) - 1]).click()
    phone.get_by_role("heading", name="Ihr Überblick").wait_for()
    phone.get_by_role("button", name="Ich bin fertig").click()
    phone.get_by_role("heading", name="Danke, Sie sind fertig").wait_for()


def press(page: Page, name: str) -> None:
    """Press a button of a Streamlit page and wait until its run is over."""
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def look(page: Page, name: str) -> None:
    """Keep a picture of the page when somebody wants to look: SCREENSHOTS names the folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png")
