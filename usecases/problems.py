"""What is wrong with an entry, as codes and figures: the wording belongs to the interface."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

Code = Literal[
    # a single field
    "missing",
    "empty",
    "too_long",
    "too_many",
    "unknown_field",
    "unknown_area",
    "unknown_value",
    "not_a_number",
    "out_of_range",
    "bad_amount",
    "ambiguous_amount",
    "range_reversed",
    "no_exact_amount",
    "amount_taken",
    "kept_in_words",
    "date_taken",
    "bad_id",
    "bad_ags",
    "unknown_key",
    "former_key",
    "key_of_other_place",
    "bad_url",
    "bad_date",
    "no_answer",
    "invalid",
    # an entry and what it refers to
    "unknown_topic",
    "topic_of_other_area",
    "unknown_theme",
    "unknown_programme",
    "dead_link",
    "link_to_itself",
    "figure_without_source",
    "setback_without_lesson",
    "no_source",
    "not_german",
    "not_english",
    "transcribed_umlaut",
    # an entry among others
    "duplicate_id",
    "possible_duplicate",
    # a library file
    "id_is_not_file_name",
    "area_is_not_folder",
    "suffix_not_lower_case",
    "not_toml",
    "not_utf8",
    "unreadable",
    "no_files",
    # an imported table
    "empty_file",
    "no_header",
    "missing_column",
    "unknown_column",
    "duplicate_column",
    "too_many_rows",
    "too_many_columns",
    "too_large",
    "not_a_workbook",
    "old_workbook",
    "other_sheets",
    "rows_above_header",
    "rows_below",
    "hidden_rows_left_out",
    "hidden_rows_taken",
    "stray_quote",
    "cell_too_long",
    "formula_cell",
    "surplus_cells",
    "garbled_text",
    "no_rows",
]

_BY_FIELD: Mapping[str, Code] = {
    "url": "bad_url",
    "date": "bad_date",
    "ags": "bad_ags",
    "id": "bad_id",
    "amount": "bad_amount",
    "up_to": "bad_amount",
    "area": "unknown_area",
}
_BY_TYPE: Mapping[str, Code] = {
    "missing": "missing",
    "string_too_long": "too_long",
    "string_too_short": "empty",
    "too_long": "too_many",
    "extra_forbidden": "unknown_field",
    "enum": "unknown_value",
    "literal_error": "unknown_value",
    "bool_parsing": "unknown_value",
    "int_parsing": "not_a_number",
    "int_type": "not_a_number",
    "int_from_float": "not_a_number",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "range_reversed": "range_reversed",
}
_FORMAT_TYPES = frozenset({"string_pattern_mismatch", "decimal_parsing", "decimal_type", "literal_error"})
_AMOUNT_TYPES = frozenset(
    {"decimal_max_digits", "decimal_max_places", "decimal_whole_digits", "finite_number"}
)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    ``field`` is dotted, list positions count from 1 ("sources.2.url"); None concerns the entry as a whole.
    ``params`` holds what a sentence needs: limits, lengths, allowed values, the offending value.
    A ``warning`` does not stop an import.
    """

    code: Code
    field: str | None = None
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)
    warning: bool = False


@dataclass(frozen=True)
class FileProblem:
    """A problem in a library file, with the line where that is known."""

    file: Path
    line: int | None
    field: str | None
    problem: Code
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        """Say it in English, for the command line and logs."""
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{place}: {self.field or 'file'}: {self.problem}{f' ({details})' if details else ''}"


def dotted(location: Sequence[str | int]) -> str:
    """Write a Pydantic error location as a field name, list positions counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)


def from_validation(error: ValidationError) -> Iterable[tuple[tuple[str | int, ...], Problem]]:
    """Turn a Pydantic error into pairs of its location and our problem."""
    for detail in error.errors(include_url=False, include_input=True):
        location = detail["loc"]
        code = _code(detail["type"], location)
        yield location, Problem(code, dotted(location), _params(code, detail.get("ctx", {}), detail["input"]))


def _code(kind: str, location: Sequence[str | int]) -> Code:
    name = next((part for part in reversed(location) if isinstance(part, str)), "")
    if kind in _AMOUNT_TYPES:
        return "bad_amount"
    if kind in _FORMAT_TYPES and name in _BY_FIELD:
        return _BY_FIELD[name]
    if kind == "greater_than_equal" and name in ("amount", "up_to"):
        return "bad_amount"
    if kind == "string_pattern_mismatch":
        return "bad_id"
    return _BY_TYPE.get(kind, "invalid")


def _params(code: Code, context: Mapping[str, object], value: object) -> dict[str, object]:
    if code == "too_long":
        return {"limit": context["max_length"], "length": len(str(value).strip())}
    if code == "too_many":
        return {"limit": context["max_length"], "length": context["actual_length"]}
    if code == "out_of_range":
        return {"value": value, **{key: context[key] for key in ("ge", "le") if key in context}}
    if code in ("missing", "empty"):
        return {}
    return {"value": value if isinstance(value, str | int | float | Decimal) else type(value).__name__}
