"""Import of tables: everything wrong is named with its row and column, and nothing is taken by halves."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

import pytest

from tests.usecases.examples import use_case
from tests.usecases.spreadsheets import spreadsheet, workbook
from usecases import layout, tables
from usecases.catalogue import load_catalogue
from usecases.columns import columns, template_csv, to_row, write_csv
from usecases.exchange import ImportPreview, preview, read_file
from usecases.model import UseCase

ROW = {
    "id": "pegel-musterstadt",
    "title_de": "Pegelsensoren am Mühlbach",
    "area": "environment",
    "topic": "environmental-sensing",
    "place": "Musterstadt",
    "state": "Hessen",
    "kind": "town",
    "ags": "06631006",
    "status": "running",
    "summary_de": "Die Stadt misst mit drei Sensoren, wie hoch der Mühlbach steht.",
    "benefits_de": "drei Sensoren an zwei Bächen",
    "source_1_title": "Pegel online",
    "source_1_url": "https://www.musterstadt.de/pegel",
    "source_1_date": "2024-05",
}


def table(*rows: dict[str, str], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Write rows as CSV with the columns of the first one."""
    names = list(rows[0])
    lines = [names, *([row.get(name, "") for name in names] for row in rows)]
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines).encode(encoding)


def imported(data: bytes, existing: Iterable[UseCase] = ()) -> ImportPreview:
    return preview(read_file(data), existing)


def problems(preview: ImportPreview, row: int = 0) -> set[tuple[str, str | None]]:
    return {(problem.code, problem.field) for problem in preview.rows[row].problems}


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_sound_table_is_read_whatever_its_encoding_and_delimiter(delimiter: str, encoding: str) -> None:
    preview = imported(table(ROW, delimiter=delimiter, encoding=encoding))
    assert preview.ready
    assert preview.use_cases == (use_case(),)
    assert preview.delimiter == delimiter
    assert preview.encoding == {"utf-8": "utf-8-sig"}.get(encoding, encoding)
    assert preview.rows[0].number == 2


def test_the_whole_library_survives_the_way_through_a_table() -> None:
    library = load_catalogue().all
    wanted = columns(max(len(found.sources) for found in library))
    data = write_csv([[column.name for column in wanted], *(to_row(found, wanted) for found in library)])
    assert imported(data).use_cases == library


