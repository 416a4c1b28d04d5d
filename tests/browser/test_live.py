"""Five phones, one advisor, one wall, two rounds, in German: everything a room does, in a real browser."""

import re
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.hall import ADVISOR, Hall, by_entry, look, open_tool, press, rate_all, turn_to
from tests.browser.streamlit_page import settle
from tests.serve.conftest import opened
from workshops.live import steering

pytestmark = pytest.mark.browser


@pytest.fixture
def hall(server: Application, new_page: Callable[..., Page]) -> Hall:
    return Hall(server, new_page)


def answer_item(phone: Page, choice: int) -> None:
    """Answer all questions of the item on the screen; choice 0 to 4 on the scale, 5 for "cannot judge"."""
    for question in phone.locator("fieldset").all():
        question.locator("label").nth(choice).click()


def saved(phone: Page) -> None:
    expect(phone.locator("#saved")).to_have_text("Gespeichert")


def test_a_round_from_the_code_to_the_reveal(hall: Hall) -> None:
    advisor, wall = hall.advisor(), hall.wall()
    phones = people_come_in(hall, wall)
    first_round(hall, advisor, wall, phones)
    reveal(advisor, wall, phones)


def test_a_second_round_shows_what_moved(hall: Hall) -> None:
    advisor, wall = hall.advisor(), hall.wall()
    phones = people_come_in(hall, wall)
    first_round(hall, advisor, wall, phones)
    reveal(advisor, wall, phones)
    second_round(hall, advisor, wall, phones)


def people_come_in(hall: Hall, wall: Page) -> list[Page]:
    expect(wall.get_by_role("img", name="QR-Code")).to_be_visible()
    phones = [hall.joined() for _person in range(6)]
    for phone in phones:
        phone.get_by_role("heading", name="Sie sind dabei").wait_for()
    expect(wall.get_by_text(re.compile(r"6\s+sind da"))).to_be_visible()
    look(wall, "wall-joined")
    look(phones[0], "phone-waiting")
    assert violations(phones[0]) == []
    return phones


def first_round(hall: Hall, advisor: Page, wall: Page, phones: list[Page]) -> None:
    """Five people rate everything, the sixth is interrupted by the advisor who closes the round."""
    hall.open_round(advisor)
    for phone in phones:
        phone.wait_for_url("**/live/question/1")
    look(phones[0], "phone-rate")
    assert violations(phones[0]) == []
    for place, phone in enumerate(phones[:5]):
        rate_all(phone, (4, 2, place % 3))
    look(phones[0], "phone-done")
    assert violations(phones[0]) == []
    expect(wall.get_by_text("5 von 6 sind fertig")).to_be_visible()
    look(wall, "wall-open")
    by_entry(phones[5])
    answer_item(phones[5], 0)
    saved(phones[5])
    press(advisor, "Runde schließen")
    expect(advisor.get_by_text("1 von 6 Personen ist noch nicht fertig.")).to_be_visible()
    look(advisor, "advisor-missing")
    press(advisor, "Trotzdem schließen")
    expect(phones[5].locator("#notice")).to_contain_text("Die Runde wurde geschlossen")
    assert phones[5].locator("fieldset label:has(:checked)").count() == 9, "nobody took the form away"
    expect(wall.get_by_role("heading", name="Die Runde ist geschlossen")).to_be_visible()


def reveal(advisor: Page, wall: Page, phones: list[Page]) -> None:
    press(advisor, "Ergebnis zeigen")
    press(advisor, "Jetzt zeigen")
    expect(wall.get_by_role("heading", name="Was bringt uns am meisten?")).to_be_visible()
    assert wall.locator(".place").count() == 0, "nothing is shown before the advisor's next key"
    for places in range(1, 4):
        press(advisor, "Weiter")
        expect(wall.locator(".place:not(.waiting)")).to_have_count(places)
        advisor.wait_for_timeout(1_000)  # the advisor's page knows then that the wall has moved
    press(advisor, "Weiter")
    expect(wall.locator(".verdict")).to_be_visible()
    look(wall, "wall-ranking")
    look(advisor, "advisor-wall")
    phones[0].get_by_role("link", name="Ergebnis und meine Antworten ansehen").click()
    phones[0].get_by_role("heading", name="Ergebnis nach Runde 1").wait_for()
    phones[0].locator("details").first.click()
    look(phones[0], "phone-result")
    assert violations(phones[0]) == []


