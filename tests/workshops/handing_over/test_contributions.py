"""A municipality writes on its sketch: nothing of it changes the sketch by itself, and nothing is lost."""

import pytest

from sketches import written
from storage import queries
from storage.tables import ContributionRow, SeriesRow
from tests.workshops import factories
from tests.workshops.room import ADVISOR, Room
from translations.formats import today
from workshops import journal
from workshops.archive import retention
from workshops.errors import InvalidInput, NotFound, Refused, StaleEdit
from workshops.handing_over import answering, contributions, sketching
from workshops.handing_over.contributions import ContributionView, State
from workshops.handing_over.sketching import SketchView
from workshops.live import drafts


@pytest.fixture
def sketch(room: Room) -> SketchView:
    factories.pick(room.database, room.id, room.items[0])
    return sketching.begin(room.database, ADVISOR, room.id, room.items[0])


def now_of(room: Room) -> SketchView:
    return sketching.sketches(room.database, room.co_writer, room.id)[0]


def remark(room: Room, sketch: SketchView, text: str = "Zu knapp.", **more: str) -> ContributionView:
    return contributions.remark(room.database, room.co_writer, room.id, sketch.id, "costs", text, **more)


def propose(room: Room, text: str, place: str = "problem", **more: str) -> ContributionView:
    present = now_of(room)
    given = {"seen": written.mark(written.text_of(present.content, place))} | more
    return contributions.propose(room.database, room.co_writer, room.id, present.id, place, text, **given)


def test_what_is_sent_waits_beside_the_sketch_and_changes_nothing(room: Room, sketch: SketchView):
    remark(room, sketch)
    propose(room, "Unser Text.")
    seen = contributions.of_series(room.database, ADVISOR, room.id)
    assert [(each.kind, each.place, each.text, each.state) for each in seen] == [
        ("remark", "costs", "Zu knapp.", "open"),
        ("proposal", "problem", "Unser Text.", "open"),
    ]
    assert seen[1].base == sketch.content.section("problem").text
    assert now_of(room) == sketch


def test_sending_twice_is_sending_once(room: Room, sketch: SketchView):
    key = contributions.new_key()
    assert remark(room, sketch, key=key) == remark(room, sketch, "Anders getippt", key=key)
    first, again = propose(room, "Neu.", key=key[::-1]), propose(room, "Neu.", key=key[::-1])
    assert first == again
    assert len(contributions.of_series(room.database, ADVISOR, room.id)) == 2


def test_a_key_that_is_none_is_replaced(room: Room, sketch: SketchView):
    assert remark(room, sketch, key="<b>").id != "<b>"


def test_the_key_of_another_sketch_is_refused(room: Room, sketch: SketchView):
    factories.pick(room.database, room.id, room.items[1])
    other = sketching.begin(room.database, ADVISOR, room.id, room.items[1])
    key = contributions.new_key()
    remark(room, sketch, key=key)
    with pytest.raises(InvalidInput):
        remark(room, other, key=key)


def test_a_text_for_what_has_changed_meanwhile_is_not_taken(room: Room, sketch: SketchView):
    seen = written.mark(sketch.content.section("problem").text)
    changed = sketch.content.with_section("problem", "Inzwischen anders.")
    sketching.save(room.database, ADVISOR, sketch.id, changed, based_on=sketch.version)
    with pytest.raises(StaleEdit) as caught:
        propose(room, "Meins.", seen=seen)
    assert "still here" in caught.value.hint or "noch hier" in caught.value.hint
    assert contributions.of_series(room.database, ADVISOR, room.id) == ()


@pytest.mark.parametrize("text", ["", " \n", "x" * 20_001])
def test_a_text_that_does_not_fit_is_refused(room: Room, sketch: SketchView, text: str):
    with pytest.raises(InvalidInput):
        propose(room, text)
    with pytest.raises(InvalidInput):
        remark(room, sketch, text)


def test_the_present_text_is_no_proposal(room: Room, sketch: SketchView):
    changed = sketch.content.with_section("benefit", "Steht da.")
    sketching.save(room.database, ADVISOR, sketch.id, changed, based_on=sketch.version)
    with pytest.raises(InvalidInput):
        propose(room, "  Steht da.\r\n", "benefit")


