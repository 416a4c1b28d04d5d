"""CSV, XLSX and ODS files: what a cell is, and what keeps a file from being read."""

import csv
from datetime import date
from decimal import Decimal

import pytest

from tests.usecases.spreadsheets import ods, ods_of, sheets
from usecases import ods_file, xlsx_file
from usecases.exchange import read_file
from usecases.tables import Formula, exact, plain

TYPES = [["Titel", "Kosten", "Datum", "Ja", "Mehr", "Summe"],
         ["Pegel & Bach", 1234.5600000000001, date(2024, 7, 23), True, "eins\nzwei", "=1+1"]]  # fmt: skip


@pytest.mark.parametrize("make", [sheets, ods])
def test_a_cell_is_read_as_what_it_is(make: object) -> None:
    (sheet,) = read_file(make({"Liste": TYPES})).sheets  # type: ignore[operator]
    title, cost, day, yes, more, total = sheet.rows[1][1]
    assert (title, cost, day, yes, more) == (
        "Pegel & Bach",
        Decimal("1234.56"),
        "2024-07-23",
        "true",
        "eins\nzwei",
    )
    assert isinstance(total, Formula)


def test_carriage_returns_of_excel_and_unseen_signs_are_gone() -> None:
    assert plain("eins_x000D_\nzwei\r\ndrei") == "eins\nzwei\ndrei"
    assert plain("\ufeffKos\u00adten\u00a0in\x07 Euro") == "Kosten in Euro"
    (sheet,) = read_file(sheets({"Liste": [["Titel", "Nutzen"], ["Pegel", "eins_x000D_\nzwei"]]})).sheets
    assert "_x000D_" not in str(sheet.rows[1][1][1])


def test_a_number_beyond_all_numbers_is_no_amount_but_no_accident() -> None:
    assert exact(float("inf")) == "inf"
    assert exact(float("nan")) == "nan"


def test_a_quotation_mark_inside_a_cell_is_named_by_its_row() -> None:
    data = 'Titel;Ort\n"Pegel";"Fulda"\n"Ein 5" großer Sensor";"Hünfeld"\n'.encode()
    (problem,) = read_file(data).problems
    assert (problem.code, problem.params, problem.warning) == ("stray_quote", {"row": 3}, False)
    assert read_file(b'Titel;Ort\nEin 5" Sensor;Fulda\n').problems == ()
    assert read_file(b'Titel;Ort\n"Ein 5"" Sensor";Fulda\n').problems == ()


def test_a_first_line_without_end_is_a_sentence() -> None:
    (problem,) = read_file(b"Titel" + b"x" * (csv.field_size_limit() + 1)).problems
    assert problem.code == "cell_too_long"


def test_a_file_is_known_by_what_it_holds_and_not_by_its_name() -> None:
    assert read_file(sheets({"A": [["Titel"]]})).sheets[0].name == "A"
    assert read_file(ods({"B": [["Titel"]]})).sheets[0].name == "B"
    assert read_file(b"Titel\n").sheets[0].name == ""
    assert [problem.code for problem in read_file(b"\xd0\xcf\x11\xe0rest").problems] == ["old_workbook"]


def test_a_last_row_far_below_is_refused_and_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS_LOOKED_AT", 10)
    monkeypatch.setattr(ods_file, "MOST_ROWS_LOOKED_AT", 10)
    rows = [["Titel"], *[[""]] * 10, ["fern"]]
    for data in (sheets({"Liste": rows}), ods({"Liste": rows})):
        assert [problem.code for problem in read_file(data).problems] == ["too_many_rows"]


OUTLINED = """<table:table-header-rows>HEAD</table:table-header-rows>
<table:table-row-group><table:table-row-group><table:table-header-rows>ONE</table:table-header-rows>TWO
</table:table-row-group>THREE</table:table-row-group>FOUR"""
LINKED = '<text:p>die <text:a xlink:href="https://a.de/">neue <text:span>Wand</text:span></text:a></text:p>'


def ods_row(paragraph: str, kind: str = 'office:value-type="string"') -> str:
    return f"<table:table-row><table:table-cell {kind}>{paragraph}</table:table-cell></table:table-row>"


def rows_of(rows: str) -> list[str]:
    (sheet,) = read_file(ods_of(f'<table:table table:name="Liste">{rows}</table:table>')).sheets
    assert [number for number, _row in sheet.rows] == [*range(1, len(sheet.rows) + 1)]
    return [str(cell) for _number, (cell,) in sheet.rows]


def test_rows_of_an_outline_of_several_levels_are_read_in_their_order() -> None:
    marks = ["HEAD", "ONE", "TWO", "THREE", "FOUR"]
    rows = OUTLINED
    for mark in marks:
        rows = rows.replace(mark, ods_row(f"<text:p>{mark.lower()}</text:p>"))
    assert rows_of(rows) == [mark.lower() for mark in marks]


def test_a_link_in_a_cell_is_its_text_and_a_time_is_what_is_shown() -> None:
    assert rows_of(ods_row(LINKED)) == ["die neue Wand"]
    lasted = 'office:value-type="time" office:time-value="PT00H00M01.5S"'
    assert rows_of(ods_row("<text:p>00:01,5</text:p>", lasted)) == ["00:01,5"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found_below_title_lines(delimiter: str) -> None:
    lines = ["Liste; der, Projekte", "", delimiter.join(["Titel", "Ort", "Kosten"])]
    assert read_file("\n".join(lines).encode()).delimiter == delimiter
