"""The form of an own entry loses nothing, and says in sentences what is wrong."""

from decimal import Decimal
from typing import get_args

import pytest

from tests.usecases.examples import use_case
from translations import language
from ui.entries.choices import choices, choices_name
from ui.entries.fields import NEEDED, SECTIONS, Kind, cells_of, column_name
from ui.entries.form import AREA_OF_TOPIC, UNSEEN
from ui.entries.preview import ROWS_SHOWN, preview_table
from ui.entries.problems import bullets, sentence
from usecases.columns import MOST_SOURCES, columns, template_csv
from usecases.entry_rows import read_entry
from usecases.exchange import ImportPreview, preview, read_file
from usecases.headings import understood
from usecases.problems import Code, Problem
from workshops.library.holdings import shipped
from workshops.library.problems import SENTENCES

ASKED = [field for section in SECTIONS for field in section.fields]
CHOSEN = [field for field in ASKED if field.kind in (Kind.CHOICE, Kind.SEVERAL)]


def test_every_column_is_asked_for_or_follows_from_another() -> None:
    follows = {"id", "area", *UNSEEN}
    names = {column.name for column in columns() if not column.name.startswith("source_")}
    assert names - follows == {field.column for field in ASKED}
    assert {column.name for column in columns() if column.required} - {"area"} <= set(NEEDED)


def test_the_form_gives_back_what_it_was_filled_with() -> None:
    for case in shipped():
        cells = {name: text for name, text in cells_of(case).items() if text}
        assert AREA_OF_TOPIC[cells["topic"]] == case.area
        assert read_entry(cells).use_case == case


def test_all_that_the_library_holds_can_be_chosen() -> None:
    for case in shipped():
        cells = cells_of(case)
        for field in CHOSEN:
            assert set(filter(None, cells[field.column].split("\n"))) <= set(choices(field.column))


@pytest.mark.parametrize("code", ["de", "en"])
@pytest.mark.parametrize("field", CHOSEN, ids=lambda field: field.column)
def test_every_choice_has_a_name_of_its_own(field, code: str) -> None:  # type: ignore[no-untyped-def]
    with language(code):
        names = [choices_name(field.column)(value) for value in choices(field.column)]
    assert len(set(names)) == len(names)


def test_every_problem_has_a_sentence() -> None:
    assert set(SENTENCES) == set(get_args(Code))


def test_a_sentence_names_the_field_and_keeps_what_was_typed_literal() -> None:
    with language("de"):
        assert column_name("source_2_url") == column_name("sources.2.url") == "Quelle 2: Adresse"
        text = sentence(Problem("unknown_area", "area", {"value": "*Weltraum*"}))
        assert (
            text
            == "Handlungsfeld: „*Weltraum*“ ist kein Handlungsfeld. Bitte nehmen Sie einen der neun Namen."
        )
        assert "\\*Weltraum\\*" in bullets([Problem("unknown_area", "area", {"value": "*Weltraum*"})])
        assert column_name("Spalte von mir") == "Spalte von mir"


def test_an_amount_is_shown_as_a_number_of_the_language() -> None:
    for code, shown in (("de", "„1234,567“"), ("en", "“1234.567”")):
        with language(code):
            assert shown in sentence(Problem("bad_amount", "cost", {"value": Decimal("1234.567")}))


def test_problems_as_they_are_found_fill_every_gap_of_their_sentences() -> None:
    names = [column.name for column in columns()]
    header = ";".join(names)
    broken = {
        "title_de": "T" * 90,
        "area": "Weltraum",
        "start_year": "bald",
        "status": "irgendwie",
        "cost": "1,234",
        "grant": "viel",
        "ags": "123",
        "source_1_url": "gibt es",
        "source_1_date": "gestern",
        "id": "Ä Ö",
    }
    row = ";".join(broken.get(name, "") for name in names)
    seen = imported(f"{header}\n{row}\n".encode())
    with language("de"):
        sentences = [sentence(problem) for found in seen.rows for problem in found.problems]
    assert len(sentences) > len(broken)
    assert not [text for text in sentences if "–" in text or "{" in text]


def test_of_a_long_table_the_faulty_rows_come_first() -> None:
    sound = {name: text for name, text in cells_of(use_case(id="x")).items() if text and name != "id"}
    lines = [";".join(sound)]
    lines += [";".join(sound.values()).replace("Pegel", f"Ort {row}") for row in range(ROWS_SHOWN)]
    lines.append(lines[-1].replace("environment", "Weltraum"))
    seen = imported("\n".join(lines).encode())
    assert len(seen.rows) == ROWS_SHOWN + 1
    with language("de"):
        table = preview_table(seen)
    assert len(table.rows) == ROWS_SHOWN
    assert table.rows[0][0] == str(ROWS_SHOWN + 2)
    assert table.rows[0][2] == "✗ berichtigen"
    assert "„Weltraum“" in table.rows[0][3]


def test_what_a_faulty_row_lacks_leaves_no_empty_quotes_in_a_sentence_about_it() -> None:
    header = template_csv().decode("utf-8-sig").strip()
    row = f"x;;;;;;{';' * (header.count(';') - 7)}laufend"
    seen = imported(f"{header}\n{row}\n{row}\n".encode())
    with language("de"):
        assert "an „–“" in bullets(seen.rows[1].problems)


def test_whatever_a_column_is_called_in_messages_is_a_heading_that_the_import_knows() -> None:
    for column in columns(MOST_SOURCES):
        for code in ("de", "en"):
            with language(code):
                heading = understood(column_name(column.name))
            assert heading is not None, (column.name, code)
            wanted = {"funding_programme_id": "funding_programme"}.get(column.name, column.name)
            assert heading.column.name == wanted, (column.name, code)


def test_a_message_calls_a_column_as_the_file_does() -> None:
    seen = imported(b"Projekt*;Kosten (EUR)\nPegel;viel\n")
    with language("de"):
        assert r"Handlungsfeld\: Diese Spalte fehlt" in bullets(seen.problems, seen.layout.headings)
    full = ";".join(
        ("Projekt*", "Handlungsfeld", "Ort", "Land", "Art des Ortes", "Kurzbeschreibung", "Kosten (EUR)")
    )
    broken = imported(f"{full}\nPegel;Umwelt und Klima;Fulda;Hessen;Stadt;Misst.;viel\n".encode())
    with language("de"):
        table = preview_table(broken)
    assert "Kosten (EUR): „viel“ ist kein Betrag" in table.rows[0][3]


def imported(data: bytes) -> ImportPreview:
    return preview(read_file(data))
