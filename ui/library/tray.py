"""The tray below the library: how many are on the shortlist, what came last, and the way back."""

import streamlit as st

from design.palette import PAPER
from translations import _, ngettext
from translations.formats import number
from ui import frame, messages, state
from ui.navigation import SELECTION
from ui.services import database
from ui.text import literal
from workshops.actors import Actor
from workshops.library import shortlist
from workshops.library.shortlist import RECOMMENDED, ItemView
from workshops.series import SeriesView

WANTED = 10
"""What a tray is filled up to: well within what a group can rate."""

# The block that Streamlit puts around a container is what has to stick.
_LOOK = f"""<style>
div:has(> .st-key-tray) {{ position: sticky; bottom: 0; z-index: 2; }}
.st-key-tray {{ background: {PAPER.card}; border-top: 2px solid {PAPER.accent}; padding: 0.4rem 0.2rem;
  min-height: 3.5rem; }}
@media (max-width: 640px) {{ .st-key-tray_last {{ display: none; }} }}
[data-testid="stMain"] {{ scroll-padding-bottom: 6rem; }}
</style>"""


def tray(actor: Actor, series: SeriesView, items: tuple[ItemView, ...]) -> None:
    """Show the tray; it stays in sight while the cards are looked through."""
    st.html(_LOOK)
    newest = max((item for item in items if item.use_case_id), key=lambda item: item.position, default=None)
    with st.container(key="tray", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(_counted(len(items)), width="content")
        if newest:
            with st.container(key="tray_last", width="content"):
                st.markdown(_("last: {name}").format(name=literal(newest.name)))
            _undo(actor, series, newest)
        st.page_link(
            SELECTION.file,
            label=_("To the shortlist"),
            icon=SELECTION.icon,
            query_params={frame.SERIES_PARAMETER: series.id},
            width="content",
        )


def _counted(taken: int) -> str:
    dots = "●" * min(taken, WANTED) + "○" * max(0, WANTED - taken)
    if taken < WANTED:
        text = _("**{n} of {wanted}** on the shortlist").format(n=number(taken), wanted=number(WANTED))
    else:
        text = ngettext("**{n}** on the shortlist", "**{n}** on the shortlist", taken).format(n=number(taken))
    if taken >= RECOMMENDED.stop:
        text += _("; a group can rate up to {most} well").format(most=number(RECOMMENDED.stop - 1))
    return f"{dots}  {text}"


def _undo(actor: Actor, series: SeriesView, newest: ItemView) -> None:
    # Its key names the entry: a second click cannot take off the one before.
    pressed = st.button(
        _("Undo"),
        icon=":material/undo:",
        type="tertiary",
        key=state.widget("tray", "undo", newest.id),
        help=_("Take “{name}” off the shortlist again").format(name=literal(newest.name)),
        width="content",
    )
    if pressed:
        with messages.refusals():
            shortlist.take_off(database(), actor, series.id, newest.id)
            st.rerun()