def test_german_headings_and_names_are_understood() -> None:
    preview = imported(
        table(
            {
                "Titel": "Pegelsensoren am Mühlbach",
                "HANDLUNGSFELD": "Umwelt & Klima",
                "Thema": "Umweltsensorik, Klima, Wasser & Hochwasser",
                "Schlagworte": "Umweltsensorik | Starkregen- und Hochwasserwarnung",
                "Ort": "Musterstadt",
                "Bundesland": "Hessen",
                "Art": "Großstadt",
                "AGS": "6631006",
                "Status": "umgesetzt",
                "Belegt": "hoch",
                "Open Source": "ja",
                "Kosten": "1.234.567,50 €",
                "Kurzbeschreibung": "Die Stadt misst, wie hoch der Bach steht.",
                "Quelle 1 Titel": "Pegel",
                "Quelle 1 Adresse": "https://a.de",
                "Quelle 1 Datum": "3.7.2024",
                "Förderprogramm": "leader (eu)",
            }
        )
    )
    (found,) = preview.use_cases
    assert (found.area, found.topic, found.status, found.confidence) == (
        "environment",
        "environmental-sensing",
        "implemented",
        "high",
    )
    assert found.themes == ("environmental-sensing", "heavy-rain-warning")
    assert (found.origin.kind, found.origin.ags) == ("city", ("06631006",))
    assert found.open_source is True
    assert found.cost is not None
    assert found.cost.amount == Decimal("1234567.50")
    assert found.sources[0].date == "2024-07-03"
    assert found.funding_programme is not None
    assert found.funding_programme.id == "leader"
    assert found.id == "pegelsensoren-am-muehlbach-musterstadt"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1234", "1234"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("12,50", "12.5"),
        ("12.50", "12.5"),
        ("1,234.50", "1234.5"),
        ("1,234,567", "1234567"),
        ("45 000 Euro", "45000"),
        ("45 000,00 €", "45000"),
        ("26275.2", "26275.2"),
        ("48.500,-", "48500"),
        ("120 T€", "120000"),
        ("1,2 Mio. €", "1200000"),
    ],
)
def test_amounts_are_read_as_people_write_them(written: str, amount: str) -> None:
    (found,) = imported(table({**ROW, "cost": written})).use_cases
    assert found.cost is not None
    assert found.cost.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("cost", "1,234", "ambiguous_amount"),
        ("cost", "siehe Anlage", "bad_amount"),
        ("cost", "80.000–50.000", "range_reversed"),
        ("grant", "bis zu 80.000 €", "no_exact_amount"),
        ("cost", "-5", "bad_amount"),
        ("area", "Sport", "unknown_area"),
        ("area", "", "missing"),
        ("topic", "Eisstockschießen", "unknown_topic"),
        ("topic", "lorawan", "topic_of_other_area"),
        ("topic", "", "missing"),
        ("themes", "Quatsch | Umweltsensorik", "unknown_theme"),
        ("funding_programme_id", "quatsch", "unknown_programme"),
        ("related", "no-such-entry", "dead_link"),
        ("status", "fertig", "unknown_value"),
        ("open_source", "vielleicht", "unknown_value"),
        ("kind", "Dorf", "unknown_value"),
        ("start_year", "bald", "not_a_number"),
        ("start_year", "1066", "out_of_range"),
        ("place", "", "missing"),
        ("state", "", "missing"),
        ("ags", "123", "bad_ags"),
        ("title_de", "x" * 81, "too_long"),
        ("summary_de", "", "missing"),
        ("summary_de", "Die Stadt misst Pegel für Bürger.".encode().decode("cp1252"), "garbled_text"),
        ("benefits_de", " | ".join(["ein Vorteil"] * 11), "too_many"),
        ("source_1_url", "musterstadt.de", "bad_url"),
        ("source_1_url", "javascript:alert(1)", "bad_url"),
        ("source_1_url", "", "missing"),
        ("source_1_date", "im Mai", "bad_date"),
        ("id", "Ein Titel", "bad_id"),
    ],
)
def test_what_is_wrong_is_named_with_its_column(column: str, cell: str, code: str) -> None:
    preview = imported(table({**ROW, column: cell}))
    assert (code, column) in problems(preview)
    assert not preview.ready
    assert preview.use_cases == ()


def test_a_cell_is_named_once_for_one_mistake() -> None:
    preview = imported(table({**ROW, "cost": "viel"}))
    assert [problem.code for problem in preview.rows[0].problems] == ["bad_amount"]
    assert preview.rows[0].problems[0].params == {"value": "viel"}


@pytest.mark.parametrize("column", ["cost", "grant"])
def test_a_figure_without_a_source_is_refused(column: str) -> None:
    row = {key: value for key, value in ROW.items() if not key.startswith("source")}
    assert problems(imported(table({**row, column: "500"}))) == {("figure_without_source", column)}
    assert problems(imported(table({**row, "benefits_de": "12 Pegel"}))) == {
        ("figure_without_source", "benefits_de")
    }
    assert imported(table(row)).ready


def test_a_row_without_any_source_is_a_hint_and_no_obstacle() -> None:
    row = {key: value for key, value in ROW.items() if not key.startswith("source")}
    preview = imported(table(row))
    assert problems(preview) == {("no_source", None)}
    assert preview.ready


def test_a_scope_without_an_amount_is_refused() -> None:
    assert problems(imported(table({**ROW, "cost_scope_de": "alles"}))) == {("missing", "cost")}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Gebäude der Stadt", "mac_roman"),
        ("Sensoren für Pegel", "mac_roman"),
        ("Beleuchtung der Straße", "mac_roman"),
        ("Übergabe der Daten", "mac_roman"),
        ("Schöne Orte", "cp850"),
        ("Träger der Daten", "cp850"),
        ("Öffnung der Daten", "cp850"),
    ],
)
def test_text_of_an_old_encoding_is_not_taken_for_words(text: str, encoding: str) -> None:
    # The example's own texts hold umlauts that would be found, or could not be read, in its place.
    plain = {**ROW, "title_de": text, "summary_de": "Messen.", "benefits_de": ""}
    preview = imported(table(plain, encoding=encoding))
    assert problems(preview) == {("garbled_text", "title_de")}


