"""The way into the room: code and QR code, the screens, the shared tablet."""

import streamlit as st

from translations import _
from ui import messages, state
from ui.addresses import qr_code, room_address, warn_if_unreachable
from ui.look.form import look_form
from ui.services import database
from ui.wall import control
from workshops import codes
from workshops.actors import Actor
from workshops.live import tablets
from workshops.series import SeriesView
from workshops.wall import steering


def code(series: SeriesView) -> None:
    """Show the code that people type."""
    st.markdown(_("Code: **{code}**").format(code=codes.spaced(series.join_code)))


def way_in(series: SeriesView) -> None:
    """Say how people come in, and warn while they cannot; the code itself stands on the wall above."""
    warn_if_unreachable()
    target = room_address(f"/join/{series.join_code}")
    st.markdown(_("People scan the code on the wall, or type {address}.").format(address=target))


def wall_and_remote(actor: Actor, series: SeriesView) -> None:
    """Connect screens and a remote, choose the ground, and give the series its own look."""
    control.ground(actor, series, steering.standing(database(), actor, series.id))
    control.screens(actor, series)
    control.remote_for_phone(actor, series)
    with st.expander(_("Coat of arms and colour of this series")):
        look_form(actor, series.id)


def shared_tablet(actor: Actor, series: SeriesView) -> None:
    """Make a link for a tablet that people use one after the other."""
    if st.button(_("Set up a shared tablet"), key=state.widget("tablet_link", series.id)):
        with messages.refusals():
            token = tablets.create(database(), actor, series.id)
            state.keep(state.TABLET_LINK, (series.id, room_address(f"/tablet/{token}")))
    if (kept := state.get(state.TABLET_LINK)) and kept[0] == series.id:
        st.markdown(_("Scan this code with the tablet: people then use it one after the other, for one day."))
        st.image(qr_code(kept[1]), width=180, alt=_("QR code for the shared tablet"))
        st.code(kept[1], language=None, wrap_lines=True)
