"""Numbers, money, dates and lists as the current language writes them."""

import datetime as dt
import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent, get_decimal_symbol

from translations.catalogue import current_language

TIME_ZONE = ZoneInfo("Europe/Berlin")
NO_VALUE = "–"
"""What stands where there is no number (None, NaN, infinite): neither zero nor the middle."""

_LOCALES = {"de": "de_DE", "en": "en_GB"}


def today() -> dt.date:
    """Return the day that German calendars show now, wherever the server stands and whatever its clock."""
    return dt.datetime.now(TIME_ZONE).date()


def number(value: float | None, digits: int | None = None) -> str:
    """Return `value` with grouped thousands and `digits` decimals (None: as many as needed, at most 3)."""
    return NO_VALUE if _missing(value) else _number(float(value or 0), digits, current_language())


@lru_cache(maxsize=4096)  # a page shows hundreds of them on every run
def _number(value: float, digits: int | None, language: str) -> str:
    pattern = None if digits is None else "#,##0" + _decimals(digits)
    with localcontext(Context(rounding=ROUND_HALF_UP)):
        rounded = _rounded(value, 3 if digits is None else digits)
        return format_decimal(rounded, pattern, locale=_LOCALES[language])


def exact(value: Decimal) -> str:
    """Return the number as it is, with the decimal sign of the language and nothing rounded."""
    return str(value).replace(".", get_decimal_symbol(_locale()))


def percent(value: float | None, digits: int = 0) -> str:
    """Return the share `value` (0.25 means a quarter) as a percentage with `digits` decimals."""
    if _missing(value):
        return NO_VALUE
    standard: str = _locale().percent_formats[None].pattern
    pattern = standard.replace("0", "0" + _decimals(digits), 1)
    with localcontext(Context(rounding=ROUND_HALF_UP)):
        return format_percent(_rounded(value, digits + 2), pattern, locale=_locale())


def euro(value: float | None, cents: bool = False) -> str:
    """Return an amount in euros, rounded to whole euros unless `cents` is true."""
    return NO_VALUE if _missing(value) else _euro(float(value or 0), cents, current_language())


def amount(value: Decimal) -> str:
    """Return an amount in euros as it was said: with cents only where it has some."""
    return euro(float(value), cents=value != value.to_integral_value())


@lru_cache(maxsize=4096)  # a document names the same amounts again and again
def _euro(value: float, cents: bool, language: str) -> str:
    locale = Locale.parse(_LOCALES[language])
    standard: str = locale.currency_formats["standard"].pattern
    pattern = standard if cents else standard.replace(".00", "")
    with localcontext(Context(rounding=ROUND_HALF_UP)):
        return format_currency(
            _rounded(value, 2 if cents else 0), "EUR", pattern, locale=locale, currency_digits=False
        )


def date(value: dt.date) -> str:
    """Return the day; an aware datetime counts as the day it is in Berlin."""
    return format_date(_day(value), "medium", locale=_locale())


def weekday(value: dt.date) -> str:
    """Return the day with its weekday, as in "Tuesday, 12 May 2026"."""
    return f"{format_date(_day(value), 'EEEE', locale=_locale())}, {date(value)}"


def datetime_(value: dt.datetime) -> str:
    """Return day and minute in Berlin. Raises ValueError for a datetime without a time zone."""
    return format_datetime(_in_berlin(value), _DATE_AND_MINUTE[current_language()], locale=_locale())


def month(value: dt.date) -> str:
    """Return month and year, as in "November 2025"."""
    return format_date(_day(value), "LLLL yyyy", locale=_locale())


def list_(items: Sequence[str]) -> str:
    """Return the items joined as in a sentence: "a, b and c"."""
    return format_list(list(items), style="standard", locale=_locale())


def duration(value: dt.timedelta) -> str:
    """Return the length of time in its largest fitting unit, as in "3 hours"."""
    return format_timedelta(value, threshold=1, locale=_locale())


_DATE_AND_MINUTE = {"de": "dd.MM.yyyy, HH:mm 'Uhr'", "en": "d MMM yyyy, HH:mm"}


def _locale() -> Locale:
    return Locale.parse(_LOCALES[current_language()])


def _decimals(digits: int) -> str:
    return "." + "0" * digits if digits else ""


def _missing(value: float | None) -> bool:
    return value is None or not math.isfinite(value)


def _rounded(value: float | None, digits: int) -> Decimal:
    """Round half up, the way people check it by hand, and turn a negative zero into zero."""
    return Decimal(str(float(value or 0))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0


def _day(value: dt.date) -> dt.date:
    return _in_berlin(value).date() if isinstance(value, dt.datetime) else value


def _in_berlin(value: dt.datetime) -> dt.datetime:
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone; store and pass aware datetimes in UTC")
    return value.astimezone(TIME_ZONE)


def partial_date(value: str) -> str:
    """Return "2025", "November 2025" or "05.11.2025" for a year, a month or a day in ISO 8601."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return value
    try:
        day = dt.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    except ValueError:  # an entry of an earlier version may hold a day that does not exist
        return value
    return date(day) if len(parts) == 3 else month(day)
