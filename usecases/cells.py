"""One row of a table becomes the raw fields of a use case: what people type, as the model wants it.

Understood are names instead of ids (German or English), decimal commas, dates as 23.07.2024 or 07/2024, and
keys whose leading zero a spreadsheet has eaten. What could mean two things is not guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from translations import numerals
from translations.gaps import says_nothing
from usecases.areas import Labelled, area, areas, topics
from usecases.columns import Column
from usecases.problems import Code, Problem
from usecases.tables import Cell, Formula
from usecases.vocabulary import programmes, themes

_STATUS = {
    "geplant": "planned",
    "laufend": "running",
    "läuft": "running",
    "umgesetzt": "implemented",
    "beendet": "ended",
    "unbekannt": "unknown",
}
_KIND = {
    "gemeinde": "municipality",
    "stadt": "town",
    "großstadt": "city",
    "grossstadt": "city",
    "landkreis": "district",
    "kreis": "district",
    "verbund": "joint",
}
_COVERS = {"ganzes": "entry", "teil": "part", "stück": "unit", "je stück": "unit", "programm": "programme"}
_PERIOD = {"jahr": "year", "jährlich": "year", "monat": "month", "monatlich": "month"}
_SETBACK = {
    "eingestellt": "ended",
    "verworfen": "dropped",
    "verkleinert": "reduced",
    "hinter den erwartungen": "fell_short",
    "vorfall": "incident",
}
_CONFIDENCE = {"hoch": "high", "mittel": "medium", "niedrig": "low", "gering": "low"}
_YES_NO = {
    **dict.fromkeys(("ja", "yes", "true", "wahr", "1", "x"), True),
    **dict.fromkeys(("nein", "no", "false", "falsch", "0"), False),
}
_GERMAN_DATE = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})[./])?(\d{4})")
# German text saved otherwise and read as Windows-1252, or already replaced by question marks. What names and
# quotes hold as well is left out: Mac Roman's š (ö) in "Košice", CP850's á (ß), ”s after an opening quote.
_GARBLED = re.compile(
    r"Ã[\x80-\xbf¤¶¼Ÿ„–œ]|â€|\ufffd"  # UTF-8
    r"|[a-z]Š|Ÿ[a-z]|[a-z]Ÿ|[^\W\d_]§[a-z]|†[a-z]"  # Mac Roman
    r"|[^\W\d_]„[a-z]|\A[^„“]*[^\W\d_]”[a-z]|(?<!\w)™[a-z]"  # CP850
)


class CellError(Exception):
    """A cell cannot be understood."""

    def __init__(self, code: Code, value: object) -> None:
        super().__init__(code)
        self.code: Code = code
        self.value = value


def to_fields(row: Iterable[tuple[Column, Cell]]) -> tuple[dict[str, Any], list[Problem]]:
    """Turn the cells of a row into nested raw fields; unreadable cells become problems instead."""
    fields: dict[str, Any] = {}
    problems: list[Problem] = []
    for column, cell in row:
        if _is_gap(column, cell):
            problems.append(Problem("no_answer", column.name, {"value": str(cell).strip()}, warning=True))
            continue
        try:
            value = _value(column, cell)
        except CellError as error:
            problems.append(Problem(error.code, column.name, {"value": str(error.value)}))
            continue
        if value is not None:
            _put(fields, column.path, value)
    _complete(fields)
    return fields, problems


def slug(text: str) -> str:
    """Write a text as an id: lower case, ASCII, words joined by hyphens."""
    german = text.lower().translate({0xE4: "ae", 0xF6: "oe", 0xFC: "ue", 0xDF: "ss"})
    ascii_only = unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:80].strip("-")


def amount(cell: Cell, language: str = "de") -> Decimal:
    """Read an amount in euro as people write it: 1.234,50 or 1234.5 or 1 234 € or 1,2 Mio. €.

    Tables come from German offices, whatever language the page has: a single point before three digits sets
    thousands apart, a single comma there may be either and is refused (see ``translations.numerals``).
    """
    if isinstance(cell, Decimal):
        return cell
    try:
        return numerals.euro(cell, language=language)
    except numerals.NumeralError as error:
        code: Code = "ambiguous_amount" if error.reason == "ambiguous" else "bad_amount"
        raise CellError(code, cell) from error


def _is_gap(column: Column, cell: Cell) -> bool:
    """Whether a cell says in words that nothing is known: that is no fact. A needed cell stays as it is."""
    if column.required or isinstance(cell, Formula | Decimal):
        return False
    text = cell.strip()
    return bool(text) and says_nothing(text) and not (column.name == "status" and text.casefold() in _STATUS)


def _value(column: Column, cell: Cell) -> object:
    if isinstance(cell, Formula):
        raise CellError("formula_cell", cell)
    text = _plain(cell)
    if not text:
        return None
    if _GARBLED.search(text):
        raise CellError("garbled_text", text)
    if column.path[-1] in ("amount", "up_to"):
        return amount(cell if isinstance(cell, Decimal) else text)
    understand = _UNDERSTAND.get(column.name) or _UNDERSTAND.get(str(column.path[-1]), str)
    if column.listed:
        return tuple(understand(item.strip()) for item in re.split(r"\||\n", text) if item.strip())
    return understand(text)


def _plain(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return str(int(cell)) if cell == cell.to_integral_value() else str(cell)
    text = cell.strip()
    return text[1:] if re.match(r"'[=+\-@]", text) else text


def _put(fields: dict[str, Any], path: tuple[str | int, ...], value: object) -> None:
    if len(path) == 1:
        fields[str(path[0])] = value
    elif isinstance(path[1], int):
        fields.setdefault(str(path[0]), {}).setdefault(path[1], {})[str(path[2])] = value
    else:
        fields.setdefault(str(path[0]), {})[str(path[1])] = value


def _complete(fields: dict[str, Any]) -> None:
    """Fill in what follows from the rest, and only that."""
    if "topic" not in fields and "area" in fields:
        only = area(fields["area"]).topics
        fields.update({"topic": only[0]} if len(only) == 1 else {})
    programme = fields.get("funding_programme", {})
    if "name" in programme and "id" not in programme:
        programme["id"] = _ids(programmes).get(programme["name"].casefold(), "other")
    names = {one.id: one.name_de for one in programmes()}
    if "name" not in programme and programme.get("id") in names:
        programme["name"] = names[programme["id"]]
    if "id" not in fields and "title_de" in fields:
        fields["id"] = slug(f"{fields['title_de']} {fields.get('origin', {}).get('name', '')}")


def _named(words: Mapping[str, Any]) -> Callable[[str], Any]:
    return lambda text: words.get(text.casefold(), text)


@cache
def _ids(source: Callable[[], Iterable[Labelled]]) -> dict[str, str]:
    return {name.casefold(): one.id for one in source() for name in (one.id, one.name_de, one.name_en)}


def _labelled(source: Callable[[], Iterable[Labelled]], unknown: Code) -> Callable[[str], str]:
    def find(text: str) -> str:
        found = _ids(source).get(text.casefold())
        if found is None:
            raise CellError(unknown, text)
        return found

    return find


def _key(text: str) -> str:
    """Read an official key, or the municipality's key out of a regional one (Regionalschlüssel)."""
    digits = text.replace(" ", "")
    if not digits.isdigit():
        return text
    # 06631006 arrives as 6631006 from a spreadsheet that took it for a number.
    key = f"0{digits}" if len(digits) in (4, 7, 11) else digits
    return key[:5] + key[9:] if len(key) == 12 else key


def _date(text: str) -> str:
    match = _GERMAN_DATE.fullmatch(text)
    if not match:
        return text
    day, month, year = match.groups()
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


_UNDERSTAND: Mapping[str, Callable[[str], Any]] = {
    "area": _labelled(areas, "unknown_area"),
    "topic": _labelled(topics, "unknown_topic"),
    "themes": _labelled(themes, "unknown_theme"),
    "funding_programme_id": _labelled(programmes, "unknown_programme"),
    "status": _named(_STATUS),
    "kind": _named(_KIND),
    "confidence": _named(_CONFIDENCE),
    "covers": _named(_COVERS),
    "per": _named(_PERIOD),
    "setback": _named(_SETBACK),
    "funding_share": lambda text: text.removesuffix("%").strip(),
    "open_source": _named(_YES_NO),
    "ags": _key,
    "date": _date,
    "as_of": _date,
}
