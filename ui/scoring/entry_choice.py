"""Which entry is being rated: chosen from a list or one after another, kept in the address."""

from collections.abc import Callable, Sequence

import streamlit as st

from translations import _
from ui import state

PARAMETER = "eintrag"


def entry_choice(order: Sequence[str], label: Callable[[str], str]) -> str:
    """Show the list with its two buttons and return the id of the entry to work on.

    The buttons run before the list is drawn and the place is in the address:
    no callback can be lost, and a reload stays where it was.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        back = st.button(_("Back"), icon=":material/arrow_back:", key="entry_back")
        listed = st.container(width=640)
        onward = st.button(_("Next entry"), icon=":material/arrow_forward:", key="entry_next")
    kept = st.query_params.get(PARAMETER)
    place = (order.index(kept) if kept in order else 0) + onward - back
    current = order[max(0, min(place, len(order) - 1))]
    chosen = listed.selectbox(
        _("Entry"),
        order,
        index=order.index(current),
        format_func=label,
        key=state.widget("entry", current),
    )
    st.query_params[PARAMETER] = chosen or current
    if chosen and chosen != current:
        st.rerun()
    return current