@pytest.mark.parametrize("place", ["", "gone", "../etc", "\0"])
def test_only_places_of_the_sketch_are_written_on(room: Room, sketch: SketchView, place: str):
    with pytest.raises(InvalidInput):
        contributions.remark(room.database, room.co_writer, room.id, sketch.id, place, "T")


def test_sources_are_remarked_on_but_have_no_text(room: Room, sketch: SketchView):
    contributions.remark(room.database, room.co_writer, room.id, sketch.id, "sources", "Link ist tot.")
    with pytest.raises(InvalidInput):
        propose(room, "Text", "sources")


def test_a_sketch_of_another_series_is_not_reached(room: Room, sketch: SketchView):
    other = Room(room.database)
    with pytest.raises(NotFound):
        contributions.remark(room.database, other.co_writer, other.id, sketch.id, "costs", "T")
    sent = remark(room, sketch)
    with pytest.raises(NotFound):
        contributions.withdraw(room.database, other.co_writer, other.id, sent.id)


def test_what_was_taken_back_leaves_no_text(room: Room, sketch: SketchView):
    sent = remark(room, sketch, "Herr Beispiel will nicht.")
    for _twice in range(2):
        contributions.withdraw(room.database, room.co_writer, room.id, sent.id)
    assert contributions.of_series(room.database, ADVISOR, room.id) == ()
    with room.database.read() as session:
        row = queries.one(session, ContributionRow, id=sent.id)
    assert row
    assert (row.state, row.text, row.base) == (State.WITHDRAWN, "", "")
    with pytest.raises(NotFound):
        answering.answer(room.database, ADVISOR, room.id, sent.id, text="Zu spät")


def test_what_was_answered_cannot_be_taken_back(room: Room, sketch: SketchView):
    sent = remark(room, sketch)
    answering.answer(room.database, ADVISOR, room.id, sent.id, text="Stimmt.")
    with pytest.raises(Refused):
        contributions.withdraw(room.database, room.co_writer, room.id, sent.id)


def test_there_is_room_for_so_many(room: Room, sketch: SketchView, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(contributions, "MOST_OPEN", 2)
    monkeypatch.setattr(contributions, "MOST_EVER", 3)
    first = remark(room, sketch)
    remark(room, sketch)
    with pytest.raises(Refused):
        remark(room, sketch)
    contributions.withdraw(room.database, room.co_writer, room.id, first.id)
    remark(room, sketch)
    second = contributions.of_series(room.database, ADVISOR, room.id)[0]
    contributions.withdraw(room.database, room.co_writer, room.id, second.id)
    with pytest.raises(Refused):
        remark(room, sketch)  # taking back makes no room for ever more


def test_on_the_deletion_day_remarks_proposals_and_answers_go_and_what_was_adopted_stays(
    room: Room, sketch: SketchView
):
    remark(room, sketch, "Herr Beispiel will nicht.")
    sent = propose(room, "Der Bach steigt.")
    place = (room.database, ADVISOR, room.id, sent.id)
    answering.adopt(*place, text=sent.text, over=sent.base, answer="Danke, Herr Beispiel.")
    typed = f"{drafts.ANSWERS}{sent.id} answer"
    drafts.keep(room.database, ADVISOR, room.id, typed, {"text": "Herr Beispiel, …"})
    retention.delete_now(room.database, ADVISOR, room.id)
    with room.database.read() as session:
        assert queries.count(session, ContributionRow) == 0
    assert drafts.kept(room.database, ADVISOR, room.id, typed) == {}
    assert now_of(room).content.section("problem").text == "Der Bach steigt."
    with pytest.raises(Refused):
        remark(room, sketch)
    with room.database.write() as session:
        row = queries.one(session, SeriesRow, id=room.id)
        assert row
        row.personal_data_until = today().replace(year=today().year + 1, day=1)
    remark(room, sketch)


def test_the_log_knows_that_something_was_written_and_not_what(room: Room, sketch: SketchView):
    contributions.withdraw(room.database, room.co_writer, room.id, remark(room, sketch).id)
    propose(room, "Geheim.")
    lines = journal.events(room.database, ADVISOR, room.id)[-3:]
    assert [line.kind for line in lines] == ["sketch_remarked", "contribution_withdrawn", "text_proposed"]
    assert {line.role for line in lines} == {"co_writer"}
    assert "Geheim" not in str(lines)
