"""Dots and points of the room: open them, show their result, and make weights of them."""

import streamlit as st

from reports.document import Align, Table
from translations import _
from ui import labels, state
from ui.charts import figures
from ui.number_fields import stored_number, whole_numbers
from ui.reconcile import reconcile
from ui.services import database
from ui.weights.room_points import room_points
from workshops.actors import Actor
from workshops.live import activities, dots, points
from workshops.live.activities import MOST_DOTS, Activity, Phase
from workshops.live.dots import DotSum
from workshops.live.steering import LiveState
from workshops.series import SeriesView


def phase_control(actor: Actor, series: SeriesView, now: LiveState, activity: Activity) -> None:
    """Switch an activity between off, open and shown; ideas are shown one by one."""
    names = {Phase.OFF: _("off"), Phase.OPEN: _("open on the phones"), Phase.SHOWN: _("result for all")}
    if activity is Activity.IDEAS:
        names = {Phase.OFF: _("off"), Phase.OPEN: _("open on the phones")}
    titles = {
        Activity.IDEAS: _("Collection of ideas"),
        Activity.DOTS: _("Dots for fields of action and ideas"),
        Activity.POINTS: _("Points for the dimensions"),
    }
    key = state.widget("phase", series.id, activity)

    def save(phase: Phase) -> None:
        activities.set_phase(database(), actor, series.id, activity, phase)

    reconcile(key, now.offer.phases[activity], save)
    st.segmented_control(
        titles[activity], list(names), required=True, format_func=lambda phase: names[phase], key=key
    )


def votes(actor: Actor, series: SeriesView, now: LiveState) -> None:
    """Show both kinds of votes besides the rating."""
    phase_control(actor, series, now, Activity.DOTS)
    _dots_per_person(actor, series, now)
    if now.offer.phases[Activity.DOTS] is not Phase.OPEN:
        sums = dots.result(database(), actor, series.id)
        if sums:
            figures.table(dots_table(sums))
        else:
            st.caption(_("A result is shown from five people on."))
    st.divider()
    phase_control(actor, series, now, Activity.POINTS)
    if now.offer.phases[Activity.POINTS] is Phase.OPEN:
        return
    groups = points.result(database(), actor, series.id)
    if not groups:
        st.caption(_("A result is shown from five people on."))
        return
    room_points(actor, series, groups)


def _dots_per_person(actor: Actor, series: SeriesView, now: LiveState) -> None:
    key = state.widget("dots", series.id)

    def save(number: float | None) -> None:
        activities.change(database(), actor, series.id, dots_per_person=int(number or 1))

    stored_number(
        _("Dots for each person"),
        key,
        now.offer.dots_per_person,
        save,
        whole_numbers(1, MOST_DOTS),
        width=180,
    )


def dots_table(sums: tuple[DotSum, ...]) -> Table:
    """Return the sums, most dots first."""
    rows = tuple(
        (target_name(each), str(each.dots), str(each.people or _("fewer than five"))) for each in sums
    )
    right = Align.RIGHT
    return Table(
        _("Dots of the room"), (_("For what"), _("Dots"), _("People")), rows, (Align.LEFT, right, right)
    )


def target_name(each: DotSum) -> str:
    """Return what the dots were given to."""
    return labels.area(each.target) if each.kind == "area" else each.title
