"""Numbers as people type and paste them, in German or English spelling; the counterpart of ``formats``.

The rule, for every place where somebody types a number:

* Point, comma, apostrophe and blank may set thousands apart, in groups of three digits.
* With a point and a comma the last one is the decimal sign: "1.234,56" and "1,234.56" are the same.
* A sign that stands twice or more sets thousands apart: "1.234.567".
* A single point or comma before exactly three digits could be either. It sets thousands apart if it does so
  in the language in use ("1.234" in German, "1,234" in English); the other one is refused, never guessed.
  After a leading zero ("0,125") or more than three digits ("1234,567") it can only be the decimal sign.
* Everything else has the decimal sign of either language: "12,5" and "12.5".
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from babel.numbers import format_decimal

from translations.catalogue import current_language, gettext

Reason = Literal["not_a_number", "ambiguous", "too_exact", "not_whole", "too_small", "too_large"]
LONGEST = 40
_THOUSANDS = {"de": ".", "en": ","}
_LOCALES = {"de": "de_DE", "en": "en_GB"}
_BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_GROUPED = r"[1-9][0-9]{0,2}(?:%s[0-9]{3})+"
_EURO = re.compile(r"\A(?:€|EUR|Euro)\s*|\s*(?:€|EUR|Euro)\Z", re.IGNORECASE)
_NO_CENTS = re.compile(r"(?<=[0-9])[,.](?:-{1,2}|[–—])\Z")
_PERCENT = re.compile(r"\s*(?:%|Prozent|percent)\Z", re.IGNORECASE)
_TIMES = (
    (re.compile(r"(?<=[0-9])\s*(?:T|Tsd\.?|Tausend|thousand|k)\Z", re.IGNORECASE), Decimal(1_000)),
    (re.compile(r"(?<=[0-9])\s*(?:Mio\.?|Million(?:en)?|millions?)\Z", re.IGNORECASE), Decimal(1_000_000)),
)


class NumeralError(ValueError):
    """A text that is no number, could be two, or does not fit; ``bound`` is the limit that it breaks."""

    def __init__(self, reason: Reason, text: str, bound: Decimal | int | None = None) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.text = text
        self.bound = bound

    def sentence(self) -> str:
        """Say in the language in use what is wrong and what to type instead."""
        text = _shortened(self.text)
        bound = "" if self.bound is None else written(Decimal(self.bound))
        sentences = {
            "not_a_number": gettext("“{text}” is no number. Please type digits, as in {example}."),
            "ambiguous": gettext(
                "“{text}” could be read in two ways. "
                "If {whole} is meant, please write it without a separator."
            ),
            "too_exact": gettext("“{text}” has more than {bound} decimals. Please round it."),
            "not_whole": gettext("“{text}” is no whole number."),
            "too_small": gettext("“{text}” is too small; {bound} is the least that fits."),
            "too_large": gettext("“{text}” is too large; {bound} is the most that fits."),
        }
        example = written(Decimal("1234.5"), cents=True)
        bare = re.sub(r"[^0-9]", "", self.text)
        return sentences[self.reason].format(text=text, bound=bound, example=example, whole=bare)


def decimal(
    text: str,
    *,
    places: int = 2,
    least: Decimal | int | None = 0,
    most: Decimal | int | None = None,
    language: str | None = None,
) -> Decimal:
    """Read a number with up to `places` decimals from `least` to `most` (None: no limit).

    `language` ("de" or "en", None: the one in use) decides what a single point or comma before three digits
    is. Raises NumeralError.
    """
    return _fitting(_read(text.strip(), text, language), text, places, least, most)


def euro(
    text: str,
    *,
    least: Decimal | int | None = 0,
    most: Decimal | int | None = None,
    language: str | None = None,
) -> Decimal:
    """Read an amount in euro, as in "1.234,50 €", "EUR 48 500", "48.500,-", "120 T€" or "1,2 Mio. €".

    Raises NumeralError, also for more than two decimals.
    """
    bare = _NO_CENTS.sub("", _EURO.sub("", text.strip()).strip())
    times = Decimal(1)
    for word, factor in _TIMES:
        if word.search(bare):
            bare, times = word.sub("", bare), factor
            break
    return _fitting(_read(bare, text, language) * times, text, 2, least, most)


def percentage(
    text: str,
    *,
    places: int = 2,
    least: Decimal | int | None = 0,
    most: Decimal | int | None = 100,
    language: str | None = None,
) -> Decimal:
    """Read a percentage, with or without its sign: "12,5 %" is 12.5. Raises NumeralError."""
    return _fitting(_read(_PERCENT.sub("", text.strip()), text, language), text, places, least, most)


def whole(
    text: str,
    *,
    least: int | None = 0,
    most: int | None = None,
    language: str | None = None,
) -> int:
    """Read a whole number; "3,0" is one, "3,5" is not. Raises NumeralError."""
    value = _read(text.strip(), text, language)
    if value != value.to_integral_value():
        raise NumeralError("not_whole", text)
    return int(_fitting(value, text, 0, least, most))


def written(value: Decimal | float, *, cents: bool = False) -> str:
    """Write a number for a field, so that reading it in the same language gives it back, to two decimals.

    With `cents` a number that is not whole has both decimals, as amounts do.
    """
    exact = Decimal(str(value)).quantize(Decimal("0.01"))
    decimals = ".00" if cents else ".0#"
    pattern = "#,##0" + ("" if exact == exact.to_integral_value() else decimals)
    return str(format_decimal(exact, pattern, locale=_LOCALES[current_language()]))


def _read(bare: str, typed: str, language: str | None) -> Decimal:
    if not bare or len(bare) > LONGEST:
        raise NumeralError("not_a_number", typed)
    sign, digits = re.fullmatch(r"([-−+]?)\s*(.*)", bare, re.DOTALL).groups()  # type: ignore[union-attr]
    plain = _BLANKS.sub(" ", digits).replace("’", "'")
    value = _plain(plain, _THOUSANDS[language or current_language()], typed)
    return -value if sign in ("-", "−") else value


def _plain(text: str, thousands: str, typed: str) -> Decimal:
    """Read digits with separators; `thousands` is the sign that may set three digits apart on its own."""
    if re.fullmatch(r"[0-9]+", text):
        return Decimal(text)
    if re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", text):
        if text[-4] != thousands:
            raise NumeralError("ambiguous", typed)
        return Decimal(text.replace(thousands, ""))
    for group, mark in ((".", ","), (",", "."), (" ", ","), (" ", "."), ("'", "."), ("'", ",")):
        grouped = _GROUPED % re.escape(group)
        if re.fullmatch(rf"{grouped}(?:{re.escape(mark)}[0-9]+)?", text):
            return Decimal(text.replace(group, "").replace(mark, "."))
    if re.fullmatch(r"[0-9]+[.,][0-9]+", text):
        return Decimal(text.replace(",", "."))
    raise NumeralError("not_a_number", typed)


def _fitting(
    value: Decimal, typed: str, places: int, least: Decimal | int | None, most: Decimal | int | None
) -> Decimal:
    if least is not None and value < least:
        raise NumeralError("too_small", typed, least)
    if most is not None and value > most:
        raise NumeralError("too_large", typed, most)
    if value != round(value, places):
        raise NumeralError("too_exact", typed, places)
    return value


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST else one_line[: LONGEST - 1] + "…"
