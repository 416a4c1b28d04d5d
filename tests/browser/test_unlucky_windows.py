"""Several windows and forged values: nothing is overwritten unseen, nothing only looks saved."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.prepared import ADVISOR, Prepared, prepare, sign_in
from tests.browser.streamlit_page import new_device, settle
from tests.serve.conftest import advisor_cookies, opened
from tests.serve.websocket import visiting
from workshops import series
from workshops.deciding import decisions
from workshops.handing_over import sketching

pytestmark = pytest.mark.browser
REASON = "Weil es geht."


@pytest.fixture(scope="module")
def laptop(browser: Browser, server: Application) -> Iterator[BrowserContext]:
    """Sign an advisor's browser in once for all tests: what it has loaded stays."""
    context = new_device(browser)
    sign_in(context, server)
    yield context
    context.close()


Windows = Callable[[str], tuple[Advisor, Advisor]]


@pytest.fixture
def windows(laptop: BrowserContext, server: Application) -> Iterator[Windows]:
    """Open the same page in two windows of one advisor."""
    pages = laptop.new_page(), laptop.new_page()
    yield lambda address: (Advisor(pages[0], server, address), Advisor(pages[1], server, address))
    for page in pages:
        page.close()


def question(advisor: Advisor, place: int = 0) -> Locator:
    return advisor.page.locator('[data-testid="stRadio"]').get_by_role("radiogroup").nth(place)


def rate(advisor: Advisor, value: int, place: int = 0) -> None:
    question(advisor, place).locator("label").nth(value - 1).click()
    settle(advisor.page)


def expect_rated(advisor: Advisor, value: int, place: int = 0) -> None:
    expect(question(advisor, place).get_by_role("radio").nth(value - 1)).to_be_checked()


def first_criterion(prepared: Prepared) -> tuple[str, str]:
    (only,) = prepared.answers()
    return only


def content(prepared: Prepared) -> sketching.SketchView:
    with closing(opened(prepared.server)) as database:
        return sketching.begin(database, ADVISOR, prepared.series_id, prepared.item_ids[0])


def test_two_windows_rate_the_same_entry(server: Application, windows: Windows) -> None:
    made = prepare(server)
    one, other = windows(made.address("bewertung"))
    rate(one, 2)
    rate(other, 5)
    expect(other.page.get_by_role("alert")).to_contain_text("in einem anderen Fenster geändert")
    expect_rated(other, 2)
    assert list(made.answers().values()) == [2]
    rate(other, 5)
    expect_rated(other, 5)
    assert list(made.answers().values()) == [5]
    other.click("Nächster Eintrag")
    other.click("Zurück")
    expect_rated(other, 5)


def test_two_windows_answer_the_same_gate(server: Application, windows: Windows) -> None:
    made = prepare(server, ideas=["Bank"])
    one, other = windows(made.address("auswahl", eintrag=made.item_ids[0]))
    gate = "Rechtlich zulässig"
    one.page.get_by_role("radiogroup", name=gate).get_by_role("radio", name="mit Auflagen").click()
    settle(one.page)
    one.type("Grund oder Auflage", "Nur mit Vertrag")
    other.page.get_by_role("radiogroup", name=gate).get_by_role("radio", name="ja", exact=True).click()
    settle(other.page)
    expect(other.page.get_by_role("alert")).to_contain_text("in einem anderen Fenster geändert")
    expect(other.page.get_by_label("Grund oder Auflage")).to_have_value("Nur mit Vertrag")


def test_two_windows_edit_one_sketch(server: Application, windows: Windows) -> None:
    made = prepare(server, reason=REASON)
    one, other = windows(made.address("skizzen", ansicht="alle"))
    assert content(made).version == 1
    one.type("Titel der Skizze", "Bank im Ort")
    other.type("Kurzbeschreibung", "Ein Text, der nicht verloren geht.")
    expect(other.page.get_by_role("alert")).to_contain_text("in einem anderen Fenster geändert")
    expect(other.page.get_by_label("Kurzbeschreibung")).to_have_value("Ein Text, der nicht verloren geht.")
    assert content(made).content.title == "Bank im Ort"
    other.click("Neuere Fassung laden")
    expect(other.page.get_by_label("Titel der Skizze")).to_have_value("Bank im Ort")
    expect(other.page.get_by_role("alert")).to_have_count(0)
    other.type("Titel der Skizze", "Bank am Bahnhof")
    assert content(made).content.title == "Bank am Bahnhof"


