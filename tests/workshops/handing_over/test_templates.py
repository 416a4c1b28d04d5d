"""Word templates of the office: kept, replaced by name, limited, deleted."""

import pytest

from storage.database import Database
from tests.workshops.factories import a_series, member
from tests.workshops.room import ADVISOR
from workshops.actors import Role
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.handing_over import templates

FILE = b"PK\x03\x04" + bytes(range(256)) * 10


def test_a_template_comes_back_byte_by_byte(database: Database):
    kept = templates.add(database, ADVISOR, "  Amt  Übersicht.docx ", FILE)
    assert kept.name == "Amt Übersicht.docx"
    assert templates.templates(database, ADVISOR) == (kept,)
    assert templates.content(database, ADVISOR, kept.id) == FILE


def test_the_municipality_reads_templates_but_changes_none(database: Database):
    municipality = member(Role.MUNICIPALITY, a_series(database).id)
    kept = templates.add(database, ADVISOR, "a.docx", FILE)
    assert templates.content(database, municipality, kept.id) == FILE


def test_the_same_name_replaces(database: Database):
    first = templates.add(database, ADVISOR, "a.docx", FILE)
    second = templates.add(database, ADVISOR, "a.docx", b"new")
    assert [each.id for each in templates.templates(database, ADVISOR)] == [second.id]
    with pytest.raises(NotFound):
        templates.content(database, ADVISOR, first.id)


@pytest.mark.parametrize("file", [b"", b"0" * (templates.LARGEST_TEMPLATE + 1)], ids=["empty", "too large"])
def test_empty_and_huge_files_are_refused(database: Database, file: bytes):
    with pytest.raises(InvalidInput):
        templates.add(database, ADVISOR, "a.docx", file)
    assert templates.templates(database, ADVISOR) == ()


@pytest.mark.parametrize("name", ["", " \u200b", "x" * 121])
def test_bad_names_are_refused(database: Database, name: str):
    with pytest.raises(InvalidInput):
        templates.add(database, ADVISOR, name, FILE)


def test_there_is_an_end_to_their_number(database: Database):
    for number in range(templates.MOST_TEMPLATES):
        templates.add(database, ADVISOR, f"{number:02}.docx", b"x")
    with pytest.raises(Refused):
        templates.add(database, ADVISOR, "more.docx", b"x")
    assert templates.add(database, ADVISOR, "00.docx", b"y")
    assert len(templates.templates(database, ADVISOR)) == templates.MOST_TEMPLATES


def test_deleting_twice_says_that_it_is_gone(database: Database):
    kept = templates.add(database, ADVISOR, "a.docx", FILE)
    templates.remove(database, ADVISOR, kept.id)
    with pytest.raises(NotFound):
        templates.remove(database, ADVISOR, kept.id)


def test_slides_and_word_files_are_told_apart_by_their_names(database: Database):
    for name in ("a.docx", "b.PPTX", "c.potx", "d.dotx"):
        templates.add(database, ADVISOR, name, FILE)
    slides = templates.templates(database, ADVISOR, templates.Kind.SLIDES)
    word = templates.templates(database, ADVISOR, templates.Kind.WORD)
    assert [each.name for each in slides] == ["b.PPTX", "c.potx"]
    assert [each.name for each in word] == ["a.docx", "d.dotx"]
    assert len(templates.templates(database, ADVISOR)) == 4
