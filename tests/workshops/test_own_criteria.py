"""Own criteria of a series and of the installation: taken as a snapshot, changed until a round opens."""

from collections.abc import Iterator
from typing import Any

import pytest

from scoring.criteria import load_criteria
from scoring.own_criteria import to_content, to_toml
from storage.database import Database
from tests.workshops import factories
from tests.workshops.factories import a_series
from tests.workshops.room import ADVISOR, Room
from translations import language
from workshops import own_criteria, series
from workshops.archive import transfer, uploads
from workshops.archive.duplication import duplicate
from workshops.archive.transfer import Mode
from workshops.criteria import criteria_of
from workshops.errors import InvalidInput, Refused
from workshops.evaluation import outcome
from workshops.live import agreeing, ballot, rounds, short_paper, steering
from workshops.weighing import weights


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language("en"):
        yield


def german(key: str, dimension: str, **more: Any) -> dict[str, Any]:
    texts = {"name_de": f"Name {key}", "question_de": f"Frage {key}?", "anchors_de": list("abcde")}
    return {"id": key, "dimension": dimension, "german_only": True, **texts, **more}


def three(**points: int) -> dict[str, Any]:
    """Two questions about the benefit, one about each other dimension."""
    rows = [
        german("A1", "benefit", points=300),
        german("A2", "benefit"),
        german("B1", "transferability"),
        german("C1", "feasibility"),
    ]
    return {
        "dimensions": {"benefit": 50, "transferability": 25, "feasibility": 25, **points},
        "criteria": rows,
    }


def ids(room: Room) -> tuple[str, ...]:
    return criteria_of(series.get(room.database, ADVISOR, room.id)).ids


def test_a_series_rates_by_its_own_criteria(room: Room):
    own_criteria.use(room.database, ADVISOR, room.id, three())
    person = room.join("device")
    opened = room.open_round()
    assert opened.criterion_ids == ("A1", "A2", "B1", "C1")
    asked = ballot.ballot(room.database, person, opened.id)
    assert [question.question for question in asked.questions][:2] == ["Frage A1?", "Frage A2?"]
    assert asked.questions[0].anchors[4] == (5, "e")


def test_figures_follow_own_points_until_weights_are_agreed(room: Room):
    """(3·4 + 1·0) / 4 of the benefit: 0.75; 0.5 of the others: 0.5·0.75 + 0.5·0.5 = 0.625."""
    own_criteria.use(room.database, ADVISOR, room.id, three())
    held = agreeing.begin_group_round(room.database, ADVISOR, room.id)
    factories.rate(room.database, held, room.items[0], {"A1": 5, "A2": 1, "B1": 3, "C1": 3})
    agreeing.finish_group_round(room.database, ADVISOR, held.id)
    seen = outcome.current(room.database, ADVISOR, room.id)
    assert seen is not None
    assert seen.evaluation.items[0].score == pytest.approx(0.625)
    given = {"benefit": 0.0, "transferability": 100.0, "feasibility": 0.0}
    weights.save_agreed(room.database, ADVISOR, room.id, method="points", dimensions=given, criteria={})
    after = outcome.current(room.database, ADVISOR, room.id)
    assert after is not None
    assert after.evaluation.items[0].score == pytest.approx(0.5)


def test_a_prepared_round_follows_and_an_open_one_forbids(room: Room):
    draft = room.open_draft()
    own_criteria.use(room.database, ADVISOR, room.id, three())
    (held,) = rounds.every(room.database, ADVISOR, room.id)
    assert held.criterion_ids == ("A1", "A2", "B1", "C1")
    steering.open_round(room.database, ADVISOR, draft.id)
    for change in (
        lambda: own_criteria.use(room.database, ADVISOR, room.id, three()),
        lambda: own_criteria.use_set(room.database, ADVISOR, room.id, "full"),
        lambda: own_criteria.remove_criterion(room.database, ADVISOR, room.id, "A1"),
        lambda: own_criteria.save_points(room.database, ADVISOR, room.id, {"benefit": 3}),
    ):
        with pytest.raises(Refused, match="round of this series has begun"):
            change()
    assert ids(room) == ("A1", "A2", "B1", "C1")
    assert not own_criteria.of_series(room.database, ADVISOR, room.id).changeable


def test_what_is_rated_together_and_printed_sheets_forbid_a_change_too(room: Room):
    draft = steering.prepare(room.database, ADVISOR, room.id, short=True)
    assert own_criteria.of_series(room.database, ADVISOR, room.id).changeable
    short_paper.sheets(room.database, ADVISOR, draft.id, 2)
    assert not own_criteria.of_series(room.database, ADVISOR, room.id).changeable
    other = Room(room.database)
    factories.rated_round(other.database, other.id)
    assert not own_criteria.of_series(other.database, ADVISOR, other.id).changeable


