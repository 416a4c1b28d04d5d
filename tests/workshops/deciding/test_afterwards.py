"""What became of a project: a history of states that is only added to, and the last one that holds."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from storage.database import Database
from tests.workshops.factories import a_series, an_idea, member, pick
from tests.workshops.room import ADVISOR
from translations.formats import today
from workshops import journal
from workshops.actors import Role
from workshops.deciding import afterwards, decisions
from workshops.deciding.afterwards import MOST_EURO, ProjectState, StateView
from workshops.errors import InvalidInput, NotFound, Refused

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)


@pytest.fixture
def place(database: Database) -> tuple[str, str]:
    """Return a series and its chosen entry."""
    series_id = a_series(database).id
    item = an_idea(database, series_id)
    pick(database, series_id, item.id)
    return series_id, item.id


def enter(
    database: Database, place: tuple[str, str], state: ProjectState, day: date, **more: object
) -> StateView:
    return afterwards.enter(database, ADVISOR, *place, state=state, day=day, **more)  # type: ignore[arg-type]


def stands(database: Database, place: tuple[str, str]) -> StateView:
    return afterwards.newest(afterwards.history(database, ADVISOR, place[0]))[place[1]]


def test_the_newest_day_says_how_a_project_stands_and_the_history_stays(
    database: Database, place: tuple[str, str]
):
    enter(
        database,
        place,
        ProjectState.GRANTED,
        JUNE,
        amount=Decimal("34605.45"),
        effect=" Der Bescheid\nist da. ",
    )
    enter(database, place, ProjectState.APPLIED, MAY)  # told later, happened before
    found = stands(database, place)
    assert (found.state, found.amount, found.effect) == (
        ProjectState.GRANTED,
        Decimal("34605.45"),
        "Der Bescheid ist da.",
    )
    lines = afterwards.history(database, ADVISOR, place[0])
    assert [line.state for line in lines] == [ProjectState.APPLIED, ProjectState.GRANTED]
    assert journal.events(database, ADVISOR, place[0])[-1].kind == "project_state_entered"


def test_of_one_day_the_line_entered_last_counts(database: Database, place: tuple[str, str]):
    enter(database, place, ProjectState.RUNNING, MAY)
    enter(database, place, ProjectState.LIVE, MAY)
    assert stands(database, place).state is ProjectState.LIVE


def test_a_second_click_enters_nothing_again(database: Database, place: tuple[str, str]):
    first = enter(database, place, ProjectState.APPLIED, MAY, amount=Decimal(5))
    assert enter(database, place, ProjectState.APPLIED, MAY, amount=Decimal(5)) == first
    assert len(afterwards.history(database, ADVISOR, place[0])) == 1


def test_what_was_taken_back_holds_no_more_and_only_advisors_still_see_it(
    database: Database, place: tuple[str, str]
):
    enter(database, place, ProjectState.APPLIED, MAY)
    wrong = enter(database, place, ProjectState.REFUSED, JUNE)
    afterwards.take_back(database, ADVISOR, place[0], wrong.id)
    assert stands(database, place).state is ProjectState.APPLIED
    assert len(afterwards.history(database, ADVISOR, place[0])) == 2
    (seen,) = afterwards.history(database, member(Role.MUNICIPALITY, place[0]), place[0])
    assert seen.state is ProjectState.APPLIED
    with pytest.raises(NotFound):
        afterwards.take_back(database, ADVISOR, place[0], wrong.id)
    assert enter(database, place, ProjectState.REFUSED, JUNE).id != wrong.id


def test_the_largest_amount_comes_back_to_the_cent(database: Database, place: tuple[str, str]):
    enter(database, place, ProjectState.ENDED, MAY, amount=MOST_EURO)
    assert stands(database, place).amount == MOST_EURO


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": today() + timedelta(days=1)},
        {"day": date(1999, 12, 31)},
        {"amount": Decimal(-1)},
        {"amount": Decimal("0.001")},
        {"amount": MOST_EURO + 1},
        {"amount": Decimal("NaN")},
        {"effect": "x" * 301},
    ],
    ids=["tomorrow", "long ago", "negative", "half a cent", "too much", "no number", "too long"],
)
def test_what_cannot_be_is_refused(database: Database, place: tuple[str, str], wrong: dict[str, object]):
    with pytest.raises(InvalidInput):
        enter(database, place, ProjectState.LIVE, **({"day": MAY} | wrong))  # type: ignore[arg-type]
    assert afterwards.history(database, ADVISOR, place[0]) == ()


def test_only_what_is_chosen_can_become_something(database: Database, place: tuple[str, str]):
    other = a_series(database, "Andere").id
    with pytest.raises(Refused):
        enter(database, (other, place[1]), ProjectState.LIVE, MAY)
    line = enter(database, place, ProjectState.LIVE, MAY)
    with pytest.raises(NotFound):
        afterwards.take_back(database, ADVISOR, other, line.id)
    decisions.withdraw(database, ADVISOR, *place, reason="Doch nicht.")
    with pytest.raises(Refused):
        enter(database, place, ProjectState.LIVE, JUNE)
