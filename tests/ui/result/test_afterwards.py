"""What a project's history says, and what of it goes into a proposal for the library."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from storage.database import Database
from tests.workshops.factories import a_series, library, member, pick
from tests.workshops.room import ADVISOR
from translations import language
from ui.documents.next_steps import next_steps
from ui.result.afterwards import lessons, state_badge, told
from ui.text import literal
from workshops import installation
from workshops.actors import Role
from workshops.deciding import afterwards, decisions
from workshops.deciding.afterwards import ProjectState, StateView
from workshops.library import shortlist

DAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    with language("de"):
        yield


def line(state: ProjectState, amount: Decimal | None = None, effect: str = "") -> StateView:
    return StateView(
        id="l", item_id="i", state=state, day=DAY, amount=amount, effect=effect,
        entered_at=datetime(2026, 5, 5, tzinfo=UTC), taken_back_at=None,
    )  # fmt: skip


def test_a_line_says_what_its_amount_is():
    assert (
        told(line(ProjectState.GRANTED, Decimal("34605.45")))
        == "04.05.2026: bewilligt, Zuschuss: 34.605,45\u00a0€"
    )
    assert told(line(ProjectState.LIVE, Decimal(90_000), "Die Feuerwehr ist früher da.")) == (
        "04.05.2026: in Betrieb, bisher ausgegeben: 90.000\u00a0€. Die Feuerwehr ist früher da."
    )
    assert told(line(ProjectState.REFUSED)) == "04.05.2026: abgelehnt"
    assert "läuft seit 04" in state_badge(line(ProjectState.RUNNING))


def test_a_project_that_has_begun_can_be_told_to_the_library(
    new_sqlite: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(installation, "database", lambda: new_sqlite)
    series = a_series(new_sqlite)
    item = shortlist.add_use_case(new_sqlite, ADVISOR, series.id, library()[0])
    pick(new_sqlite, series.id, item.id)
    guest = member(Role.MUNICIPALITY, series.id)

    def became(state: ProjectState) -> None:
        afterwards.enter(new_sqlite, ADVISOR, series.id, item.id, state=state, day=DAY, effect="Spart Wege.")

    became(ProjectState.GRANTED)
    assert lessons(guest, series) == {}
    became(ProjectState.LIVE)
    assert lessons(guest, series) == {
        item.name: {
            "title_de": item.name,
            "topic": library()[0].topic,
            "status": "implemented",
            "benefits_de": "Spart Wege.",
        }
    }


def test_what_became_of_a_project_is_its_next_step(new_sqlite: Database):
    series = a_series(new_sqlite)
    item = shortlist.add_use_case(new_sqlite, ADVISOR, series.id, library()[0])
    pick(new_sqlite, series.id, item.id)
    picks = decisions.picks(new_sqlite, ADVISOR, series.id)
    steps = {state: next_steps(picks, {}, {item.id: line(state)})[-1] for state in ProjectState}
    assert all(literal(picks[0].title) in step for step in steps.values())
    assert "anderen Weg" in steps[ProjectState.REFUSED]
    assert "bewirkt" in steps[ProjectState.LIVE]
    told_already = next_steps(picks, {}, {item.id: line(ProjectState.LIVE, effect="Spart Wege.")})
    assert "Bibliothek" in told_already[-1]
