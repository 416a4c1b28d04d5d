"""What the room knows is read once, and anew after everything that changes it."""

import numpy as np
import pytest

from scoring.criteria import load_criteria
from storage.database import Database
from tests.workshops.evaluation.test_living import rate
from tests.workshops.room import ADVISOR, Room
from translations import language
from workshops import series
from workshops.archive import retention
from workshops.errors import NotFound
from workshops.evaluation import kept, matrix, outcome
from workshops.library import shortlist
from workshops.live import agreeing
from workshops.live.ratings import Answer
from workshops.weighing import weights

GATE = load_criteria().gates[0].id


@pytest.fixture
def looks(room: Room, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often the answers are read."""
    kept.forget()
    read, found = matrix.of_rounds, []

    def counted(*given):
        found.append(1)
        return read(*given)

    monkeypatch.setattr(matrix, "of_rounds", counted)
    return found


def same_as_anew(room: Room) -> None:
    """What is kept is what would be read."""
    with room.database.read() as session:
        rows = outcome.shown_rows(session, ADVISOR, room.id)
        given = outcome.known_in(session, rows)
        kept.forget()
        anew = outcome.known_in(session, rows)
    assert given is not None
    assert anew is not None
    np.testing.assert_array_equal(given.answers.values, anew.answers.values)
    assert (given.answers.raters, given.answers.groups) == (anew.answers.raters, anew.answers.groups)
    assert (given.answers.item_ids, given.counting, given.rated_in) == (
        anew.answers.item_ids,
        anew.counting,
        anew.rated_in,
    )


def test_other_weights_and_other_words_read_no_answer_again(room: Room, looks: list[int]):
    rate(room, room.people(6), (2, 4, 5))
    before = outcome.current(room.database, ADVISOR, room.id)
    points = {"benefit": 70, "transferability": 20, "feasibility": 10}
    weights.save_level(room.database, ADVISOR, room.id, weights.DIMENSIONS, method="points", given=points)
    shortlist.change_idea(
        room.database, ADVISOR, room.id, room.items[0], title="Pegel am Bach", summary="x", area="mobility"
    )
    after = outcome.current(room.database, ADVISOR, room.id)
    assert before is not None
    assert after is not None
    assert after.titles != before.titles
    assert after.weights != before.weights
    assert sum(looks) == 1
    same_as_anew(room)


def test_everything_that_changes_what_is_known_is_seen(room: Room, looks: list[int]):
    people = room.people(6, "citizens")
    rate(room, people, (2, 4, 5))
    outcome.current(room.database, ADVISOR, room.id)
    changes = {
        "an entry is excluded": lambda: shortlist.answer_gate(
            room.database, ADVISOR, room.id, room.items[2], gate_id=GATE, answer="no", note="x"
        ),
        "a further round": lambda: rate(room, people, (1,), item_ids=[room.items[0]]),
        "personal traces end": lambda: retention.delete_now(room.database, ADVISOR, room.id),
    }
    for name, change in changes.items():
        change()
        seen = sum(looks)
        outcome.current(room.database, ADVISOR, room.id)
        assert sum(looks) > seen, name
        same_as_anew(room)


def test_an_agreed_rating_that_is_changed_is_seen(room: Room, looks: list[int]):
    held = agreeing.begin_group_round(room.database, ADVISOR, room.id)
    for value in (2, 5):
        for criterion in held.criterion_ids:
            sent = Answer(held.id, room.items[0], criterion, value, counter=value)
            agreeing.save_group_answer(room.database, ADVISOR, sent)
        found = outcome.current(room.database, ADVISOR, room.id)
        assert found is not None
        assert np.nanmax(found.answers.values) == value
        same_as_anew(room)


def test_what_follows_from_a_series_is_found_once_for_each_revision_and_language(
    database: Database, room: Room
):
    found: kept.ByRevision[int] = kept.ByRevision()
    computed: list[int] = []

    def get() -> int:
        return found.get(database, room.id, lambda: computed.append(1) or len(computed))  # type: ignore[func-returns-value]

    assert [get(), get()] == [1, 1]
    with language("en"):
        assert get() == 2
    series.change(database, ADVISOR, room.id, title="Anders", groups=())
    assert [get(), get()] == [3, 3]
    kept.forget()
    assert get() == 4


def test_of_a_series_that_is_gone_nothing_is_found_any_more(database: Database, room: Room):
    found: kept.ByRevision[int] = kept.ByRevision()
    assert found.get(database, room.id, lambda: 1) == 1
    with pytest.raises(NotFound):
        found.get(database, "elsewhere", lambda: 1)
