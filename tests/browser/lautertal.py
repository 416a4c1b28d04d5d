"""The people, devices and series of an afternoon in Lautertal: two phones are real, others answer alike."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from storage import queries
from storage.database import Database
from storage.tables import SeriesRow
from tests.browser.application import Application
from tests.browser.hall import PHONE, WALL
from tests.browser.journey import Advisor
from tests.browser.prepared import sign_in
from tests.browser.streamlit_page import settle
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.library import shortlist
from workshops.live import answers, participants, rounds
from workshops.live.ratings import Answer

ADVISOR = Actor(Role.ADVISOR)
TAKEN, IDEA = 5, "Mitfahrbank mit Anzeige"
OWN, PROJECT = "Starkregen-Frühwarnung", "Starkregen-Frühwarnung für Lautertal"
OTHERS = 5
CONTESTED = 2
EASY = "F"
"""Feasibility is the same for all entries, so that its weight decides how far they lie apart."""
LEVELS = (3, 5, 2, 4, 1, 4)
"""What most people answer about each entry of the list; about the last two the room is of two minds."""


class Afternoon:
    """The series of the test, its advisor, wall and people."""

    def __init__(self, server: Application, new_page: Callable[..., Page], database: Database) -> None:
        self.server, self.new_page, self.database = server, new_page, database
        page = new_page(viewport={"width": 1280, "height": 720})
        sign_in(page.context, server)
        self.advisor = Advisor(page, server, f"{server.url}/reihen")
        self.others: list[Actor] = []

    def open(self, address: str) -> Page:
        """Open a page of the series at the advisor's."""
        self.advisor.page.goto(f"{self.server.url}/{address}?reihe={self.series_id}")
        settle(self.advisor.page)
        return self.advisor.page

    def begin(self) -> None:
        self.advisor.start_series("Lautertal (Odenwald)", "Smarte Gemeinde 2027")
        found = re.search(r"reihe=(\w+)", self.advisor.page.url)
        assert found
        self.series_id = found[1]

    def people_come_in(self) -> None:
        with self.database.read() as session:
            held = queries.one(session, SeriesRow, id=self.series_id)
            assert held
            code = held.join_code
        token = admission.create_link(self.database, ADVISOR, self.series_id, "wall")
        self.wall = self.new_page(**WALL)
        self.wall.goto(f"{self.server.url}/wall/{token}")
        self.phones = [self.new_page(**PHONE) for _person in range(2)]
        for phone in self.phones:
            phone.goto(f"{self.server.url}/join/{code}")
            phone.get_by_role("button", name="Teilnehmen").click()
            phone.get_by_role("heading", name="Sie sind dabei").wait_for()
        for number in range(OTHERS):
            with self.database.write() as session:
                self.others.append(participants.join(session, self.series_id, f"device-{number}", group=None))

    def round(self) -> rounds.RoundView:
        return rounds.every(self.database, ADVISOR, self.series_id)[-1]

    def others_rate(self, change: int = 0) -> None:
        held = self.round()
        for number, person in enumerate(self.others):
            with self.database.write() as session:
                for item_id in held.item_ids:
                    level = self.level(item_id, number) + change
                    for criterion in held.criterion_ids:
                        value = min(5, max(1, level)) if criterion[0] != EASY else 4
                        sent = Answer(held.id, item_id, criterion, value, 1)
                        answers.save(session, person, sent)
                answers.finish(session, person, held.id)

    def level(self, item_id: str, number: int) -> int:
        place = [item.id for item in shortlist.items(self.database, ADVISOR, self.series_id)].index(item_id)
        split = place >= len(LEVELS) - CONTESTED
        return LEVELS[place] + (0 if not split else 1 if number % 2 else -1)
