"""The advisor takes a proposed text over, with changes or without, or says why not."""

import pytest

from tests.workshops.handing_over.test_contributions import now_of, propose, remark, sketch
from tests.workshops.room import ADVISOR, Room
from workshops.errors import InvalidInput, Refused, StaleEdit
from workshops.handing_over import answering, contributions, sketching
from workshops.handing_over.sketching import SketchView

__all__ = ["sketch"]


def newest(room: Room, sketch: SketchView) -> sketching.VersionView:
    return sketching.versions(room.database, ADVISOR, sketch.id)[0]


def test_an_adopted_text_is_a_version_of_the_municipality(room: Room, sketch: SketchView):
    sent = propose(room, "Der Bach steigt.")
    done = answering.adopt(
        room.database, ADVISOR, room.id, sent.id, text="Der Bach steigt.\r\n", over=sent.base
    )
    made = newest(room, sketch)
    assert (made.origin, made.saved_by, made.version) == ("adopted", "co_writer", sketch.version + 1)
    assert (done.state, done.adopted_version) == ("adopted", made.version)
    assert now_of(room).content.section("problem").text == "Der Bach steigt."


def test_it_is_said_when_the_advisor_changed_it(room: Room, sketch: SketchView):
    sent = propose(room, "Der Bach steigt.")
    adopted = answering.adopt(
        room.database, ADVISOR, room.id, sent.id, text="Der Bach steigt oft.", over=sent.base, answer="Oft."
    )
    assert (adopted.state, adopted.answer) == ("adapted", "Oft.")
    assert newest(room, sketch).origin == "adapted"
    [seen] = contributions.of_series(room.database, room.co_writer, room.id)
    assert (seen.state, seen.answer) == ("adapted", "Oft.")


def test_nothing_is_taken_over_a_text_that_the_advisor_has_not_seen(room: Room, sketch: SketchView):
    sent = propose(room, "Der Bach steigt.")
    changed = sketch.content.with_section("problem", "Inzwischen anders.")
    sketching.save(room.database, ADVISOR, sketch.id, changed, based_on=sketch.version)
    with pytest.raises(StaleEdit):
        answering.adopt(room.database, ADVISOR, room.id, sent.id, text=sent.text, over=sent.base)
    assert now_of(room).content.section("problem").text == "Inzwischen anders."
    answering.adopt(room.database, ADVISOR, room.id, sent.id, text=sent.text, over="Inzwischen anders.")
    before = sketching.versions(room.database, ADVISOR, sketch.id)[1]
    assert before.content.section("problem").text == "Inzwischen anders."


def test_what_stands_there_already_makes_no_new_version(room: Room, sketch: SketchView):
    sent = propose(room, "Der Bach steigt.")
    changed = sketch.content.with_section("problem", "Der Bach steigt.")
    saved = sketching.save(room.database, ADVISOR, sketch.id, changed, based_on=sketch.version)
    done = answering.adopt(room.database, ADVISOR, room.id, sent.id, text=sent.text, over=sent.text)
    assert (done.adopted_version, now_of(room).version) == (saved.version, saved.version)


def test_what_is_answered_is_answered_once(room: Room, sketch: SketchView):
    sent = propose(room, "Der Bach steigt.")
    answering.answer(room.database, ADVISOR, room.id, sent.id, text="Steht schon unter Lösung.")
    with pytest.raises(Refused):
        answering.adopt(room.database, ADVISOR, room.id, sent.id, text=sent.text, over=sent.base)
    with pytest.raises(Refused):
        answering.answer(room.database, ADVISOR, room.id, sent.id, text="Noch einmal.")
    assert now_of(room).version == sketch.version


def test_a_remark_is_answered_with_words(room: Room, sketch: SketchView):
    said = remark(room, sketch)
    with pytest.raises(Refused):
        answering.adopt(room.database, ADVISOR, room.id, said.id, text="T", over="")
    with pytest.raises(InvalidInput):
        answering.answer(room.database, ADVISOR, room.id, said.id, text=" ")
    with pytest.raises(InvalidInput):
        answering.answer(room.database, ADVISOR, room.id, said.id, text="x" * 2_001)
    assert answering.answer(room.database, ADVISOR, room.id, said.id, text="Ergänzt.").answer == "Ergänzt."
