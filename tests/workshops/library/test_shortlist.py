"""The shortlist: copies of use cases, own ideas, gates, and what another window did meanwhile."""

import pytest

from storage.database import Database
from tests.workshops import factories
from tests.workshops.factories import a_series, a_use_case, an_idea, library
from tests.workshops.room import ADVISOR
from workshops import journal, series
from workshops.deciding import decisions
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.library import shortlist
from workshops.library.shortlist import MOST_ITEMS, ItemView


@pytest.fixture
def series_id(database: Database) -> str:
    return a_series(database).id


def titles(database: Database, series_id: str) -> list[str]:
    return [item.title for item in shortlist.items(database, ADVISOR, series_id)]


def last_event(database: Database, series_id: str) -> tuple[str, dict[str, object]]:
    event = journal.events(database, ADVISOR, series_id)[-1]
    return event.kind, event.payload


def gate(database: Database, item: ItemView, series_id: str, answer: str | None, note: str = "") -> None:
    place = (database, ADVISOR, series_id, item.id)
    shortlist.answer_gate(*place, gate_id="K1", answer=answer, note=note)


def test_every_use_case_of_the_library_can_be_taken(database: Database, series_id: str):
    for use_case in library()[::7]:
        item = shortlist.add_use_case(database, ADVISOR, series_id, use_case)
        assert item.use_case == use_case
        assert (item.title, item.area) == (use_case.title_de, use_case.area)
        assert item.summary == use_case.summary_de


def test_a_copy_does_not_follow_later_edits_of_the_library(database: Database, series_id: str):
    item = shortlist.add_use_case(database, ADVISOR, series_id, a_use_case(summary_de="Damals"))
    edited = a_use_case(summary_de="Heute", title_de="Umbenannt")
    again = shortlist.add_use_case(database, ADVISOR, series_id, edited)
    assert again == item == shortlist.items(database, ADVISOR, series_id)[0]
    assert again.use_case is not None
    assert again.use_case.summary_de == "Damals"


def test_taking_twice_changes_nothing(database: Database, series_id: str):
    shortlist.add_use_case(database, ADVISOR, series_id, a_use_case())
    before = journal.revision(database, series_id)
    shortlist.add_use_case(database, ADVISOR, series_id, a_use_case())
    assert journal.revision(database, series_id) == before
    assert len(titles(database, series_id)) == 1


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=1+1", "🚲", "مدينة", "'; DROP TABLE item"])
def test_strange_texts_of_an_idea_come_back_as_they_were(database: Database, series_id: str, text: str):
    shortlist.add_idea(database, ADVISOR, series_id, title=text, summary=text, area="energy")
    [item] = shortlist.items(database, ADVISOR, series_id)
    assert (item.title, item.summary, item.use_case) == (text, text, None)


@pytest.mark.parametrize(
    "given",
    [{"title": ""}, {"title": "x" * 10_000}, {"summary": ""}, {"summary": "x" * 10_000}, {"area": "magic"}],
)
def test_bad_ideas_are_refused_and_nothing_is_kept(database: Database, series_id: str, given: dict[str, str]):
    texts = {"title": "T", "summary": "S", "area": "energy"}
    kept = shortlist.add_idea(database, ADVISOR, series_id, **texts)
    with pytest.raises(InvalidInput):
        shortlist.add_idea(database, ADVISOR, series_id, **(texts | given))
    with pytest.raises(InvalidInput):
        shortlist.change_idea(database, ADVISOR, series_id, kept.id, **(texts | given))
    assert shortlist.items(database, ADVISOR, series_id) == (kept,)
    assert last_event(database, series_id)[0] == "item_added"


def test_an_idea_can_be_worded_anew_but_a_use_case_cannot(database: Database, series_id: str):
    idea, texts = an_idea(database, series_id), {"title": "Neu", "summary": "Anders", "area": "health"}
    changed = shortlist.change_idea(database, ADVISOR, series_id, idea.id, **texts)
    assert (changed.title, changed.summary, changed.area) == ("Neu", "Anders", "health")
    assert last_event(database, series_id) == ("idea_changed", {"item": idea.id, "title": "Neu"})
    taken = shortlist.add_use_case(database, ADVISOR, series_id, a_use_case())
    with pytest.raises(Refused):
        shortlist.change_idea(database, ADVISOR, series_id, taken.id, **texts)


def test_taken_off_and_put_back_it_has_its_place_again(database: Database, series_id: str):
    first, second, third = factories.ideas(database, series_id, 3)
    gate(database, third, series_id, "conditions", "Vertrag")
    shortlist.take_off(database, ADVISOR, series_id, third.id)
    assert last_event(database, series_id) == ("item_removed", {"item": third.id, "title": "Idee 3"})
    later = an_idea(database, series_id, "Später")
    shortlist.put_back(database, ADVISOR, series_id, third.id)
    assert last_event(database, series_id) == ("item_restored", {"item": third.id, "title": "Idee 3"})
    items = shortlist.items(database, ADVISOR, series_id)
    assert [item.id for item in items] == [first.id, second.id, third.id, later.id]
    assert len({item.position for item in items}) == 4
    assert items[2].gates[0].note == "Vertrag"


def test_putting_back_what_is_there_changes_nothing(database: Database, series_id: str):
    idea = an_idea(database, series_id)
    before = journal.revision(database, series_id)
    shortlist.put_back(database, ADVISOR, series_id, idea.id)
    assert journal.revision(database, series_id) == before