def second_round(hall: Hall, advisor: Page, wall: Page, phones: list[Page]) -> None:
    """Everybody finds the answers of the first round, and changes those about one use case."""
    hall.open_round(advisor)
    # Who reads the result or old questions stays there and is told; who waits is led to the questions.
    for phone in (phones[0], phones[5]):
        expect(phone.locator("#notice")).to_contain_text("Eine Runde ist offen")
    for phone in phones[1:5]:
        phone.wait_for_url("**/live/question/1")
    for phone in phones:
        phone.goto(f"{hall.application.url}/live/overview")
        phone.wait_for_url("**/live/overview")
        phone.locator("ol.items a").last.click()
        phone.wait_for_url("**/live/rate/*")
        answer_item(phone, 4)
        saved(phone)
        phone.get_by_role("button", name="Überblick").click()
        phone.get_by_role("button", name="Ich bin fertig").click()
        phone.get_by_role("heading", name="Danke, Sie sind fertig").wait_for()
    press(advisor, "Runde schließen")
    press(advisor, "Ergebnis zeigen")
    press(advisor, "Jetzt zeigen")
    advisor.get_by_role("combobox", name="Szene auf der Leinwand").click()
    advisor.get_by_role("option", name="Was der zweite Blick bewegt hat").click()
    expect(wall.get_by_role("heading", name="Was der zweite Blick bewegt hat")).to_be_visible()
    look(wall, "wall-movement")
    phones[1].goto(f"{hall.application.url}/live/result")
    assert "Was neu bewertet wurde" in phones[1].inner_text("main")
    assert violations(phones[1]) == []


def test_questions_answered_without_a_network_go_out_by_themselves(hall: Hall) -> None:
    advisor = hall.advisor()
    phone = hall.joined()
    hall.open_round(advisor)
    phone.wait_for_url("**/live/question/1")
    phone.clock.install()
    phone.context.set_offline(True)
    for place in (1, 2, 3):
        expect(phone.locator("#place")).to_have_text(f"Frage {place} von 27")
        phone.locator(".anchors button").nth(place).click()
    expect(phone.locator("#place")).to_have_text("Frage 4 von 27")
    expect(phone.locator("#saved")).to_contain_text("sobald das Netz wieder da ist")
    phone.locator("a", has_text="Überblick").click()
    expect(phone.locator("#notice")).to_contain_text("konnte nicht geladen werden")
    assert phone.url.endswith("/live/question/4"), "the questions stay on the screen"
    look(phone, "question-offline")
    phone.locator("#back").click()
    assert phone.locator(".anchors button[aria-pressed=true]").get_attribute("value") == "4"

    phone.context.set_offline(False)
    phone.clock.run_for(30_000)
    saved(phone)
    phone.goto(f"{hall.application.url}/live/question/2")
    assert phone.locator(".anchors button[aria-pressed=true]").get_attribute("value") == "3"


def test_answers_given_without_a_network_go_out_by_themselves(hall: Hall) -> None:
    advisor = hall.advisor()
    phone = hall.joined()
    hall.open_round(advisor)
    by_entry(phone)
    phone.wait_for_load_state("networkidle")
    answer_item(phone, 1)
    saved(phone)

    phone.clock.install()
    phone.context.set_offline(True)
    answer_item(phone, 3)
    expect(phone.locator("#saved")).to_contain_text("sobald das Netz wieder da ist")
    look(phone, "phone-offline")
    phone.get_by_role("button", name="Weiter").click()
    second = phone.get_by_role("heading", level=1).inner_text()
    answer_item(phone, 2)
    phone.clock.run_for(20 * 60 * 1000)
    expect(phone.locator("#saved")).to_contain_text("sobald das Netz wieder da ist")

    phone.context.set_offline(False)
    phone.clock.run_for(30_000)
    saved(phone)
    phone.reload()
    assert phone.get_by_role("heading", level=1).inner_text() == second
    assert checked(phone) == [3] * 9
    phone.get_by_role("button", name="Zurück").click()
    expect(phone.get_by_role("heading", level=1)).not_to_have_text(second)
    assert checked(phone) == [4] * 9


def checked(phone: Page) -> list[int]:
    """Return the chosen values on the screen."""
    return [int(each.get_attribute("value") or 0) for each in phone.locator("fieldset input:checked").all()]


