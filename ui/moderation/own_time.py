"""When a round opens and closes by itself: the form for its times."""

from datetime import datetime

import streamlit as st

from translations import _
from translations.formats import TIME_ZONE, datetime_
from ui import messages, state
from ui.moderation.inviting import inviting
from ui.moderation.preparing import counts_name
from ui.services import database
from workshops.actors import Actor
from workshops.errors import InvalidInput
from workshops.live import own_time, planning
from workshops.live.counting import Counts
from workshops.live.rounds import RoundView, State
from workshops.live.typed_times import read_time
from workshops.series import SeriesView

_FIELD_WIDTH = 320


def own_time_of(actor: Actor, series: SeriesView, held: RoundView) -> None:
    """Offer to let a round be answered in one’s own time, and how to invite to one that is."""
    with st.expander(_("Answering in one’s own time"), icon=":material/schedule:", expanded=held.handed_out):
        if not held.handed_out:
            st.markdown(
                _(
                    "The round closes by itself, whether anybody is here or not: people answer at "
                    "home before they meet. Times are those of German clocks."
                )
            )
        _form(actor, held)
        if held.handed_out:
            inviting(actor, series, held)


def _form(actor: Actor, held: RoundView) -> None:
    """Ask for the times; what is kept already stands in the fields."""
    form = state.widget("times", held.id, held.state, held.begins_at, held.ends_at)
    with st.form(form, border=False, enter_to_submit=False):
        with st.container(horizontal=True):
            begin = ""
            if held.state is State.DRAFT:
                begin = _field(_("Opens by itself (may stay empty)"), held.begins_at, form, "begin")
            end = _field(_("Closes by itself"), held.ends_at, form, "end")
        counts = _whose_answers(actor, held, form) if held.state is State.DRAFT else None
        with st.container(horizontal=True):
            sent = st.form_submit_button(_("Save the times"), key=state.widget(form, "save"))
            gone = held.handed_out and st.form_submit_button(
                _("Withdraw the times"), key=state.widget(form, "withdraw")
            )
    if sent:
        with messages.refusals():
            own_time.set_times(database(), actor, held.id, *_times(begin, end, held), counts=counts)
            messages.notice_after_rerun(_("The times are saved"))
    if gone:
        with messages.refusals():
            own_time.set_times(database(), actor, held.id, None, None)
            messages.notice_after_rerun(_("The times are withdrawn"))


def _field(label: str, kept: datetime | None, form: str, name: str) -> str:
    """Ask for one point in time, as text: people paste times, and type them as they write them."""
    example = datetime_(datetime(2027, 1, 15, 18, tzinfo=TIME_ZONE))
    return st.text_input(
        label,
        value=datetime_(kept) if kept else "",
        placeholder=example,
        max_chars=60,
        width=_FIELD_WIDTH,
        key=state.widget(form, name),
    )


def _times(begin: str, end: str, held: RoundView) -> tuple[datetime | None, datetime | None]:
    """Return what was typed. Raises InvalidInput for what is no time, and where both are missing."""
    if not (begin.strip() or end.strip()):
        raise InvalidInput(
            _("The end is missing."),
            _("Please say until when the round can be answered. To withdraw times, please use the button."),
        )
    return (
        _kept_or_read(begin, held.begins_at, own_time.BEGIN),
        _kept_or_read(end, held.ends_at, own_time.END),
    )


def _kept_or_read(typed: str, kept: datetime | None, field: str) -> datetime | None:
    """Return the time that was typed; one that nobody has touched stays as it is, to the second."""
    if kept and typed == datetime_(kept):
        return kept
    return read_time(typed, field) if typed.strip() else None


def _whose_answers(actor: Actor, held: RoundView, form: str) -> Counts | None:
    """Ask whose answers count, where that is not settled and the day may be another when the round opens."""
    found = planning.counting_choice(database(), actor, held.id)
    if found.needed or not found.possible or found.chosen:
        return None
    return st.radio(
        _("If it opens on another day than the last result: whose answers count from it on?"),
        [Counts.EVERYONE, Counts.PRESENT],
        index=None,
        format_func=lambda counts: counts_name(counts, found),
        key=state.widget(form, "counts"),
    )
