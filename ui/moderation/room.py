"""The way into the room: code and QR code, the wall and what it shows, the shared tablet."""

import streamlit as st

from translations import _
from ui import messages, state
from ui.addresses import qr_code, room_address, warn_if_unreachable
from ui.reconcile import reconcile
from ui.services import database
from workshops import codes
from workshops.access import admission
from workshops.actors import Actor
from workshops.live import activities, tablets
from workshops.live.activities import WallView
from workshops.live.steering import LiveState
from workshops.series import SeriesView

_WALL_DAYS = 7
_FOLLOW = ""  # not None: Streamlit takes that for "nothing is chosen" and says so in English


def way_in(series: SeriesView) -> None:
    """Show the code and the QR code that people join with."""
    target = room_address(f"/join/{series.join_code}")
    st.image(qr_code(target), width=220, alt=_("QR code that leads to {address}").format(address=target))
    st.markdown(_("Code: **{code}**").format(code=codes.spaced(series.join_code)))
    st.caption(target)
    warn_if_unreachable()


def wall_and_tablet(actor: Actor, series: SeriesView, now: LiveState) -> None:
    """Choose what the wall shows, and make links for the wall and for a shared tablet."""
    _wall_view(actor, series, now)
    with st.container(horizontal=True):
        if st.button(_("Make a link for the wall"), key=state.widget("wall_link", series.id)):
            with messages.refusals():
                token = admission.create_link(database(), actor, series.id, "wall", days=_WALL_DAYS)
                state.keep(state.WALL_LINK, (series.id, room_address(f"/wall/{token}")))
        if st.button(_("Set up a shared tablet"), key=state.widget("tablet_link", series.id)):
            with messages.refusals():
                token = tablets.create(database(), actor, series.id)
                state.keep(state.TABLET_LINK, (series.id, room_address(f"/tablet/{token}")))
    if (kept := state.get(state.WALL_LINK)) and kept[0] == series.id:
        st.markdown(_("Open this address on the computer with the projector. It is valid for seven days."))
        st.code(kept[1], language=None, wrap_lines=True)
    if (kept := state.get(state.TABLET_LINK)) and kept[0] == series.id:
        st.markdown(_("Scan this code with the tablet: people then use it one after the other, for one day."))
        st.image(qr_code(kept[1]), width=180, alt=_("QR code for the shared tablet"))
        st.code(kept[1], language=None, wrap_lines=True)


def _wall_view(actor: Actor, series: SeriesView, now: LiveState) -> None:
    names = {
        _FOLLOW: _("follow the round"),
        WallView.JOIN: _("code and QR code"),
        WallView.RANKING: _("ranking"),
        WallView.PORTFOLIO: _("portfolio"),
        WallView.OPINIONS: _("where opinions part"),
        WallView.MOVEMENT: _("what the second round moved"),
        WallView.IDEAS: _("ideas"),
        WallView.DOTS: _("dots"),
        WallView.POINTS: _("weights"),
    }
    key = state.widget("wall_view", series.id)
    reconcile(key, now.offer.wall or _FOLLOW, lambda view: _show(actor, series, view))
    st.selectbox(_("On the wall"), list(names), format_func=lambda view: names[view], key=key)


def _show(actor: Actor, series: SeriesView, view: str) -> None:
    activities.show_on_wall(database(), actor, series.id, WallView(view) if view else None)