def test_criteria_are_changed_one_by_one(room: Room):
    database, number = room.database, len(load_criteria().short().ids)
    own_criteria.save_criterion(
        database, ADVISOR, room.id, german("", "benefit") | {"id": "E1"}, replaces=None
    )
    new = {key: value for key, value in german("x", "feasibility").items() if key != "id"}
    own_criteria.save_criterion(database, ADVISOR, room.id, new, replaces=None)
    assert len(ids(room)) == number + 2
    assert ids(room)[3] == "E1", "it stands at the end of its dimension"
    assert ids(room)[-1] == "E2"
    own_criteria.move_criterion(database, ADVISOR, room.id, "E1", -1)
    assert ids(room)[2] == "E1"
    own_criteria.move_criterion(database, ADVISOR, room.id, "E1", -9)
    own_criteria.move_criterion(database, ADVISOR, room.id, "E2", 9)
    assert (ids(room)[0], ids(room)[-1]) == ("E1", "E2")
    changed = german("zz", "benefit", name_de="Ortsteile")
    own_criteria.save_criterion(database, ADVISOR, room.id, changed, replaces="N1")
    assert "N1" in ids(room)
    found = criteria_of(series.get(database, ADVISOR, room.id)).criterion("N1")
    assert (found.name("de"), found.name("en")) == ("Ortsteile", "Ortsteile")
    own_criteria.remove_criterion(database, ADVISOR, room.id, "N1")
    assert "N1" not in ids(room)
    for gone in ("N1", "nichts"):
        with pytest.raises(InvalidInput, match="does not exist"):
            own_criteria.remove_criterion(database, ADVISOR, room.id, gone)


def test_what_cannot_be_asked_is_refused_and_changes_nothing(room: Room):
    own_criteria.use(room.database, ADVISOR, room.id, three())
    with pytest.raises(InvalidInput, match="feasibility: at least one criterion"):
        own_criteria.remove_criterion(room.database, ADVISOR, room.id, "C1")
    broken = german("C1", "feasibility", anchors_de=["a", "b"])
    with pytest.raises(InvalidInput, match=r"criteria\[4\]\.anchors_de: five anchors are expected, 2 found"):
        own_criteria.save_criterion(room.database, ADVISOR, room.id, broken, replaces="C1")
    with pytest.raises(InvalidInput, match="points from 0"):
        own_criteria.save_points(room.database, ADVISOR, room.id, {"benefit": -1})
    with pytest.raises(InvalidInput, match="set of criteria is unknown"):
        own_criteria.use_set(room.database, ADVISOR, room.id, "own")
    assert ids(room) == ("A1", "A2", "B1", "C1")


def test_weights_of_other_criteria_begin_anew_and_those_of_the_same_stay(room: Room):
    given = {"benefit": 10.0, "transferability": 20.0, "feasibility": 70.0}
    weights.save_agreed(room.database, ADVISOR, room.id, method="points", dimensions=given, criteria={})
    held = own_criteria.of_series(room.database, ADVISOR, room.id).content
    held["criteria"][0]["name_de"] = "Anders genannt"  # type: ignore[index]
    own_criteria.use(room.database, ADVISOR, room.id, held)
    assert weights.agreed(room.database, ADVISOR, room.id).dimensions == given
    own_criteria.use(room.database, ADVISOR, room.id, three())
    agreed = weights.agreed(room.database, ADVISOR, room.id)
    assert not agreed.given
    assert agreed.dimensions["benefit"] == 50
    assert agreed.criterion_shares["A1"] == pytest.approx(0.75)


def test_new_series_take_a_snapshot_of_the_installation(database: Database):
    room = Room(database)
    with pytest.raises(InvalidInput, match="no criteria of its own"):
        a_series(database, criteria_set="own")
    own_criteria.use(database, ADVISOR, room.id, three())
    own_criteria.keep_for_installation(database, ADVISOR, room.id)
    new = a_series(database, criteria_set="own")
    own_criteria.use(database, ADVISOR, room.id, to_content(load_criteria()))
    own_criteria.keep_for_installation(database, ADVISOR, room.id)
    assert criteria_of(series.get(database, ADVISOR, new.id)).ids == ("A1", "A2", "B1", "C1")
    kept = own_criteria.kept_by_installation(database, ADVISOR)
    assert kept is not None
    assert kept.ids == load_criteria().ids
    own_criteria.use_set(database, ADVISOR, new.id, "own")
    assert criteria_of(series.get(database, ADVISOR, new.id)).ids == load_criteria().ids
    own_criteria.forget_for_installation(database, ADVISOR)
    assert own_criteria.kept_by_installation(database, ADVISOR) is None
    assert criteria_of(series.get(database, ADVISOR, new.id)).ids == load_criteria().ids


def test_a_copy_and_the_file_of_a_series_bring_the_snapshot_along(room: Room):
    own_criteria.use(room.database, ADVISOR, room.id, three())
    copy = duplicate(room.database, ADVISOR, room.id, title="Noch einmal")
    assert criteria_of(copy).ids == ("A1", "A2", "B1", "C1")
    person, opened = room.join("device"), room.open_round()
    room.answer(person, opened, 4)
    room.reveal(opened)
    read = transfer.read(ADVISOR, transfer.export(room.database, ADVISOR, room.id))
    brought = transfer.bring_in(room.database, ADVISOR, read, Mode.COPY)
    before = series.get(room.database, ADVISOR, room.id)
    assert criteria_of(brought) == criteria_of(before)


def test_a_file_is_read_in_a_process_of_its_own_and_refused_by_name(room: Room):
    text = to_toml(load_criteria())
    assert uploads.criteria(ADVISOR, b"\xef\xbb\xbf" + text.encode()) == to_content(load_criteria())
    for data, words in (
        (text.replace("five", "").encode("utf-16"), "not written in UTF-8"),
        (b"#" * (own_criteria.LARGEST_FILE + 1), "larger than 256 kB"),
        (text.replace('id = "N2"', 'id = "N1"').encode(), r"criteria\[2\]\.id: “N1” stands there twice"),
        (b"x = 1", "and 1 more"),
        (b"x = " + b"[" * 100_000, "cannot be used|could not be read|memory|as it should be"),
    ):
        with pytest.raises(InvalidInput, match=words):
            uploads.criteria(ADVISOR, data)
