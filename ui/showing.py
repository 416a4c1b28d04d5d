"""Showing a page to the room: large type, nothing to be edited, and one key back to working on it.

It stands in the address: a reload on the projector goes on showing, and each window has its own state.
"""

import streamlit as st

from translations import _
from ui.navigation import Entry
from ui.text import literal
from workshops.overview.progress import Step
from workshops.series import SeriesView

PARAMETER = "zeigen"
PAGES = frozenset({Step.OVERVIEW, Step.WEIGHTS, Step.EVALUATION, Step.DECISION, Step.RESULT})
"""The pages of the journey that an advisor projects."""
TIMES = 1.35
"""How much larger everything is drawn: our 16 pixels come to more than 20."""
_TAKEN_AWAY = (
    "stPageLink",
    "stForm",
    "stDownloadButton",
    "stTextInput",
    "stTextArea",
    "stFileUploader",
    "stMultiSelect",
    "stExpander",
    "stPopover",
)
_LOOK = f"""<style>
.stMain {{ zoom: {TIMES}; }}
.stMain small, .stMain [data-testid="stCaptionContainer"] p, .stMain span[style*="font-size"],
.stMain button p, .stMain kbd, .stMain label p, .stMain [role="tab"] p {{ font-size: 1rem !important; }}
/* Plotly measures its room on the screen: it must not be enlarged, and draws larger type (`ui/charts`). */
.stMain [data-testid="stPlotlyChart"] {{ zoom: {1 / TIMES:.4f}; }}
{", ".join(f'.stMain [data-testid="{each}"]' for each in _TAKEN_AWAY)} {{ display: none; }}
.st-key-showing {{ align-items: center; }}
.st-key-showing button {{ white-space: nowrap; }}
</style>"""


def is_on() -> bool:
    """Whether this page is shown to the room."""
    return PARAMETER in st.query_params


def is_offered(shown: Entry | None) -> bool:
    """Whether a page can be shown to the room."""
    return shown is not None and shown.step in PAGES


def leave_elsewhere(shown: Entry | None) -> None:
    """Forget it on a page that is not for the room."""
    if not is_offered(shown):
        st.query_params.pop(PARAMETER, None)


def switch() -> None:
    """Offer to show the page to the room."""
    if st.button(_("Show"), icon=":material/present_to_all:", type="tertiary", key="show_to_the_room"):
        st.query_params[PARAMETER] = "1"
        st.rerun()


def head(chosen: SeriesView) -> None:
    """Stand in the place of the head: whose afternoon it is, and the way back, by click or key."""
    st.html(_LOOK)
    name = f"{chosen.municipality_name} · {chosen.title}"
    with st.container(key="showing", horizontal=True, horizontal_alignment="distribute"):
        st.markdown(f"**{literal(name)}**", width="content")
        back = st.button(
            _("Back to editing"),
            type="tertiary",
            icon=":material/close_fullscreen:",
            shortcut="Escape",
            key="back_to_editing",
        )
    if back:
        st.query_params.pop(PARAMETER, None)
        st.rerun()
