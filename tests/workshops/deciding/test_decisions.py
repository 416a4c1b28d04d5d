"""Two or three picks, each with a reason, none excluded by a gate."""

import pytest

from storage.database import Database
from tests.workshops import factories
from tests.workshops.factories import REASON, a_series, an_idea, ideas, pick
from tests.workshops.room import ADVISOR
from workshops import journal, series
from workshops.deciding import decisions
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.library import shortlist


@pytest.fixture
def series_id(database: Database) -> str:
    return a_series(database).id


def picked(database: Database, series_id: str) -> list[str]:
    return [each.title for each in decisions.picks(database, ADVISOR, series_id)]


def test_a_pick_carries_its_reason_into_the_log(database: Database, series_id: str):
    item = an_idea(database, series_id)
    made = decisions.pick(database, ADVISOR, series_id, item.id, reason=f"  {REASON}\r\nZweite Zeile ")
    assert made.reason == f"{REASON}\nZweite Zeile"
    assert decisions.picks(database, ADVISOR, series_id) == (made,)
    event = journal.events(database, ADVISOR, series_id)[-1]
    assert (event.kind, event.role) == ("picked", "advisor")
    assert event.payload == {"item": item.id, "title": item.title, "reason": made.reason}


def test_picking_again_words_the_reason_anew(database: Database, series_id: str):
    item = an_idea(database, series_id)
    first = decisions.pick(database, ADVISOR, series_id, item.id, reason="Eins")
    second = decisions.pick(database, ADVISOR, series_id, item.id, reason="Zwei")
    assert (second.id, second.picked_at, second.reason) == (first.id, first.picked_at, "Zwei")
    assert picked(database, series_id) == ["Rufbus"]


def test_a_fourth_is_refused_until_one_is_taken_back(database: Database, series_id: str):
    items = ideas(database, series_id, 4)
    for item in items[:3]:
        pick(database, series_id, item.id)
    with pytest.raises(Refused) as caught:
        pick(database, series_id, items[3].id)
    assert "Drei" in caught.value.message
    assert caught.value.hint
    pick(database, series_id, items[0].id)  # what is picked can still be worded anew
    decisions.withdraw(database, ADVISOR, series_id, items[0].id, reason="Doch nicht")
    event = journal.events(database, ADVISOR, series_id)[-1]
    assert (event.kind, event.payload["reason"]) == ("pick_withdrawn", "Doch nicht")
    pick(database, series_id, items[3].id)
    assert picked(database, series_id) == ["Idee 2", "Idee 3", "Idee 4"]


def test_a_gate_that_says_no_excludes(database: Database, series_id: str):
    item = an_idea(database, series_id)
    place = (database, ADVISOR, series_id, item.id)
    shortlist.answer_gate(*place, gate_id="K2", answer="no")
    with pytest.raises(Refused) as caught:
        pick(database, series_id, item.id)
    assert item.title in caught.value.message
    shortlist.answer_gate(*place, gate_id="K2", answer="conditions")
    pick(database, series_id, item.id)
    assert picked(database, series_id) == ["Rufbus"]


@pytest.mark.parametrize("reason", ["", " \n", "\u200b", "x" * 10_000])
def test_a_decision_without_a_fitting_reason_is_refused(database: Database, series_id: str, reason: str):
    kept, other = ideas(database, series_id, 2)
    pick(database, series_id, kept.id)
    before = decisions.picks(database, ADVISOR, series_id)
    for attempt in (
        lambda: decisions.pick(database, ADVISOR, series_id, other.id, reason=reason),
        lambda: decisions.pick(database, ADVISOR, series_id, kept.id, reason=reason),
        lambda: decisions.withdraw(database, ADVISOR, series_id, kept.id, reason=reason),
    ):
        with pytest.raises(InvalidInput):
            attempt()
    assert decisions.picks(database, ADVISOR, series_id) == before


@pytest.mark.parametrize("reason", ["<b>weil</b>", "=1+1", "🚲", "لأن", "{title} %s"])
def test_strange_reasons_come_back_as_they_were(database: Database, series_id: str, reason: str):
    item = an_idea(database, series_id)
    decisions.pick(database, ADVISOR, series_id, item.id, reason=reason)
    assert decisions.picks(database, ADVISOR, series_id)[0].reason == reason
    assert journal.events(database, ADVISOR, series_id)[-1].payload["reason"] == reason


def test_what_is_gone_is_said_to_be_gone(database: Database, series_id: str):
    item = an_idea(database, series_id)
    with pytest.raises(NotFound):
        decisions.withdraw(database, ADVISOR, series_id, item.id, reason="R")
    with pytest.raises(NotFound):
        pick(database, series_id, "gone")
    pick(database, series_id, item.id)
    series.delete(database, ADVISOR, series_id)
    for attempt in (
        lambda: decisions.picks(database, ADVISOR, series_id),
        lambda: pick(database, series_id, item.id),
        lambda: decisions.withdraw(database, ADVISOR, series_id, item.id, reason="R"),
    ):
        with pytest.raises(NotFound) as caught:
            attempt()
        assert caught.value.message == "Diese Reihe gibt es nicht mehr."
    assert factories.a_series(database).revision == 1
