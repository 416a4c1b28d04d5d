"""Sentences for what went wrong, what was saved and what is still empty."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ui import state
from ui.text import literal
from workshops.errors import StorageError, WorkshopError
from workshops.storage_problems import sentences

SECONDS_TO_READ = 10


@contextmanager
def refusals() -> Iterator[None]:
    """Show an expected refusal instead of raising it; what was typed stays in its fields."""
    try:
        yield
    except (WorkshopError, StorageError) as error:
        refusal(error)


def refusal(error: WorkshopError | StorageError) -> None:
    """Say what happened and what to do now; words that somebody typed are shown as they are."""
    said = (error.message, error.hint) if isinstance(error, WorkshopError) else sentences(error)
    message, hint = map(literal, said)
    st.error(hint or message, title=message if hint else None)
    state.keep(state.REFUSED, time.monotonic())


def being_read() -> bool:
    """Return whether the page has just said that something is refused: drawn anew, it would be gone."""
    refused: float | None = state.get(state.REFUSED)
    return refused is not None and time.monotonic() - refused < SECONDS_TO_READ


def notice_after_rerun(text: str) -> None:
    """Remember a short confirmation and run the page anew, so that it shows the new state."""
    state.keep(state.NOTICE, text)
    st.rerun()


def show_notice() -> None:
    """Show the confirmation that the run before left; what it refused is not on the page any more."""
    state.take(state.REFUSED)
    if text := state.take(state.NOTICE):
        st.toast(text, icon=":material/check:")
