"""Amounts in euro as lists give them: "48.500,00 €", "ca. 1,2 Mio. €", "120 T€", "50.000–80.000 €".

A range has two ends. What a text says beside the number ("ca.", "netto") is kept in words; what is no amount
but a bound or another currency ("bis zu 80.000 €", "50.000 CHF") is no figure at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from translations import numerals
from usecases.cell_errors import CellError
from usecases.problems import Code
from usecases.tables import Cell

_ABOUT = re.compile(
    r"\A(?:ca\.?|circa|zirka|rund|etwa|ungefähr|ungefaehr|geschätzt|gut|knapp|about|approx\.?|~|≈)\s*",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\s*[(,]?\s*(?:brutto|netto|geschätzt|geplant|(?:inkl|zzgl|exkl)\.?\s*(?:MwSt|USt)\.?)\)?\Z",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\A(?:zwischen|von|between|from)\s+(.*?)\s+(?:und|bis|and|to)\s+(.*)\Z", re.IGNORECASE | re.DOTALL
)
_TO = re.compile(
    r"(?<=[0-9€.,])\s*(?:[–—−]|-(?![-–—]?\s*\Z)|\bbis\b|\bto\b)\s*(?=[0-9])|(?<=[^\W\d_])\s+bis\s+(?=[0-9])"
)
_UNIT = re.compile(
    r"(?<=[0-9])\s*((?:T|Tsd\.?|Tausend|k|Mio\.?|Million(?:en)?)\s*(?:€|EUR|Euro)?)\Z", re.IGNORECASE
)
_OWN_UNIT = re.compile(r"€|EUR|Euro|(?<=[0-9])\s*(?:T|Tsd|Tausend|k|Mio|Million)", re.IGNORECASE)
_BARE = re.compile(r"[0-9][0-9.,' ]*\Z")
_BOUND = re.compile(
    r"\A(?:bis(?: zu)?|max(?:imal|\.)?|höchstens|unter|weniger als|über|mehr als|mind(?:estens|\.)?|ab|up to|"
    r"at least|<|>|≤|≥)\s*[0-9]",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"(?:CHF|Fr\.|SFr\.?|US-?\$|USD|\$|£|GBP|DKK|SEK|NOK|PLN|CZK|DM)", re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """An amount, or a range up to ``high``; ``words`` is what was written if it says more than the number."""

    low: Decimal
    high: Decimal | None = None
    words: str | None = None


def read_amount(cell: Cell, language: str = "de") -> Amount:
    """Read an amount or a range.

    Tables come from German offices, whatever language the page has: a single point before three digits sets
    thousands apart, a single comma there may be either and is refused (see ``translations.numerals``).

    Raises:
        CellError: "bad_amount", "ambiguous_amount", or "no_exact_amount" for a bound or another currency.
    """
    if isinstance(cell, Decimal):
        return Amount(cell)
    text = " ".join(cell.split())
    if _BOUND.match(text) or _FOREIGN.search(text):
        raise CellError("no_exact_amount", text)
    bare = _BESIDE.sub("", _ABOUT.sub("", text))
    words = text if bare != text else None
    ends = _ends(bare)
    if ends is None:
        return Amount(_euro(bare, text, language), words=words)
    low, high = (_euro(end, text, language) for end in ends)
    if high <= low:
        raise CellError("range_reversed", text)
    return Amount(low, high, words)


def multiplied(cell: Cell, times: int) -> Cell:
    """Return the cell of a column in thousands or millions in euro; one with an own unit stays as it is.

    Raises CellError if it holds no number that could be multiplied.
    """
    if times == 1 or not str(cell).strip():
        return cell
    if isinstance(cell, Decimal):
        return cell * times
    text = " ".join(cell.split())
    bare = _BESIDE.sub("", _ABOUT.sub("", text))
    if _OWN_UNIT.search(bare):
        return cell
    try:
        amounts = [numerals.decimal(end, places=6, language="de") * times for end in _ends(bare) or (bare,)]
    except numerals.NumeralError as error:
        raise CellError("bad_amount", text) from error
    before, _, after = text.partition(bare)
    return before + "–".join(f"{amount.normalize():f}" for amount in amounts) + after


def _ends(text: str) -> tuple[str, str] | None:
    """Divide a range; "50–80 T€" means thousands at both ends."""
    between = _BETWEEN.match(text)
    parts = between.groups() if between else _TO.split(text)
    if len(parts) != 2:
        return None
    low, high = (part.strip() for part in parts)
    unit = _UNIT.search(high)
    return (f"{low} {unit[1]}" if unit and _BARE.fullmatch(low) else low), high


def _euro(text: str, written: str, language: str) -> Decimal:
    try:
        return numerals.euro(text, language=language)
    except numerals.NumeralError as error:
        code: Code = "ambiguous_amount" if error.reason == "ambiguous" else "bad_amount"
        raise CellError(code, written) from error
