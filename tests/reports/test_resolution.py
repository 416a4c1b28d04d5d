"""The draft resolution: what to decide, why, the alternatives in points, the money; fields for the rest."""

from dataclasses import replace
from io import BytesIO

import docx
import pypdf
import pytest

from reports.content import CouncilReport
from reports.document import Bullets, Facts, Heading, Paragraph, Table
from reports.figures import ordered
from reports.resolution import resolution_document, resolution_docx, resolution_pdf
from tests.reports import factories
from tests.reports.test_submission import small


def council(language: str = "de") -> CouncilReport:
    made = factories.council(language)
    ids = tuple(str(sketch.item_id) for sketch in made.sketches)
    return replace(made, scores=replace(made.scores, picked=ids))


def table(report: CouncilReport, caption: str) -> Table:
    (found,) = [
        b for b in resolution_document(report).blocks if isinstance(b, Table) and caption in b.caption
    ]
    return found


def test_it_has_all_chapters_of_a_resolution_in_their_order() -> None:
    blocks = resolution_document(council()).blocks
    chapters = [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]
    assert chapters == [
        "1 Gegenstand",
        "2 Beschlussvorschlag",
        "3 Begründung",
        "4 Alternativen",
        "5 Finanzielle Auswirkungen",
        "6 Auswirkungen auf das Klima",
        "7 Anlagen",
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_pdf_and_word_say_the_same_about_the_money(language: str) -> None:
    report = council(language)
    pdf = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(resolution_pdf(report))).pages)
    made = docx.Document(BytesIO(resolution_docx(report)))
    word = "".join(cell.text for each in made.tables for row in each.rows for cell in row.cells)
    amounts = {
        cell
        for row in table(report, "Eigenanteile" if language == "de" else "own shares").rows
        for cell in row[1:]
    }
    assert len(amounts) >= 3
    squeezed = "".join(pdf.split())
    for amount in amounts:
        assert amount in word
        assert "".join(amount.split()) in squeezed


def test_an_alternative_costs_the_points_that_it_lies_behind() -> None:
    report = council()
    rows = table(report, "in Punkten").rows
    scores = {item.item_id: item.score for item in ordered(report.scores)}
    weakest = min(scores[item] or 0 for item in report.scores.picked)
    others = [item for item in ordered(report.scores) if item.item_id not in report.scores.picked]
    assert [row[0] for row in rows] == [report.scores.titles[item.item_id] for item in others[: len(rows)]]
    for row, item in zip(rows, others, strict=False):
        difference = float(row[3].replace(",", ".").replace("−", "-"))
        assert difference == pytest.approx(((item.score or 0) - weakest) * 100, abs=0.051)


def test_a_grant_that_cannot_be_paid_is_none_here_either() -> None:
    report = replace(council(), sketches=(small(),))
    (row,) = table(report, "Eigenanteile").rows
    assert row[2].startswith("keine zu erwarten")
    assert row[3].replace("\xa0", " ") == "18.000,00 €"


def test_what_nobody_has_said_is_a_field_and_no_promise() -> None:
    empty = factories.report()
    bare = replace(
        empty, content=empty.content.model_copy(update={"costs": (), "programme": None}), funding=None
    )
    blocks = resolution_document(replace(council(), sketches=(bare,))).blocks
    proposal = next(block for block in blocks if isinstance(block, Bullets) and "Umgesetzt" in block.items[0])
    assert not any("€" in step or "Förderung aus" in step for step in proposal.items)
    fields = [
        label for block in blocks if isinstance(block, Facts) for label, text in block.rows if "…" in text
    ]
    assert {"Folgekosten im Jahr", "Haushaltsstelle", "Erläuterung", "Unterschrift"} <= set(fields)


def test_words_of_the_tool_about_the_climate_are_not_taken_for_the_municipalitys() -> None:
    blocks = resolution_document(council()).blocks
    said = [
        block.text
        for block in blocks
        if isinstance(block, Paragraph) and block.text.startswith("Dazu steht in")
    ]
    assert len(said) == 3  # each of these sketches has a text that a person wrote
    untouched = factories.report()
    sections = tuple(s for s in untouched.content.sections if s.id != "sustainability")
    without = replace(untouched, content=untouched.content.model_copy(update={"sections": sections}))
    blocks = resolution_document(replace(council(), sketches=(without,))).blocks
    assert not any(isinstance(b, Paragraph) and b.text.startswith("Dazu steht in") for b in blocks)
