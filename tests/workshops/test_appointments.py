"""Appointments of a series: entered, changed, found again, taken along and forgotten with it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from storage import queries
from storage.database import Database
from storage.tables import AppointmentRow
from tests.workshops.factories import a_series
from tests.workshops.room import ADVISOR
from translations import language
from translations.formats import today
from workshops import appointments, journal, series
from workshops.appointments import Appointment, AppointmentView
from workshops.archive import retention
from workshops.archive.duplication import duplicate
from workshops.errors import InvalidInput, NotFound
from workshops.overview import finding
from workshops.overview.finding import Criteria

FULL = Appointment(
    title="Bewertung",
    day=date(2027, 5, 12),
    begins=time(14),
    ends=time(17, 30),
    place="Rathaus, Saal 2",
    agenda="Ankommen\nBewerten",
    invited="Gemeindevorstand",
    tasks="Einladen",
)


def add(database: Database, series_id: str, title: str = "T", **given: object) -> AppointmentView:
    return appointments.add(database, ADVISOR, series_id, Appointment(title=title, **given))  # type: ignore[arg-type]


def titles(database: Database, series_id: str) -> list[str]:
    return [each.title for each in appointments.of_series(database, ADVISOR, series_id)]


def plain(view: AppointmentView) -> Appointment:
    return Appointment(**view.model_dump(exclude={"id", "version"}))


def test_an_appointment_comes_back_as_it_was_entered(database: Database):
    made = appointments.add(database, ADVISOR, a_series(database).id, FULL)
    [found] = appointments.of_series(database, ADVISOR, journal_series(database))
    assert found == made
    assert plain(found) == FULL


def journal_series(database: Database) -> str:
    return series.every(database, ADVISOR)[0].id


def test_the_usual_ones_are_entered_once_and_have_no_day_yet(database: Database):
    made = a_series(database)
    with language("de"):
        first = appointments.add_usual(database, ADVISOR, made.id)
    assert [each.title for each in first] == ["Überblick", "Bewertung", "Skizzen"]
    assert {each.day for each in first} == {None}
    assert appointments.add_usual(database, ADVISOR, made.id) == first


def test_they_stand_in_the_order_of_the_calendar_and_without_a_day_at_the_end(database: Database):
    made = a_series(database)
    day = date(2027, 5, 12)
    for title, on, at in (("offen", None, None), ("spät", day, time(15)), ("früh", day, time(9))):
        add(database, made.id, title, day=on, begins=at)
    add(database, made.id, "davor", day=date(2027, 5, 11))
    add(database, made.id, "auch offen")
    assert titles(database, made.id) == ["davor", "früh", "spät", "offen", "auch offen"]


def test_the_next_one_is_that_of_today_or_later(database: Database):
    made = a_series(database)
    assert appointments.upcoming(database, ADVISOR, made.id) is None
    for title, days in (("gestern", -1), ("morgen", 1), ("heute", 0)):
        add(database, made.id, title, day=today() + timedelta(days=days))
    add(database, made.id, "offen")
    found = appointments.upcoming(database, ADVISOR, made.id)
    assert found
    assert found.title == "heute"


def test_each_card_shows_its_own_next_appointment(database: Database):
    one, other = a_series(database, "Eins"), a_series(database, "Zwei")
    add(database, one.id, "vorbei", day=today() - timedelta(days=1))
    add(database, one.id, "zweiter", day=today() + timedelta(days=9))
    add(database, one.id, "erster", day=today() + timedelta(days=2))
    cards = finding.find(database, ADVISOR, Criteria()).cards
    shown = {card.series.title: card.appointment and card.appointment.title for card in cards}
    assert shown == {"Eins": "erster", "Zwei": None}
    assert other.id


@pytest.mark.parametrize(("day", "hour"), [(date(2027, 3, 27), 13), (date(2027, 3, 29), 12)])
def test_times_are_those_of_german_clocks_in_winter_and_summer(database: Database, day: date, hour: int):
    made = add(database, a_series(database).id, day=day, begins=time(14), ends=time(15))
    assert made.begins_at == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    assert made.ends_at == datetime(day.year, day.month, day.day, hour + 1, tzinfo=UTC)


def test_without_a_day_or_a_time_there_is_no_moment(database: Database):
    made = a_series(database)
    assert add(database, made.id, day=date(2027, 1, 1)).begins_at is None
    assert add(database, made.id, begins=time(9)).begins_at is None


def test_a_change_counts_and_the_same_again_does_not(database: Database):
    made = a_series(database)
    kept = add(database, made.id, "Alt")
    changed = appointments.change(database, ADVISOR, made.id, kept.id, FULL)
    assert (plain(changed), changed.version) == (FULL, kept.version + 1)
    again = appointments.change(database, ADVISOR, made.id, kept.id, FULL)
    assert again == changed
    kinds = [event.kind for event in journal.events(database, ADVISOR, made.id)]
    assert kinds == ["series_created", "appointment_added", "appointment_changed"]


@pytest.mark.parametrize(
    "given",
    [
        {"title": " "},
        {"title": "x" * 121},
        {"place": "x" * 121},
        {"agenda": "x" * 2_001},
        {"ends": time(9)},
        {"begins": time(9), "ends": time(9)},
        {"begins": time(10), "ends": time(9)},
        {"day": date(1026, 5, 1)},
        {"day": date(9999, 12, 31)},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(database: Database, given: dict[str, object]):
    made = a_series(database)
    kept = add(database, made.id, "Alt")
    wrong = Appointment(**({"title": "T"} | given))  # type: ignore[arg-type]
    with pytest.raises(InvalidInput):
        appointments.add(database, ADVISOR, made.id, wrong)
    with pytest.raises(InvalidInput):
        appointments.change(database, ADVISOR, made.id, kept.id, wrong)
    assert appointments.of_series(database, ADVISOR, made.id) == (kept,)


def test_there_is_an_end_to_appointments(database: Database):
    made = a_series(database)
    for _place in range(appointments.MOST):
        add(database, made.id)
    with pytest.raises(InvalidInput):
        add(database, made.id)


def test_what_is_deleted_is_gone_and_says_so_the_second_time(database: Database):
    made = a_series(database)
    kept = add(database, made.id)
    appointments.remove(database, ADVISOR, made.id, kept.id)
    assert titles(database, made.id) == []
    for attempt in (
        lambda: appointments.remove(database, ADVISOR, made.id, kept.id),
        lambda: appointments.change(database, ADVISOR, made.id, kept.id, FULL),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_an_appointment_of_another_series_is_not_reached(database: Database):
    own, other = a_series(database, "Eins"), a_series(database, "Zwei")
    kept = add(database, other.id)
    with pytest.raises(NotFound):
        appointments.change(database, ADVISOR, own.id, kept.id, FULL)
    with pytest.raises(NotFound):
        appointments.remove(database, ADVISOR, own.id, kept.id)
    assert titles(database, other.id) == ["T"]


def test_a_copy_has_the_same_appointments_on_days_still_to_be_found(database: Database):
    made = a_series(database)
    appointments.add(database, ADVISOR, made.id, FULL)
    copy = duplicate(database, ADVISOR, made.id, title="Kopie")
    [found] = appointments.of_series(database, ADVISOR, copy.id)
    assert plain(found) == FULL.model_copy(update={"day": None})


def test_who_was_invited_goes_with_the_personal_traces(database: Database):
    made = a_series(database)
    appointments.add(database, ADVISOR, made.id, FULL)
    retention.delete_now(database, ADVISOR, made.id)
    [found] = appointments.of_series(database, ADVISOR, made.id)
    assert plain(found) == FULL.model_copy(update={"invited": ""})


def test_appointments_go_with_their_series(database: Database):
    made = a_series(database)
    add(database, made.id)
    series.delete(database, ADVISOR, made.id)
    with database.read() as session:
        assert queries.count(session, AppointmentRow) == 0
