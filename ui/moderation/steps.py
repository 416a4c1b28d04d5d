"""Below the wall: only what the present part of the afternoon needs."""

from collections.abc import Callable

import streamlit as st

from translations import _
from ui import frame
from ui.moderation.room import way_in
from ui.moderation.round import round_controls
from ui.moderation.votes import phase_control
from ui.wall import control
from workshops.actors import Actor
from workshops.live.activities import Activity
from workshops.live.rounds import State
from workshops.series import SeriesView
from workshops.wall.cockpit import RATES, Cockpit
from workshops.wall.running_order import Part


def controls(actor: Actor, series: SeriesView, found: Cockpit, selected: Part) -> None:
    """Show the controls of a part."""
    if selected in RATES:
        round_controls(actor, series, found.live)
        return
    shown: dict[Part, Callable[[], None]] = {
        Part.ARRIVE: lambda: way_in(series),
        Part.OVERVIEW: lambda: _overview(series, found),
        Part.CHOOSE: lambda: _choosing(actor, series, found),
        Part.REVEAL: lambda: _revealed(series, found),
        Part.DISCUSS: lambda: _talking(actor, series),
        Part.WEIGH: lambda: _weighing(actor, series, found),
        Part.DECIDE: lambda: frame.step_link(series, "pages/advisor/decision.py"),
    }
    shown[selected]()


def _overview(series: SeriesView, found: Cockpit) -> None:
    if found.stop(Part.OVERVIEW) is None:
        st.markdown(_("Use cases on the shortlist are told here, one by one. There are none yet."))
    frame.step_link(series, "pages/advisor/library.py")


def _choosing(actor: Actor, series: SeriesView, found: Cockpit) -> None:
    phase_control(actor, series, found.live, Activity.IDEAS)
    phase_control(actor, series, found.live, Activity.DOTS)
    frame.step_link(series, "pages/advisor/selection.py")


def _revealed(series: SeriesView, found: Cockpit) -> None:
    round_ = found.live.round
    if round_ is not None and round_.state is State.REVEALED:
        number = round_.number
        st.success(_("Round {number} is revealed: everybody sees its result.").format(number=number))
    frame.step_link(series, "pages/advisor/evaluation.py")


def _talking(actor: Actor, series: SeriesView) -> None:
    control.talk_clock(actor, series)
    control.remarks_switch(actor, series)


def _weighing(actor: Actor, series: SeriesView, found: Cockpit) -> None:
    phase_control(actor, series, found.live, Activity.POINTS)
    frame.step_link(series, "pages/advisor/weights.py")
