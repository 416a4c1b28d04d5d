from collections import Counter
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest

from reports.content import SketchReport
from reports.pdf import chart_png, sketch_pdf
from sketches.outline import load_outline
from tests.reports import factories, hostile

PLACES = (("Eichenzell", 0), ("Kassel", 3), ("Landkreis Fulda", 7))


def opened(report: SketchReport) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(sketch_pdf(report)))


def text_of(pdf: bytes) -> str:
    """All text, with break points, line breaks and hyphens at line ends taken out."""
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]
    joined = "\n".join(pages).replace("\u200b", "").replace("\xa0", " ").replace("\xad", "")
    return " ".join(joined.split())


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("‐", "")


def tags(pdf: pikepdf.Pdf) -> Counter[str]:
    found: Counter[str] = Counter()
    roles = {str(k): str(v) for k, v in pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary()).items()}

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                name = str(node.S)
                found[roles.get(name, name)] += 1
                if name == "/Figure":
                    assert str(node.get("/Alt", "")).strip(), "a picture without alternative text"
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("place", "pick"), PLACES)
def test_a_sketch_is_an_accessible_pdf(language: str, place: str, pick: int) -> None:
    report = factories.report(language, place, pick)
    with opened(report) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == report.content.title
        assert str(pdf.Root.Lang)[:2] == language
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        found = tags(pdf)
    outline = load_outline()
    chapters = [f"{n} {s.title(report.language)}" for n, s in enumerate(outline.sections, start=1)]
    assert found["/H1"] >= len(chapters)
    assert found["/Table"] >= 8
    assert found["/TH"] > found["/Table"]
    assert found["/Figure"] >= 3
    assert found["/Link"] >= 5
    assert found["/L"] >= 3
    text = text_of(sketch_pdf(report))
    for chapter in chapters:
        assert squeezed(chapter) in squeezed(text)


def spoken(pdf: pikepdf.Pdf) -> Counter[str]:
    """Count the languages of those elements that do not speak the document's."""
    found: Counter[str] = Counter()

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            found.update([str(node.Lang)] if "/Lang" in node else [])
            walk(node.get("/K"))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def test_german_texts_of_an_english_document_are_marked_as_german() -> None:
    german = factories.report("de")
    with opened(german) as pdf:
        assert not spoken(pdf)
    english = replace(german, language="en")
    with opened(english) as pdf:
        assert spoken(pdf)["de"] >= 20
    assert squeezed("The texts of this sketch are in German") in squeezed(text_of(sketch_pdf(english)))
    with opened(factories.report("en")) as pdf:
        assert spoken(pdf)["de"] >= 3, "the facts that the library states in German"
    assert "The texts of this sketch are in" not in text_of(sketch_pdf(factories.report("en")))


def test_all_fonts_are_embedded() -> None:
    with opened(factories.report()) as pdf:
        fonts = [
            font
            for page in pdf.pages
            for font in page.resources.get("/Font", pikepdf.Dictionary()).values()  # type: ignore[operator]
        ]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_the_first_page_says_it_all_at_a_glance() -> None:
    report = factories.report()
    reader = pypdf.PdfReader(BytesIO(sketch_pdf(report)))
    first = squeezed(reader.pages[0].extract_text())
    for expected in (
        report.content.title,
        "173.867,84 €",
        "156.481,05 €",
        "17.386,79 €",
        "24 Monate",
        "Künzell und Ebersburg",
        report.reason,
        "Rang 1 von 8",
        "keine amtliche Gliederung",
    ):
        assert squeezed(expected) in first
    assert squeezed("1 Antragstellende und Partner") not in first


def test_sources_are_real_links() -> None:
    report = factories.report()
    reader = pypdf.PdfReader(BytesIO(sketch_pdf(report)))
    targets = {
        annotation.get_object()["/A"].get("/URI")
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation.get_object()
    }
    assert {source.url for source in report.content.sources if source.url} <= targets


def test_what_is_missing_is_marked_in_its_section_and_listed() -> None:
    text = text_of(sketch_pdf(factories.report()))
    gap = "Der Abschnitt „Betrieb nach der Förderung“ ist noch leer."
    assert squeezed(text).count(squeezed(gap)) == 3
    assert "Vorausgefüllt (Herkunft: Anwendungsfall)" in text


def test_the_same_sketch_gives_the_same_bytes() -> None:
    assert sketch_pdf(factories.report()) == sketch_pdf(factories.report())


def test_markup_in_texts_appears_as_it_was_typed() -> None:
    report = hostile.report()
    pdf = sketch_pdf(report)
    text = squeezed(text_of(pdf))
    for expected in (hostile.MARKUP, hostile.FORMULA, hostile.COMPOUND, hostile.LONG[:200]):
        assert squeezed(expected) in text
    assert squeezed("vornach") in text
    with pikepdf.open(BytesIO(pdf)) as opened_pdf:
        assert tags(opened_pdf)["/Figure"] >= 3


def test_other_scripts_and_emoji_do_not_stop_the_export() -> None:
    text = text_of(sketch_pdf(hostile.report()))
    for expected in ("Ελλάδα", "Привет", "[grinning face]", "□"):
        assert expected in text
    assert "😀" not in text


def test_nothing_but_gaps_is_still_a_document() -> None:
    for language in ("de", "en"):
        with opened(hostile.empty_report(language)) as pdf:
            assert len(pdf.pages) >= 2
            assert tags(pdf)["/H1"] >= 15


def test_texts_of_a_former_outline_are_not_lost() -> None:
    report = factories.report()
    content = report.content.with_section("former_section", "Ein Satz aus der alten Gliederung.")
    assert "Ein Satz aus der alten Gliederung." in text_of(sketch_pdf(factories.report(content=content)))


def test_a_chart_alone_is_a_picture() -> None:
    from reports.figures import portfolio_picture

    assert chart_png(portfolio_picture(factories.scores()).chart).startswith(b"\x89PNG")
