"""One library file: how a use case is written as TOML, read again, and where in it a field stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from usecases.model import UseCase

LINE_LENGTH = 100
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_TABLES = ("origin", "cost", "running_cost", "grant", "funding_programme")
_ARRAY_OF_TABLES = "sources"


def to_toml(use_case: UseCase) -> str:
    """Write a use case as a library file: keys in the model's order, long texts wrapped, nothing empty."""
    plain = [line for name in _plain_fields(use_case) for line in _assignment(name, getattr(use_case, name))]
    tables = [_table(f"[{name}]", value) for name in _TABLES if (value := getattr(use_case, name))]
    sources = [_table(f"[[{_ARRAY_OF_TABLES}]]", source) for source in use_case.sources]
    return "\n".join(["\n".join(plain) + "\n", *tables, *sources])


def parse(text: str) -> dict[str, Any]:
    """Read the text of a library file; amounts stay exact.

    Raises ``tomllib.TOMLDecodeError``, whose message names the line.
    """
    return tomllib.loads(text, parse_float=Decimal)


def locate(text: str, path: Sequence[str | int]) -> int | None:
    """Return the line (from 1) where the field at ``path`` is set, or of the table that lacks it.

    ``path`` is a Pydantic error location such as ``("sources", 1, "url")``. None if not even the table
    is in the text.
    """
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return None
    if names[0] not in (*_TABLES, _ARRAY_OF_TABLES):
        return _find(text, rf"{re.escape(names[0])}\s*=")
    index = next((part for part in path if isinstance(part, int)), 0)
    table = _find(text, rf"\[\[?\s*{re.escape(names[0])}\s*\]", skip=index)
    if table is None or len(names) == 1:
        return table
    lines = text.splitlines()[table:]
    body = "\n".join(lines[: next((n for n, line in enumerate(lines) if line.startswith("[")), len(lines))])
    found = _find(body, rf"{re.escape(names[1])}\s*=")
    return table + found if found else table


def _find(text: str, pattern: str, skip: int = 0) -> int | None:
    matches = re.finditer(rf"^\s*{pattern}", text, re.MULTILINE)
    match = next((match for number, match in enumerate(matches) if number == skip), None)
    return text.count("\n", 0, match.end()) + 1 if match else None


def _plain_fields(use_case: UseCase) -> Iterator[str]:
    return (name for name in type(use_case).model_fields if name not in (*_TABLES, _ARRAY_OF_TABLES))


def _table(header: str, value: BaseModel) -> str:
    fields = type(value).model_fields.items()
    told = [name for name, field in fields if getattr(value, name) != field.default]  # the usual goes unsaid
    lines = [line for name in told for line in _assignment(name, getattr(value, name))]
    return "\n".join([header, *lines]) + "\n"


def _assignment(name: str, value: object) -> list[str]:
    if value is None or value == ():
        return []
    return [f"{name} = {_value(value, len(name) + 3)}"]


def _value(value: object, indent: int) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return str(int(value)) if value == value.to_integral_value() else f"{value:f}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return _array(value, indent)
    return _string(value.value if isinstance(value, StrEnum) else str(value), indent)


def _array(values: Iterable[str], indent: int) -> str:
    items = [f'"{_escape(value)}"' for value in values]
    line = f"[{', '.join(items)}]"
    if len(line) + indent <= LINE_LENGTH:
        return line
    return "\n".join(["[", *(f"  {item}," for item in items), "]"])


def _string(text: str, indent: int) -> str:
    escaped = _escape(text)
    if len(escaped) + indent + 2 <= LINE_LENGTH or " " not in text:
        return f'"{escaped}"'
    # A backslash at the end of a line joins it to the next, so the text stays one line for the program.
    return '"""\\\n' + "\\\n".join(_wrap(escaped)) + '"""'


def _wrap(text: str) -> list[str]:
    lines = [""]
    for word in re.findall(r"[^ ]+ *", text):
        if lines[-1] and len(lines[-1]) + len(word) >= LINE_LENGTH:
            lines.append("")
        lines[-1] += word
    return lines


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(char) or _printable(char) for char in text)


def _printable(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x20 or ord(char) == 0x7F else char
