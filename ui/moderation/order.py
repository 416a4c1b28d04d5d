"""The running order at the left of the cockpit: parts with minutes and ticks, the time left, and its form."""

from datetime import datetime

import streamlit as st

from translations import _, ngettext
from translations.formats import TIME_ZONE
from ui import language, messages, state
from ui.services import database
from workshops.actors import Actor
from workshops.series import SeriesView
from workshops.wall import running_order
from workshops.wall.cockpit import Cockpit
from workshops.wall.running_order import LONGEST, NAMES, Part, PartView, RunningOrder

SECONDS_BETWEEN_TIMES = 20


def parts(found: Cockpit, selected: Part) -> Part | None:
    """Show the parts of today; return the one that was pressed."""
    pressed = None
    with st.container(gap=None):
        for view, is_done in found.parts:
            if _part(found, view, is_done=is_done, is_selected=view.part is selected):
                pressed = view.part
    return pressed


def _part(found: Cockpit, view: PartView, *, is_done: bool, is_selected: bool) -> bool:
    """Show one part: its name as a button, its minutes beside it."""
    icon = ":material/check:" if is_done else ":material/play_arrow:" if is_selected else ":material/circle:"
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        pressed = st.button(
            f"**{view.name}**" if is_selected else view.name,
            icon=icon,
            type="secondary" if is_selected else "tertiary",
            key=state.widget("part", found.live.series_id, view.part),
        )
        with st.container(width="content"):
            st.caption(_("{n} min").format(n=view.minutes))
    return pressed


def time_left(found: Cockpit, selected: Part) -> None:
    """Say how much time there is, beside how much the rest is planned with."""

    @st.fragment(run_every=SECONDS_BETWEEN_TIMES)
    def clock() -> None:
        language.apply()  # a fragment that runs by itself passes by the entry page
        left, planned = time_sentences(found.order, selected, datetime.now(TIME_ZONE))
        st.markdown(f"**{left}**" if left else f"**{planned}**")
        if left:
            st.caption(planned)

    clock()


def time_sentences(order: RunningOrder, part: Part, at: datetime) -> tuple[str, str]:
    """Return the time until the end, empty where no beginning is set, and what is planned from `part`."""
    rest = order.planned_from(part)
    planned = ngettext("{n} minute planned from here", "{n} minutes planned from here", rest).format(n=rest)
    left = order.minutes_left(at.time())
    if left is None or order.ends_at is None:
        return "", planned
    end = f"{order.ends_at:%H:%M}"
    if left < 0:
        over = ngettext(
            "{n} minute over, the end was at {time}", "{n} minutes over, the end was at {time}", -left
        )
        return over.format(n=-left, time=end), planned
    until = ngettext("{n} minute left, until {time}", "{n} minutes left, until {time}", left)
    return until.format(n=left, time=end), planned


def order_form(actor: Actor, series: SeriesView) -> None:
    """Let the advisor set the beginning and the minutes of each part."""
    order = running_order.running_order(database(), actor, series.id)
    st.markdown(_("A part with 0 minutes is left out today."))
    with st.form(state.widget("running_order", series.id, state.edition("running_order")), border=False):
        begins = st.time_input(_("Beginning"), value=order.begins_at, step=300, width=200)
        typed = []
        for first in range(0, len(Part), 3):
            for part, column in zip(list(Part)[first : first + 3], st.columns(3), strict=True):
                minutes = column.number_input(
                    _(NAMES[part]), 0, LONGEST, value=order.minutes.get(part, 0), step=5
                )
                typed.append((part, int(minutes)))
        sent = st.form_submit_button(_("Save the running order"))
    if sent:
        with messages.refusals():
            running_order.save(database(), actor, series.id, begins_at=begins, minutes=typed)
            state.begin_anew("running_order")
            messages.notice_after_rerun(_("Saved"))
