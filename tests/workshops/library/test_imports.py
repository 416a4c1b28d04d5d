"""Tables taken over: with assignments by hand, which are remembered for the next file."""

import pytest

from tests.usecases.spreadsheets import sheets
from tests.workshops.room import ADVISOR, Room
from usecases.exchange import read_file
from usecases.layout import Choice
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied, Refused
from workshops.library import holdings, imports

HEADER = ["Was", "Handlungsfeld", "Thema", "Ort", "Bundesland", "Art", "AGS", "Kurzbeschreibung", "Nr."]
ROW = ["Pegel am Hünfelder Bach", "Umwelt und Klima", "environmental-sensing", "Hanau", "Hessen", "Stadt",
       "06435014", "Sensoren messen, wie hoch der Bach steht.", "17"]  # fmt: skip
BY_HAND = Choice(columns={0: "title_de", 8: ""})
BOOK = read_file(sheets({"Liste": [HEADER, ROW]}))


def test_nothing_is_ready_until_what_is_needed_is_assigned(room: Room) -> None:
    seen = imports.preview(room.database, ADVISOR, BOOK, Choice())
    assert not seen.ready
    assert ("missing_column", "title_de") in {(problem.code, problem.field) for problem in seen.problems}
    assert imports.preview(room.database, ADVISOR, BOOK, BY_HAND).ready


def test_keys_are_held_against_the_register(room: Room) -> None:
    seen = imports.preview(room.database, ADVISOR, BOOK, BY_HAND)
    (entry,) = seen.use_cases
    assert entry.origin.ags == ("06415000",)
    assert "former_key" in {problem.code for problem in seen.rows[0].problems}


def test_what_was_assigned_is_remembered_for_the_next_file(room: Room) -> None:
    seen = imports.preview(room.database, ADVISOR, BOOK, BY_HAND)
    (added,) = imports.take_over(room.database, ADVISOR, seen, series_id=None)
    assert added.use_case.title_de == ROW[0]
    again = read_file(sheets({"Neu": [HEADER, ["Rufbus am Abend", *ROW[1:]]]}))
    found = imports.layout(room.database, ADVISOR, again, Choice())
    assert found.headings["title_de"] == "Was"
    seen = imports.preview(room.database, ADVISOR, again, Choice())
    assert "unknown_column" not in {problem.code for problem in seen.problems}
    assert seen.ready


def test_a_later_assignment_replaces_the_earlier_one(room: Room) -> None:
    imports.take_over(
        room.database, ADVISOR, imports.preview(room.database, ADVISOR, BOOK, BY_HAND), series_id=None
    )
    other = Choice(columns={0: "note_de", 8: "title_de"})
    other_book = read_file(sheets({"Liste": [HEADER, [*ROW[:8], "Ganz anderer Titel"]]}))
    seen = imports.preview(room.database, ADVISOR, other_book, other)
    assert seen.ready, [row.problems for row in seen.rows]
    imports.take_over(room.database, ADVISOR, seen, series_id=room.id)
    headings = imports.layout(room.database, ADVISOR, BOOK, Choice()).headings
    assert (headings["note_de"], headings["title_de"]) == ("Was", "Nr.")


def test_a_file_that_is_taken_over_twice_is_refused_and_adds_nothing(room: Room) -> None:
    seen = imports.preview(room.database, ADVISOR, BOOK, BY_HAND)
    imports.take_over(room.database, ADVISOR, seen, series_id=None)
    with pytest.raises(Refused):
        imports.take_over(room.database, ADVISOR, seen, series_id=None)
    assert len(holdings.entries(room.database, ADVISOR, room.id)) == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADVISOR])
def test_only_advisors_import(room: Room, role: Role) -> None:
    somebody = Actor(role, series_id=room.id)
    seen = imports.preview(room.database, ADVISOR, BOOK, BY_HAND)
    for attempt in (
        lambda: imports.preview(room.database, somebody, BOOK, BY_HAND),
        lambda: imports.layout(room.database, somebody, BOOK, BY_HAND),
        lambda: imports.take_over(room.database, somebody, seen, series_id=None),
    ):
        with pytest.raises(AccessDenied):
            attempt()
