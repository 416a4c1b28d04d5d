"""The fields of an appointment, with day and times typed as people write them."""

from collections.abc import Callable

import streamlit as st

from translations import _, formats
from ui import messages, state
from ui.appointments.told import clock
from ui.typed_times import day_of, time_of
from workshops.appointments import LONGEST_TEXT, Appointment
from workshops.validation import TITLE_LENGTH


def form(key: str, shown: Appointment, save: Callable[[Appointment], object], done: str) -> None:
    """Show the fields filled with `shown`; give what was entered to `save`, and say `done` if it was taken.

    What is refused stays in its fields.
    """
    with st.form(key, border=False):
        name = st.text_input(
            _("What the appointment is for"),
            value=shown.title,
            max_chars=TITLE_LENGTH,
            key=_key(key, "title"),
        )
        with st.container(horizontal=True):
            day = st.text_input(
                _("Day"),
                value=formats.date(shown.day) if shown.day else "",
                placeholder=_("for example {example}").format(example="12.05.2026"),
                help=_("Leave it empty as long as the day is open."),
                key=_key(key, "day"),
            )
            begins = st.text_input(
                _("Begins"), value=clock(shown.begins), placeholder="14:00", key=_key(key, "begins")
            )
            ends = st.text_input(
                _("Ends"), value=clock(shown.ends), placeholder="17:00", key=_key(key, "ends")
            )
        place = st.text_input(_("Place"), value=shown.place, max_chars=TITLE_LENGTH, key=_key(key, "place"))
        agenda = st.text_area(
            _("Running order"), value=shown.agenda, max_chars=LONGEST_TEXT, key=_key(key, "agenda")
        )
        invited = st.text_area(
            _("Who is invited"),
            value=shown.invited,
            max_chars=LONGEST_TEXT,
            height=80,
            help=_("Groups and roles are enough. It is deleted with the personal traces of the series."),
            key=_key(key, "invited"),
        )
        tasks = st.text_area(
            _("Until the next appointment"),
            value=shown.tasks,
            max_chars=LONGEST_TEXT,
            height=80,
            placeholder=_("What is to be done by whom until then"),
            key=_key(key, "tasks"),
        )
        submitted = st.form_submit_button(_("Save"), type="primary")
    if submitted:
        with messages.refusals():
            save(
                Appointment(
                    title=name,
                    day=day_of(day) if day.strip() else None,
                    begins=time_of(begins) if begins.strip() else None,
                    ends=time_of(ends) if ends.strip() else None,
                    place=place,
                    agenda=agenda,
                    invited=invited,
                    tasks=tasks,
                )
            )
            state.begin_anew(key)
            messages.notice_after_rerun(done)


def _key(form_key: str, field: str) -> str:
    return state.widget(form_key, state.edition(form_key), field)
