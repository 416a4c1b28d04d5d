"""An advisor's hands: each step of the journey as somebody clicks it."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browser.application import Application
from tests.browser.streamlit_page import settle
from translations import _, language
from ui.navigation import PHASES


class Advisor:
    """Drives the advisor's pages of one browser, in German."""

    def __init__(self, page: Page, server: Application, address: str = "") -> None:
        """Begin with the link in the terminal, or at `address` in a browser that is signed in already."""
        self.page = page
        self.server = server
        page.goto(address or server.sign_in_link)
        settle(page)

    def to(self, name: str) -> None:
        """Open a page by its phase in the head of the page."""
        with language("de"):
            phases = {_(entry.title): _(phase) for _key, phase, pages in PHASES for entry in pages}
        if name in phases:
            self.page.get_by_role("link", name=re.compile(f"^(✓ )?{phases[name]}$")).click()
            settle(self.page)
        else:
            self.page.get_by_role("button", name="Weitere Seiten").click()
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.get_by_role("heading", name=name, level=1).wait_for()
        settle(self.page)

    def click(self, name: str, *, exact: bool = True, place: int = 0) -> None:
        """Press a button and wait until the page has answered."""
        self.page.get_by_role("button", name=name, exact=exact).nth(place).click()
        settle(self.page)

    def type(self, label: str, text: str, *, place: int = 0) -> None:
        """Fill a field and leave it."""
        field = self.page.get_by_label(label, exact=True).nth(place)
        field.fill(text)
        field.blur()
        settle(self.page)

    def choose(self, label: str, text: str) -> None:
        """Choose an option of a select box by typing its beginning."""
        box = self.page.get_by_role("combobox", name=re.compile(re.escape(label))).first
        box.click()
        box.press_sequentially(text)
        self.page.get_by_role("option").filter(has_text=text).first.click()
        settle(self.page)

    def unfold(self, heading: str) -> None:
        """Open what is folded below a heading."""
        self.page.locator("summary", has_text=heading).first.click()
        settle(self.page)

    def start_series(self, municipality: str, title: str) -> None:
        """Start a series for a municipality found by type-ahead; below a list the form is folded."""
        folded = self.page.locator("details:not([open]) > summary", has_text="Neue Reihe beginnen")
        if folded.count():
            folded.click()
            settle(self.page)
        self.choose("Kommune oder Landkreis", municipality)
        self.type("Titel der Reihe", title)
        self.click("Reihe beginnen")
        self.page.get_by_role("heading", name="Überblick", level=1).wait_for()
        settle(self.page)

    def take_use_cases(self, number: int) -> None:
        """Take the first use cases that the library offers onto the shortlist."""
        for _turn in range(number):
            self.click("In die Auswahl")

    def add_idea(self, title: str, summary: str, area: str) -> None:
        """Add an own idea on the shortlist's page."""
        self.unfold("Eigene Idee hinzufügen")
        self.type("Titel der Idee", title)
        self.type("Worum es geht", summary)
        self.choose("Handlungsfeld", area)
        self.click("Speichern")

    def agree_gates(self) -> None:
        """Answer all open exclusion questions with yes, in one agreement."""
        self.page.get_by_role("button", name=re.compile("^Ja für ")).click()
        settle(self.page)

    def rate_entry(self, rating: Callable[[int, int], int]) -> None:
        """Rate the entry shown; `rating(dimension, criterion)` gives 1 to 5, or 0 for "cannot judge"."""
        dimensions = self.page.get_by_role("radiogroup", name="Dimension").get_by_role("radio")
        for dimension in range(dimensions.count()):
            dimensions.nth(dimension).click()
            settle(self.page)
            questions = self._questions()
            for criterion in range(questions.count()):
                choice = rating(dimension, criterion)
                options = questions.nth(criterion).get_by_role("radio")
                options.nth(choice - 1 if choice else 5).check(force=True)
                settle(self.page)

    def _questions(self) -> Locator:
        return self.page.locator('[data-testid="stRadio"]').get_by_role("radiogroup")

    def write_all_sections(self) -> None:
        """Turn from the questions of a sketch to all its sections."""
        self.page.get_by_role("radio", name="Alle Abschnitte und Dokumente").click()
        settle(self.page)

    def pick(self, entry: str, reason: str) -> None:
        """Pick an entry with a reason."""
        self.choose("Eintrag", entry)
        self.type("Begründung", reason)
        self.click("Wählen")

    def download(self, name: str, folder: Path) -> Path:
        """Download what a button offers."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=name, exact=True).first.click()
        target = folder / download.value.suggested_filename
        download.value.save_as(target)
        return target
