"""Names of every key in `st.session_state`; it holds choices of the screen, never the truth."""

from typing import Any

import streamlit as st

SERIES = "chosen_series"
SIGN_IN = "advisor_session_token"
LANGUAGE = "chosen_language"
NEW_LINK = "newly_made_link"
NOTICE = "notice_after_rerun"
REFUSED = "when_something_was_refused"
BEGINNING = "form_of_a_new_series_was_opened"
CLOSING = "round_to_be_closed"
REVEALING = "round_to_be_revealed"
FINISHING = "agreed_round_to_be_finished"
PART = "part_of_the_afternoon"
REMOTE_LINK = "newly_made_remote_link"
TABLET_LINK = "newly_made_tablet_link"
LIBRARY_SEARCH = "library_search_in_address"
ENTRY_DRAFT = "entry_being_written"
IMPORTS_DONE = "library_imports_done"
IMPORTS_OF_SERIES = "series_imports_done"
UPLOADED = "file_that_was_read"
TYPED = "fields_whose_text_is_kept"


def get(key: str, default: Any = None) -> Any:
    """Return what is kept under a key."""
    return st.session_state.get(key, default)


def keep(key: str, value: Any) -> None:
    """Keep a value for this browser session."""
    st.session_state[key] = value


def take(key: str) -> Any:
    """Return what is kept under a key and forget it."""
    return st.session_state.pop(key, None)


def widget(*parts: object) -> str:
    """Return a widget's key from stable ids, such as widget("rating", item_id, criterion_id)."""
    return ":".join(str(part) for part in parts)


def edition(form: str) -> int:
    """Return how often a form was begun anew; it belongs into the keys of the form."""
    return int(st.session_state.get(widget("edition", form), 0))


def begin_anew(form: str) -> None:
    """Empty a form with the next run, because what it held is stored."""
    st.session_state[widget("edition", form)] = edition(form) + 1
