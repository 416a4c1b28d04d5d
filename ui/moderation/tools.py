"""What is needed now and then while a room is led: one click away, in the place of the wall."""

from collections.abc import Callable
from enum import StrEnum

import streamlit as st

from translations import N_, _
from ui import state
from ui.moderation.attendance import who_counts
from ui.moderation.ideas import ideas_from_the_room
from ui.moderation.order import order_form
from ui.moderation.paper import paper_ballots
from ui.moderation.personal_data import personal_data, rehearse, remarks
from ui.moderation.room import shared_tablet, wall_and_remote
from ui.moderation.votes import votes
from workshops.actors import Actor
from workshops.series import SeriesView
from workshops.wall.cockpit import Cockpit


class Tool(StrEnum):
    """One of them; its value stands in the address."""

    COUNTS = "wer"
    SCREENS = "leinwand"
    TABLET = "tablet"
    PAPER = "papier"
    IDEAS = "ideen"
    VOTES = "punkte"
    REMARKS = "anmerkungen"
    ORDER = "ablauf"
    REHEARSAL = "probe"
    DATA = "personenbezug"


NAMES = {
    Tool.COUNTS: N_("Who counts"),
    Tool.SCREENS: N_("Wall and remote"),
    Tool.TABLET: N_("Tablet"),
    Tool.PAPER: N_("Paper"),
    Tool.IDEAS: N_("Ideas"),
    Tool.VOTES: N_("Dots and weights"),
    Tool.REMARKS: N_("Remarks"),
    Tool.ORDER: N_("Running order"),
    Tool.REHEARSAL: N_("Rehearsal"),
    Tool.DATA: N_("Personal data"),
}
_PARAMETER = "bereich"


def choice(series: SeriesView) -> Tool | None:
    """Offer the tools; return the one that is open. It stays open when the page is loaded anew."""
    named = st.query_params.get(_PARAMETER, "")
    chosen = st.pills(
        _("At hand"),
        list(Tool),
        default=Tool(named) if named in set(Tool) else None,
        format_func=lambda tool: _(NAMES[tool]),
        wrap=True,
        key=state.widget("tool", series.id, state.edition("tool")),
    )
    if chosen is not None:
        st.query_params[_PARAMETER] = str(chosen)
    elif named:
        del st.query_params[_PARAMETER]
    return chosen


def close() -> None:
    """Put the wall back in its place with the next run."""
    state.begin_anew("tool")
    if _PARAMETER in st.query_params:
        del st.query_params[_PARAMETER]


def show(tool: Tool, actor: Actor, series: SeriesView, found: Cockpit) -> None:
    """Show a tool."""
    shown: dict[Tool, Callable[[], None]] = {
        Tool.COUNTS: lambda: who_counts(actor, series),
        Tool.SCREENS: lambda: wall_and_remote(actor, series),
        Tool.TABLET: lambda: shared_tablet(actor, series),
        Tool.PAPER: lambda: paper_ballots(actor, series, found.live.round),
        Tool.IDEAS: lambda: ideas_from_the_room(actor, series, found.live),
        Tool.VOTES: lambda: votes(actor, series, found.live),
        Tool.REMARKS: lambda: remarks(actor, series, found.live),
        Tool.ORDER: lambda: order_form(actor, series),
        Tool.REHEARSAL: lambda: rehearse(actor, series),
        Tool.DATA: lambda: personal_data(actor, series),
    }
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.subheader(_(NAMES[tool]), anchor=False)
        if st.button(_("Back to the wall"), icon=":material/close:", key=state.widget("tool_close", tool)):
            close()
            st.rerun()
    shown[tool]()
