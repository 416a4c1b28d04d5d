"""A long list in pages: the newest first, and only as many as somebody looks at."""

from collections.abc import Sequence
from math import ceil
from typing import TypeVar

import streamlit as st

from translations import _, formats
from ui import state

Entry = TypeVar("Entry")

PAGE_LENGTH = 25


def some_of(entries: Sequence[Entry], name: str) -> Sequence[Entry]:
    """Return the entries of the page chosen; a short list has no pages and no choice."""
    pages = ceil(len(entries) / PAGE_LENGTH)
    if pages < 2:
        return entries
    page = st.selectbox(
        _("Shown of {number}").format(number=formats.number(len(entries))),
        range(pages),
        format_func=lambda page: _span(page, len(entries)),
        key=state.widget("page", name),
    )
    return entries[page * PAGE_LENGTH : (page + 1) * PAGE_LENGTH]


def _span(page: int, number: int) -> str:
    first, last = page * PAGE_LENGTH + 1, min((page + 1) * PAGE_LENGTH, number)
    return _("{first} to {last}").format(first=formats.number(first), last=formats.number(last))
