"""Similarity on real pairs and its properties over the whole register."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.register import Municipality, load_register
from municipalities.similarity import (
    WEIGHTS,
    OutsideKind,
    Reason,
    most_similar,
    similarity,
    similarity_outside,
)

REGISTER = load_register()
ANY = st.sampled_from(list(REGISTER.places.values()))


def place(name: str) -> Municipality:
    return next(p for p in REGISTER.places.values() if p.display_name == name)


def test_neighbours_of_one_size_are_comparable_and_the_metropolis_is_not() -> None:
    eichenzell = place("Eichenzell")
    petersberg = similarity(eichenzell, place("Petersberg"))
    frankfurt = similarity(eichenzell, place("Frankfurt am Main"))
    assert petersberg.comparable
    assert petersberg.score > 0.75
    assert not frankfurt.comparable
    assert frankfurt.score < 0.1


def test_every_part_gives_its_reason_and_its_figures() -> None:
    parts = similarity(place("Eichenzell"), place("Petersberg")).parts
    assert {name: part.reason for name, part in parts.items()} == {
        "population": Reason.SAME_SIZE,
        "density": Reason.DENSER,
        "kind": Reason.SAME_KIND,
        "urbanisation": Reason.OTHER_URBANISATION,
        "distance": Reason.SAME_DISTRICT,
    }
    assert parts["population"].params == {"own": 11_277, "other": 16_410}
    assert parts["population"].score == pytest.approx(1 - log(16_410 / 11_277) / log(10))
    assert parts["density"].params["own"] == pytest.approx(11_277 / 55.99)
    assert parts["urbanisation"].score == 0.5
    assert parts["distance"].params["km"] == pytest.approx(7.2, abs=0.1)


def test_the_score_is_the_weighted_mean_of_its_parts() -> None:
    found = similarity(place("Eichenzell"), place("Petersberg"))
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert found.score == pytest.approx(sum(WEIGHTS[name] * part.score for name, part in found.parts.items()))
    assert found.known == pytest.approx(1)


@given(ANY)
def test_a_place_is_wholly_like_itself(one: Municipality) -> None:
    assert similarity(one, one).score == pytest.approx(1)


@given(ANY, ANY)
def test_similarity_is_symmetric_and_bounded(one: Municipality, other: Municipality) -> None:
    there, back = similarity(one, other), similarity(other, one)
    assert there.score == pytest.approx(back.score)
    assert there.comparable is back.comparable
    assert 0 <= there.score <= 1


@given(ANY, ANY)
def test_comparable_places_have_the_size_their_label_promises(one: Municipality, other: Municipality) -> None:
    if similarity(one, other).comparable:
        assert one.is_district is other.is_district
        assert 0.5 <= one.population / other.population <= 2


def test_more_inhabitants_on_the_other_side_lower_the_score_step_by_step() -> None:
    own = place("Eichenzell")
    others = [own.model_copy(update={"population": n}) for n in (11_277, 15_000, 22_000, 40_000, 90_000)]
    scores = [similarity(own, other).score for other in others]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
    reasons = [similarity(own, other).parts["population"].reason for other in others]
    assert reasons == [Reason.SAME_SIZE] * 3 + [Reason.LARGER] * 2


def test_districts_are_compared_with_districts_without_a_degree_of_urbanisation() -> None:
    found = similarity(place("Landkreis Fulda"), place("Landkreis Marburg-Biedenkopf"))
    assert found.comparable
    assert "urbanisation" not in found.parts
    assert found.known == pytest.approx(0.85)
    assert not found.low_confidence


def test_a_municipality_and_its_district_are_on_different_levels() -> None:
    found = similarity(place("Eichenzell"), place("Landkreis Fulda"))
    assert found.parts["kind"].reason is Reason.OTHER_LEVEL
    assert found.parts["kind"].score == 0
    assert found.parts["distance"].reason is Reason.SAME_DISTRICT
    assert not found.comparable


def test_a_joint_project_counts_as_its_most_similar_member() -> None:
    members = [place(name) for name in ("Frankfurt am Main", "Petersberg", "Kassel")]
    assert most_similar(place("Eichenzell"), members).other == place("Petersberg")
    with pytest.raises(ValueError, match="empty"):
        most_similar(place("Eichenzell"), [])


@pytest.mark.parametrize(
    ("name", "kind", "score", "reason"),
    [
        ("Eichenzell", OutsideKind.MUNICIPALITY, 1, Reason.SAME_KIND),
        ("Eichenzell", OutsideKind.TOWN, 0.8, Reason.OTHER_KIND),
        ("Eichenzell", OutsideKind.DISTRICT, 0, Reason.OTHER_LEVEL),
        ("Landkreis Fulda", OutsideKind.DISTRICT, 1, Reason.SAME_KIND),
        ("Darmstadt", OutsideKind.CITY, 1, Reason.SAME_KIND),
    ],
)
def test_places_outside_hessen_are_compared_by_their_kind(
    name: str, kind: OutsideKind, score: float, reason: Reason
) -> None:
    found = similarity_outside(place(name), kind)
    assert found.score == pytest.approx(score)
    assert found.parts["kind"].reason is reason
    assert found.low_confidence
    assert not found.comparable
    assert found.other is None


def test_a_city_outside_hessen_is_known_to_have_100_000_inhabitants() -> None:
    found = similarity_outside(place("Eichenzell"), OutsideKind.CITY)
    assert found.parts["population"].params["other"] == 100_000
    assert found.parts["population"].reason is Reason.LARGER
    assert found.score < 0.2
    assert "population" not in similarity_outside(place("Landkreis Fulda"), OutsideKind.CITY).parts
