"""Dates and years as lists give them: "23.07.2024", "Juli 2024", "2024/25", "Q3 2024", "seit 2023"."""

from __future__ import annotations

import re

from usecases.cell_errors import Taken

_MONTHS = (
    "jan",
    "feb",
    "m[äa]e?r|mrz",
    "apr",
    "ma[iy]",
    "jun",
    "jul",
    "aug",
    "sep",
    "o[kc]t",
    "nov",
    "de[zc]",
)
_GERMAN = re.compile(r"(?:(?:(\d{1,2})\.)?\s*(\d{1,2})[./])?\s*(\d{4})")
_SHORT = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?")
_NAMED = re.compile(rf"(?:(\d{{1,2}})\.?\s+)?({'|'.join(_MONTHS)})[a-zä]*\.?\s+(\d{{4}})", re.IGNORECASE)
_SEASON = re.compile(r"((?:19|20)\d\d)\s*[/–—-]\s*((?:19|20)?\d\d)")
_AROUND = re.compile(
    r"(?:(?:ca|ab|seit|etwa|rund|um|ende|mitte|anfang|frühjahr|sommer|herbst|winter|q[1-4]|[1-4]\. quartal|"
    r"[12]\. halbjahr|jahr|since|from|about)\.?[ /]+)+((?:19|20)\d\d)",
    re.IGNORECASE,
)


def read_date(text: str) -> str | Taken:
    """Read a day, month or year as ISO 8601; what cannot be read stays as it is.

    A span or a rough time becomes its (first) year, with a hint.
    """
    typed = " ".join(text.split())
    if match := _GERMAN.fullmatch(typed):
        return _joined(*reversed(match.groups()))
    if match := _ISO.fullmatch(typed):
        return _joined(*match.groups())
    if match := _NAMED.fullmatch(typed):
        return _joined(match[3], str(_month(match[2])), match[1])
    if match := _SHORT.fullmatch(typed):
        return _taken(typed, _joined(f"20{match[3]}", match[2], match[1]))
    if year := _rough_year(typed):
        return _taken(typed, year)
    return text


def read_year(text: str) -> str | Taken:
    """Read the year of start; a date or a span gives its (first) year, with a hint."""
    typed = " ".join(text.split())
    if re.fullmatch(r"\d+", typed):
        return typed
    read = read_date(typed)
    year = (read.value if isinstance(read, Taken) else read)[:4]
    return _taken(typed, year) if re.fullmatch(r"\d{4}", year) and read != text else text


def _rough_year(text: str) -> str | None:
    if match := _SEASON.fullmatch(text):
        return match[1]
    around = _AROUND.fullmatch(text)
    return around[1] if around else None


def _joined(year: str | None, month: str | None, day: str | None = None) -> str:
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def _month(name: str) -> int:
    start = name.casefold()
    return next(number for number, names in enumerate(_MONTHS, start=1) if re.match(names, start))


def _taken(text: str, value: str) -> Taken:
    return Taken(value, "date_taken", {"value": text, "taken": value})
