"""What is wrong with an entry of the library, in sentences: what it is, and what to do now."""

from collections.abc import Mapping
from decimal import Decimal

from translations import N_, _, ngettext
from translations.formats import exact, number
from usecases.problems import Code, FileProblem

SENTENCES: Mapping[Code, str] = {
    "missing": N_("Is missing. Please fill it in."),
    "empty": N_("Is empty. Please fill it in."),
    "too_long": N_("Has {length} characters; {limit} fit on a card. Please shorten it."),
    "too_many": N_("Has {length} items; {limit} are possible. Please leave some out."),
    "unknown_field": N_("This column is unknown and cannot be taken over."),
    "unknown_area": N_("“{value}” is no field of action. Please use one of the nine names.{offers}"),
    "unknown_value": N_("“{value}” is not known here.{offers}"),
    "not_a_number": N_("“{value}” is no whole number. Please write it in digits."),
    "out_of_range": N_("{value} is out of range. Please check it."),
    "bad_amount": N_("“{value}” is no amount in euro. Please write it like 48.500 or 48500,50."),
    "ambiguous_amount": N_(
        "“{value}” may mean thousands or a decimal comma. Please write 1234 or 1,23 without doubt."
    ),
    "range_reversed": N_("The upper amount is not above the lower one. Please check both."),
    "no_exact_amount": N_(
        "“{value}” is a bound or another currency. Please write the amount in euro, or leave it empty."
    ),
    "amount_taken": N_("“{value}” is taken over as {taken} €; the words are kept with what it covers."),
    "kept_in_words": N_("“{value}” is no exact amount in euro. It is kept in words."),
    "date_taken": N_("“{value}” is taken over as {taken}."),
    "bad_id": N_("“{value}” is no identifier: only a to z, digits and hyphens. Or leave it empty."),
    "bad_ags": N_("“{value}” is no official key: eight digits for a municipality, five for a district."),
    "unknown_key": N_(
        "No municipality or district of Hessen has the key “{value}”. Please correct it, or leave it empty."
    ),
    "former_key": N_("“{value}” is a former key. {place} now has {key}, which is taken over."),
    "key_of_other_place": N_("“{value}” is {place}, which the entry does not name. Is the key right?"),
    "bad_url": N_("“{value}” is no web address. Please copy it from the browser, with https://."),
    "bad_date": N_("“{value}” is no date. Please write a day that exists, like 2024, 07.2024 or 23.07.2024."),
    "no_answer": N_("“{value}” says that nothing is known; the cell is taken as empty."),
    "invalid": N_("“{value}” cannot be taken over. Please correct it."),
    "unknown_topic": N_("“{value}” is no topic of the library. Please use one of its names.{offers}"),
    "topic_of_other_area": N_("The topic belongs to another field of action. Please choose one that fits."),
    "unknown_theme": N_("“{value}” is no theme of the library. Please use one of its names.{offers}"),
    "unknown_programme": N_("The programme “{value}” is unknown. Please use a name of the library."),
    "dead_link": N_("There is no use case “{value}”. Please correct or remove the link."),
    "link_to_itself": N_("The entry refers to itself. Please remove the link."),
    "figure_without_source": N_("Holds a figure, but the entry has no source. Please name the source."),
    "setback_without_lesson": N_("A setback needs its lesson. Please write what it failed at."),
    "no_source": N_("No source is named. Please name one, so that everybody can read it up."),
    "not_german": N_("Reads like English. Please check whether it is German."),
    "not_english": N_("Reads like German. Please check whether it is English."),
    "transcribed_umlaut": N_("“{value}” is written without its umlaut. Please write ä, ö, ü or ß."),
    "duplicate_id": N_(
        "The identifier “{value}” is taken already, by “{title}”. "
        "Please leave this one out if it is the same use case; else give it another identifier."
    ),
    "possible_duplicate": N_("“{title}” from {place} is very much alike. Is it the same one?"),
    "empty_file": N_("The file is empty. Please choose the one that holds your table."),
    "no_header": N_(
        "No row has headings that are known. Please assign the columns below, or start from the template."
    ),
    "missing_column": N_(
        "This column is missing. Please assign one of the file's columns to it, or add it to the file."
    ),
    "unknown_column": N_("This column is unknown and is left out."),
    "duplicate_column": N_("This column occurs twice. Please keep one of them."),
    "too_many_rows": N_("The file has more than {limit} rows. Please divide it."),
    "too_large": N_("The file is too large. Please divide it."),
    "too_many_columns": N_("The table has more than {limit} columns. Please leave some out."),
    "not_a_workbook": N_("The file is no readable XLSX or ODS workbook. Please save it anew, or as CSV."),
    "old_workbook": N_("The file has the old format of Excel (.xls), or a password. Please save it as XLSX."),
    "other_sheets": N_("The sheet “{sheet}” is read; these are left out: {others}."),
    "rows_above_header": N_(
        "The headings stand in row {row}. What stands above them is no part of the table."
    ),
    "rows_below": N_("From row {row} on, below the table, nothing is taken over: “{value}”."),
    "hidden_rows_left_out": N_("Hidden or filtered rows are left out: {count}."),
    "hidden_rows_taken": N_("Hidden or filtered rows are taken over, too: {count}."),
    "stray_quote": N_(
        "In row {row} a quotation mark stands inside a cell, so that its end is unclear. "
        "Please write it twice, or replace it by “ or ”."
    ),
    "cell_too_long": N_(
        "A cell has more than {limit} characters. Please check whether a quotation mark is missing."
    ),
    "formula_cell": N_("The cell holds a formula or an error. Please replace it by its value."),
    "surplus_cells": N_("The row has more cells than the header. Please check for a separator too many."),
    "garbled_text": N_("“{value}” has broken umlauts. Please save the file as CSV UTF-8."),
    "no_rows": N_("The file has a header but no rows."),
    "unreadable": N_("The file cannot be read as text. Please save it as CSV UTF-8 or as XLSX."),
    "id_is_not_file_name": N_("The identifier is not the file's name."),
    "area_is_not_folder": N_("The field of action is not the folder's name."),
    "suffix_not_lower_case": N_(
        "The file's name ends in “{value}”. Please rename it so that it ends in .toml."
    ),
    "not_toml": N_("The file cannot be read as TOML: {reason}. Please correct it."),
    "not_utf8": N_("The file is not saved as UTF-8. Please save it anew as UTF-8."),
    "no_files": N_("There are no library files here. Please install the tool anew."),
}


