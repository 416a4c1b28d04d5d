"""Documents as people get them: downloaded with a real browser and read by other libraries."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pptx
import pypdf
import pytest
from playwright.sync_api import Page, expect

from storage import queries
from storage.database import Database, open_database
from storage.tables import AccessLinkRow
from storage.types import now
from tests.browser.accessibility import violations
from tests.browser.application import ROOT, Application
from tests.browser.journey import Advisor
from tests.browser.streamlit_page import settle
from tests.reports.factories import filled
from tests.reports.slide_files import office_template
from tests.workshops.room import ADVISOR, Room
from tests.workshops.whole_series import whole_series
from workshops import series as all_series
from workshops.access import admission
from workshops.handing_over import sketching

pytestmark = pytest.mark.browser
BUTTONS = {
    "Zum Einreichen (PDF)": "pdf",
    "Zum Einreichen (Word)": "docx",
    "Arbeitsfassung (PDF)": "pdf",
    "Arbeitsfassung (Word)": "docx",
    "Alle Skizzen (ZIP)": "zip",
    "Protokoll (PDF)": "pdf",
    "Protokoll (Word)": "docx",
    "Protokoll (Daten)": "json",
    "Beschlussvorlage (PDF)": "pdf",
    "Beschlussvorlage (Word)": "docx",
    "Folien (PowerPoint)": "pptx",
    "Arbeitsmappe (Excel)": "xlsx",
    "Faktenblatt (PDF)": "pdf",
    "Alle Faktenblätter (ZIP)": "zip",
}


@pytest.fixture(scope="module")
def database(server: Application) -> Iterator[Database]:
    with closing(open_database(f"sqlite:///{server.data_dir / 'werkstatt.db'}")) as opened:
        yield opened


@pytest.fixture(scope="module")
def room(database: Database) -> Room:
    """Return a series in which everything has happened, with two sketches worked out."""
    made = whole_series(database)
    for sketch in sketching.sketches(database, ADVISOR, made.id):
        sketching.save(database, ADVISOR, sketch.id, filled(sketch.content), based_on=sketch.version)
    return made


def advisor_on(page: Page, server: Application, room: Room, address: str) -> Advisor:
    advisor = Advisor(page, server)
    page.goto(f"{server.url}/{address}{'&' if '?' in address else '?'}reihe={room.id}")
    settle(page)
    return advisor


def text_of(file: Path) -> str:
    """Return everything that can be read in a document, without white space."""
    readers: dict[str, Callable[[Path], str]] = {
        ".pdf": lambda path: "".join(page.extract_text() for page in pypdf.PdfReader(path).pages),
        ".docx": _word_text,
        ".xlsx": lambda path: " ".join(
            str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row
        ),
        ".pptx": lambda path: " ".join(
            cell.text
            for slide in pptx.Presentation(str(path)).slides
            for shape in slide.shapes
            if shape.has_table
            for row in shape.table.rows
            for cell in row.cells
        ),
    }
    return squeezed(readers[file.suffix](file))


def _word_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return " ".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


def squeezed(text: str) -> str:
    return "".join(text.replace("\xa0", "").replace("\u200b", "").replace("\u00ad", "").split())


def check(file: Path, language: str) -> None:
    """Open a document with a library that did not write it."""
    if file.suffix == ".pdf":
        with pikepdf.open(file) as pdf:
            assert str(pdf.Root.Lang).startswith(language)
            assert "/StructTreeRoot" in pdf.Root
            assert pdf.docinfo["/Title"]
    elif file.suffix == ".docx":
        assert docx.Document(str(file)).core_properties.title
    elif file.suffix == ".pptx":
        assert len(pptx.Presentation(str(file)).slides) >= 4
    elif file.suffix == ".xlsx":
        assert len(openpyxl.load_workbook(file).worksheets) == 5
    elif file.suffix == ".zip":
        with zipfile.ZipFile(file) as packed:
            assert packed.testzip() is None
            assert all(name.endswith((".pdf", ".docx")) for name in packed.namelist())
    else:
        assert json.loads(file.read_bytes())["data"]["language"] == language


@pytest.mark.parametrize(("language", "name"), [("de", "Deutsch"), ("en", "English")])
def test_every_document_is_made_in_both_languages(
    server: Application, page: Page, room: Room, tmp_path: Path, language: str, name: str
) -> None:
    advisor = advisor_on(page, server, room, "dokumente")
    page.get_by_role("radio", name=name).click()
    settle(page)
    made = {button: advisor.download(button, tmp_path) for button in BUTTONS}
    assert {button: file.suffix[1:] for button, file in made.items()} == BUTTONS
    assert all(file.name.isascii() and " " not in file.name for file in made.values())
    for file in made.values():
        check(file, language)
    with zipfile.ZipFile(made["Alle Skizzen (ZIP)"]) as bundle:
        assert len(bundle.namelist()) == 4
    sealed = made["Protokoll (Daten)"]
    stated = json.loads(sealed.read_bytes())["sha256"]
    for button in ("Protokoll (PDF)", "Protokoll (Word)"):
        assert stated in text_of(made[button])
    command = [sys.executable, "-m", "reports", "verify", str(sealed)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 0


def test_the_pages_are_accessible(server: Application, page: Page, room: Room) -> None:
    for address in (
        "dokumente",
        "skizzen",
        "skizzen?ansicht=alle",
        "alle-reihen",
        "mitnehmen",
        "angaben",
        "ergebnis",
    ):
        advisor_on(page, server, room, address)
        assert violations(page) == [], address
    for address in ("datenschutz", "barrierefreiheit"):
        page.goto(f"{server.url}/{address}")
        assert violations(page) == [], address


def test_the_figures_on_the_page_and_in_all_documents_agree(
    server: Application, page: Page, room: Room, tmp_path: Path
) -> None:
    advisor = advisor_on(page, server, room, "ergebnis")
    page.get_by_text("Dasselbe als Tabelle").first.click()
    rows = page.get_by_role("table").first.locator("tbody tr").all()
    cells = [[squeezed(cell) for cell in row.locator("td").all_inner_texts()] for row in rows]
    points = [figure for row in cells for figure in row if re.fullmatch(r"\d+,\d", figure)]
    assert len(points) == 4 * len(rows)

    advisor_on(page, server, room, "dokumente")
    for button in ("Arbeitsfassung (PDF)", "Arbeitsfassung (Word)", "Folien (PowerPoint)"):
        text = text_of(advisor.download(button, tmp_path))
        assert [figure for figure in points if figure not in text] == [], (button, text)
    workbook = openpyxl.load_workbook(advisor.download("Arbeitsmappe (Excel)", tmp_path)).worksheets[0]
    exact = [
        f"{cell:.1f}".replace(".", ",")
        for row in workbook.iter_rows(min_row=2, min_col=4, max_col=7, values_only=True)
        for cell in row
        if cell is not None
    ]
    assert sorted(exact) == sorted(points)


def test_sums_and_own_shares_in_the_editor_are_those_of_the_documents(
    server: Application, page: Page, room: Room, tmp_path: Path
) -> None:
    advisor = advisor_on(page, server, room, "skizzen?ansicht=alle")
    advisor.unfold("Kosten und Finanzierung")
    panel = page.locator("details[open]").first
    expect(panel.get_by_role("table")).to_have_count(3)
    amounts = {squeezed(found) for found in re.findall(r"[\d.]+,\d\d\s?€", panel.inner_text())}
    assert len(amounts) >= 10
    for button in ("Arbeitsfassung (PDF)", "Arbeitsfassung (Word)"):
        text = text_of(advisor.download(button, tmp_path))
        assert [amount for amount in amounts if amount not in text] == [], button


def test_a_milestone_plan_is_a_picture_with_sentence_and_table(
    server: Application, page: Page, room: Room
) -> None:
    advisor = advisor_on(page, server, room, "skizzen?ansicht=alle")
    advisor.unfold("Arbeits- und Zeitplan")
    panel = page.locator("details[open]").first
    expect(panel.locator(".js-plotly-plot")).to_be_visible()
    expect(panel.get_by_text("5 Meilensteine, der letzte ist nach 24 Monaten fertig.")).to_be_visible()
    expect(panel.get_by_text("Dasselbe als Tabelle")).to_be_visible()


def test_words_from_the_rounds_and_versions_stand_beside_the_text(
    server: Application, database: Database, page: Page
) -> None:
    advisor = advisor_on(page, server, whole_series(database, "anderer-pegel"), "skizzen?ansicht=alle")
    advisor.unfold("Aus den Runden")
    expect(page.get_by_label("Notiz der Beratung")).to_have_value("Der Bauhof macht mit.")
    expect(page.get_by_text("Anmerkung in Runde 2").first).to_be_visible()
    advisor.unfold("Fassungen")
    expect(page.get_by_text("Titel: 2 Wörter neu")).to_be_visible()
    advisor.click("Fassung 1 zurückholen")
    expect(page.get_by_role("textbox", name="Titel der Skizze")).to_have_value("Pegel")
    expect(page.get_by_text("zurückgeholt, Beratung")).to_be_visible()


def test_the_points_of_the_room_fit_a_phone(
    server: Application, new_page: Callable[..., Page], room: Room
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    advisor_on(page, server, room, "gewichte")
    expect(page.get_by_role("row").filter(has_text="Alle (7)")).to_have_count(3)
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth <= main.clientWidth")


def test_an_own_template_is_checked_kept_and_filled(
    server: Application, page: Page, room: Room, tmp_path: Path
) -> None:
    advisor = advisor_on(page, server, room, "dokumente")
    uploads = page.locator('[data-testid="stFileUploader"] input[type="file"]')
    upload = uploads.first
    upload.set_input_files({"name": "a.docx", "mimeType": "", "buffer": b"PK no Word document"})
    settle(page)
    expect(page.get_by_text("Diese Vorlage lässt sich nicht verwenden.")).to_be_visible()

    sample = docx.Document(str(advisor.download("Beispielvorlage (Word)", tmp_path)))
    sample.add_paragraph("{{ nonsense }}")
    sample.save(str(tmp_path / "Amtsvorlage.docx"))
    upload.set_input_files(tmp_path / "Amtsvorlage.docx")
    settle(page)
    expect(page.get_by_text("{{ nonsense }}").first).to_be_visible()
    advisor.click("Diese Vorlage behalten")
    text = text_of(advisor.download("In der Vorlage „Amtsvorlage.docx“", tmp_path))
    assert squeezed("Höchster Nutzen") not in text
    assert squeezed("Künzell") in text
    assert "{{nonsense}}" in text
    advisor.click("Löschen")
    expect(page.get_by_role("button", name="In der Vorlage")).to_have_count(0)

    slides = uploads.last
    slides.set_input_files({"name": "a.pptx", "mimeType": "", "buffer": b"PK no slides"})
    settle(page)
    expect(page.get_by_text("Das ist keine PowerPoint-Präsentation.")).to_be_visible()
    slides.set_input_files({"name": "Amtsfolien.pptx", "mimeType": "", "buffer": office_template()})
    settle(page)
    expect(page.get_by_text("Die Titelfolie nimmt das Layout „Titelfolie“")).to_be_visible()
    expect(page.get_by_text("2 Folien der Vorlage sind Muster und bleiben weg.")).to_be_visible()
    advisor.click("Diese Vorlage behalten")
    made = pptx.Presentation(str(advisor.download("Folien in der Vorlage „Amtsfolien.pptx“", tmp_path)))
    assert {slide.slide_layout.name for slide in made.slides} == {"Titelfolie", "Nur Titel"}
    advisor.click("Löschen")
    expect(page.get_by_role("button", name="Folien in der Vorlage")).to_have_count(0)


def guest_on(new_page: Callable[..., Page], server: Application, token: str) -> Page:
    guest = new_page()
    guest.goto(f"{server.url}/results/{token}")
    return guest


def test_the_municipality_reads_and_downloads_the_same_by_its_link(
    server: Application, database: Database, room: Room, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    token = admission.create_link(database, ADVISOR, room.id, "municipality")
    guest = guest_on(new_page, server, token)
    settle(guest)
    assert violations(guest) == []
    hands: Any = Advisor.__new__(Advisor)
    hands.page, hands.server = guest, server
    for button in BUTTONS:
        check(hands.download(button, tmp_path), "de")
    guest.get_by_text("Skizze hier lesen").first.click()
    expect(guest.get_by_role("heading", name="9 Kosten und Finanzierung")).to_be_visible()
    expect(guest.get_by_role("cell", name="173.867,84 €").first).to_be_visible()
    settle(guest)
    assert violations(guest) == []
    for link in ("Datenschutz", "Barrierefreiheit"):
        expect(guest.get_by_role("link", name=link)).to_be_visible()
    assert guest.get_by_text("Eigene Vorlagen").count() == 0
    (kept, *_others) = admission.links(database, ADVISOR, room.id)
    admission.revoke_link(database, ADVISOR, kept.id)
    guest.reload()
    expect(guest.get_by_text("Protokoll (PDF)")).to_have_count(0)
    expect(guest_on(new_page, server, token).get_by_text("Dieser Link ist nicht gültig")).to_be_visible()


def test_an_expired_link_opens_nothing(
    server: Application, database: Database, room: Room, new_page: Callable[..., Page]
) -> None:
    token = admission.create_link(database, ADVISOR, room.id, "municipality", days=1)
    with database.write() as session:
        row = queries.one(session, AccessLinkRow, token_hash=admission.hashed(token))
        assert row
        row.expires_at = now() - timedelta(seconds=1)
    expect(guest_on(new_page, server, token).get_by_text("Dieser Link ist nicht gültig")).to_be_visible()


def test_a_series_is_saved_as_a_file_and_brought_in_as_a_copy(
    server: Application, database: Database, page: Page, room: Room, tmp_path: Path
) -> None:
    advisor = advisor_on(page, server, room, "mitnehmen")
    upload = page.locator('[data-testid="stFileUploader"] input[type="file"]')
    upload.set_input_files({"name": "a.zip", "mimeType": "", "buffer": b"PK no zip"})
    settle(page)
    expect(page.get_by_text("Dies ist keine Datei einer Reihe.")).to_be_visible()
    file = advisor.download("Als Datei speichern", tmp_path)
    upload.set_input_files(file)
    settle(page)
    expect(page.get_by_text("Die Datei ist vollständig und unverändert.")).to_be_visible()
    advisor.click("Als Kopie übernehmen")
    expect(page.get_by_text("ist jetzt hier")).to_be_visible()
    titles = {each.title for each in all_series.every(database, ADVISOR)}
    assert titles >= {"Smarte Kommune (Kopie)", "Smarte Kommune"}


def test_who_is_responsible_is_entered_once_and_read_by_everybody(
    server: Application, page: Page, room: Room, new_page: Callable[..., Page]
) -> None:
    advisor = advisor_on(page, server, room, "angaben")
    page.get_by_label("Verantwortliche Stelle", exact=True).fill("Gemeinde *Eichenzell*")
    page.get_by_label("Kontakt (E-Mail oder Telefon)").fill("niemand")
    advisor.click("Speichern")
    expect(page.get_by_text("weder eine E-Mail-Adresse noch")).to_be_visible()
    assert page.get_by_label("Verantwortliche Stelle", exact=True).input_value() == "Gemeinde *Eichenzell*"
    page.get_by_label("Kontakt (E-Mail oder Telefon)").fill("rathaus@eichenzell.example")
    advisor.click("Speichern")
    stranger = new_page()
    stranger.goto(f"{server.url}/datenschutz")
    expect(stranger.get_by_text("Gemeinde *Eichenzell*")).to_be_visible()
