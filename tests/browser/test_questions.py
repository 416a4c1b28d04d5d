"""A sketch asked for in questions: money first, half typed words kept, two windows, and the end."""

from contextlib import closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sketches.model import SketchContent
from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.prepared import ADVISOR, Prepared, prepare, sign_in
from tests.browser.streamlit_page import new_device, settle
from tests.serve.conftest import opened
from workshops.deciding import decisions
from workshops.handing_over import sketching
from workshops.library import holdings, shortlist

pytestmark = pytest.mark.browser


def with_a_model(server: Application) -> Prepared:
    """Make a series in which a use case of the library with costs of its own is picked."""
    made = prepare(server, ideas=("Bank",))
    with closing(opened(server)) as database:
        known = holdings.catalogue(database, ADVISOR, made.series_id)
        case = next(case for case in known if case.cost and case.lessons_de and case.in_hesse)
        item = shortlist.add_use_case(database, ADVISOR, made.series_id, case)
        decisions.pick(database, ADVISOR, made.series_id, item.id, reason="Hilft sofort.")
    return Prepared(server, made.series_id, (item.id,), made.round_id)


def stored(made: Prepared) -> SketchContent:
    with closing(opened(made.server)) as database:
        return sketching.begin(database, ADVISOR, made.series_id, made.item_ids[0]).content


def asks(page: Page, question: str) -> None:
    expect(page.get_by_role("heading", name=question, level=2)).to_be_visible()


@pytest.fixture
def advisor(server: Application, browser: Browser) -> Advisor:
    context: BrowserContext = new_device(browser, viewport={"width": 1280, "height": 720})
    sign_in(context, server)
    return Advisor(context.new_page(), server)


def test_money_first_and_what_an_answer_means_at_once(server: Application, advisor: Advisor) -> None:
    made = with_a_model(server)
    page = advisor.page
    page.goto(made.address("skizzen"))
    settle(page)
    asks(page, "Was wird es kosten?")
    expect(page.get_by_text("So war es dort:")).to_be_visible()
    expect(page.locator(".st-key-model").get_by_role("link").first).to_be_visible()
    assert violations(page) == []
    advisor.click("Weiter")
    expect(page.get_by_text("Noch ohne Antwort.")).to_be_visible()
    advisor.type("Betrag in Euro", "zweihunderttausend")
    advisor.type("Wofür", "Aufbau")
    advisor.click("Weiter")
    expect(page.get_by_role("alert")).to_contain_text("Betrag in Euro")
    assert stored(made).costs == ()
    advisor.type("Betrag in Euro", "250.000")
    expect(page.get_by_text("Zusammen 250.000 €.")).to_be_visible()
    advisor.click("Weiter")
    assert [item.amount for item in stored(made).costs] == [250_000]
    asks(page, "Wer zahlt mit?")
    programmes = page.get_by_role("radiogroup", name="Förderprogramm")
    expect(programmes).to_contain_text("Sie zahlen 25.000 bis 75.000 €; mit einer Nachbarkommune 90 %")
    programmes.get_by_text("Förderlinie 2: Nachnutzung").click()
    settle(page)
    expect(page.locator(".st-key-meaning")).to_contain_text("Sie zahlen 25.000 bis 75.000 €")
    advisor.type("Welche Nachbarkommunen machen mit? (falls schon bekannt)", "Atlantis")
    expect(page.get_by_role("alert")).to_contain_text("Atlantis")
    advisor.type("Welche Nachbarkommunen machen mit? (falls schon bekannt)", "Hünfeld")
    expect(page.locator(".st-key-meaning")).to_contain_text("Sie zahlen 25.000 €")
    assert [partner.name for partner in stored(made).partners] == ["Hünfeld"]
    assert violations(page) == []
    advisor.click("Weiter")
    asks(page, "Woher stammen die Beträge?")


