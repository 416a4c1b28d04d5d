"""Keep a widget and the database in step without callbacks.

Streamlit drops callbacks of a session that was lost, and a second window keeps
showing what it last saw. So each run compares three values: what the widget
holds, what this session last saw stored, and what is stored now.
"""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from translations import _
from ui import messages, state
from ui.text import literal

Value = TypeVar("Value")


def reconcile(key: str, stored: Value, save: Callable[[Value], None], *, typed: bool = False) -> None:
    """Call before the widget with this key is drawn.

    Changed by the user: save it and run the page anew, because what stands
    above was drawn from the old value. Changed elsewhere meanwhile: show the
    new value; if the user changed it as well, say that only the other one is
    saved. A refused choice is taken back, so that nothing looks chosen that is
    not stored; a refused text (`typed`) stays and is tried again with each run.
    """
    seen_key = state.widget("seen", key)
    seen = st.session_state.get(seen_key, stored)
    shown = st.session_state.get(key, seen)
    if shown not in (seen, stored):
        if stored != seen:
            _say_that_it_was_changed_elsewhere(shown, typed)
        else:
            with messages.refusals():
                save(shown)
                st.session_state[seen_key] = shown
                st.rerun()
            if typed:
                return
    st.session_state[seen_key] = stored
    st.session_state[key] = stored


def reconciled(
    key: str,
    stored: Value,
    empty: Value,
    *,
    draw: Callable[[Value], Value],
    save: Callable[[Value], None],
    typed: bool = False,
) -> Value:
    """Draw a widget and reconcile it, also in the first run behind a page that an earlier server drew.

    Such a page sends what its widgets hold, the newest click included, but what
    it had last seen stored is not known any more: taken as `empty`, a first
    answer is saved and a changed one is asked for again. `draw` is given the
    value to begin with.
    """
    seen_key = state.widget("seen", key)
    if seen_key not in st.session_state:
        shown = draw(stored)
        st.session_state[seen_key] = stored
        if shown != stored:
            st.session_state[seen_key] = empty
            st.rerun()
        return shown
    reconcile(key, stored, save, typed=typed)
    return draw(empty)


def _say_that_it_was_changed_elsewhere(shown: object, typed: bool) -> None:
    sentence = _(
        "This was changed in another window. What is shown now is saved, your own choice is not: "
        "please choose again if it should count."
    )
    if typed:
        sentence = _(
            "This was changed in another window. What is shown now is saved, your own text is not: {text}"
        ).format(text=literal(str(shown)))
    st.warning(sentence)
