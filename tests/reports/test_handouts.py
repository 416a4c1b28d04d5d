"""Fact sheets, ballots and the bundle."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pikepdf
import pypdf
import pytest
import segno

from reports.ballots import PaperItem, ballots_pdf
from reports.bundle import file_stem, sketches_zip
from reports.factsheet import factsheet_pdf
from scoring.criteria import load_criteria
from tests.reports import factories, hostile
from tests.reports.test_pdf import squeezed, tags, text_of

CASES = sorted(path.stem for path in factories.LIBRARY.glob("*/*.toml"))


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_use_case_of_the_library_fits_on_one_page(language: str) -> None:
    code = "en" if language == "en" else "de"
    for case_id in CASES:
        case = factories.use_case(case_id)
        reader = pypdf.PdfReader(BytesIO(factsheet_pdf(case, code, factories.DAY)))
        assert len(reader.pages) == 1, case_id
        assert reader.metadata is not None
        assert reader.metadata.title == case.title(code)


def test_a_fact_sheet_links_its_sources_and_says_what_costs_cover() -> None:
    case = factories.use_case("landkreis-fulda-starkregenfruehalarm")
    pdf = factsheet_pdf(case, "de", factories.DAY)
    text = text_of(pdf)
    assert "1.000.000 € (Gesamtkosten; Quelle nennt" in text
    links = {a.get_object()["/A"]["/URI"] for a in pypdf.PdfReader(BytesIO(pdf)).pages[0].get("/Annots", [])}
    assert links == {source.url for source in case.sources}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_ballot_has_one_page_and_one_code_for_each_use_case(language: str) -> None:
    ballot = factories.ballot(language)
    pdf = ballots_pdf(ballot)
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert len(reader.pages) == len(ballot.items)
    criteria = load_criteria().criteria
    for page, item in zip(reader.pages, ballot.items, strict=True):
        text = squeezed(page.extract_text().replace("\u200b", "").replace("\xad", ""))
        assert squeezed(item.title) in text
        assert squeezed(item.address) in text
        for criterion in criteria:
            assert squeezed(criterion.question(language)) in text
            assert squeezed(criterion.anchor(5, language)) in text
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = tags(opened)
        assert found["/Figure"] == len(ballot.items)
        assert found["/Table"] == len(ballot.items)
        assert str(opened.Root.Lang)[:2] == language


def test_the_code_drawn_on_each_ballot_is_that_of_its_address() -> None:
    ballot = factories.ballot()
    with pikepdf.open(BytesIO(ballots_pdf(ballot))) as opened:
        for page, item in zip(opened.pages, ballot.items, strict=True):
            matrix = segno.make(item.address, error="m").matrix
            dark = {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
            assert _modules(page) == dark


def _modules(page: pikepdf.Page) -> set[tuple[int, int]]:
    """Return the squares of the code drawn on a page: each row is drawn as lines along its middle."""
    found: set[tuple[int, int]] = set()
    begin = (0.0, 0.0)
    for drawn in pikepdf.parse_content_stream(page):
        if str(drawn.operator) not in ("m", "l"):
            continue
        x, y = (float(str(number)) for number in drawn.operands)
        if str(drawn.operator) == "l" and y == begin[1] and y % 1 == 0.5:
            found |= {(square, int(y)) for square in range(int(begin[0]), int(x))}
        begin = (x, y)
    return found


def test_ballots_take_hostile_texts_and_long_addresses() -> None:
    items = tuple(PaperItem(text[:300], text, "https://example.org/" + "a" * 900) for text in hostile.ALL)
    ballot = factories.ballot(items=items, municipality=hostile.SCRIPTS, groups=(hostile.MARKUP,))
    assert ballots_pdf(ballot).startswith(b"%PDF")


def test_the_bundle_holds_every_sketch_in_both_formats() -> None:
    reports = [factories.report(pick=pick) for pick in (0, 1)] + [hostile.report()]
    content = sketches_zip(reports, {"Niederschrift Eichenzell.json": b"{}"})
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[:2] == [
            "01-starkregenfruehalarmsystem-im-landkreis-fulda.pdf",
            "01-starkregenfruehalarmsystem-im-landkreis-fulda.docx",
        ]
        assert names[-1] == "niederschrift-eichenzell.json"
        assert len(names) == len(set(names)) == 7
        assert archive.read(names[0]).startswith(b"%PDF")
        assert docx.Document(BytesIO(archive.read(names[1]))).paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Größe & Übermut: Äpfel", "groesse-uebermut-aepfel"),
        ("../../etc/passwd", "etc-passwd"),
        ("中文 😀", "document"),
        ("x" * 300, "x" * 60),
        ("", "document"),
    ],
)
def test_file_names_suit_every_system(text: str, expected: str) -> None:
    assert file_stem(text) == expected