def described(problem: Code, params: Mapping[str, object]) -> str:
    """Return a problem as a sentence, without the field that it is about."""
    words = {name: _word(name, value) for name, value in params.items() if value not in ("", None)}
    return _(SENTENCES[problem]).format_map(_Gaps({"offers": ""} | words))


def in_file(found: FileProblem) -> str:
    """Return a problem of a library file with the place where it is to be corrected."""
    place = _("{file}, line {line}") if found.line else _("{file}")
    field = _(", field “{field}”").format(field=found.field) if found.field else ""
    return (
        f"{place.format(file=found.file, line=found.line)}{field}: {described(found.problem, found.params)}"
    )


def _word(name: str, value: object) -> str:
    if name == "offers":
        return " " + _("Is one of these meant: {names}?").format(names=_listed(value))
    if name == "others":
        return ", ".join(_sheet(*sheet) for sheet in value)  # type: ignore[attr-defined]
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value() and value >= 10_000
        return _short(number(int(value)) if whole else exact(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value) if value >= 10_000 else str(value)
    return _short(str(value))


def _listed(names: object) -> str:
    assert isinstance(names, tuple | list)
    return ", ".join(_("“{name}”").format(name=name) for name in names)


def _sheet(name: str, rows: int, hidden: bool) -> str:
    count = ngettext("{n} row", "{n} rows", rows).format(n=number(rows))
    text = _("“{sheet}” ({rows}, hidden)") if hidden else _("“{sheet}” ({rows})")
    return text.format(sheet=name, rows=count)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


class _Gaps(dict[str, str]):
    """A problem that was found without a value shows a dash in its sentence."""

    def __missing__(self, name: str) -> str:
        return "–"
