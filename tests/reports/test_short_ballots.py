"""Sheets of a short round, read back from the PDF."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdf
import pytest

from reports.short_ballots import AskedOnPaper, ShortBallots, ShortSheet, short_ballots_pdf
from tests.reports import factories, hostile
from tests.reports.test_pdf import squeezed, tags


def ballots(language: str = "de") -> ShortBallots:
    made = factories.ballot(language)
    titles = tuple(item.title for item in made.items)
    return ShortBallots(
        series_title=made.series_title,
        municipality=made.municipality,
        round_number=1,
        date=made.date,
        language=made.language,
        entries=tuple((item.title, item.summary) for item in made.items),
        sheets=(
            ShortSheet(
                101, (AskedOnPaper(made.questions[0], titles), AskedOnPaper(made.questions[4], titles[:1]))
            ),
            ShortSheet(102, (AskedOnPaper(made.questions[7], titles),)),
        ),
        groups=made.groups,
    )


@pytest.mark.parametrize(("language", "sheet"), [("de", "Bogen"), ("en", "Sheet")])
def test_each_sheet_asks_its_part_under_its_number(language: str, sheet: str) -> None:
    made = ballots(language)
    pdf = short_ballots_pdf(made)
    pages = [
        squeezed(page.extract_text().replace("\u200b", "").replace("\xad", ""))
        for page in pypdf.PdfReader(BytesIO(pdf)).pages
    ]
    numbers = [[n for n in (101, 102) if squeezed(f"{sheet} {n}") in page] for page in pages]
    assert all(len(found) == 1 for found in numbers), "the number stands on each page, and no other"
    for one in made.sheets:
        text = "".join(page for page, found in zip(pages, numbers, strict=True) if found == [one.number])
        for asked in one.asked:
            assert squeezed(asked.question.question) in text
            assert all(squeezed(anchor) in text for anchor in asked.question.anchors)
        others = {each.question for other in made.sheets for each in other.asked} - {
            each.question for each in one.asked
        }
        assert not any(squeezed(question.question) in text for question in others)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert tags(opened)["/Table"] == 3
        assert str(opened.Root.Lang)[:2] == language


def test_hostile_texts_are_printed() -> None:
    entries = tuple((text[:300], text) for text in hostile.ALL)
    made = replace(ballots(), entries=entries, municipality=hostile.SCRIPTS, groups=(hostile.MARKUP,))
    asked = AskedOnPaper(made.sheets[0].asked[0].question, tuple(title for title, _text in entries))
    assert short_ballots_pdf(replace(made, sheets=(ShortSheet(101, (asked,)),))).startswith(b"%PDF")