@pytest.mark.parametrize(
    "text",
    [
        "Die Škodas von Miloš Žižka fahren nach Košice",
        "Die „Straße” und die „Gärten”, „Wort”es wegen",
        "Die App („mein Ort“) nach § 5 OZG, BauGB§34, von Acme™ und Acme™s Partnern",
        "MÜLLER und ŠKODA aus L'Haÿ, Málaga und Łódź",
        "Erich Weiß †1950, 50 €/Monat …und so weiter",
    ],
)
def test_names_and_quotes_are_not_taken_for_broken_umlauts(text: str) -> None:
    assert imported(table({**ROW, "summary_de": text})).ready


def test_sources_keep_their_number_when_one_is_left_out() -> None:
    row = {**ROW, "source_3_title": "Drei", "source_3_url": "https://c.de"}
    (found,) = imported(table(row)).use_cases
    assert [source.title for source in found.sources] == ["Pegel online", "Drei"]
    assert problems(imported(table({**row, "source_3_url": "c.de"}))) == {("bad_url", "source_3_url")}


def test_a_link_without_a_title_is_called_by_who_offers_the_page() -> None:
    row = {**ROW, "source_1_title": ""}
    (found,) = imported(table(row)).use_cases
    assert found.sources[0].title == "musterstadt.de"
    broken = imported(table({**row, "source_1_url": "http://[::1"}))
    assert not broken.ready


def test_one_bad_row_holds_back_the_whole_file() -> None:
    good, bad = {**ROW, "id": "good"}, {**ROW, "id": "bad", "title_de": "Etwas ganz anderes", "area": "Sport"}
    preview = imported(table(good, bad))
    assert [row.sound for row in preview.rows] == [True, False]
    assert not preview.ready
    assert preview.use_cases == ()


def test_an_id_that_exists_is_refused_with_where_it_is() -> None:
    preview = imported(table(ROW, {**ROW, "title_de": "Etwas ganz anderes"}))
    assert problems(preview, 0) == set()
    assert problems(preview, 1) == {("duplicate_id", "id")}
    assert preview.rows[1].problems[0].params["row"] == 2
    preview = imported(table(ROW), existing=[use_case()])
    assert problems(preview) == {("duplicate_id", "id")}
    assert preview.rows[0].problems[0].params == {
        "value": "pegel-musterstadt",
        "title": "Pegelsensoren am Mühlbach",
        "row": None,
    }


def test_an_id_made_from_title_and_place_is_refused_if_it_is_taken() -> None:
    row = {**ROW, "id": ""}
    preview = imported(table(row, row))
    assert problems(preview, 0) == set()
    assert problems(preview, 1) == {("duplicate_id", "id")}
    assert preview.rows[1].problems[0].params["row"] == 2
    again = imported(table(row), existing=imported(table(row)).use_cases)
    assert problems(again) == {("duplicate_id", "id")}
    assert not again.ready


def test_an_entry_alike_is_pointed_out_even_if_the_id_is_taken() -> None:
    alike = {**ROW, "id": "other"}
    taken = [use_case(), use_case(id="other", title_de="Etwas ganz anderes")]
    assert problems(imported(table(alike), existing=taken)) == {
        ("duplicate_id", "id"),
        ("possible_duplicate", "title_de"),
    }


def test_an_id_is_refused_even_if_the_row_that_has_it_is_faulty() -> None:
    preview = imported(table({**ROW, "area": "Sport"}, {**ROW, "title_de": "Etwas ganz anderes"}))
    assert ("duplicate_id", "id") not in problems(preview, 0)
    assert problems(preview, 1) == {("duplicate_id", "id")}
    assert preview.rows[1].problems[0].params["row"] == 2


def test_a_row_tells_all_its_faults_at_once() -> None:
    preview = imported(table(ROW, {**ROW, "title_de": "Etwas ganz anderes", "area": "Sport"}))
    faulty = {field for _code, field in problems(preview, 1)}
    assert {"id", "area"} <= faulty


def test_an_entry_alike_in_title_and_place_is_pointed_out_but_may_be_imported() -> None:
    row = {**ROW, "id": "new", "title_de": "Pegel-Sensoren am Muehlbach"}
    preview = imported(table(row), existing=[use_case()])
    (warning,) = preview.rows[0].problems
    assert (warning.code, warning.warning) == ("possible_duplicate", True)
    assert warning.params["id"] == "pegel-musterstadt"
    assert preview.ready
    elsewhere = {**row, "place": "Anderswo", "ags": "06415000"}
    assert problems(imported(table(elsewhere), existing=[use_case()])) == set()