def test_putting_back_what_was_taken_anew_is_refused(database: Database, series_id: str):
    old = shortlist.add_use_case(database, ADVISOR, series_id, a_use_case())
    shortlist.take_off(database, ADVISOR, series_id, old.id)
    new = shortlist.add_use_case(database, ADVISOR, series_id, a_use_case())
    assert new.id != old.id
    with pytest.raises(Refused):
        shortlist.put_back(database, ADVISOR, series_id, old.id)
    assert shortlist.items(database, ADVISOR, series_id) == (new,)


def test_a_full_shortlist_takes_nothing_more(new_sqlite: Database):
    series_id = a_series(new_sqlite).id
    first, *_others = factories.ideas(new_sqlite, series_id, MOST_ITEMS)
    for attempt in (
        lambda: an_idea(new_sqlite, series_id),
        lambda: shortlist.add_use_case(new_sqlite, ADVISOR, series_id, a_use_case()),
    ):
        with pytest.raises(Refused) as caught:
            attempt()
        assert str(MOST_ITEMS) in caught.value.message
    shortlist.take_off(new_sqlite, ADVISOR, series_id, first.id)
    an_idea(new_sqlite, series_id, "Letzte")
    with pytest.raises(Refused):
        shortlist.put_back(new_sqlite, ADVISOR, series_id, first.id)
    assert len(titles(new_sqlite, series_id)) == MOST_ITEMS


def test_a_gate_is_answered_changed_and_opened_again(database: Database, series_id: str):
    idea = an_idea(database, series_id)
    for answer, excluded in (("yes", False), ("conditions", False), ("no", True), ("conditions", False)):
        gate(database, idea, series_id, answer, "Grund")
        [seen] = shortlist.items(database, ADVISOR, series_id)
        assert [(each.gate_id, each.answer, each.note) for each in seen.gates] == [("K1", answer, "Grund")]
        assert seen.is_excluded is excluded
    kind, facts = last_event(database, series_id)
    assert kind == "gate_answered"
    assert facts == {
        "item": idea.id, "title": "Rufbus", "gate": "K1", "answer": "conditions", "note": "Grund",
    }  # fmt: skip
    gate(database, idea, series_id, None)
    assert shortlist.items(database, ADVISOR, series_id)[0].gates == ()


@pytest.mark.parametrize(("gate_id", "answer"), [("K1", "maybe"), ("K1", ""), ("K9", "yes"), ("", None)])
def test_impossible_answers_are_refused(database: Database, series_id: str, gate_id: str, answer: str | None):
    idea = an_idea(database, series_id)
    with pytest.raises(InvalidInput):
        shortlist.answer_gate(database, ADVISOR, series_id, idea.id, gate_id=gate_id, answer=answer)
    assert shortlist.items(database, ADVISOR, series_id) == (idea,)


def test_a_note_beyond_its_length_changes_no_answer(database: Database, series_id: str):
    idea = an_idea(database, series_id)
    gate(database, idea, series_id, "yes", "Vorher")
    with pytest.raises(InvalidInput):
        gate(database, idea, series_id, "no", "x" * 10_000)
    [seen] = shortlist.items(database, ADVISOR, series_id)
    assert (seen.gates[0].answer, seen.gates[0].note) == ("yes", "Vorher")


def test_what_is_picked_cannot_go_without_a_reason(database: Database, series_id: str):
    idea = an_idea(database, series_id)
    factories.pick(database, series_id, idea.id)
    for attempt in (
        lambda: shortlist.take_off(database, ADVISOR, series_id, idea.id),
        lambda: gate(database, idea, series_id, "no"),
    ):
        with pytest.raises(Refused) as caught:
            attempt()
        assert idea.title in caught.value.message
    gate(database, idea, series_id, "conditions")
    decisions.withdraw(database, ADVISOR, series_id, idea.id, reason="Zu teuer")
    gate(database, idea, series_id, "no")
    shortlist.take_off(database, ADVISOR, series_id, idea.id)
    assert titles(database, series_id) == []


def test_an_entry_that_another_window_took_off_is_said_to_be_gone(database: Database, series_id: str):
    idea = an_idea(database, series_id)
    shortlist.take_off(database, ADVISOR, series_id, idea.id)
    texts = {"title": "T", "summary": "S", "area": "energy"}
    for attempt in (
        lambda: shortlist.take_off(database, ADVISOR, series_id, idea.id),
        lambda: shortlist.change_idea(database, ADVISOR, series_id, idea.id, **texts),
        lambda: gate(database, idea, series_id, "yes"),
        lambda: factories.pick(database, series_id, idea.id),
    ):
        with pytest.raises(NotFound) as caught:
            attempt()
        assert caught.value.hint


def test_a_series_that_another_window_deleted_is_said_to_be_gone(database: Database, series_id: str):
    idea = an_idea(database, series_id)
    series.delete(database, ADVISOR, series_id)
    for attempt in (
        lambda: shortlist.items(database, ADVISOR, series_id),
        lambda: an_idea(database, series_id),
        lambda: shortlist.add_use_case(database, ADVISOR, series_id, a_use_case()),
        lambda: shortlist.take_off(database, ADVISOR, series_id, idea.id),
        lambda: shortlist.put_back(database, ADVISOR, series_id, idea.id),
        lambda: gate(database, idea, series_id, "yes"),
    ):
        with pytest.raises(NotFound) as caught:
            attempt()
        assert caught.value.message == "Diese Reihe gibt es nicht mehr."
