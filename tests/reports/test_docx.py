import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from reports.content import SketchReport
from reports.docx import sketch_docx
from reports.resolution import resolution_docx
from sketches.outline import load_outline
from tests.reports import factories, hostile
from tests.reports.office import converted, needs_office

PLACES = (("Eichenzell", 0), ("Kassel", 3), ("Landkreis Fulda", 7))


def opened(report: SketchReport) -> Document:
    return docx.Document(BytesIO(sketch_docx(report)))


def headings(document: Document, level: int = 1) -> list[str]:
    return [p.text for p in document.paragraphs if p.style is not None and p.style.name == f"Heading {level}"]


def all_text(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def pictures(document: Document) -> list[Any]:
    return [shape._inline.docPr for shape in document.inline_shapes]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("place", "pick"), PLACES)
def test_a_sketch_has_real_headings_tables_and_alternative_texts(
    language: str, place: str, pick: int
) -> None:
    report = factories.report(language, place, pick)
    document = opened(report)
    chapters = [f"{n} {s.title(report.language)}" for n, s in enumerate(load_outline().sections, start=1)]
    assert [h for h in headings(document) if h in chapters] == chapters
    assert len(document.inline_shapes) == 3
    assert all(picture.get("descr") for picture in pictures(document))
    assert len(document.tables) >= 10
    for table in document.tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_header_rows_repeat_and_rows_stay_in_one_piece() -> None:
    captioned = [table for table in opened(factories.report()).tables if table.style is not None]
    repeated = 0
    for table in captioned:
        header = table.rows[0]._tr.trPr
        if header is not None and header.find(qn("w:tblHeader")) is not None:
            repeated += 1
            assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert repeated >= 8


def test_german_texts_of_an_english_document_are_marked_as_german() -> None:
    german = factories.report("de")
    document = opened(replace(german, language="en"))
    marked = {
        "".join(run.itertext("{*}t"))
        for run in document.element.body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:lang')}") is not None
    }
    assert {
        *german.content.summary.text.split("\n"),
        "Datenplattform, Einrichtung",
        *german.content.voices,
    } <= marked
    assert not {"Applicants and partners", "External services", "to be clarified", "Risk"} & marked
    assert not list(opened(german).element.body.iter(qn("w:lang")))


@pytest.mark.parametrize(("language", "locale"), [("de", "de-DE"), ("en", "en-GB")])
def test_language_and_properties_are_set(language: str, locale: str) -> None:
    report = factories.report(language)
    document = opened(report)
    core = document.core_properties
    assert (core.title, core.language) == (report.content.title, locale)
    assert core.author == "Digitalisierungsberatung"
    assert core.comments == ""
    languages = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
    assert languages == {locale}


def test_contents_have_links_that_lead_somewhere_and_page_numbers_that_are_renewed() -> None:
    document = opened(factories.report())
    body = document.element.body
    codes = [(code.text or "").split() for code in body.iter(qn("w:instrText"))]
    counted = {code[1] for code in codes if code[0] == "PAGEREF"}
    assert document.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    bookmarks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert anchors == bookmarks == counted
    assert len(anchors) == len(headings(document))


def test_page_numbers_are_fields() -> None:
    footer = opened(factories.report()).sections[0].footer._element
    codes = {(code.text or "").strip() for code in footer.iter(qn("w:instrText"))}
    assert codes == {"PAGE", "NUMPAGES"}


def test_sources_are_real_links() -> None:
    report = factories.report()
    targets = {rel.target_ref for rel in opened(report).part.rels.values() if rel.is_external}
    assert {source.url for source in report.content.sources if source.url} <= targets


def test_texts_appear_as_they_were_typed() -> None:
    text = all_text(opened(hostile.report()))
    for expected in (hostile.MARKUP, hostile.FORMULA, hostile.SCRIPTS, hostile.COMPOUND, hostile.LONG[:100]):
        assert expected in text
    assert "\x07" not in text


def test_nothing_but_gaps_is_still_a_document() -> None:
    document = opened(hostile.empty_report())
    assert "Noch zu klären: Die Zusammenfassung fehlt." in all_text(document)
    assert len(headings(document)) == len(load_outline().sections) + 2


@needs_office
@pytest.mark.parametrize("made", [factories.report, hostile.report], ids=["real", "hostile"])
def test_libreoffice_opens_it_and_prints_all_pages(made: Callable[[], SketchReport], tmp_path: Path) -> None:
    report = made()
    reader = pypdf.PdfReader(BytesIO(converted("sketch.docx", sketch_docx(report), tmp_path)))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert len(reader.pages) >= 7
    for section in load_outline().sections:
        assert "".join(section.title(report.language).split()) in text
    assert_contents_name_the_right_pages([page.extract_text() for page in reader.pages])


def assert_contents_name_the_right_pages(pages: list[str]) -> None:
    """Look each entry of the contents up on the page that it names, which nobody had to have counted anew."""
    (contents,) = [number for number, page in enumerate(pages) if "Inhalt\n" in page]
    entries = re.findall(r"^(.+?) ?\.{5,} ?(\d+)$", pages[contents], re.MULTILINE)
    assert len(entries) >= len(load_outline().sections)
    for title, page in entries:
        assert re.search(rf"^{re.escape(title.strip())}\s*$", pages[int(page) - 1], re.MULTILINE), title


def test_a_last_table_begins_no_page_and_a_signature_does_not_stand_alone() -> None:
    made = docx.Document(BytesIO(resolution_docx(factories.council())))
    last = made.paragraphs[-1]
    assert (last.text, last.paragraph_format.line_spacing, last.paragraph_format.space_after) == (
        "",
        Pt(1),
        0,
    )
    annexes = [each for each in made.paragraphs if each.style and each.style.name == "List Bullet"][-3:]
    assert [each.text for each in annexes][-1] == "Protokoll der Reihe"
    assert all(each.paragraph_format.keep_with_next for each in annexes)
    kept = [
        all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)
        for row in made.tables[-1].rows
    ]
    assert kept == [True, False]
