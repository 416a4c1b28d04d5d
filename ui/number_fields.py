"""Fields for numbers: what is typed is read by our own parser, shown back as understood, or refused in words.

Streamlit's number widgets read "250.000" as 250 and a pasted "38450,50" as 3845050, so text is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from translations import _, numerals
from translations.gaps import says_nothing
from translations.numerals import NumeralError
from ui.reconcile import reconciled
from ui.text import literal
from workshops.errors import InvalidInput

FIELD_WIDTH = 300


@dataclass(frozen=True)
class Number:
    """A kind of number: how a text is read (raises NumeralError), and how the number stands in its field."""

    read: Callable[[str], Decimal | int]
    write: Callable[[Decimal | float], str]

    def shown(self, value: Decimal | float | None) -> str:
        """Return the number as it stands in its field; nothing where there is none."""
        return "" if value is None else self.write(value)


def amounts(most: float | Decimal) -> Number:
    """Return amounts in euro from 0 to `most`."""
    return Number(partial(numerals.euro, most=Decimal(str(most))), partial(numerals.written, cents=True))


def decimals(most: float | Decimal) -> Number:
    """Return numbers with up to two decimals from 0 to `most`."""
    return Number(partial(numerals.decimal, most=Decimal(str(most))), numerals.written)


def whole_numbers(least: int, most: int) -> Number:
    """Return whole numbers from `least` to `most`, written as years are: without a separator."""
    return Number(partial(numerals.whole, least=least, most=most), lambda value: str(int(value)))


PERCENT = Number(numerals.percentage, numerals.written)


def stored_number(
    label: str,
    key: str,
    stored: float | None,
    save: Callable[[float | None], None],
    kind: Number,
    *,
    optional: bool = False,
    **look: Any,
) -> None:
    """Ask for a number that the database holds; each change is saved at once, a refused text stays."""

    def keep(text: str) -> None:
        value = number_of(label, text, kind, optional=optional)
        if value != stored:
            save(None if value is None else float(value))

    def draw(text: str) -> str:
        return str(st.text_input(label, value=text, key=key, **look) or "")

    reconciled(key, kind.shown(stored), "", draw=draw, save=keep, typed=True)


def number_of(label: str, text: str, kind: Number, *, optional: bool = False) -> Decimal | None:
    """Return the number in a field, None where nothing is known; `label` names the field.

    Raises InvalidInput for what is no number, or nothing in a field that is needed.
    """
    if says_nothing(text):
        if optional:
            return None
        raise InvalidInput(_("“{label}” is empty.").format(label=label), _("Please fill it in."), field=label)
    try:
        return Decimal(kind.read(text))
    except NumeralError as error:
        message = _("“{label}” is not saved.").format(label=label)
        raise InvalidInput(message, error.sentence(), field=label) from error


def typed_number(label: str, key: str, kept: Decimal | None, kind: Number, **look: Any) -> Decimal | None:
    """Ask for a number of a form that is saved as a whole; return `kept` as long as the text cannot be read.

    A text that was understood is written anew as it was understood.
    """
    begun = key in st.session_state
    if begun:
        st.session_state[key] = _understood(st.session_state[key], kind)
    # A value beside one that was set would make Streamlit warn.
    text = st.text_input(label, value="" if begun else kind.shown(kept), key=key, **look)
    if not text or says_nothing(text):
        return None
    try:
        return Decimal(kind.read(text))
    except NumeralError as error:
        st.warning(literal(error.sentence()), title=_("“{label}” is not saved.").format(label=literal(label)))
        return kept


def _understood(text: str | None, kind: Number) -> str:
    if not text or says_nothing(text):
        return ""
    try:
        return kind.write(kind.read(text))
    except NumeralError:
        return text
