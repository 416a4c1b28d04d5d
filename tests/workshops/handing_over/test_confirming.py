"""A confirmation belongs to one text: it lapses with the first word that is changed."""

import pytest

from sketches.written import fingerprint
from tests.workshops.handing_over.test_contributions import now_of, sketch
from tests.workshops.room import ADVISOR, Room
from workshops import journal
from workshops.archive import retention
from workshops.errors import NotFound, Refused, StaleEdit
from workshops.handing_over import confirming, sketching
from workshops.handing_over.sketching import SketchView

__all__ = ["sketch"]


def confirm(room: Room, seen: SketchView) -> None:
    confirming.confirm(room.database, room.co_writer, room.id, seen.id, seen=fingerprint(seen.content))


def change(room: Room, text: str) -> SketchView:
    present = now_of(room)
    content = present.content.with_section("problem", text)
    return sketching.save(room.database, ADVISOR, present.id, content, based_on=present.version)


def test_it_holds_until_the_text_is_another_one_and_again_when_it_is_back(room: Room, sketch: SketchView):
    assert sketch.confirmation is None
    confirm(room, sketch)
    held = now_of(room).confirmation
    assert held
    assert (held.version, held.holds) == (sketch.version, True)
    change(room, "Anders.")
    lapsed = now_of(room).confirmation
    assert lapsed
    assert (lapsed.version, lapsed.confirmed_at, lapsed.holds) == (sketch.version, held.confirmed_at, False)
    sketching.restore(room.database, ADVISOR, sketch.id, sketch.version)
    assert now_of(room).confirmation == held


def test_confirming_twice_is_confirming_once(room: Room, sketch: SketchView):
    confirm(room, sketch)
    confirm(room, sketch)
    kinds = [line.kind for line in journal.events(room.database, ADVISOR, room.id)]
    assert kinds.count("sketch_confirmed") == 1


def test_a_text_that_was_not_read_is_not_confirmed(room: Room, sketch: SketchView):
    change(room, "Anders.")
    with pytest.raises(StaleEdit):
        confirm(room, sketch)
    assert now_of(room).confirmation is None


def test_it_can_be_taken_back(room: Room, sketch: SketchView):
    confirm(room, sketch)
    for _twice in range(2):
        confirming.take_back(room.database, room.co_writer, room.id, sketch.id)
    assert now_of(room).confirmation is None
    kinds = [line.kind for line in journal.events(room.database, ADVISOR, room.id)]
    assert kinds.count("confirmation_taken_back") == 1


def test_it_is_not_taken_back_and_given_without_end(
    room: Room, sketch: SketchView, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(confirming, "MOST", 2)
    for _time in range(2):
        confirm(room, sketch)
        confirming.take_back(room.database, room.co_writer, room.id, sketch.id)
    with pytest.raises(Refused):
        confirm(room, sketch)


def test_the_confirmed_version_stays_in_the_list_while_the_advisor_types_on(room: Room, sketch: SketchView):
    confirmed = change(room, "Eins.")
    confirm(room, confirmed)
    for text in ("Zwei.", "Drei.", "Vier."):
        change(room, text)
    kept = [each.version for each in sketching.versions(room.database, ADVISOR, sketch.id)]
    assert confirmed.version in kept
    assert confirmed.version + 1 not in kept, "typing on replaces what nobody confirmed"


def test_the_deletion_day_leaves_it(room: Room, sketch: SketchView):
    content = sketch.content.model_copy(update={"voices": ("Herr Beispiel will nicht.",)})
    confirm(room, sketching.save(room.database, ADVISOR, sketch.id, content, based_on=sketch.version))
    retention.delete_now(room.database, ADVISOR, room.id)
    held = now_of(room).confirmation
    assert held
    assert held.holds


def test_another_series_confirms_nothing_here(room: Room, sketch: SketchView):
    other = Room(room.database)
    with pytest.raises(NotFound):
        confirming.confirm(
            room.database, other.co_writer, other.id, sketch.id, seen=fingerprint(sketch.content)
        )
