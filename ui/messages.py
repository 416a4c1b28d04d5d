"""Sentences for what went wrong, what was saved and what is still empty."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ui import state
from ui.text import literal
from workshops.errors import StorageError, WorkshopError
from workshops.storage_problems import sentences


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


def notice_after_rerun(text: str) -> None:
    """Remember a short confirmation and run the page anew, so that it shows the new state."""
    state.keep(state.NOTICE, text)
    st.rerun()


def show_notice() -> None:
    """Show the confirmation that the run before left."""
    if text := state.take(state.NOTICE):
        st.toast(text, icon=":material/check:")
