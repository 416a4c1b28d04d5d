"""The coordinator's list of a year: which projects belong to it, and how they stood at its end."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from storage import queries
from storage.database import Database
from storage.tables import PickRow
from tests.workshops.factories import a_series, library
from tests.workshops.factories import pick as pick_it
from tests.workshops.room import ADVISOR
from workshops.archive import transfer
from workshops.archive.transfer import Mode
from workshops.deciding import afterwards
from workshops.deciding.afterwards import ProjectState
from workshops.library import shortlist
from workshops.overview import yearly


def chosen(database: Database, year: int = 2025, *states: tuple[ProjectState, date, int | None]) -> str:
    """Return a series of Eichenzell that chose something in a year, with what became of it."""
    series_id = a_series(database, f"Reihe {year}").id
    item = shortlist.add_use_case(database, ADVISOR, series_id, library()[0])
    pick_it(database, series_id, item.id)
    with database.write() as session:
        (row,) = queries.many(session, PickRow, series_id=series_id)
        row.picked_at = datetime(year, 6, 1, tzinfo=UTC)
    for state, day, amount in states:
        said = None if amount is None else Decimal(amount)
        afterwards.enter(database, ADVISOR, series_id, item.id, state=state, day=day, amount=said)
    return series_id


def test_a_project_stands_in_each_year_as_it_stood_at_its_end(database: Database):
    chosen(
        database,
        2024,
        (ProjectState.APPLIED, date(2024, 12, 31), 80),
        (ProjectState.GRANTED, date(2025, 1, 1), 80),
        (ProjectState.GRANTED, date(2025, 3, 1), 70),
        (ProjectState.LIVE, date(2026, 2, 1), 90),
    )
    (project,) = yearly.followed(database, ADVISOR)
    assert project.district == "Fulda"
    assert project.at_end_of(2023) is None
    stood = [project.at_end_of(year) for year in (2024, 2025, 2026)]
    assert [each.state for each in stood if each] == [
        ProjectState.APPLIED,
        ProjectState.GRANTED,
        ProjectState.LIVE,
    ]
    assert [project.granted_in(year) for year in (2024, 2025, 2026)] == [0, 70, 0]


def test_what_was_over_before_the_year_is_left_out_and_what_nobody_told_of_is_not(database: Database):
    chosen(database, 2024, (ProjectState.REFUSED, date(2024, 9, 1), None))
    chosen(database, 2025)
    projects = yearly.followed(database, ADVISOR)
    counted = {year: len(yearly.of_year(projects, year)) for year in (2023, 2024, 2025)}
    assert counted == {2023: 0, 2024: 1, 2025: 1}
    assert yearly.years(projects, date(2026, 1, 2)) == (2026, 2025, 2024)
    assert yearly.years((), date(2026, 1, 2)) == (2026,)


def test_what_was_taken_back_is_not_listed(database: Database):
    series_id = chosen(database, 2025, (ProjectState.REFUSED, date(2025, 9, 1), None))
    (line,) = afterwards.history(database, ADVISOR, series_id)
    afterwards.take_back(database, ADVISOR, series_id, line.id)
    (project,) = yearly.followed(database, ADVISOR)
    assert project.lines == ()


@pytest.mark.parametrize("mode", [Mode.COPY, Mode.REPLACE])
def test_the_history_travels_with_the_series_and_a_copy_counts_once(database: Database, mode: Mode):
    series_id = chosen(database, 2025, (ProjectState.GRANTED, date(2025, 9, 1), 12345))
    data = transfer.export(database, ADVISOR, series_id)
    brought = transfer.bring_in(database, ADVISOR, transfer.read(ADVISOR, data), mode)
    (line,) = afterwards.history(database, ADVISOR, brought.id)
    assert (line.state, line.amount) == (ProjectState.GRANTED, 12345)
    (project,) = yearly.followed(database, ADVISOR)
    assert project.granted_in(2025) == 12345
