"""Sentences for what went wrong, what was saved and what is still empty."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ui import state
from workshops.errors import StorageError, WorkshopError
from workshops.storage_problems import sentences


@contextmanager
def refusals() -> Iterator[None]:
    """Show an expected refusal instead of raising it; what was typed stays in its fields."""
    try:
        yield
    except WorkshopError as error:
        refusal(error)
    except StorageError as error:
        storage_problem(error)


def refusal(error: WorkshopError) -> None:
    """Say what happened and what to do now."""
    st.error(error.hint or error.message, title=error.message if error.hint else None)


def storage_problem(error: StorageError) -> None:
    """Say why nothing was saved, and that nothing was lost."""
    message, hint = sentences(error)
    st.error(hint, title=message)


def notice_after_rerun(text: str) -> None:
    """Remember a short confirmation and run the page anew, so that it shows the new state."""
    state.keep(state.NOTICE, text)
    st.rerun()


def show_notice() -> None:
    """Show the confirmation that the run before left."""
    if text := state.take(state.NOTICE):
        st.toast(text, icon=":material/check:")
