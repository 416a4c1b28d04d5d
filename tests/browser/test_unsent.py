"""What lies on a phone and has not arrived: two tabs, two devices, a closed round, half a sentence."""

from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from storage import queries
from storage.database import open_database
from storage.tables import RatingRow, RoundRow
from tests.browser.application import Application
from tests.browser.hall import ADVISOR, Hall, by_entry, open_tool, press
from tests.browser.streamlit_page import settle
from workshops.live import rounds

pytestmark = pytest.mark.browser
NOT_YET = "sobald das Netz wieder da ist"


@pytest.fixture
def hall(server: Application, new_page: Callable[..., Page]) -> Hall:
    return Hall(server, new_page)


@pytest.fixture
def advisor(hall: Hall) -> Page:
    return hall.advisor()


@pytest.fixture
def phone(hall: Hall, advisor: Page) -> Page:
    """A phone in an open round."""
    page = hall.joined()
    hall.open_round(advisor)
    by_entry(page)
    page.wait_for_load_state("networkidle")
    return page


def choose(page: Page, value: int, question: int = 0) -> None:
    page.locator("fieldset").nth(question).locator("label").nth(value - 1).click()


def checked(page: Page) -> list[int]:
    return [int(each.get_attribute("value") or 0) for each in page.locator("fieldset input:checked").all()]


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text("Gespeichert")


def test_two_tabs_without_a_network_keep_both_ones_answers(phone: Page) -> None:
    other = phone.context.new_page()
    other.goto(phone.url)
    other.wait_for_load_state("networkidle")
    phone.context.set_offline(True)
    choose(phone, 2, question=0)
    choose(phone, 3, question=1)
    choose(other, 4, question=2)
    expect(other.locator("#saved")).to_contain_text(NOT_YET)
    expect(other.locator("fieldset").nth(1).locator("input[value='3']")).to_be_checked()
    address = phone.url
    phone.close()
    other.context.set_offline(False)
    saved(other)
    other.goto(address)
    assert checked(other) == [2, 3, 4]


def test_an_answer_that_comes_too_late_is_not_called_saved(hall: Hall, advisor: Page, phone: Page) -> None:
    phone.route("**/live/state", lambda route: route.abort())
    press(advisor, "Runde schließen")
    press(advisor, "Trotzdem schließen")
    choose(phone, 4)
    expect(phone.locator("#saved")).to_have_text("Nicht gespeichert")
    expect(phone.locator("#notice")).to_contain_text("nimmt gerade keine Antworten an")


def cut_off(page: Page) -> None:
    """Let no answer through; pages still load."""
    page.route("**/live/answers", lambda route: route.abort())


def test_the_next_page_sends_what_the_questions_left_behind(hall: Hall, phone: Page) -> None:
    round_id = phone.locator("#live").get_attribute("data-round")
    cut_off(phone)
    choose(phone, 4)
    expect(phone.locator("#saved")).to_contain_text(NOT_YET)
    phone.goto(f"{hall.application.url}/live/code")
    phone.get_by_role("button", name="Hier abmelden").click()
    expect(phone.locator("#notice")).to_contain_text("noch nicht gesendet")
    phone.unroute("**/live/answers")
    # Sent as soon as it can be, and then the device is given away, as was asked for.
    phone.wait_for_url("**/join")
    url = f"sqlite:///{hall.application.data_dir / 'werkstatt.db'}"
    with closing(open_database(url)) as database, database.read() as session:
        assert queries.rating_counts(session, round_id or "") == (1, 1, 0)


def test_the_waiting_room_says_what_came_too_late(hall: Hall, advisor: Page, phone: Page) -> None:
    cut_off(phone)
    choose(phone, 4)
    expect(phone.locator("#saved")).to_contain_text(NOT_YET)
    press(advisor, "Runde schließen")
    press(advisor, "Trotzdem schließen")
    while not phone.url.endswith("/live"):  # where things stand is shared for a moment
        phone.goto(f"{hall.application.url}/live")
    expect(phone.get_by_role("heading", name="Die Runde ist geschlossen")).to_be_visible()
    expect(phone.get_by_text("Ihre Antworten sind gespeichert")).to_be_hidden()
    phone.unroute("**/live/answers")
    expect(phone.locator("#notice")).to_contain_text("nimmt gerade keine Antworten an")
    expect(phone.get_by_text("Ihre Antworten sind gespeichert")).to_be_hidden()


def test_an_old_answer_of_one_device_does_not_undo_a_new_one_of_another(
    hall: Hall, phone: Page, new_page: Callable[..., Page]
) -> None:
    other = new_page()
    other.context.add_cookies(phone.context.cookies())
    other.goto(phone.url)
    other.wait_for_load_state("networkidle")
    phone.context.set_offline(True)
    choose(phone, 1)
    expect(phone.locator("#saved")).to_contain_text(NOT_YET)
    choose(other, 5)
    saved(other)
    phone.context.set_offline(False)
    saved(phone)
    assert checked(phone) == [5], "the phone shows what is stored"
    other.reload()
    assert checked(other) == [5]


