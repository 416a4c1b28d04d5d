"""The coordinator's yearly list, read back from both kinds of file."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest

from reports.yearly import YearlyRow, summary, yearly_csv, yearly_xlsx
from sketches.model import Language
from translations import language

ROWS = (
    YearlyRow(
        "Eichenzell",
        "Fulda",
        "Pegel",
        "Umwelt",
        2025,
        "bewilligt",
        date(2026, 3, 2),
        Decimal("34605.45"),
        "Gut.",
    ),
    YearlyRow("Hofbieber", "Fulda", "=1+1", "Mobilität", 2026, "noch offen", None, None, '=HYPERLINK("x")'),
)


@pytest.mark.parametrize(("code", "amount"), [("de", "34.605,45"), ("en", "34,605.45")])
def test_a_spreadsheet_reads_the_csv_and_runs_none_of_it(code: Language, amount: str):
    text = yearly_csv(ROWS, code).decode("utf-8-sig")
    header, first, second = csv.reader(StringIO(text), delimiter=";")
    assert len(header) == len(first) == len(second) == 9
    assert first[4:8] == ["2025", "bewilligt", "02.03.2026", amount]
    assert second[2] == "'=1+1"
    assert second[6:] == ["", "", '\'=HYPERLINK("x")']


def test_days_and_amounts_are_values_in_the_workbook():
    book = openpyxl.load_workbook(BytesIO(yearly_xlsx(ROWS, 2026, "de")))
    header, first, second = book["2026"].iter_rows()
    assert [cell.value for cell in header][:3] == ["Kommune", "Kreis", "Vorhaben"]
    assert (first[6].value, first[7].value) == (datetime(2026, 3, 2), 34605.45)
    assert (second[2].value, second[2].data_type) == ("=1+1", "s")
    assert second[6].value is second[7].value is None


def test_the_year_is_summed_up_in_a_sentence():
    with language("de"):
        said = summary(ROWS, Decimal("34605.45"), 2026)
        assert said.startswith("2026: 1 bewilligt und 1 noch offen.")
        assert "34.605,45" in said
        assert "€" not in summary(ROWS, Decimal(0), 2026)
