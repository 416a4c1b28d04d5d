"""Keep a widget and the database in step without callbacks.

Streamlit drops callbacks of a session that was lost, and a second window keeps
showing what it last saw. So each run compares three values: what the widget
holds, what this session last saw stored, and what is stored now.
"""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from ui import messages, state

Value = TypeVar("Value")


def reconcile(key: str, stored: Value, save: Callable[[Value], None]) -> None:
    """Call before the widget with this key is drawn.

    Changed by the user: save it and run the page anew, because what stands
    above was drawn from the old value. Changed elsewhere meanwhile: show the
    new value. A refused save is said and tried again with the next run,
    because what was last seen stays as it was.
    """
    seen_key = state.widget("seen", key)
    seen = st.session_state.get(seen_key, stored)
    shown = st.session_state.get(key, seen)
    if shown != seen:
        with messages.refusals():
            save(shown)
            st.session_state[seen_key] = shown
            st.rerun()
        return
    st.session_state[seen_key] = stored
    st.session_state[key] = stored
