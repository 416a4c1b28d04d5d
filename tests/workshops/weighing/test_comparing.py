"""Comparing in pairs: nothing counts, and nothing is found fault with, before somebody has compared all."""

import pytest

from storage.database import Database
from tests.workshops.factories import a_series, member
from tests.workshops.room import ADVISOR
from workshops import journal
from workshops.actors import Role
from workshops.errors import AccessDenied, InvalidInput, Refused
from workshops.weighing import comparing, groups, weights
from workshops.weighing.weights import DIMENSIONS

AGREED = {"benefit": 50, "transferability": 20, "feasibility": 30}
FIRST = {"benefit:transferability": 3.0}
ALL = {"benefit:transferability": 3.0, "benefit:feasibility": 3.0, "transferability:feasibility": 1.0}


@pytest.fixture
def series_id(database: Database) -> str:
    held = a_series(database, groups=["politics"]).id
    weights.save_level(database, ADVISOR, held, DIMENSIONS, method="points", given=AGREED)
    return held


def asked(database: Database, series_id: str) -> weights.Asked:
    return weights.agreed(database, ADVISOR, series_id).judgements[DIMENSIONS]


def test_the_weights_in_force_stay_until_every_pair_is_compared(database: Database, series_id: str):
    before = weights.agreed(database, ADVISOR, series_id)
    lines = len(journal.events(database, ADVISOR, series_id))
    comparing.save(database, ADVISOR, series_id, DIMENSIONS, FIRST)
    now = weights.agreed(database, ADVISOR, series_id)
    assert (now.dimensions, now.dimension_shares) == (before.dimensions, before.dimension_shares)
    assert asked(database, series_id) == weights.Asked(method="points", pairs=FIRST)
    assert len(journal.events(database, ADVISOR, series_id)) == lines, "no weight has changed"
    found = comparing.save(database, ADVISOR, series_id, DIMENSIONS, ALL)
    assert found.dimension_shares == pytest.approx(
        {"benefit": 0.6, "transferability": 0.2, "feasibility": 0.2}
    )
    assert asked(database, series_id) == weights.Asked(method="pairwise", pairs=ALL)
    comparing.save(database, ADVISOR, series_id, DIMENSIONS, FIRST)
    assert weights.agreed(database, ADVISOR, series_id).dimension_shares == found.dimension_shares
    assert asked(database, series_id).method == "points", "what is in force does not follow from these pairs"


def test_a_group_that_has_only_begun_weighs_nothing(database: Database, series_id: str):
    comparing.save(database, ADVISOR, series_id, DIMENSIONS, FIRST, group="politics")
    assert not weights.of_groups(database, ADVISOR, series_id)["politics"].given
    with pytest.raises(Refused):
        groups.adopt_groups(database, ADVISOR, series_id)
    comparing.save(database, ADVISOR, series_id, DIMENSIONS, ALL, group="politics")
    adopted = groups.adopt_groups(database, ADVISOR, series_id)
    assert adopted.dimension_shares["benefit"] == pytest.approx(0.6, abs=1e-3)


@pytest.mark.parametrize(
    ("level", "given", "group"),
    [
        (DIMENSIONS, {"benefit:transferability": 10.0}, None),
        ("taste", FIRST, None),
        (DIMENSIONS, FIRST, "martians"),
    ],
)
def test_what_does_not_fit_is_refused(
    database: Database, series_id: str, level: str, given: dict[str, float], group: str | None
):
    with pytest.raises(InvalidInput):
        comparing.save(database, ADVISOR, series_id, level, given, group=group)


def test_comparisons_of_other_things_are_not_kept(database: Database, series_id: str):
    comparing.save(database, ADVISOR, series_id, DIMENSIONS, FIRST | {"N1:N2": 3.0})
    assert asked(database, series_id).pairs == FIRST


def test_only_the_advisor_compares(database: Database, series_id: str):
    for role in (Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT):
        with pytest.raises(AccessDenied):
            comparing.save(database, member(role, series_id), series_id, DIMENSIONS, FIRST)