def test_half_typed_words_survive_later_reload_and_another_page(
    server: Application, advisor: Advisor
) -> None:
    made = with_a_model(server)
    page = advisor.page
    page.goto(made.address("skizzen"))
    settle(page)
    advisor.type("Wofür", "Sensoren")
    advisor.click("Später")
    asks(page, "Wer zahlt mit?")
    page.reload()
    settle(page)
    asks(page, "Wer zahlt mit?")
    advisor.click("Zurück")
    expect(page.get_by_label("Wofür")).to_have_value("Sensoren")
    page.get_by_label("Betrag in Euro").fill("1.200")
    page.goto(made.address("entscheidung"))
    page.goto(made.address("skizzen"))
    settle(page)
    expect(page.get_by_label("Wofür")).to_have_value("Sensoren")


def test_two_windows_answer_and_nothing_is_overwritten(server: Application, advisor: Advisor) -> None:
    made = with_a_model(server)
    other = Advisor(advisor.page.context.new_page(), server, made.address("skizzen", frage="contact"))
    advisor.page.goto(made.address("skizzen", frage="text-operation"))
    settle(advisor.page)
    advisor.type("Betrieb nach der Förderung", "Der Bauhof betreibt es.")
    field = other.page.get_by_role("textbox").last
    field.fill("Hauptamt")
    other.click("Weiter")
    expect(other.page.get_by_role("alert")).to_contain_text("in einem anderen Fenster geändert")
    expect(field).to_have_value("Hauptamt")
    other.click("Stattdessen meinen Text speichern")
    kept = stored(made)
    assert kept.applicant
    assert kept.applicant.contact == "Hauptamt"


TYPED = {
    "costs": {"Betrag in Euro": "250000", "Wofür": "Aufbau", "Quelle (falls bekannt)": "Angebot"},
    "staffing": {"Aufgabe": "Leitung", "Zuständig": "Hauptamt"},
    "milestones": {"Meilenstein": "Aufbau", "Von Monat": "1", "Bis Monat": "6"},
    "measures": {"Messgröße": "Besuche", "Ziel": "100 im Monat"},
    "risks": {"Risiko": "Frost", "Gegenmaßnahme": "Heizung"},
}


def give_an_answer(advisor: Advisor, asked: str) -> None:
    for label, text in TYPED.get(asked, {}).items():
        advisor.page.get_by_label(label, exact=True).fill(text)
    if asked == "funding":
        advisor.page.get_by_role("radiogroup", name="Förderprogramm").locator("label").nth(1).click()
        settle(advisor.page)
    elif asked not in (*TYPED, "check"):
        advisor.page.get_by_role("textbox").last.fill("Das ist geklärt.")
    advisor.click("Gelesen: So bleiben sie" if asked == "check" else "Weiter")


def test_the_last_answer_leads_on_to_the_documents(server: Application, advisor: Advisor) -> None:
    made = with_a_model(server)
    page = advisor.page
    page.goto(made.address("skizzen"))
    settle(page)
    for _turn in range(20):
        if "frage=" not in page.url:
            break
        give_an_answer(advisor, page.url.partition("frage=")[2].partition("&")[0])
    expect(page.get_by_text("Alles, wonach die Gliederung fragt, ist da.")).to_be_visible()
    expect(page.get_by_role("button", name="Zum Einreichen (PDF)")).to_be_visible()
    assert violations(page) == []
    assert stored(made).summary.checked == stored(made).summary.origins
    advisor.write_all_sections()
    expect(page.get_by_role("textbox", name="Titel der Skizze")).to_be_visible()
    page.reload()
    settle(page)
    expect(page.get_by_role("textbox", name="Titel der Skizze")).to_be_visible()


def test_the_questions_speak_english(server: Application, browser: Browser) -> None:
    made = with_a_model(server)
    context = new_device(browser, locale="en-GB")
    sign_in(context, server)
    page = context.new_page()
    page.goto(f"{server.url}/language/en?to=/skizzen?reihe={made.series_id}")
    settle(page)
    asks(page, "What will it cost?")
    expect(page.get_by_text("How it was in")).to_be_visible()
    context.close()
