"""The appointments of a series: when, where and in which order one meets, with whom, what is done between."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import AppointmentRow
from storage.types import new_id
from translations import N_, _
from translations.formats import TIME_ZONE, today
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound
from workshops.series import existing
from workshops.validation import TITLE_LENGTH, line, paragraphs

MOST = 20
LONGEST_TEXT = 2_000
USUAL = (N_("Overview"), N_("Scoring"), N_("Sketches"))
"""What a series is usually met for, in this order."""
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


class Appointment(BaseModel):
    """What is known of an appointment; `begins` and `ends` are times of German clocks on `day`.

    `agenda`: what happens in which order. `invited`: groups and roles rather than names. `tasks`: what is to
    be done until the next one.
    """

    model_config = ConfigDict(frozen=True)

    title: str
    day: date | None = None
    begins: time | None = None
    ends: time | None = None
    place: str = ""
    agenda: str = ""
    invited: str = ""
    tasks: str = ""


class AppointmentView(Appointment):
    """An appointment that is kept; `version` grows with each change."""

    id: str
    version: int

    @property
    def begins_at(self) -> datetime | None:
        """The moment when it begins, in UTC; None without a day or a time."""
        return _moment(self.day, self.begins)

    @property
    def ends_at(self) -> datetime | None:
        """The moment when it ends, in UTC; None where nobody said it."""
        return _moment(self.day, self.ends)


def of_series(database: Database, actor: Actor, series_id: str) -> tuple[AppointmentView, ...]:
    """Return the appointments of a series by day and time, those without a day last, as they were entered."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        return _ordered(queries.many(session, AppointmentRow, series_id=series_id, order_by=("position",)))


def following(rows: Iterable[AppointmentRow], on: date | None = None) -> AppointmentView | None:
    """Return the next one of these appointments; one of today is the next until the day is over."""
    from_now = (each for each in _ordered(rows) if each.day and each.day >= (on or today()))
    return next(from_now, None)


def upcoming(database: Database, actor: Actor, series_id: str) -> AppointmentView | None:
    """Return the next appointment of a series, None if none has a day that is still to come."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        return following(queries.many(session, AppointmentRow, series_id=series_id))


def add_usual(database: Database, actor: Actor, series_id: str) -> tuple[AppointmentView, ...]:
    """Give a series without appointments the usual ones, still without a day; return what it has then."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        if not queries.count(session, AppointmentRow, series_id=series_id):
            for position, title in enumerate(USUAL, start=1):
                queries.add(session, AppointmentRow(series_id=series_id, position=position, title=_(title)))
            journal.record(session, actor, series_id, "appointments_begun", number=len(USUAL))
        return _ordered(queries.many(session, AppointmentRow, series_id=series_id, order_by=("position",)))


def add(database: Database, actor: Actor, series_id: str, appointment: Appointment) -> AppointmentView:
    """Add an appointment to a series."""
    require(actor, Role.ADVISOR)
    checked = _checked(appointment)
    with database.write() as session:
        existing(session, series_id)
        others = queries.many(session, AppointmentRow, series_id=series_id)
        if len(others) >= MOST:
            raise InvalidInput(
                _("A series has at most {number} appointments.").format(number=MOST),
                _("Please delete one that is no longer needed."),
            )
        position = 1 + max((row.position for row in others), default=0)
        row = AppointmentRow(series_id=series_id, position=position, **checked.model_dump())
        queries.add(session, row)
        _record(session, actor, row, "appointment_added")
        return _view(row)


def change(
    database: Database, actor: Actor, series_id: str, appointment_id: str, appointment: Appointment
) -> AppointmentView:
    """Change an appointment; the same again changes nothing."""
    require(actor, Role.ADVISOR)
    checked = _checked(appointment)
    with database.write() as session:
        existing(session, series_id)
        row = _row(session, series_id, appointment_id)
        if Appointment(**_view(row).model_dump(exclude={"id", "version"})) == checked:
            return _view(row)
        for name, value in checked.model_dump().items():
            setattr(row, name, value)
        row.version += 1
        _record(session, actor, row, "appointment_changed")
        return _view(row)


def remove(database: Database, actor: Actor, series_id: str, appointment_id: str) -> None:
    """Delete an appointment."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        row = _row(session, series_id, appointment_id)
        _record(session, actor, row, "appointment_removed")
        queries.remove(session, AppointmentRow, id=appointment_id)


def copy(session: Session, source_id: str, target_id: str) -> None:
    """Give a copy of a series the appointments of the other one, on days still to be found."""
    for row in queries.many(session, AppointmentRow, series_id=source_id, order_by=("position",)):
        others = {"id": new_id(), "series_id": target_id, "day": None, "version": 1}
        queries.add(session, AppointmentRow(**(row.model_dump() | others)))


def forget_invited(session: Session, series_id: str) -> None:
    """Take away who was invited: names may stand there."""
    for row in queries.many(session, AppointmentRow, series_id=series_id):
        row.invited = ""


def _row(session: Session, series_id: str, appointment_id: str) -> AppointmentRow:
    row = queries.one(session, AppointmentRow, id=appointment_id, series_id=series_id)
    if row is None:
        raise NotFound(
            _("This appointment does not exist any more."), _("It was deleted, perhaps in another window.")
        )
    return row


def _checked(given: Appointment) -> Appointment:
    """Return what was entered with clean texts, or say what does not fit."""
    _check_time(given)
    texts = {
        "agenda": _("Running order"),
        "invited": _("Who is invited"),
        "tasks": _("Until the next appointment"),
    }
    return given.model_copy(
        update={
            "title": line(given.title, label=_("What the appointment is for")),
            "place": line(given.place, label=_("Place"), limit=TITLE_LENGTH, required=False),
            **{
                name: paragraphs(getattr(given, name), label=label, limit=LONGEST_TEXT)
                for name, label in texts.items()
            },
        }
    )


def _check_time(given: Appointment) -> None:
    if given.day and not FIRST_DAY <= given.day <= LAST_DAY:
        raise InvalidInput(
            _("The year {year} cannot be right.").format(year=given.day.year),
            _("Please check the day."),
            field="day",
        )
    if given.ends and not given.begins:
        raise InvalidInput(
            _("It is said when it ends, but not when it begins."),
            _("Please enter both times."),
            field="begins",
        )
    if given.begins and given.ends and given.ends <= given.begins:
        raise InvalidInput(
            _("The appointment would end before it begins."), _("Please check both times."), field="ends"
        )


def _record(session: Session, actor: Actor, row: AppointmentRow, kind: str) -> None:
    day = row.day.isoformat() if row.day else ""
    journal.record(session, actor, row.series_id, kind, title=row.title, day=day)


def _ordered(rows: Iterable[AppointmentRow]) -> tuple[AppointmentView, ...]:
    dated: Sequence[AppointmentView] = [_view(row) for row in rows]
    return tuple(sorted(dated, key=lambda each: (each.day or date.max, each.begins or time.min)))


def _view(row: AppointmentRow) -> AppointmentView:
    return AppointmentView.model_validate(row, from_attributes=True)


def _moment(day: date | None, at: time | None) -> datetime | None:
    if day is None or at is None:
        return None
    return datetime.combine(day, at, tzinfo=TIME_ZONE).astimezone(UTC)