def test_the_second_window_may_save_its_text_and_both_stay(server: Application, windows: Windows) -> None:
    made = prepare(server, reason=REASON)
    one, other = windows(made.address("skizzen", ansicht="alle"))
    one.type("Titel der Skizze", "Von der einen")
    other.type("Titel der Skizze", "Von der anderen")
    other.click("Stattdessen meinen Text speichern")
    expect(other.page.get_by_label("Titel der Skizze")).to_have_value("Von der anderen")
    with closing(opened(server)) as database:
        kept = sketching.versions(database, ADVISOR, content(made).id)
    assert [version.content.title for version in kept] == ["Von der anderen", "Von der einen", "Bank"]


def test_two_windows_pick_the_same_entry(server: Application, windows: Windows) -> None:
    made = prepare(server)
    one, other = windows(made.address("entscheidung"))
    other.choose("Eintrag", "Bank")
    other.page.get_by_label("Begründung", exact=True).fill("Zweite Begründung")
    one.pick("Bank", "Erste Begründung")
    other.click("Wählen")
    expect(other.page.get_by_role("alert").filter(has_text="Kein Eintrag")).to_be_visible()
    expect(other.page.get_by_label("Begründung", exact=True)).to_have_value("Zweite Begründung")
    with closing(opened(server)) as database:
        picks = decisions.picks(database, ADVISOR, made.series_id)
    assert [pick.reason for pick in picks] == ["Erste Begründung"]


LAST_TOUCHES: dict[str, Callable[[Advisor], None]] = {
    "bewertung": lambda advisor: advisor.click("Nächster Eintrag"),
    "auswahl": lambda advisor: advisor.click("Ja für alle 2 offenen Einträge"),
    "skizzen": lambda advisor: advisor.type("Titel der Skizze", "Noch schnell"),
    "ergebnis": lambda advisor: advisor.click("Link für die Kommune anlegen"),
}


@pytest.mark.parametrize("address", LAST_TOUCHES)
def test_a_series_that_another_window_deleted(server: Application, windows: Windows, address: str) -> None:
    made = prepare(server, title="Die verschwundene Reihe", reason=REASON)
    one, _other = windows(made.address(address, ansicht="alle", eintrag=made.item_ids[0]))
    with closing(opened(server)) as database:
        series.delete(database, ADVISOR, made.series_id)
    LAST_TOUCHES[address](one)
    settle(one.page)
    expect(one.page.get_by_role("alert")).to_contain_text("Diese Reihe gibt es nicht mehr")
    one.page.get_by_test_id("stMain").get_by_role("link", name="Zu den Reihen").click()
    expect(one.page.get_by_role("heading", name="Reihen", level=1)).to_be_visible()
    assert one.page.get_by_text("Die verschwundene Reihe").count() == 0


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Bitte wählen Sie zuerst eine Reihe"),
        ("reihe=", "Bitte wählen Sie zuerst eine Reihe"),
        ("reihe=0000000000000000", "Diese Reihe gibt es nicht mehr"),
        ("reihe=%27%20OR%201=1%00", "Diese Reihe gibt es nicht mehr"),
    ],
)
@pytest.mark.parametrize("page", ["ueberblick", "bewertung", "skizzen", "eigene-eintraege"])
def test_a_page_without_a_series_or_with_a_wrong_one(
    server: Application, page: str, query: str, sentence: str
) -> None:
    with closing(opened(server)) as database:
        while len(series.every(database, ADVISOR)) < 2:  # where there is only one, it is meant
            prepare(server)
    with visiting(server.url, page, advisor_cookies(server), query=query) as visitor:
        shown = visitor.run()
    assert [alert for alert in alerts(shown) if sentence in alert.replace("\\", "")]
    assert [message for message in shown if message.delta.new_element.WhichOneof("type") == "page_link"]


def test_a_page_without_a_series_takes_the_only_one(tmp_path: Path) -> None:
    with closing(Application(tmp_path)) as alone:
        alone.start()
        prepare(alone, title="Die einzige Reihe", ideas=["Bank"])
        with visiting(alone.url, "auswahl", advisor_cookies(alone)) as visitor:
            shown = str(visitor.run())
    assert "Eichenzell · Die einzige Reihe" in shown