def test_half_a_remark_survives_a_reload_and_a_clock_that_was_wrong(phone: Page) -> None:
    remark = phone.get_by_label("Anmerkung (freiwillig)")
    phone.clock.install(time="2031-01-01T10:00:00")
    choose(phone, 4)
    saved(phone)
    remark.press_sequentially("Erst den Bauhof")
    expect(phone.locator("#saved")).to_have_text("")
    phone.reload()
    expect(remark).to_have_value("Erst den Bauhof")
    saved(phone)
    phone.clock.set_system_time("2020-01-01T10:00:00")
    phone.reload()
    remark.fill("Erst den Bauhof fragen.")
    remark.blur()
    saved(phone)
    phone.evaluate("localStorage.clear()")
    phone.reload()
    expect(remark).to_have_value("Erst den Bauhof fragen.")


def test_a_server_that_cannot_write_says_why(phone: Page) -> None:
    refusal = {"error": "Der Speicherplatz ist voll."}
    phone.route("**/live/answers", lambda route: route.fulfill(status=503, json=refusal))
    choose(phone, 4)
    expect(phone.locator("#saved")).to_have_text("Noch nicht gespeichert. Es wird noch einmal gesendet.")
    expect(phone.locator("#notice")).to_contain_text("Der Speicherplatz ist voll.")
    phone.unroute("**/live/answers")
    saved(phone)


def test_a_form_without_a_network_stays_with_what_was_typed(hall: Hall, advisor: Page, phone: Page) -> None:
    open_tool(advisor, "Ideen")
    advisor.get_by_role("radio", name="auf den Telefonen offen").first.check(force=True)
    settle(advisor)
    while not phone.url.endswith("/live/ideas"):  # where things stand is shared for a moment
        phone.goto(f"{hall.application.url}/live/ideas")
    phone.get_by_label("Ihre Idee in wenigen Worten").fill("Mitfahrbank")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Idee senden").click()
    expect(phone.locator("#notice")).to_contain_text("wenn das Netz wieder da ist")
    expect(phone.get_by_label("Ihre Idee in wenigen Worten")).to_have_value("Mitfahrbank")
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Idee senden").click()
    expect(phone.get_by_role("listitem").filter(has_text="Mitfahrbank")).to_be_visible()


def stored(hall: Hall) -> int:
    """Return how many answers the database holds."""
    url = f"sqlite:///{hall.application.data_dir / 'werkstatt.db'}"
    with closing(open_database(url)) as database, database.read() as session:
        held = queries.many(session, RoundRow, series_id=hall.series.id)
        return sum(queries.count(session, RatingRow, round_id=each.id) for each in held)


def test_what_a_closed_round_refused_goes_out_when_it_is_opened_again(
    hall: Hall, advisor: Page, phone: Page
) -> None:
    phone.context.set_offline(True)
    for question in range(3):
        choose(phone, 4, question)
    press(advisor, "Runde schließen")
    press(advisor, "Trotzdem schließen")
    phone.context.set_offline(False)
    expect(phone.locator("#notice")).to_contain_text("nimmt gerade keine Antworten an")
    expect(phone.locator("#notice")).to_be_in_viewport()
    expect(phone.locator("#saved")).to_have_text("Nicht gespeichert")
    assert phone.locator("#progress").evaluate("bar => bar.value") == 0
    assert stored(hall) == 0
    press(advisor, "Wieder öffnen")
    saved(phone)
    expect(phone.locator("#notice")).to_be_hidden()
    assert stored(hall) == 3
    assert phone.locator("#progress").evaluate("bar => bar.value") == 3
    assert checked(phone) == [4, 4, 4]


def test_nobody_is_told_that_answers_are_saved_who_gave_none(hall: Hall, advisor: Page, phone: Page) -> None:
    press(advisor, "Runde schließen")
    press(advisor, "Trotzdem schließen")
    late = hall.joined()
    late.get_by_role("heading", name="Die Runde ist geschlossen").wait_for()
    expect(late.get_by_text("Ihre Antworten sind gespeichert")).to_have_count(0)
    assert stored(hall) == 0


def test_enter_on_an_answer_goes_on_to_the_next_entry(phone: Page) -> None:
    first = phone.locator("h1").inner_text()
    choose(phone, 3)
    phone.locator("fieldset input:checked").first.press("Enter")
    expect(phone.locator("#place")).to_have_text("2 von 3")
    assert phone.locator("h1").inner_text() != first


def test_the_personal_code_can_be_reached_while_rating(phone: Page) -> None:
    phone.get_by_role("link", name="Mein Code").click()
    phone.get_by_role("heading", name="Mein Code").wait_for()


def test_a_second_click_in_the_same_place_reveals_nothing(hall: Hall, advisor: Page, phone: Page) -> None:
    choose(phone, 3)
    saved(phone)
    press(advisor, "Runde schließen")
    press(advisor, "Trotzdem schließen")
    button = advisor.get_by_role("button", name="Ergebnis zeigen", exact=True)
    place = button.bounding_box()
    assert place is not None
    spot = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    for _click in range(3):
        advisor.mouse.click(*spot)
        advisor.wait_for_timeout(400)
    settle(advisor)
    with closing(open_database(f"sqlite:///{hall.application.data_dir / 'werkstatt.db'}")) as database:
        (held,) = rounds.every(database, ADVISOR, hall.series.id)
    assert held.state is rounds.State.CLOSED
    press(advisor, "Ohne Zahlen zeigen")  # of one person no figure is shown
    settle(advisor)
    phone.get_by_text("Das Ergebnis ist da.").wait_for()
    phone.get_by_role("link", name="Weiter").click()
    phone.get_by_role("heading", name="Ergebnis nach Runde 1").wait_for()
