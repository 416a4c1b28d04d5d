"""Answers that come twice, late or out of order, on both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, SQLModel

from storage import queries, upserts
from storage.database import Database
from storage.errors import StorageError, StorageProblem
from storage.tables import CommentRow, FinishedRow, RatingRow


def rating(**given: Any) -> RatingRow:
    standard = {"round_id": "r", "participant_id": "p", "item_id": "i", "criterion_id": "c", "value": 3}
    return RatingRow(**(standard | given))


def comment(**given: Any) -> CommentRow:
    standard = {"round_id": "r", "participant_id": "p", "item_id": "i", "text": "x"}
    return CommentRow(**(standard | given))


def upsert_rating(session: Session, row: RatingRow) -> bool:
    return upserts.rating(session, **row.model_dump())


UPSERTS = [
    (upsert_rating, RatingRow, rating, "value", (1, 5)),
    (upserts.comment, CommentRow, comment, "text", ("a", "b")),
]


@pytest.mark.parametrize(("upsert", "table", "make", "field", "values"), UPSERTS)
@pytest.mark.parametrize(
    ("counters", "winner"), [((0, 1), 1), ((0, 0), 1), ((7, 7), 0), ((2, 1), 0), ((2**31 - 1, 0), 0)]
)
def test_a_late_answer_never_overwrites_a_newer_one(
    in_a_round: Database,
    upsert: Callable[..., bool],
    table: type[SQLModel],
    make: Callable[..., SQLModel],
    field: str,
    values: tuple[Any, Any],
    counters: tuple[int, int],
    winner: int,
):
    outcomes = []
    for value, counter in zip(values, counters, strict=True):
        with in_a_round.write() as session:
            outcomes.append(upsert(session, make(counter=counter, **{field: value})))
    with in_a_round.read() as session:
        [row] = queries.many(session, table)
    assert getattr(row, field) == values[winner]
    assert outcomes == [True, winner == 1]


def test_cannot_judge_is_a_row_and_takes_back_a_number(in_a_round: Database):
    for value, counter in ((4, 1), (None, 2)):
        with in_a_round.write() as session:
            upsert_rating(session, rating(value=value, counter=counter))
    with in_a_round.read() as session:
        assert queries.ratings(session, "r") == [("p", "i", "c", None)]
        assert [person.id for person in queries.raters(session, "r")] == ["p"]


@pytest.mark.parametrize("value", [0, 6, -1])
def test_the_database_itself_keeps_to_the_scale(in_a_round: Database, value: int):
    with pytest.raises(StorageError) as caught, in_a_round.write() as session:
        upsert_rating(session, rating(value=value))
    assert caught.value.problem is StorageProblem.OTHER


def test_being_done_twice_is_being_done_once(in_a_round: Database):
    for expected in (True, False):
        with in_a_round.write() as session:
            done = FinishedRow(round_id="r", participant_id="p")
            assert upserts.finished(session, done) is expected
    with in_a_round.read() as session:
        assert queries.count(session, FinishedRow) == 1