def test_a_doubtful_language_is_a_hint_and_no_obstacle() -> None:
    preview = imported(table({**ROW, "benefits_de": "one of the sensors is on the bridge"}))
    assert problems(preview) == {("not_german", "benefits_de")}
    assert preview.ready


def test_a_link_within_the_file_is_alive() -> None:
    other = {**ROW, "id": "other", "title_de": "Etwas ganz anderes"}
    assert imported(table({**ROW, "related": "other"}, {**other, "related": ""})).ready


def test_blank_rows_are_skipped_and_rows_keep_their_number() -> None:
    data = table(ROW, {}, {**ROW, "id": "other", "title_de": "Etwas ganz anderes"})
    preview = imported(data)
    assert [row.number for row in preview.rows] == [2, 4]
    assert preview.ready


@pytest.mark.parametrize("line", ["sep=;\r\n", '"sep=;"\n', "SEP=;;;\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_line_that_tells_excel_the_delimiter_is_no_header(line: str, encoding: str) -> None:
    preview = imported((line + table(ROW).decode()).encode(encoding))
    assert preview.use_cases == (use_case(),)
    assert preview.rows[0].number == 2


def test_cells_beyond_the_header_are_not_dropped_silently() -> None:
    data = table(ROW) + b';"verrutscht"'
    assert problems(imported(data)) == {("surplus_cells", None)}


def test_headers_are_checked() -> None:
    preview = imported(table({**ROW, "Farbe": "rot"}))
    assert [(found.code, found.field, found.warning) for found in preview.problems] == [
        ("unknown_column", "Farbe", True)
    ]
    assert preview.ready
    without_area = {key: value for key, value in ROW.items() if key != "area"}
    preview = imported(table(without_area))
    assert [(found.code, found.field) for found in preview.problems] == [("missing_column", "area")]
    assert preview.rows == ()
    preview = imported(table({**ROW, "Titel": "Noch einer"}))
    assert [(found.code, found.field) for found in preview.problems] == [("duplicate_column", "title_de")]
    assert not preview.ready


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\n\n ; ;\n", "empty_file"),
        (b"Name;Farbe\nx;y\n", "no_header"),
        (template_csv(), "no_rows"),
        (b"title_de;\0\n", "unreadable"),
        (b'title_de;area\n"offen;x\n', "stray_quote"),
        (b"\x81\x8d", "unreadable"),
    ],
)
def test_a_file_that_is_no_table_is_refused(data: bytes, code: str) -> None:
    preview = imported(data)
    assert code in [problem.code for problem in preview.problems]
    assert not preview.ready
    assert preview.rows == ()


def test_size_and_number_of_rows_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (tables, layout):
        monkeypatch.setattr(module, "MOST_ROWS", 3)
    rows = [{**ROW, "id": f"row-{number}", "title_de": f"Titel {number * 7919}"} for number in range(4)]
    assert imported(table(*rows[:3])).ready
    assert [problem.code for problem in imported(table(*rows)).problems] == ["too_many_rows"]
    assert [problem.code for problem in imported(workbook(*rows)).problems] == ["too_many_rows"]
    # Blank rows do not count, and what stands below them is not lost.
    assert len(imported(table(rows[0], *[{}] * 50, rows[1])).rows) == 2
    monkeypatch.setattr(tables, "MOST_BYTES", 100)
    for file in (table(ROW), workbook(ROW), spreadsheet([ROW])):
        assert [problem.code for problem in imported(file).problems] == ["too_large"]


def test_a_workbook_is_read() -> None:
    row = {
        **ROW,
        "ags": 6631006,
        "start_year": 2021.0,
        "cost": 26275.2,
        "source_1_date": datetime(2024, 5, 3),
    }
    (found,) = imported(workbook(row)).use_cases
    assert found.origin.ags == ("06631006",)
    assert found.start_year == 2021
    assert found.cost is not None
    assert found.cost.amount == Decimal("26275.2")
    assert found.sources[0].date == "2024-05-03"


def test_a_programme_may_be_given_by_its_id_alone() -> None:
    (found,) = imported(workbook({**ROW, "funding_programme_id": "leader", "open_source": True})).use_cases
    assert found.funding_programme is not None
    assert found.funding_programme.name == "LEADER (EU)"
    assert found.open_source is True


