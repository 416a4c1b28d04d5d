"""A short round in a real browser: two phones and ten simulated people, eleven entries, two passes."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from html import unescape

import pytest
from playwright.sync_api import APIRequestContext, BrowserContext, Page, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.grid import type_into
from tests.browser.hall import ADVISOR, Hall, look, open_tool, press, turn_to
from tests.browser.streamlit_page import new_device, settle
from tests.serve.conftest import opened
from workshops.live import attendance

pytestmark = pytest.mark.browser

ENTRIES = 11
MOST_TAPS = 35
MOST_FURTHER = 10
QUALITY = (5, 5, 4, 4, 4, 3, 3, 2, 2, 1, 1)
"""What the room thinks of the entries in their order: three of them are alike at the third place."""


@pytest.fixture
def hall(server: Application, new_page: Callable[..., Page]) -> Hall:
    return Hall(server, new_page, ENTRIES)


class Simulated:
    """Somebody whose phone runs no script: plain forms, one tap after the other."""

    def __init__(self, context: BrowserContext, hall: Hall, place: int) -> None:
        self._send: APIRequestContext = context.request
        self._url = hall.application.url
        self._place = place
        self.taps = 0
        invitation = f"/join/{hall.series.join_code}"
        self._send.get(self._url + invitation)
        self._post(invitation, {"group": ""})

    def _post(self, path: str, form: dict[str, str]) -> str:
        answer = self._send.post(self._url + path, form=form, headers={"Origin": self._url})
        assert answer.ok, (path, answer.status)
        return answer.text()

    def answer_all(self, order: Sequence[str]) -> int:
        """Answer until the overview comes; return how many taps that took."""
        before, page = self.taps, self._send.get(f"{self._url}/live/question").text()
        while 'id="question"' in page:
            form = dict(re.findall(r'name="(round|item|criterion)" value="(\w+)"', page))
            place = re.search(r'action="(/live/question/\d+)"', page)
            assert place
            page = self._post(place[1], form | {"answer": str(self._opinion(order.index(form["item"])))})
            self.taps += 1
        return self.taps - before

    def _opinion(self, entry: int) -> int:
        """People differ by a point, each about other entries."""
        return max(1, min(5, QUALITY[entry] + (entry * 7 + self._place * 5 + self.taps) % 3 - 1))


@pytest.fixture
def simulated(browser, hall: Hall) -> Iterator[list[Simulated]]:
    contexts = [new_device(browser) for _person in range(10)]
    yield [Simulated(context, hall, place) for place, context in enumerate(contexts)]
    for context in contexts:
        context.close()


def texts(phone: Page) -> dict[str, object]:
    return json.loads(phone.locator("#texts").text_content() or "")


def answer_all(phone: Page, opinion: Callable[[str], int]) -> int:
    """Tap until the overview comes; return the number of taps."""
    phone.locator("#question").wait_for()
    taps = 0
    while "/live/question" in phone.url:
        here = phone.url
        number = re.fullmatch(r"Frage (\d+) von (\d+)", phone.locator("#place").inner_text())
        assert number
        value = opinion(phone.locator("#entry").inner_text())
        phone.locator(f"#question button[value='{value}']").click()
        taps += 1
        if number[1] == number[2]:
            phone.wait_for_url(lambda url, here=here: url != here)
        else:
            expect(phone.locator("#place")).to_have_text(f"Frage {int(number[1]) + 1} von {number[2]}")
    return taps


def test_a_short_round_of_eleven_entries_in_two_passes(hall: Hall, simulated: list[Simulated]) -> None:
    advisor, phones = hall.advisor(), [hall.joined() for _person in range(2)]
    advisor.reload()
    settle(advisor)
    turn_to(advisor, "Bewerten")
    chosen = advisor.get_by_role("radiogroup", name="Wie gefragt wird").get_by_role("radio", checked=True)
    expect(chosen).to_have_accessible_name(re.compile("^kurz: 25 Fragen je Person, etwa 5 Minuten"))
    look(advisor, "short-prepare")
    hall.open_round(advisor)
    for phone in phones:
        phone.wait_for_url("**/live/question/1")
    held = texts(phones[0])
    titles = {item: unescape(facts["title"]) for item, facts in held["items"].items()}
    order = sorted(titles)

    def opinion(title: str) -> int:
        return QUALITY[[titles[item] for item in order].index(title)]

    look(phones[0], "short-question")
    twice_as_large(phones[0])
    assert violations(phones[0]) == []
    first = [answer_all(phone, opinion) for phone in phones]
    first += [person.answer_all(order) for person in simulated]
    assert max(first) <= MOST_TAPS
    assert min(first) >= ENTRIES
    look(phones[0], "short-overview")
    assert violations(phones[0]) == []

    expect(advisor.get_by_text("Die ersten drei stehen in")).to_be_visible()
    look(advisor, "short-progress")
    press(advisor, "Bis zu 10 weitere Fragen je Person stellen")
    phones[0].get_by_text("Es gibt weitere Fragen.").wait_for()
    look(phones[0], "short-more")
    second = []
    for phone in phones:
        phone.goto(f"{hall.application.url}/live/question")
        second.append(answer_all(phone, opinion))
    second += [person.answer_all(order) for person in simulated]
    assert 0 < max(second) <= MOST_FURTHER
    look(advisor, "short-progress-2")

    press(advisor, "Runde schließen")
    press(advisor, "Ergebnis zeigen")
    press(advisor, "Jetzt zeigen")
    phones[0].goto(f"{hall.application.url}/live/result")
    expect(phones[0].get_by_text("Runde 1 wurde in Teilen gefragt")).to_be_visible()
    look(phones[0], "short-result")
    assert violations(phones[0]) == []
    advisor.goto(f"{hall.application.url}/auswertung?reihe={hall.series.id}")
    settle(advisor)
    expect(advisor.get_by_text("Runde 1 wurde in Teilen gefragt")).to_contain_text("Einmal wurde nachgefragt")
    look(advisor, "short-evaluation")


def test_a_sheet_on_paper_is_typed_in_by_its_number(hall: Hall) -> None:
    phones = [hall.joined() for _person in range(2)]
    with closing(opened(hall.application)) as database:
        attendance.expect(database, ADVISOR, hall.series.id, 12)
    advisor = hall.advisor()
    hall.open_round(advisor)
    phones[0].wait_for_url("**/live/question/1")
    open_tool(advisor, "Papier")
    number = advisor.get_by_label("Nummer oben auf dem Bogen")
    number.fill("301")
    number.press("Enter")
    settle(advisor)
    expect(advisor.get_by_text("In Runde 1 gibt es keinen Bogen 301.")).to_be_visible()
    assert advisor.get_by_test_id("stDataFrame").count() == 0
    number.fill("103")
    number.press("Enter")
    settle(advisor)
    expect(advisor.get_by_test_id("stDataFrame")).to_be_visible()
    look(advisor, "short-paper")
    grid = advisor.get_by_test_id("stDataFrame").locator(".dvn-scroller")
    type_into(grid, 2, 0, "5")
    look(advisor, "short-paper-typed")
    press(advisor, "Stimmzettel speichern")
    look(advisor, "short-paper-stored")
    expect(advisor.get_by_text("Stimmzettel 103: 1 Antwort")).to_be_visible()
    look(advisor, "short-paper-stored")


def twice_as_large(phone: Page) -> None:
    """At 200 % text nothing lies beside the screen, and the heading leaves room for the rest."""
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    assert phone.evaluate("document.documentElement.scrollWidth") <= phone.viewport_size["width"]
    phone.locator(".anchors button").last.scroll_into_view_if_needed()
    box = phone.locator("h1").bounding_box()
    assert box
    assert box["height"] < phone.viewport_size["height"] / 2
    look(phone, "short-large")
    assert violations(phone) == []
    phone.evaluate("document.documentElement.style.fontSize = ''")
    phone.evaluate("scrollTo(0, 0)")
