"""The wall before the reveal: a huge code, who is done, and the clock. No controls."""

from html import escape

import streamlit as st

from design.palette import PAPER
from translations import _
from ui.addresses import qr_code, room_address
from ui.moderation.following import clock_text, readiness_text, seconds_left, state_of
from workshops import codes
from workshops.actors import Actor
from workshops.live.rounds import State
from workshops.live.steering import LiveState
from workshops.series import SeriesView

SECONDS_BETWEEN_TICKS = 1
QR_WIDTH = 620


def large(text: str, size: float, *, bold: bool = True, colour: str = PAPER.ink) -> str:
    """Return a line of writing for the wall; `size` in rem, at least 2 for ten metres."""
    weight = 700 if bold else 400
    style = f"font-size:{size}rem;line-height:1.15;font-weight:{weight};color:{colour};margin:0"
    return f'<p style="{style}">{escape(text)}</p>'


def join_screen(actor: Actor, series: SeriesView, now: LiveState) -> None:
    """Show the way in, large, with the counter and the clock beside it."""
    target = room_address(f"/join/{series.join_code}")
    picture, words = st.columns([1.25, 1], gap="large", vertical_alignment="center")
    with picture:
        alt = _("QR code that leads to {address}").format(address=target)
        st.image(qr_code(target), width=QR_WIDTH, alt=alt)
    with words:
        st.html(
            large(series.municipality_name, 2)
            + large(_heading(now), 3, bold=False)
            + large(codes.spaced(series.join_code).replace(" ", "\u00a0"), 6, colour=PAPER.accent)
            + large(target.split("//")[1].rsplit("/", 1)[0], 2.4, bold=False)
        )
        _counter(actor, series)


def _heading(now: LiveState) -> str:
    round_ = now.round
    if round_ is None or round_.state in (State.DRAFT, State.REVEALED):
        return _("Take part: scan, or type the code")
    if round_.state is State.CLOSED:
        return _("Round {number} is closed").format(number=round_.number)
    return _("Round {number} is open").format(number=round_.number)


def _counter(actor: Actor, series: SeriesView) -> None:
    """Count and tick by itself: the rest of the wall stands still."""

    @st.fragment(run_every=SECONDS_BETWEEN_TICKS)
    def count() -> None:
        now = state_of(actor, series.id)
        shown = large(readiness_text(now), 4.5)
        left = seconds_left(now)
        if left is not None:
            shown += large(clock_text(left) if left else _("Time is up"), 4.5, colour=PAPER.sun)
        st.html(shown)

    count()
