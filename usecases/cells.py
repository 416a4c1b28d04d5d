"""One row of a table becomes the raw fields of a use case: what people type, as the model wants it.

Understood are names instead of ids (German or English), amounts and dates as lists give them, and keys whose
leading zero a spreadsheet has eaten. What could mean two things is not guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from translations.gaps import says_nothing
from usecases import words
from usecases.amounts import Amount, multiplied, read_amount
from usecases.areas import area, topics
from usecases.cell_errors import CellError, Taken
from usecases.columns import Column
from usecases.headings import Heading
from usecases.partial_dates import read_date, read_year
from usecases.problems import Problem
from usecases.tables import Cell, Formula
from usecases.vocabulary import programmes, themes

# German text saved otherwise and read as Windows-1252, or already replaced by question marks. What names and
# quotes hold as well is left out: Mac Roman's š (ö) in "Košice", CP850's á (ß), ”s after an opening quote.
_GARBLED = re.compile(
    r"Ã[\x80-\xbf¤¶¼Ÿ„–œ]|â€|\ufffd"  # UTF-8
    r"|[a-z]Š|Ÿ[a-z]|[a-z]Ÿ|[^\W\d_]§[a-z]|†[a-z]"  # Mac Roman
    r"|[^\W\d_]„[a-z]|\A[^„“]*[^\W\d_]”[a-z]|(?<!\w)™[a-z]"  # CP850
)


def to_fields(row: Iterable[tuple[Heading, Cell]]) -> tuple[dict[str, Any], list[Problem]]:
    """Turn the cells of a row into nested raw fields; unreadable cells become problems instead.

    A cell that could only be taken for something is a hint.
    """
    fields: dict[str, Any] = {}
    problems: list[Problem] = []
    in_words: dict[str, str] = {}
    for heading, cell in row:
        column = heading.column
        if _is_gap(column, cell):
            problems.append(Problem("no_answer", column.name, {"value": str(cell).strip()}, warning=True))
            continue
        try:
            problems += _fill(fields, in_words, column, multiplied(cell, heading.times))
        except CellError as error:
            params: dict[str, object] = {"value": str(error.value)}
            params |= {"offers": error.offers} if error.offers else {}
            problems.append(Problem(error.code, column.name, params))
    _add_words(fields, in_words)
    _complete(fields)
    return fields, problems


def _fill(fields: dict[str, Any], in_words: dict[str, str], column: Column, cell: Cell) -> Iterator[Problem]:
    """Put what a cell says into its field, and say if it was taken for something."""
    try:
        value = _value(column, cell)
    except CellError as error:
        if error.code != "no_exact_amount" or column.name != "cost":
            raise
        fields["cost_in_words_de"] = str(error.value)
        yield Problem("kept_in_words", column.name, {"value": str(error.value)}, warning=True)
        return
    if isinstance(value, Amount):
        yield from _fill_amount(fields, in_words, column, value)
    elif isinstance(value, Taken):
        _put(fields, column.path, value.value)
        yield Problem(value.code, column.name, value.params, warning=True)
    elif value is not None:
        _put(fields, column.path, value)


def _fill_amount(
    fields: dict[str, Any], in_words: dict[str, str], column: Column, amount: Amount
) -> Iterator[Problem]:
    name = str(column.path[0])
    _put(fields, column.path, amount.low)
    if amount.high is not None:
        _put(fields, (name, "up_to"), amount.high)
    if amount.words:
        in_words[name] = amount.words
        params = {"value": amount.words, "taken": amount.low, "up_to": amount.high}
        yield Problem("amount_taken", column.name, params, warning=True)


def _add_words(fields: dict[str, Any], in_words: Mapping[str, str]) -> None:
    """Keep what was said beside an amount ("ca.") with what the amount covers."""
    for name, written in in_words.items():
        scope = fields[name].get("scope_de")
        fields[name]["scope_de"] = f"{scope} ({written})" if scope else written


def slug(text: str) -> str:
    """Write a text as an id: lower case, ASCII, words joined by hyphens."""
    german = text.lower().translate({0xE4: "ae", 0xF6: "oe", 0xFC: "ue", 0xDF: "ss"})
    ascii_only = unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:80].strip("-")


def _is_gap(column: Column, cell: Cell) -> bool:
    """Whether a cell says in words that nothing is known: that is no fact. A needed cell stays as it is."""
    if column.required or isinstance(cell, Formula | Decimal):
        return False
    text = cell.strip()
    return (
        bool(text)
        and says_nothing(text)
        and not (column.name == "status" and text.casefold() in words.STATUS)
    )


def _value(column: Column, cell: Cell) -> object:
    if isinstance(cell, Formula):
        raise CellError("formula_cell", cell)
    text = _plain(cell)
    if not text:
        return None
    if _GARBLED.search(text):
        raise CellError("garbled_text", text)
    if column.path[-1] == "amount":
        return read_amount(cell if isinstance(cell, Decimal) else text)
    if column.path[-1] == "up_to":
        return read_amount(cell if isinstance(cell, Decimal) else text).low
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
        programme["id"] = words.ids(programmes).get(words.comparable(programme["name"]), "other")
    names = {one.id: one.name_de for one in programmes()}
    if "name" not in programme and programme.get("id") in names:
        programme["name"] = names[programme["id"]]
    for source in fields.get("sources", {}).values():
        if "title" not in source and (host := _host(source.get("url", ""))):
            source["title"] = host.removeprefix("www.")  # a list has the link; who offers the page, it says
    if "id" not in fields and "title_de" in fields:
        fields["id"] = slug(f"{fields['title_de']} {fields.get('origin', {}).get('name', '')}")


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _key(text: str) -> str:
    """Read an official key, or the municipality's key out of a regional one (Regionalschlüssel)."""
    digits = text.replace(" ", "")
    if not digits.isdigit():
        return text
    # 06631006 arrives as 6631006 from a spreadsheet that took it for a number.
    key = f"0{digits}" if len(digits) in (4, 7, 11) else digits
    return key[:5] + key[9:] if len(key) == 12 else key


_UNDERSTAND: Mapping[str, Callable[[str], Any]] = {
    "area": words.area,
    "topic": words.labelled(topics, "unknown_topic"),
    "themes": words.labelled(themes, "unknown_theme"),
    "funding_programme_id": words.labelled(programmes, "unknown_programme"),
    "status": words.named(words.STATUS),
    "kind": words.named(words.KIND),
    "confidence": words.named(words.CONFIDENCE),
    "covers": words.named(words.COVERS),
    "per": words.named(words.PERIOD),
    "setback": words.named(words.SETBACK),
    "funding_share": lambda text: text.removesuffix("%").strip(),
    "open_source": words.named(words.YES_NO),
    "start_year": read_year,
    "ags": _key,
    "date": read_date,
    "as_of": read_date,
}
