"""The advisor's side of the wall: see it, open it, pair a screen, move it, and a remote for the own phone."""

from datetime import timedelta

import streamlit as st

from translations import _
from translations.formats import datetime_
from ui import guard, messages, state
from ui.addresses import qr_code, room_address
from ui.services import database
from workshops.access import admission
from workshops.actors import Actor
from workshops.series import SeriesView
from workshops.wall import naming, pairing, remote, steering
from workshops.wall.scenes import Ground, Position
from workshops.wall.steering import Standing

_SCREENS = ("wall", "remote")
_TALKS = (3, 5, 10, 15)


def miniature(series: SeriesView, height: int) -> None:
    """Show the wall as it is now, so many pixels high; it follows by itself and takes no key."""
    if not guard.has_light_pages():
        st.info(
            _("Wall, phones and remote need the tool's own server: please start it with “python serve.py”.")
        )
        return
    st.iframe(f"/wand?reihe={series.id}&klein=", height=height, tab_index=-1, alt=_("The wall, as it is now"))


def open_wall(series: SeriesView) -> None:
    """Lead to the wall in a window of its own."""
    st.link_button(_("Open the wall"), f"/wand?reihe={series.id}", icon=":material/open_in_new:")


def one_back(actor: Actor, series: SeriesView, now: Standing) -> None:
    """Take the wall a step back."""
    key = state.widget("wall_back", series.id, now.position.mark)
    if st.button(_("Back"), key=key, disabled=now.previous is None):
        with messages.refusals():
            steering.back(database(), actor, series.id, seen=now.position.mark)
            st.rerun()


def scene_choice(actor: Actor, series: SeriesView, now: Standing) -> None:
    """Offer all scenes by name; choosing one shows it from its first step."""
    starts = [Position(scene=stop.scene, subject=stop.subject) for stop in now.stops]
    called = dict(zip(now.stops, naming.names(database(), now, starts), strict=True))
    chosen = st.selectbox(
        _("Scene on the wall"),
        now.stops,
        index=now.stops.index(now.stop),
        format_func=called.__getitem__,
        # Anew for each scene: the box follows when somebody else has moved the wall.
        key=state.widget("wall_scene", f"{series.id}:{now.stop.scene}:{now.stop.subject}"),
        label_visibility="collapsed",
    )
    if chosen is not None and chosen != now.stop:
        with messages.refusals():
            steering.go(database(), actor, series.id, chosen.scene, chosen.subject)
            st.rerun()


def ground(actor: Actor, series: SeriesView, now: Standing) -> None:
    """Choose between the ground for dim and the one for bright halls."""
    bright = st.toggle(
        _("Light ground, for a bright hall"),
        value=now.ground is Ground.PAPER,
        key=state.widget("wall_ground", f"{series.id}:{now.ground}"),
    )
    if bright != (now.ground is Ground.PAPER):
        steering.set_ground(database(), actor, series.id, Ground.PAPER if bright else Ground.DEEP)
        st.rerun()


def talk_clock(actor: Actor, series: SeriesView) -> None:
    """Count the time for talking down on the wall."""
    st.caption(_("Clock for talking"))
    with st.container(horizontal=True):
        for minutes in _TALKS:
            label = _("{n} min").format(n=minutes)
            if st.button(label, key=state.widget("talk", f"{series.id}:{minutes}")):
                steering.talk(database(), actor, series.id, timedelta(minutes=minutes))
        if st.button(_("stop"), key=state.widget("talk", f"{series.id}:0")):
            steering.talk(database(), actor, series.id, None)


def remarks_switch(actor: Actor, series: SeriesView) -> None:
    """Let the wall show the remarks of the room, once they were read."""
    allowed = steering.remarks_allowed(database(), actor, series.id)
    wanted = st.toggle(
        _("Remarks may be shown (I have read them)"),
        value=allowed,
        key=state.widget("wall_remarks", f"{series.id}:{allowed}"),
    )
    if wanted != allowed:
        steering.allow_remarks(database(), actor, series.id, allowed=wanted)
        st.rerun()


def screens(actor: Actor, series: SeriesView) -> None:
    """Pair the projector's computer, and list what is connected with a way to send it away."""
    address = room_address("/wand").split("//", 1)[1]
    st.markdown(
        _("On the projector's computer open **{address}** and type the code that it shows.").format(
            address=address
        )
    )
    with st.form(state.widget("pair", series.id), clear_on_submit=True, border=False):
        typed = st.text_input(_("Code on the screen"), max_chars=12)
        sent = st.form_submit_button(_("Connect"))
    if sent:
        with messages.refusals():
            pairing.confirm(database(), actor, series.id, typed)
            messages.notice_after_rerun(_("The screen is the wall now"))
    for link in admission.links(database(), actor, series.id):
        if link.kind in _SCREENS and link.is_valid:
            with st.container(horizontal=True, vertical_alignment="center"):
                name = _("Screen since {time}") if link.kind == "wall" else _("Remote since {time}")
                st.markdown(name.format(time=datetime_(link.created_at)))
                if st.button(_("Send away"), key=state.widget("send_away", link.id)):
                    with messages.refusals():
                        admission.revoke_link(database(), actor, link.id)
                        messages.notice_after_rerun(_("It is no longer connected"))


def remote_for_phone(actor: Actor, series: SeriesView) -> None:
    """Make a remote and show its QR code once."""
    if st.button(_("Remote for my phone"), key=state.widget("remote", series.id)):
        with messages.refusals():
            token = remote.create(database(), actor, series.id)
            state.keep(state.REMOTE_LINK, (series.id, room_address(f"/fernbedienung/{token}")))
    if (kept := state.get(state.REMOTE_LINK)) and kept[0] == series.id:
        st.markdown(_("Scan this code with your own phone. It is a remote for this series, for one day."))
        st.image(qr_code(kept[1]), width=180, alt=_("QR code for the remote"))