def test_a_number_of_a_workbook_is_never_taken_for_thousands() -> None:
    preview = imported(workbook({**ROW, "cost": 1.234}))
    assert problems(preview) == {("bad_amount", "cost")}
    (found,) = imported(workbook({**ROW, "cost": 1.5})).use_cases
    assert found.cost is not None
    assert found.cost.amount == Decimal("1.5")


def test_a_computed_number_of_a_workbook_is_the_amount_in_cents_that_was_meant() -> None:
    (found,) = imported(workbook({**ROW, "cost": 1234.5600000000001, "grant": 0.1 + 0.2})).use_cases
    assert found.cost is not None
    assert found.grant is not None
    assert (found.cost.amount, found.grant.amount) == (Decimal("1234.56"), Decimal("0.3"))
    assert problems(imported(workbook({**ROW, "cost": 1234.56001}))) == {("bad_amount", "cost")}


def test_formulas_are_reported_and_not_computed() -> None:
    preview = imported(workbook({**ROW, "cost": "=1+1", "summary_de": '=HYPERLINK("https://evil.de")'}))
    assert {("formula_cell", "cost"), ("formula_cell", "summary_de")} == problems(preview)


def test_what_is_no_workbook_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("hello.txt", "no workbook")
    for data in (packed.getvalue(), workbook(ROW)[:-200], b"PK\x03\x04", spreadsheet([ROW])[:-200]):
        preview = imported(data)
        assert [problem.code for problem in preview.problems] == ["not_a_workbook"]
        assert not preview.ready


def test_a_workbook_that_swells_when_unpacked_is_refused_unread() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (tables.MOST_UNPACKED_BYTES + 1))
    preview = imported(packed.getvalue())
    assert [problem.code for problem in preview.problems] == ["too_large"]


def test_an_export_never_starts_a_formula_and_comes_back_unchanged() -> None:
    original = use_case(summary_de="=1+1 ist zwei", benefits_de=["-20 Prozent", "@Rathaus"])
    wanted = columns()
    data = write_csv([[column.name for column in wanted], to_row(original, wanted)])
    assert b"'=1+1" in data
    assert b"'-20" in data
    assert imported(data).use_cases == (original,)


@pytest.mark.parametrize("day", ["31.04.2024", "30.02.2023", "31.6.2024", "29.02.2023", "2024-04-31"])
def test_a_day_that_does_not_exist_is_refused_with_its_row(day: str) -> None:
    preview = imported(table(ROW, {**ROW, "id": "zweite", "source_1_date": day}))
    assert not preview.ready
    assert preview.rows[0].sound
    assert preview.rows[1].number == 3
    (problem,) = [found for found in preview.rows[1].problems if found.code == "bad_date"]
    assert problem.field == "sources.1.date"


@pytest.mark.parametrize("day", ["29.02.2024", "2024", "02.2024"])
def test_a_day_that_exists_is_taken(day: str) -> None:
    assert imported(table({**ROW, "source_1_date": day})).ready


@pytest.mark.parametrize("gap", ["k. A.", "-", "–", "n/a", "keine Angabe", "unbekannt", "entfällt", "N.N."])
def test_words_that_say_nothing_are_gaps_and_one_hint_names_the_column(gap: str) -> None:
    row = {
        **ROW,
        "technologies": gap,
        "funding_programme": gap,
        "lessons_de": gap,
        "cost": gap,
        "start_year": gap,
    }
    preview = imported(table(row, {**row, "id": "zweite", "title_de": "Bürgerbus am Abend"}))
    assert preview.ready
    for found in preview.use_cases:
        assert found.technologies == ()
        assert (found.funding_programme, found.lessons_de, found.cost, found.start_year) == (None,) * 4
    hinted = [problem.field for problem in preview.problems if problem.code == "no_answer"]
    assert sorted(map(str, hinted)) == [
        "cost",
        "funding_programme",
        "lessons_de",
        "start_year",
        "technologies",
    ]
    assert all(problem.code != "no_answer" for row in preview.rows for problem in row.problems)


def test_a_needed_cell_and_a_known_word_are_no_gaps() -> None:
    assert imported(table({**ROW, "status": "unbekannt"})).use_cases[0].status == "unknown"
    assert imported(table({**ROW, "summary_de": "-"})).rows[0].use_case is not None
    assert imported(table({**ROW, "source_1_url": "-"})).rows[0].use_case is None
