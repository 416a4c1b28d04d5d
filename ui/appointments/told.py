"""An appointment in words: one line for cards and the cockpit, all of it for its own page."""

from datetime import date, time

from translations import _, formats
from translations.formats import today
from ui.text import literal, small
from workshops.appointments import Appointment, AppointmentView


def next_line(appointment: AppointmentView) -> str:
    """Return what stands on a card: which appointment is next, when and where."""
    when = _("today") if appointment.day == today() else day(appointment.day)
    said = _("Next appointment: {title}, {when}").format(title=appointment.title, when=when)
    return literal(", ".join(each for each in (said, times(appointment), appointment.place) if each))


def text(appointment: AppointmentView) -> str:
    """Return an appointment as one element: what for, when and where, then what was written about it."""
    when = day(appointment.day) if appointment.day else _("The day is still open")
    facts = [when, *filter(None, (times(appointment), appointment.place))]
    parts = [f"## {literal(appointment.title)}", " · ".join(map(literal, facts))]
    written = {
        _("Running order"): appointment.agenda,
        _("Who is invited"): appointment.invited,
        _("Until the next appointment"): appointment.tasks,
    }
    parts += [f"**{label}**  \n{_lines(said)}" for label, said in written.items() if said]
    if appointment.day and appointment.day < today():
        parts.insert(2, small(_("This appointment is over.")))
    return "\n\n".join(parts)


def day(value: date | None) -> str:
    """Return the day with its weekday."""
    return formats.weekday(value) if value else ""


def times(appointment: Appointment) -> str:
    """Return from when to when, or nothing."""
    if appointment.begins is None:
        return ""
    if appointment.ends is None:
        return _("{time} o’clock").format(time=clock(appointment.begins))
    return _("{begin} to {end} o’clock").format(begin=clock(appointment.begins), end=clock(appointment.ends))


def clock(value: time | None) -> str:
    """Return a time as it is typed: "14:30"; nothing for none."""
    return f"{value:%H:%M}" if value else ""


def _lines(said: str) -> str:
    return "  \n".join(literal(each) if each.strip() else "" for each in said.splitlines())