@pytest.mark.parametrize("forged", ["6 – besser als alles", "0", "1e3", "5 ", "nan", "-1"])
def test_a_rating_that_was_never_offered(server: Application, forged: str) -> None:
    made = prepare(server)
    here = f"reihe={made.series_id}"
    with visiting(server.url, "bewertung", advisor_cookies(server), query=here) as visitor:
        radio = next(m.delta.new_element.radio for m in visitor.run() if _is_radio(m))
        honest = visitor.run(WidgetState(id=radio.id, string_value=radio.options[3]))
        assert list(made.answers().values()) == [4]
        refused = visitor.run(WidgetState(id=radio.id, string_value=forged))
    assert alerts(honest) == []
    assert [alert for alert in alerts(refused) if "nicht auf der Skala" in alert]
    assert list(made.answers().values()) == [4]


def _is_radio(message: ForwardMsg) -> bool:
    return message.delta.new_element.WhichOneof("type") == "radio"


def alerts(messages: list[ForwardMsg]) -> list[str]:
    """Return what the boxes on a page say, in Markdown."""
    shown = [message.delta.new_element for message in messages]
    return [one.alert.title + one.alert.body for one in shown if one.WhichOneof("type") == "alert"]


def test_tables_of_a_sketch_survive_another_page_and_a_lost_session(server: Application) -> None:
    """Edits are sent as differences to the rows first shown: applied once, never twice, never undone."""
    made = prepare(server, reason=REASON)
    here = (server.url, "skizzen", advisor_cookies(server), "", f"reihe={made.series_id}&ansicht=alle")
    with visiting(*here) as visitor:
        added = with_partner(visitor.run(), "Hosenfeld")
        visitor.run(added)
        assert partners(made) == ["Hosenfeld"]
        visitor.go_to("entscheidung")
        visitor.run()
        visitor.go_to("skizzen")
        again = visitor.run()
        visitor.run(with_partner(again, "Neuhof"))
        assert partners(made) == ["Hosenfeld", "Neuhof"]
    with visiting(*here) as visitor:
        visitor.run(added)
    assert partners(made) == ["Hosenfeld", "Neuhof"]
    assert content(made).version == 3


def with_partner(messages: list[ForwardMsg], name: str) -> WidgetState:
    """Return what a browser sends once somebody has typed a new row into the partners' table."""
    shown = [message.delta.new_element for message in messages]
    grid = next(one.dataframe for one in shown if one.WhichOneof("type") == "dataframe")
    edits = {"edited_rows": {}, "added_rows": [{"name": name}], "deleted_rows": []}
    return WidgetState(id=grid.id, string_value=json.dumps(edits))


def partners(prepared: Prepared) -> list[str]:
    return [partner.name for partner in content(prepared).content.partners]


@pytest.mark.parametrize("address", ["bewertung", "auswertung", "entscheidung", "skizzen"])
def test_a_page_with_nothing_to_show_yet_can_be_left(
    laptop: BrowserContext, server: Application, address: str
) -> None:
    """Below it stand language and sign-out, and the way to where the first step is done."""
    page = laptop.new_page()
    page.goto(prepare(server, title="Leer", ideas=()).address(address))
    expect(page.get_by_role("link", name="Abmelden")).to_be_visible()
    expect(page.locator(".st-key-next_step a")).to_have_count(1)
    expect(page.locator("[data-testid=stPageLink]:not(.st-key-head *)")).to_have_count(1)
    page.close()


@pytest.mark.parametrize(("address", "tab"), [("ueberblick", "Abdeckung"), ("auswertung", "Daten")])
def test_a_reload_keeps_the_opened_part(
    windows: Windows, server: Application, address: str, tab: str
) -> None:
    one, _other = windows(prepare(server, reason=REASON).address(address))
    one.page.get_by_role("tab", name=tab).click()
    settle(one.page)
    one.page.reload()
    settle(one.page)
    expect(one.page.get_by_role("tab", selected=True).first).to_have_text(tab)


def test_a_link_for_the_municipality_that_opens_only_here_says_so(
    windows: Windows, server: Application
) -> None:
    one, _other = windows(prepare(server, reason=REASON).address("ergebnis"))
    one.click("Link für die Kommune anlegen")
    expect(one.page.get_by_role("alert")).to_contain_text("öffnet sich nur an diesem Computer")
