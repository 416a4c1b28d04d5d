"""Weights: agreed points, the shares they come to, and what cannot be a weight."""

import math
from typing import Any

import pytest

from storage.database import Database
from tests.workshops.factories import a_series, member
from tests.workshops.room import ADVISOR
from workshops import journal, series
from workshops.actors import Role
from workshops.errors import InvalidInput, NotFound
from workshops.weighing import weights

EQUAL = {"benefit": 1 / 3, "transferability": 1 / 3, "feasibility": 1 / 3}


@pytest.fixture
def series_id(database: Database) -> str:
    return a_series(database).id


def save(database: Database, series_id: str, **given: Any) -> weights.WeightsView:
    standard: dict[str, Any] = {"method": "points", "dimensions": {}, "criteria": {}}
    return weights.save_agreed(database, ADVISOR, series_id, **(standard | given))


def test_until_something_is_agreed_all_count_the_same(database: Database, series_id: str):
    agreed = weights.agreed(database, ADVISOR, series_id)
    assert agreed.dimension_shares == pytest.approx(EQUAL)
    assert agreed.criterion_shares == pytest.approx(dict.fromkeys(agreed.criteria, 1 / 3))
    assert len(agreed.criteria) == 9


def test_points_become_shares_of_their_level(database: Database, series_id: str):
    dimensions = {"benefit": 100, "transferability": 60, "feasibility": 40}
    saved = save(database, series_id, dimensions=dimensions, criteria={"N1": 300, "F1": 0})
    assert saved == weights.agreed(database, member(Role.MUNICIPALITY, series_id), series_id)
    assert saved.dimensions == dimensions
    assert saved.dimension_shares == pytest.approx(
        {"benefit": 0.5, "transferability": 0.3, "feasibility": 0.2}
    )
    shares = saved.criterion_shares
    assert [shares[key] for key in ("N1", "N2", "N4")] == pytest.approx([0.6, 0.2, 0.2])
    assert [shares[key] for key in ("F1", "F3", "F4")] == pytest.approx([0, 0.5, 0.5])


def test_a_dimension_whose_criteria_all_have_nothing_counts_them_equally(database: Database, series_id: str):
    shares = save(database, series_id, criteria={"N1": 50, "T1": 0, "T2": 0, "T3": 0}).criterion_shares
    assert [shares[key] for key in ("T1", "T2", "T3")] == pytest.approx([1 / 3] * 3)


def test_saving_again_replaces_and_leaves_an_event(database: Database, series_id: str):
    save(database, series_id, dimensions={"benefit": 1})
    save(database, series_id, dimensions={"benefit": 2.5}, method="swing")
    agreed = weights.agreed(database, ADVISOR, series_id)
    assert (agreed.method, agreed.dimensions["benefit"]) == ("swing", 2.5)
    events = [each for each in journal.events(database, ADVISOR, series_id) if each.kind == "weights_changed"]
    assert [each.payload["dimensions"] for each in events] == [{"benefit": 1}, {"benefit": 2.5}]
    assert journal.revision(database, series_id) == 3


BAD: list[dict[str, Any]] = [
    {"dimensions": {"benefit": 0, "transferability": 0, "feasibility": 0}},
    {"dimensions": {"benefit": -1}},
    {"dimensions": {"benefit": -0.001, "transferability": 5}},
    {"dimensions": {"benefit": math.nan}},
    {"dimensions": {"benefit": math.inf}},
    {"dimensions": {"benefit": 1000.5}},
    {"criteria": {"N1": math.nan}},
    {"criteria": {"N1": -math.inf}},
    {"dimensions": {"profit": 1}},
    {"criteria": {"N3": 1}},  # belongs to the long set only
    {"criteria": {"benefit": 1}},
    {"method": "dice"},
    {"method": ""},
]


@pytest.mark.parametrize("given", BAD, ids=str)
def test_what_cannot_be_a_weight_is_refused_and_the_old_ones_stay(
    database: Database, series_id: str, given: dict[str, Any]
):
    before = save(database, series_id, dimensions={"benefit": 7})
    with pytest.raises(InvalidInput) as caught:
        save(database, series_id, **given)
    assert caught.value.hint
    assert weights.agreed(database, ADVISOR, series_id) == before


def test_one_dimension_may_have_nothing_while_the_others_count(database: Database, series_id: str):
    shares = save(database, series_id, dimensions={"benefit": 0}).dimension_shares
    assert shares == pytest.approx({"benefit": 0, "transferability": 0.5, "feasibility": 0.5})


def test_a_deleted_series_is_said_to_be_gone(database: Database, series_id: str):
    series.delete(database, ADVISOR, series_id)
    with pytest.raises(NotFound):
        save(database, series_id)
    with pytest.raises(NotFound):
        weights.agreed(database, ADVISOR, series_id)
