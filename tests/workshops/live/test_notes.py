"""The advisor's notes: one for the series, one for each entry."""

import pytest

from storage.database import Database
from tests.workshops.factories import a_series, an_idea
from tests.workshops.room import ADVISOR
from workshops import journal, series
from workshops.errors import InvalidInput, NotFound, StaleEdit
from workshops.library import shortlist
from workshops.live import notes


@pytest.fixture
def series_id(database: Database) -> str:
    return a_series(database).id


def kept(database: Database, series_id: str) -> dict[str | None, str]:
    return {note.item_id: note.text for note in notes.notes(database, ADVISOR, series_id)}


def test_there_is_one_note_for_each_entry_and_one_for_the_series(database: Database, series_id: str):
    item = an_idea(database, series_id)
    before = journal.revision(database, series_id) or 0
    notes.write(database, ADVISOR, series_id, "Alt")
    notes.write(database, ADVISOR, series_id, "Zeile 1\r\nZeile 2 🚲")
    notes.write(database, ADVISOR, series_id, "=1+1 <b>", item_id=item.id)
    assert kept(database, series_id) == {None: "Zeile 1\nZeile 2 🚲", item.id: "=1+1 <b>"}
    assert journal.revision(database, series_id) == before + 3
    notes.write(database, ADVISOR, series_id, " ")
    assert kept(database, series_id) == {item.id: "=1+1 <b>"}


def test_a_note_stays_when_its_entry_leaves_the_shortlist(database: Database, series_id: str):
    item = an_idea(database, series_id)
    shortlist.take_off(database, ADVISOR, series_id, item.id)
    notes.write(database, ADVISOR, series_id, "Später wieder", item_id=item.id)
    assert kept(database, series_id) == {item.id: "Später wieder"}


def test_each_change_of_a_note_leaves_a_line_and_the_same_text_none(database: Database, series_id: str):
    item = an_idea(database, series_id)
    for text in ("Bauhof fragen", "Bauhof fragen\r\n", "Bauhof macht mit", ""):
        notes.write(database, ADVISOR, series_id, text, item_id=item.id)
    lines = [event for event in journal.events(database, ADVISOR, series_id) if event.kind == "note_changed"]
    assert [line.payload for line in lines] == [{"item": item.id}] * 3


def test_a_note_changed_meanwhile_is_read_before_it_is_replaced(database: Database, series_id: str):
    item = an_idea(database, series_id)
    notes.write(database, ADVISOR, series_id, "Zuerst", item_id=item.id, before="")
    with pytest.raises(StaleEdit) as refused:
        notes.write(database, ADVISOR, series_id, "Zuletzt", item_id=item.id, before="")
    assert "Zuerst" in refused.value.hint
    assert notes.text_on(database, ADVISOR, series_id, item.id) == "Zuerst"
    notes.write(database, ADVISOR, series_id, "Zuletzt", item_id=item.id, before="Zuerst")
    assert notes.text_on(database, ADVISOR, series_id, item.id) == "Zuletzt"


def test_a_note_beyond_its_length_leaves_the_old_one(database: Database, series_id: str):
    notes.write(database, ADVISOR, series_id, "Alt")
    with pytest.raises(InvalidInput):
        notes.write(database, ADVISOR, series_id, "x" * 10_000)
    assert kept(database, series_id) == {None: "Alt"}


def test_what_is_gone_is_said_to_be_gone(database: Database, series_id: str):
    for item_id in ("gone", "", "\0"):
        with pytest.raises(NotFound):
            notes.write(database, ADVISOR, series_id, "N", item_id=item_id)
    series.delete(database, ADVISOR, series_id)
    with pytest.raises(NotFound):
        notes.write(database, ADVISOR, series_id, "N")
    with pytest.raises(NotFound):
        notes.notes(database, ADVISOR, series_id)