def test_a_server_that_restarts_loses_neither_answers_nor_the_advisors_page(hall: Hall) -> None:
    advisor = hall.advisor()
    phone = hall.joined()
    hall.open_round(advisor)
    by_entry(phone)
    answer_item(phone, 1)
    saved(phone)
    open_tool(advisor, "Klebepunkte und Gewichte")
    field = advisor.get_by_label("Klebepunkte je Person")
    field.fill("7")  # typed, but not sent yet

    hall.application.kill()
    answer_item(phone, 3)
    expect(phone.locator("#saved")).to_contain_text("sobald das Netz wieder da ist")
    hall.application.start()
    expect(phone.locator("#saved")).to_have_text("Gespeichert")
    settle(advisor)
    field.press("Enter")
    settle(advisor)
    # Saved, or asked for again where the page may be older than what is stored; never lost in silence.
    with closing(opened(hall.application)) as database:
        stored = steering.state(database, ADVISOR, hall.series.id).offer.dots_per_person
    assert stored == 7 or advisor.get_by_text("Ihr eigener Text nicht: 7").is_visible()
    turn_to(advisor, "Bewerten")
    expect(advisor.get_by_text("Runde 1: offen")).to_be_visible()
    press(advisor, "Runde schließen")
    expect(advisor.get_by_text("1 von 1 Personen ist noch nicht fertig.")).to_be_visible()


def test_two_tabs_of_one_person_tell_each_other_nothing_wrong(hall: Hall) -> None:
    advisor = hall.advisor()
    phone = hall.joined()
    hall.open_round(advisor)
    by_entry(phone)
    other = phone.context.new_page()
    other.goto(phone.url)
    for tab, choice in ((phone, 0), (other, 4), (phone, 2)):
        tab.locator("fieldset").first.locator("label").nth(choice).click()
        saved(tab)
    other.reload()
    assert checked(other) == [3], "the last click counts, wherever it was made"


@pytest.mark.parametrize("width", [320, 640])
def test_everything_fits_a_narrow_phone_and_strong_zoom(hall: Hall, width: int) -> None:
    """400 % zoom of a 1280 pixel screen is a window of 320 pixels; 640 is 200 %."""
    advisor = hall.advisor()
    phone = hall.phone(viewport={"width": width, "height": 360})
    pages = [phone.url, "/join", "/rejoin"]
    phone.get_by_role("button", name="Teilnehmen").click()
    hall.open_round(advisor)
    by_entry(phone)
    for path in (*pages, phone.url, "/live/question/1", "/live/overview", "/live/code"):
        phone.goto(path if path.startswith("http") else hall.application.url + path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= width, path
        assert violations(phone) == [], path
    look(phone, f"phone-{width}")


def test_rating_with_the_keyboard_alone(hall: Hall) -> None:
    advisor = hall.advisor()
    phone = hall.joined(has_touch=False, is_mobile=False)
    hall.open_round(advisor)
    phone.wait_for_url("**/live/question/1")
    first = phone.locator("#criterion").inner_text()
    tab_to(phone, "4")
    phone.keyboard.press("Enter")
    expect(phone.locator("#criterion")).not_to_have_text(first)
    assert phone.evaluate("document.activeElement.tagName") == "H1", "the reader hears the next question"
    saved(phone)
    tab_to(phone, "Zurück")
    phone.keyboard.press("Enter")
    expect(phone.locator("#criterion")).to_have_text(first)
    assert phone.locator(".anchors button[aria-pressed=true]").get_attribute("value") == "4"
    tab_to(phone, "Worum geht es?")
    phone.keyboard.press("Enter")
    expect(phone.locator("#summary")).to_be_visible()


def tab_to(phone: Page, text: str) -> None:
    """Go on with the Tab key until what has the focus begins with `text`."""
    for _step in range(40):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.innerText || ''").startswith(text):
            return
    raise AssertionError(f"the Tab key never comes to {text!r}")


def test_without_a_script_everything_is_a_plain_form(hall: Hall) -> None:
    advisor = hall.advisor()
    phone = hall.joined(java_script_enabled=False)
    hall.open_round(advisor)
    phone.get_by_role("link", name="Noch einmal nachsehen").click()
    while "/question/" not in phone.url:
        phone.reload()
    for place in range(1, 28):
        assert f"Frage {place} von 27" in phone.inner_text("main")
        phone.locator(".anchors button").nth(place % 6).click()
    assert "Sie haben alle Fragen beantwortet" in phone.inner_text("main")
    phone.get_by_role("link").filter(has_text=":").first.click()
    answer_item(phone, 2)
    phone.get_by_role("button", name="Überblick").click()
    phone.get_by_role("button", name="Ich bin fertig").click()
    assert "Danke, Sie sind fertig" in phone.inner_text("main")


def test_the_first_visit_weighs_less_than_sixty_kilobytes(hall: Hall) -> None:
    advisor = hall.advisor()
    phone = hall.phone()
    received: list[int] = []
    session = phone.context.new_cdp_session(phone)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    phone.get_by_role("button", name="Teilnehmen").click()
    hall.open_round(advisor)
    phone.wait_for_url("**/live/question/1")
    phone.wait_for_load_state("networkidle")
    assert 5_000 < sum(received) < 60_000
