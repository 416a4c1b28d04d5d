"""The appointments of a series below each other: read, changed, deleted, taken into a calendar."""

import streamlit as st

from reports.calendar_file import calendar_file
from translations import _
from ui import messages, state
from ui.appointments.calendar import event
from ui.appointments.form import form
from ui.appointments.told import text
from ui.document_buttons import CALENDAR, file_button
from ui.language import code as language
from ui.services import database
from ui.text import literal
from workshops import appointments
from workshops.actors import Actor
from workshops.appointments import Appointment, AppointmentView
from workshops.series import SeriesView

_NEW = "new_appointment"


def listing(actor: Actor, series: SeriesView, found: tuple[AppointmentView, ...]) -> None:
    """Show all appointments, each with what can be done about it."""
    for each in found:
        with st.container(border=True):
            st.markdown(text(each))
            with st.container(horizontal=True):
                if st.button(_("Change"), key=state.widget("change_appointment", each.id)):
                    _change(actor, series, each)
                if st.button(_("Delete"), key=state.widget("delete_appointment", each.id), type="tertiary"):
                    _delete(actor, series, each)
                if each.day:
                    file_button(
                        _("Time for the calendar"),
                        "-".join((each.title, series.municipality_name, each.day.isoformat())),
                        CALENDAR,
                        calendar_file(event(series, each), language()),
                        each.id,
                    )


def none_yet(actor: Actor, series: SeriesView) -> None:
    """Offer the usual appointments to a series that has none."""
    st.info(_("This series has no appointments yet. Usually it has three: overview, scoring and sketches."))
    if st.button(_("Enter the three usual appointments"), type="primary", icon=":material/event:"):
        with messages.refusals():
            appointments.add_usual(database(), actor, series.id)
            messages.notice_after_rerun(_("The appointments are entered; their days are still open"))


def adding(actor: Actor, series: SeriesView) -> None:
    """Show the form of a further appointment, folded."""
    with st.expander(_("Add an appointment"), icon=":material/add:"):
        form(
            _NEW,
            Appointment(title=""),
            lambda given: appointments.add(database(), actor, series.id, given),
            _("The appointment is entered"),
        )


def _change(actor: Actor, series: SeriesView, shown: AppointmentView) -> None:
    @st.dialog(_("Change the appointment"), width="large")
    def ask() -> None:
        form(
            state.widget("appointment", shown.id, shown.version),
            shown,
            lambda given: appointments.change(database(), actor, series.id, shown.id, given),
            _("Saved"),
        )

    ask()


def _delete(actor: Actor, series: SeriesView, shown: AppointmentView) -> None:
    @st.dialog(_("Delete the appointment?"))
    def ask() -> None:
        st.markdown(
            _("“{title}” is deleted with everything written about it.").format(title=literal(shown.title))
        )
        with st.container(horizontal=True):
            if st.button(_("Delete for good"), type="primary", key="delete_appointment_for_good"):
                with messages.refusals():
                    appointments.remove(database(), actor, series.id, shown.id)
                    messages.notice_after_rerun(_("The appointment was deleted"))
            if st.button(_("Keep it"), key="keep_appointment"):
                st.rerun()

    ask()
