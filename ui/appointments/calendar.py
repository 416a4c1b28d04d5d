"""An appointment as an event for calendar programs."""

from datetime import UTC, datetime

from reports.calendar_file import Event
from translations import _
from workshops.appointments import AppointmentView
from workshops.series import SeriesView


def event(series: SeriesView, appointment: AppointmentView) -> Event:
    """Return an appointment that has a day; without a time it is the whole day.

    Who is invited stays out of it: the file is sent around.
    """
    assert appointment.day is not None, "only an appointment with a day has a place in a calendar"
    written = {_("Running order"): appointment.agenda, _("Until the next appointment"): appointment.tasks}
    return Event(
        uid=f"{appointment.id}@smart-region-werkstatt",
        revision=appointment.version,
        title=f"{appointment.title}: {series.title}, {series.municipality_name}",
        text="\n\n".join(f"{label}:\n{said}" for label, said in written.items() if said),
        address="",
        begins_at=appointment.begins_at or appointment.day,
        ends_at=appointment.ends_at,
        written_at=datetime.now(UTC).replace(second=0, microsecond=0),
        place=appointment.place,
        busy=appointment.begins_at is not None,
    )
