"""Asking for weights: points, swing and pairs by level, per group or agreed, and what the groups come to."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.database import Database
from tests.workshops.factories import a_series
from tests.workshops.room import ADVISOR
from workshops import journal
from workshops.criteria import criteria_of
from workshops.errors import InvalidInput, Refused
from workshops.weighing import elicitation, groups, weights
from workshops.weighing.elicitation import pair_key
from workshops.weighing.weights import DIMENSIONS

IDS = ("benefit", "transferability", "feasibility")
FITTING = {"benefit:transferability": 3.0, "benefit:feasibility": 9.0, "transferability:feasibility": 3.0}
CIRCLE = {"benefit:transferability": 3.0, "benefit:feasibility": 1 / 3, "transferability:feasibility": 3.0}


@pytest.fixture
def series_id(database: Database) -> str:
    return a_series(database, groups=["politics", "citizens"]).id


def save(database: Database, series_id: str, method: str, points: dict[str, float], **more: str):
    level = more.pop("level", DIMENSIONS)
    return weights.save_level(
        database, ADVISOR, series_id, level, method=method, given=points, group=more.get("group")
    )


def test_comparisons_that_fit_come_to_their_proportions():
    assert elicitation.points_from_comparisons(IDS, FITTING) == pytest.approx(
        dict(zip(IDS, (100 * 9 / 13, 100 * 3 / 13, 100 / 13), strict=True))
    )
    found = elicitation.consistency(IDS, FITTING)
    assert found.ratio == pytest.approx(0, abs=1e-9)
    assert (found.acceptable, found.triad, found.pair) == (True, None, None)


def test_comparisons_in_a_circle_name_triad_and_pair():
    found = elicitation.consistency(IDS, CIRCLE)
    assert not found.acceptable
    assert set(found.triad or ()) == set(IDS)
    assert found.pair in {
        ("benefit", "transferability"),
        ("benefit", "feasibility"),
        ("transferability", "feasibility"),
    }
    assert found.given == pytest.approx(CIRCLE[pair_key(*found.pair)])  # type: ignore[misc]
    assert abs(math.log(found.given / found.implied)) > 0.5  # type: ignore[operator]


def test_of_four_the_pair_that_does_not_fit_is_found():
    fitting = {f"{a}:{b}": 1.0 for a, b in elicitation.pairs("abcd")}
    found = elicitation.consistency("abcd", fitting | {"b:d": 9.0})
    assert found.pair == ("b", "d")
    assert {"b", "d"} < set(found.triad or ())


@given(st.lists(st.floats(0, 1000), min_size=2, max_size=5).filter(any))
def test_each_method_begins_near_the_weights_in_force(points: list[float]):
    shares = elicitation.shares_of(dict(zip("abcde", points, strict=False)))
    begun = elicitation.starting_points(shares)
    assert all(abs(begun[key] - 100 * shares[key]) <= 0.5 for key in shares)
    swings = elicitation.starting_swings(shares)
    assert max(swings.values()) == 100


def test_a_level_is_stored_with_its_method_and_the_others_stay(database: Database, series_id: str):
    save(database, series_id, "points", dict(zip(IDS, (50, 30, 20), strict=True)))
    save(database, series_id, "swing", {"N1": 100, "N2": 50, "N4": 0}, level="benefit")
    seen = save(
        database, series_id, "pairwise", {"F1:F3": 3.0, "F1:F4": 3.0, "F3:F4": 1.0}, level="feasibility"
    )
    assert seen == weights.agreed(database, ADVISOR, series_id)
    assert seen.dimension_shares == pytest.approx(dict(zip(IDS, (0.5, 0.3, 0.2), strict=True)))
    shares = seen.criterion_shares
    assert [shares[key] for key in ("N1", "N2", "N4")] == pytest.approx([2 / 3, 1 / 3, 0])
    assert [shares[key] for key in ("F1", "F3", "F4")] == pytest.approx([0.6, 0.2, 0.2])
    assert {key: asked.method for key, asked in seen.judgements.items()} == {
        DIMENSIONS: "points",
        "benefit": "swing",
        "feasibility": "pairwise",
    }
    assert seen.judgements["feasibility"].pairs == {"F1:F3": 3.0, "F1:F4": 3.0, "F3:F4": 1.0}


def test_groups_are_noted_apart_and_do_not_touch_what_is_agreed(database: Database, series_id: str):
    before = weights.agreed(database, ADVISOR, series_id)
    save(database, series_id, "points", dict(zip(IDS, (100, 0, 0), strict=True)), group="citizens")
    assert weights.agreed(database, ADVISOR, series_id) == before
    noted = weights.of_groups(database, ADVISOR, series_id)
    assert list(noted) == ["citizens"]
    assert noted["citizens"].dimension_shares["benefit"] == 1
    [event] = [e for e in journal.events(database, ADVISOR, series_id) if e.kind == "group_weights_changed"]
    assert event.payload["group"] == "citizens"


def test_the_mean_of_the_groups_counts_each_group_the_same(database: Database, series_id: str):
    save(database, series_id, "points", dict(zip(IDS, (600, 200, 200), strict=True)), group="politics")
    save(database, series_id, "swing", dict(zip(IDS, (0, 100, 0), strict=True)), group="citizens")
    seen = groups.adopt_groups(database, ADVISOR, series_id)
    assert seen.dimension_shares == pytest.approx(dict(zip(IDS, (0.3, 0.6, 0.1), strict=True)))


def test_comparisons_of_all_groups_are_merged_by_the_geometric_mean(database: Database, series_id: str):
    save(database, series_id, "pairwise", FITTING, group="politics")
    mirrored = {key: 1 / ratio for key, ratio in FITTING.items()}
    save(database, series_id, "pairwise", mirrored, group="citizens")
    seen = groups.adopt_groups(database, ADVISOR, series_id)
    assert seen.dimension_shares == pytest.approx(dict.fromkeys(IDS, 1 / 3), abs=1e-3)


def test_without_notes_there_is_nothing_to_adopt(database: Database, series_id: str):
    with pytest.raises(Refused) as caught:
        groups.adopt_groups(database, ADVISOR, series_id)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("method", "points", "more"),
    [
        ("points", {"benefit": 0, "transferability": 0, "feasibility": 0}, {}),
        ("points", {"benefit": -1, "transferability": 1, "feasibility": 1}, {}),
        ("points", {"benefit": 1001.0}, {}),
        ("points", {"benefit": math.nan}, {}),
        ("points", {"N1": 0, "N2": 0, "N4": 0}, {"level": "benefit"}),
        ("pairwise", {"benefit:transferability": 10.0}, {}),
        ("pairwise", {"benefit:transferability": 0.0}, {}),
        ("pairwise", {"benefit:transferability": math.nan}, {}),
        ("dice", {"benefit": 1}, {}),
        ("points", {"benefit": 1}, {"level": "profit"}),
        ("points", {"benefit": 1}, {"group": "strangers"}),
    ],
)
def test_what_cannot_be_a_weight_is_refused(
    database: Database, series_id: str, method: str, points: dict[str, float], more: dict[str, str]
):
    before = weights.agreed(database, ADVISOR, series_id)
    with pytest.raises(InvalidInput) as caught:
        save(database, series_id, method, points, **more)
    assert caught.value.hint
    assert weights.agreed(database, ADVISOR, series_id) == before


def test_a_round_on_what_has_no_weight_still_counts_equally(database: Database, series_id: str):
    save(database, series_id, "points", dict(zip(IDS, (100, 0, 0), strict=True)))
    save(database, series_id, "points", {"F1": 100, "F3": 0, "F4": 0}, level="feasibility")
    with database.read() as session:
        from storage import queries

        row = queries.series(session, series_id)
        assert row is not None
        asked = criteria_of(row).only(["F3", "F4"])
    dimensions, within = weights.in_force(weights.agreed(database, ADVISOR, series_id), asked)
    assert dimensions == {"feasibility": 1}
    assert within == {"F3": 0.5, "F4": 0.5}
