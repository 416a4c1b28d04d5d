"""Where the table is: in files as offices really send them."""

from typing import Any

import pytest

from tests.usecases.spreadsheets import ods, sheets
from usecases.exchange import preview, read_file
from usecases.headings import LEFT_OUT
from usecases.layout import Choice, find_layout
from usecases.problems import Problem

HEADER = ["Titel", "Handlungsfeld", "Thema", "Ort", "Bundesland", "Art", "Kurzbeschreibung", "Kosten (€)"]
PEGEL = ["Pegel am Bach", "Umwelt und Klima", "environmental-sensing", "Hofbieber", "Hessen", "Gemeinde",
         "Sensoren messen, wie hoch der Bach steht.", "ca. 48.500 €"]  # fmt: skip
BUS = ["Rufbus", "Mobilität", "", "Fulda", "Hessen", "Stadt", "Ein Bus kommt auf Zuruf.", ""]
COVER = [["Smart Region"], [], ["Stand: Mai 2024", "", "vertraulich"]]


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def layout_of(data: bytes, choice: Choice | None = None, **remembered: str) -> Any:
    return find_layout(read_file(data), choice or Choice(), remembered)


@pytest.mark.parametrize("make", [sheets, ods])
def test_the_header_is_found_below_title_lines(make: Any) -> None:
    found = layout_of(make({"Liste": [*COVER, HEADER, PEGEL, BUS]}))
    assert found.header_row == 4
    assert [number for number, _ in found.rows] == [5, 6]
    assert found.headings["cost"] == "Kosten (€)"
    assert codes(found.problems) == ["rows_above_header"]
    assert found.problems[0].params == {"row": 4, "count": 2}


def test_remarks_below_the_table_are_no_rows() -> None:
    found = layout_of(sheets({"Liste": [HEADER, PEGEL, [], ["Alle Angaben ohne Gewähr."], ["* geschätzt"]]}))
    assert [number for number, _ in found.rows] == [2]
    assert found.problems == (
        Problem("rows_below", params={"row": 4, "value": "Alle Angaben ohne Gewähr."}, warning=True),
    )


@pytest.mark.parametrize("make", [sheets, ods])
def test_the_sheet_with_known_headings_is_read_and_the_others_are_named(make: Any) -> None:
    contents = {"Deckblatt": COVER, "Projekte": [HEADER, PEGEL], "Werte": [["ja"], ["nein"]]}
    found = layout_of(make(contents, hidden=["Werte"]))
    assert found.sheet.name == "Projekte"
    assert found.problems[0] == Problem(
        "other_sheets",
        params={"sheet": "Projekte", "others": [("Deckblatt", 2, False), ("Werte", 2, True)]},
        warning=True,
    )


def test_a_hidden_sheet_is_not_read_instead_of_the_one_that_is_shown() -> None:
    contents = {"Alt": [HEADER, BUS], "Neu": [HEADER, PEGEL]}
    assert layout_of(sheets(contents, hidden=["Alt"])).sheet.name == "Neu"
    assert layout_of(sheets(contents, hidden=["Alt"]), Choice(sheet="Alt")).rows[0][1][0] == "Rufbus"


def test_where_all_is_hidden_something_is_read() -> None:
    assert layout_of(ods({"Alt": [HEADER, BUS]}, hidden=["Alt"])).rows


@pytest.mark.parametrize(
    "data",
    [
        sheets({"Liste": [HEADER, PEGEL, BUS]}, hidden_rows=[3]),
        ods({"Liste": [HEADER, PEGEL, BUS]}, collapsed=[3]),
        ods({"Liste": [HEADER, PEGEL, BUS]}, filtered=[3]),
    ],
    ids=["xlsx", "ods hidden", "ods filtered"],
)
def test_hidden_rows_are_left_out_unless_chosen_and_said_either_way(data: bytes) -> None:
    left_out, taken = layout_of(data), layout_of(data, Choice(hidden_rows=True))
    assert [row[0] for _, row in left_out.rows] == ["Pegel am Bach"]
    assert [row[0] for _, row in taken.rows] == ["Pegel am Bach", "Rufbus"]
    assert left_out.problems == (Problem("hidden_rows_left_out", params={"count": 1}, warning=True),)
    assert taken.problems == (Problem("hidden_rows_taken", params={"count": 1}, warning=True),)


def test_columns_that_nobody_knows_are_assigned_by_hand() -> None:
    header = ["Vorhaben Nr.", "Was", "Bereich", "Wo", "Land", "Gebiet", "Worum es geht", "Budget in T€"]
    data = sheets({"Liste": [header, ["1", *PEGEL[:1], *PEGEL[1:2], *PEGEL[3:7], "48,5"]]})
    found = layout_of(data)
    assert "title_de" not in found.headings
    columns = {1: "title_de", 2: "area", 3: "place", 4: "state", 5: "kind", 6: "summary_de", 7: "cost"}
    assigned = layout_of(data, Choice(columns={0: LEFT_OUT, **columns}))
    assert assigned.headings["cost"] == "Budget in T€"
    assert assigned.columns[7].heading.times == 1000
    assert assigned.columns[1].examples == ("Pegel am Bach",)
    seen = preview(read_file(data), choice=Choice(columns={0: LEFT_OUT, **columns, 4: "state"}))
    assert ("unknown_column", "Vorhaben Nr.") not in {(p.code, p.field) for p in seen.problems}
    assert seen.rows[0].title == "Pegel am Bach"


def test_what_was_assigned_before_means_the_same_again() -> None:
    data = sheets({"Liste": [["Was", "Ort"], ["Pegel", "Fulda"]]})
    assert layout_of(data, was="title_de").headings == {"title_de": "Was", "place": "Ort"}


def test_a_header_is_chosen_where_none_is_known() -> None:
    data = sheets({"Liste": [["Liste"], ["a", "b", "c"], ["d", "e", "f"]]})
    assert layout_of(data).header_row == 2
    assert layout_of(data, Choice(header_row=3)).header_row == 3


def test_a_table_that_is_too_wide_or_too_long_is_refused_and_not_cut() -> None:
    wide = sheets({"Liste": [[*HEADER, *[f"Spalte {number}" for number in range(200)]], PEGEL]})
    long = sheets({"Liste": [HEADER, *[PEGEL] * 1001]})
    assert "too_many_columns" in codes(layout_of(wide).problems)
    assert codes(layout_of(long).problems) == ["too_many_rows"]


def test_an_empty_file_has_no_layout() -> None:
    assert codes(layout_of(b"").problems) == ["empty_file"]
