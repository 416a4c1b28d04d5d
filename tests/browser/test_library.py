"""The library in a browser: found in three interactions, shared by address, extended by own entries."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from storage.database import open_database
from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.streamlit_page import settle
from tests.usecases.spreadsheets import ods, sheets
from usecases.catalogue import read_file
from workshops import series
from workshops.actors import Actor, Role

pytestmark = pytest.mark.browser
CARDS = '[class*="st-key-use_case-card"]'
SMALL_PLACE = "06437003"  # Brensbach, about 5,000 inhabitants


@pytest.fixture
def series_id(server: Application) -> Iterator[str]:
    with closing(open_database(f"sqlite:///{server.data_dir / 'werkstatt.db'}")) as database:
        actor = Actor(Role.ADVISOR)
        made = series.create(database, actor, title="Bibliothek", municipality_ags=SMALL_PLACE)
        yield made.id
        series.delete(database, actor, made.id)


@pytest.fixture
def advisor(server: Application, page: Page, series_id: str) -> Advisor:
    signed_in = Advisor(page, server)
    page.goto(f"{server.url}/ueberblick?reihe={series_id}")
    page.get_by_role("heading", name="Überblick", level=1).wait_for()
    settle(page)
    return signed_in


def search(page: Page, text: str) -> None:
    field = page.get_by_label("Bibliothek durchsuchen")
    field.fill(text)
    field.press("Enter")
    settle(page)


def cards(page: Page) -> Locator:
    return page.locator(CARDS)


def test_a_small_municipality_finds_and_takes_a_use_case_in_three_interactions(advisor: Advisor) -> None:
    page = advisor.page
    advisor.to("Bibliothek")
    search(page, "Hochwaser Sensorn")
    first = cards(page).first
    expect(first).to_contain_text(re.compile("Hochwasser|Pegel"))
    expect(first).to_contain_text(re.compile("Ihrer Größe"))
    place = "card => [card.offsetTop, card.offsetLeft, card.offsetWidth, card.offsetHeight]"
    before = first.evaluate(place)
    first.get_by_role("button", name="In die Auswahl").click()
    settle(page)
    expect(first.get_by_role("button", name="In der Auswahl")).to_be_disabled()
    assert first.evaluate(place) == before
    title = first.locator("strong").first.inner_text()
    advisor.to("Auswahl")
    expect(page.get_by_text(title)).to_be_visible()


def test_three_fitting_use_cases_with_costs_are_four_actions_away_for_a_place_of_7000(
    server: Application, page: Page
) -> None:
    with closing(open_database(f"sqlite:///{server.data_dir / 'werkstatt.db'}")) as database:
        actor = Actor(Role.ADVISOR)
        made = series.create(database, actor, title="Kosten", municipality_ags="06431014")  # Lautertal, 7,214
        advisor = Advisor(page, server)
        page.goto(f"{server.url}/ueberblick?reihe={made.id}")
        settle(page)
        advisor.to("Bibliothek")
        advisor.click("Kosten")
        page.get_by_role("button", name=re.compile("Kosten bekannt")).click()
        settle(page)
        page.keyboard.press("Escape")
        for place in range(3):
            card = cards(page).nth(place)
            expect(card).to_contain_text(re.compile(r"\d\s€"))
            expect(card).to_contain_text(re.compile("Ihrer Größe|Stammt von außerhalb"))
            expect(card).to_contain_text(re.compile(r"\(Stand: |laufend|umgesetzt"))
        series.delete(database, actor, made.id)


def test_what_stands_nowhere_is_said_and_setbacks_are_found(advisor: Advisor) -> None:
    page = advisor.page
    advisor.to("Bibliothek")
    search(page, "Bienen")
    expect(page.get_by_text("Nichts unter „Bienen“.")).to_be_visible()
    advisor.click("Bäume", exact=False)
    expect(page.get_by_label("Bibliothek durchsuchen")).to_have_value("Bäume")
    expect(cards(page).first).to_contain_text(re.compile("Baum|Bäume"))
    search(page, "Dorflaaden")
    expect(page.get_by_text("„Dorflaaden“ steht nirgends; gezeigt wird")).to_be_visible()
    advisor.click("Rückschläge")
    page.get_by_role("button", name=re.compile("alle Rückschläge")).click()
    settle(page)
    page.keyboard.press("Escape")
    cards(page).first.get_by_role("button", name="Fakten und Quellen").click()
    window = page.get_by_role("dialog")
    expect(window.get_by_text("Daran scheiterte es anderswo")).to_be_visible()
    expect(window.get_by_text("Vergleichbares kostete")).to_be_visible()
    window.get_by_role("button", name="In die Auswahl").click()
    settle(page)
    advisor.to("Auswahl")
    expect(page.get_by_text(re.compile("Dorfladen")).first).to_be_visible()


def test_the_tray_counts_what_is_taken_and_gives_back_the_last_one(advisor: Advisor) -> None:
    page = advisor.page
    page.set_viewport_size({"width": 1280, "height": 720})
    advisor.to("Bibliothek")
    tray = page.locator(".st-key-tray")
    expect(tray).to_contain_text("0 von 10 in der Auswahl")
    titles = cards(page).locator("strong").all_inner_texts()
    advisor.take_use_cases(2)
    assert cards(page).locator("strong").all_inner_texts() == titles, "nothing jumps while one is taking"
    expect(tray).to_contain_text("2 von 10 in der Auswahl")
    expect(tray).to_contain_text(titles[1])
    expect(tray).to_be_in_viewport(ratio=1)
    tray.get_by_role("button", name="Rückgängig").dblclick()
    settle(page)
    expect(tray).to_contain_text("1 von 10 in der Auswahl")
    expect(tray).to_contain_text(titles[0])
    assert violations(page) == []
    tray.get_by_role("link", name="Zur Auswahl").click()
    page.get_by_role("heading", name="Auswahl", level=1).wait_for()


def test_a_search_is_shared_by_its_address_and_gone_back_to(advisor: Advisor) -> None:
    page = advisor.page
    advisor.to("Bibliothek")
    advisor.click("Handlungsfeld")
    page.get_by_role("button", name=re.compile("Mobilität")).click()
    settle(page)
    page.keyboard.press("Escape")
    expect(page.get_by_text("55 Anwendungsfälle gefunden.")).to_be_visible()
    search(page, "Parken")
    found = page.get_by_text(re.compile(r"\d+ Anwendungsfälle gefunden")).inner_text()
    assert "area=mobility" in page.url
    assert "suche=Parken" in page.url

    colleague = page.context.new_page()
    colleague.goto(page.url)
    expect(colleague.get_by_text(found)).to_be_visible()
    expect(colleague.get_by_label("Bibliothek durchsuchen")).to_have_value("Parken")

    page.go_back()
    expect(page.get_by_text("55 Anwendungsfälle gefunden.")).to_be_visible()
    expect(page.get_by_label("Bibliothek durchsuchen")).to_have_value("")
    advisor.to("Auswahl")
    advisor.to("Bibliothek")
    expect(page.get_by_text("55 Anwendungsfälle gefunden.")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1280, 720), (390, 844)])
def test_cards_cut_no_text(
    new_page: Callable[..., Page], server: Application, series_id: str, width: int, height: int
) -> None:
    page = new_page(viewport={"width": width, "height": height})
    Advisor(page, server)
    page.goto(f"{server.url}/bibliothek?reihe={series_id}&seite=2")
    cards(page).nth(11).wait_for()
    settle(page)
    assert cards(page).count() == 12
    cut = cards(page).evaluate_all(
        """found => found.flatMap(card => [card, ...card.querySelectorAll('*')])
             .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')
             .map(e => e.textContent)"""
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_facts_lead_to_sources_and_to_a_fact_sheet(advisor: Advisor, tmp_path: Path) -> None:
    page = advisor.page
    advisor.to("Bibliothek")
    search(page, "Amt-O-Mat")
    title = cards(page).first.locator("strong").first.inner_text()
    cards(page).first.get_by_role("button", name="Fakten und Quellen").click()
    window = page.get_by_role("dialog")
    expect(window.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))
    assert violations(page) == []
    sheet = pypdf.PdfReader(advisor.download("Faktenblatt (PDF)", tmp_path))
    assert len(sheet.pages) == 1
    assert sheet.metadata
    assert sheet.metadata.title == title


def test_an_own_entry_is_written_found_changed_and_exported(advisor: Advisor, tmp_path: Path) -> None:
    page = advisor.page
    page.goto(page.url.replace("ueberblick", "eigene-eintraege"))
    page.get_by_role("link", name="Neuer Eintrag").click()
    page.get_by_role("heading", name="Neuer Eintrag").wait_for()
    settle(page)
    assert violations(page) == []
    fill(page, "Titel", "Wetterhäuschen mit Sensoren")
    fill(page, "Kurzbeschreibung", "Die Stadt misst an 5 Orten das Wetter.")
    fill(page, "Ort", "Gersfeld")
    advisor.choose("Thema", "Umweltsensorik")
    advisor.choose("Art des Ortes", "Stadt")
    advisor.click("Speichern")
    expect(page.get_by_text("Enthält eine Zahl, aber der Eintrag hat keine Quelle")).to_be_visible()
    fill(page, "Quelle 1: Titel", "Stadt Gersfeld")
    fill(page, "Quelle 1: Adresse", "https://www.gersfeld.de/wetter")
    advisor.click("Speichern")
    expect(page.get_by_role("link", name="Bearbeiten")).to_be_visible()

    exported = advisor.download("Als Bibliotheksdatei", tmp_path)
    entry = tmp_path / "environment" / exported.name
    entry.parent.mkdir()
    exported.rename(entry)
    use_case, problems = read_file(entry)
    assert problems == ()
    assert use_case
    assert use_case.title_de == "Wetterhäuschen mit Sensoren"

    advisor.to("Bibliothek")
    search(page, "Wetterhäuschen")
    advisor.click("In die Auswahl")
    page.goto(re.sub(r"bibliothek\?.*(reihe=\w+).*", rf"eigene-eintraege?\1&eintrag={use_case.id}", page.url))
    page.get_by_role("heading", name="Eintrag bearbeiten").wait_for()
    settle(page)
    fill(page, "Titel", "Wetterstation am Marktplatz")
    advisor.click("Speichern")
    expect(page.get_by_text("Wetterstation am Marktplatz")).to_be_visible()
    advisor.to("Auswahl")
    expect(page.get_by_text("Wetterhäuschen mit Sensoren")).to_be_visible()


def test_two_windows_never_overwrite_each_other(advisor: Advisor) -> None:
    page = advisor.page
    address = page.url.replace("ueberblick", "eigene-eintraege")
    page.goto(f"{address}&vorlage=amt-o-mat-mayen-koblenz")
    open_form(page, "Neuer Eintrag")
    fill(page, "Titel", "Terminal im Rathaus")
    advisor.click("Speichern")
    page.get_by_role("link", name="Bearbeiten").click()
    open_form(page, "Eintrag bearbeiten")
    other = page.context.new_page()
    other.goto(page.url)
    open_form(other, "Eintrag bearbeiten")
    fill(other, "Titel", "Zuerst gespeichert")
    other.get_by_role("button", name="Speichern", exact=True).click()
    expect(other.get_by_text("Zuerst gespeichert")).to_be_visible()
    fill(page, "Titel", "Zu spät")
    advisor.click("Speichern")
    expect(page.get_by_text("in einem anderen Fenster geändert")).to_be_visible()
    expect(page.get_by_label("Titel", exact=True)).to_have_value("Zu spät")


TABLE = """\
Titel;Handlungsfeld;Ort;Bundesland;Art;Thema;Kurzbeschreibung;Kosten;Quelle 1 Titel;Quelle 1 Adresse
Straßenlaternen;{area};Gersfeld;Hessen;Stadt;Straßenbeleuchtung;LED in Nebenstraßen.;{cost};Stadt;https://x.de
Dorfladen;Wirtschaft & Tourismus;Gersfeld;Hessen;Stadt;Tourismus & Kultur;Ein Laden ohne Personal.;;;
"""


def test_a_table_is_imported_as_a_whole_or_not_at_all(advisor: Advisor) -> None:
    page = advisor.page
    page.goto(page.url.replace("ueberblick", "eigene-eintraege"))
    page.get_by_role("tab", name="Tabelle einlesen").click()
    upload(page, TABLE.format(area="Weltraum", cost="1,234"))
    expect(page.get_by_text("1 von 2 Zeilen muss berichtigt werden.")).to_be_visible()
    broken = page.get_by_role("row", name=re.compile("Straßenlaternen"))
    expect(broken).to_contain_text("„Weltraum“ ist kein Handlungsfeld")
    expect(broken).to_contain_text("kann Tausender oder ein Dezimalkomma meinen")
    expect(page.get_by_role("button", name=re.compile("übernehmen$"))).to_have_count(0)
    assert violations(page) == []

    upload(page, TABLE.format(area="Energie & Quartiere", cost="1.234,50"))
    expect(page.get_by_text("Alle 2 Zeilen sind in Ordnung.")).to_be_visible()
    advisor.click("2 Einträge übernehmen")
    page.get_by_role("tab", name="Einträge").click()
    expect(page.get_by_role("link", name="Bearbeiten")).to_have_count(2)


def test_a_list_as_an_office_keeps_it_is_laid_out_by_hand_once(advisor: Advisor) -> None:
    page = advisor.page
    page.goto(page.url.replace("ueberblick", "eigene-eintraege"))
    page.get_by_role("tab", name="Tabelle einlesen").click()
    header = [
        "Was wir tun",
        "Handlungsfeld",
        "Ort",
        "Land",
        "Art",
        "Kurzbeschreibung*",
        "Kosten\n(in T€)",
        "Link",
    ]
    bus = ["Rufbus am Abend", "Mobilität", "Fulda", "Hessen", "Kreisstadt", "Ein Bus kommt auf Zuruf.",
           "50–80", "https://www.fulda.de/bus"]  # fmt: skip
    cover = [["Projektliste 2026"], [], header]
    upload_file(page, "liste.xlsx", sheets({"Hinweise": [["Stand: Mai"]], "Projekte": [*cover, bus]}))
    expect(page.get_by_text("Gelesen wird das Blatt „Projekte“")).to_be_visible()
    expect(page.get_by_text("Titel: Diese Spalte fehlt.")).to_be_visible()
    assert violations(page) == []
    advisor.choose("Was wir tun", "Titel")
    expect(page.get_by_text("1 Zeile ist in Ordnung.")).to_be_visible()
    advisor.click("1 Eintrag übernehmen")
    page.get_by_role("tab", name="Einträge").click()
    expect(page.get_by_text("Rufbus am Abend").first).to_be_visible()

    page.get_by_role("tab", name="Tabelle einlesen").click()
    walk = ["Mitfahrbank am Friedhof", *bus[1:5], "Eine Bank zeigt, wer mitfahren will.", *bus[6:]]
    upload_file(page, "neu.ods", ods({"Projekte": [*cover, walk]}))
    expect(page.get_by_text("1 Zeile ist in Ordnung.")).to_be_visible()


def test_the_overview_shows_nine_fields_a_map_and_what_is_covered(advisor: Advisor) -> None:
    page = advisor.page
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(page.get_by_role("heading", name="Orte wie Brensbach haben …")).to_be_visible()
    assert page.locator('[class*="st-key-story-"] h3').count() == 3
    assert violations(page) == []
    page.get_by_role("tab", name="Handlungsfelder").click()
    settle(page)
    tiles = page.get_by_role("heading", level=2)
    assert tiles.count() == 9
    ways_in = page.get_by_role("button", name=re.compile(r"^\d+ Anwendungsfälle")).all()
    boxes = [way_in.bounding_box() for way_in in ways_in]
    assert len(boxes) == 9
    assert all(box and box["y"] + box["height"] <= 720 for box in boxes), "a projector shows all nine"
    assert violations(page) == []
    advisor.click("75 Anwendungsfälle", exact=False)
    expect(page.get_by_role("heading", name="Umwelt & Klima", level=2)).to_be_visible()
    expect(page.get_by_text("klare Zuständigkeit für jede Meldung")).to_be_visible()
    expect(page.get_by_text("Smart Environment")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Alle Anwendungsfälle dieses Feldes").click()
    expect(page.get_by_text("75 Anwendungsfälle gefunden.")).to_be_visible()
    advisor.to("Überblick")
    page.get_by_role("tab", name="Karte von Hessen").click()
    settle(page)
    near = page.get_by_role("group", name="Karte von Hessen")
    expect(near.locator("text", has_text="Brensbach")).to_have_count(1)
    near.get_by_role("link", name=re.compile("^Michelstadt: ")).click()
    page.get_by_role("heading", name="Michelstadt").wait_for()
    settle(page)
    assert len(page.context.pages) == 1, "the map stays in its window"
    page.get_by_role("link", name="Gemeinsame Digitalstrategie mit DMS im Odenwald").click()
    page.get_by_role("heading", name="Bibliothek", level=1).wait_for()
    settle(page)
    expect(cards(page).first).to_contain_text("Gemeinsame Digitalstrategie")
    page.go_back()
    page.get_by_role("tab", name="Karte von Hessen").click()
    settle(page)
    page.get_by_text("Ganz Hessen").click()
    settle(page)
    drawn = page.get_by_role("group", name="Karte von Hessen")
    assert drawn.locator("path title").count() > 421, "each place says its name"
    expect(page.get_by_text("202 von 411 Anwendungsfällen")).to_be_visible()
    advisor.choose("Handlungsfeld", "Mobil")
    expect(page.get_by_text(re.compile(r"\d+ von 55 Anwendungsfällen"))).to_be_visible()
    assert violations(page) == []
    page.get_by_role("tab", name="Abdeckung").click()
    expect(page.get_by_text("297 von 411 Anwendungsfällen")).to_be_visible()
    assert violations(page) == []


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)


def open_form(page: Page, heading: str) -> None:
    page.get_by_role("heading", name=heading).wait_for()
    settle(page)


def upload(page: Page, table: str) -> None:
    upload_file(page, "liste.csv", table.encode("cp1252"))


def upload_file(page: Page, name: str, data: bytes) -> None:
    content = FilePayload(name=name, mimeType="application/octet-stream", buffer=data)
    page.locator('input[type="file"]').set_input_files(content)
    settle(page)
