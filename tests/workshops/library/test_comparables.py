"""Evidence and suggestions on the real register: with use cases written for the purpose, and the library."""

from typing import Any

import pytest

from municipalities.register import Municipality, load_register
from usecases.catalogue import load_catalogue
from usecases.model import UseCase
from workshops.library.comparables import Comparables, origin_facets

REGISTER = load_register()
LIBRARY = load_catalogue()


def place(name: str) -> Municipality:
    return next(p for p in REGISTER.places.values() if p.display_name == name)


def entry(id: str, *names: str, **changes: Any) -> UseCase:
    values: dict[str, Any] = {
        "id": id,
        "title_de": id,
        "area": "environment",
        "topic": "environmental-sensing",
        "technologies": ["Pegelsensoren"],
        "origin": {
            "name": " und ".join(names),
            "state": "Hessen",
            "kind": "joint" if len(names) > 1 else "town",
            "ags": [place(name).ags for name in names],
        },
        "status": "running",
        "summary_de": "Was es ist.",
    }
    return UseCase.model_validate(values | changes)


def outside(id: str, kind: str, **changes: Any) -> UseCase:
    return entry(id, origin={"name": "Anderswo", "state": "Bayern", "kind": kind}, **changes)


def seen_from(name: str, *use_cases: UseCase) -> Comparables:
    return Comparables(use_cases, place(name))


def test_comparable_places_are_counted_once_and_the_nearest_comes_first() -> None:
    cases = (
        entry("far", "Hünstetten"),
        entry("near", "Petersberg"),
        entry("near-again", "Petersberg", status="implemented"),
        entry("metropolis", "Frankfurt am Main"),
    )
    evidence = seen_from("Eichenzell", *cases).evidence(cases[0])
    assert [(e.place.display_name, e.use_case_ids) for e in evidence.places] == [
        ("Petersberg", ("near", "near-again")),
        ("Hünstetten", ("far",)),
    ]
    assert evidence.count == 2
    assert evidence.nearest is not None
    assert evidence.nearest.km == pytest.approx(7.2, abs=0.1)
    assert evidence.most_similar is not None
    assert evidence.most_similar.similarity.score >= evidence.places[1].similarity.score


@pytest.mark.parametrize(
    "other",
    [
        entry("other", "Petersberg", status="planned"),
        entry("other", "Petersberg", status="ended"),
        entry("other", "Petersberg", status="unknown"),
        entry("other", "Petersberg", topic="waste"),
        entry("other", "Petersberg", technologies=["App"]),
        entry("other", "Eichenzell"),
        entry("other", "Landkreis Fulda"),
        outside("other", "town"),
    ],
    ids=[
        "planned",
        "ended",
        "unknown",
        "other topic",
        "other technology",
        "itself",
        "its district",
        "outside",
    ],
)
def test_what_does_not_run_in_a_comparable_place_does_not_count(other: UseCase) -> None:
    looked_at = outside("looked-at", "city")
    assert seen_from("Eichenzell", looked_at, other).evidence(looked_at).count == 0


def test_a_common_theme_makes_use_cases_of_one_topic_kin() -> None:
    one = entry("one", "Büttelborn", themes=["heavy-rain-warning"])
    other = entry("other", "Petersberg", technologies=[], themes=["heavy-rain-warning"])
    assert seen_from("Eichenzell", one, other).kin(one) == (one, other)


def test_every_member_of_a_joint_project_is_evidence_and_the_most_similar_stands_for_it() -> None:
    joint = entry("joint", "Frankfurt am Main", "Petersberg", "Neuhof")
    evidence = seen_from("Eichenzell", joint).evidence(joint)
    assert {found.place.display_name for found in evidence.places} == {"Petersberg", "Neuhof"}
    origin = evidence.origin
    assert origin is not None
    assert origin.similarity.other == place("Neuhof")
    assert [member.display_name for member in origin.members] == ["Frankfurt am Main", "Petersberg", "Neuhof"]
    assert origin.km == pytest.approx(7, abs=5)


def test_taking_part_oneself_or_through_the_district_is_said() -> None:
    joint = entry("joint", "Eichenzell", "Petersberg")
    district = entry("district", "Landkreis Fulda")
    seen = seen_from("Eichenzell", joint, district)
    at_home, through_district = seen.origin(joint), seen.origin(district)
    assert at_home is not None
    assert at_home.at_home
    assert [member.display_name for member in at_home.members] == ["Petersberg"]
    assert through_district is not None
    assert (through_district.at_home, through_district.own_district) == (False, True)


def test_places_outside_hessen_are_compared_by_kind_with_low_confidence() -> None:
    cases = (outside("town", "town"), outside("district", "district"), outside("joint", "joint"))
    seen = seen_from("Eichenzell", *cases)
    origin = seen.origin(cases[0])
    assert origin is not None
    assert (origin.similarity.low_confidence, origin.km, origin.members) == (True, None, ())
    assert seen.origin(cases[2]) is None
    assert seen.evidence(cases[0]).outside == 1
    assert seen_from("Landkreis Fulda", *cases).evidence(cases[0]).outside == 1


def test_a_district_is_compared_with_districts() -> None:
    cases = (entry("district", "Landkreis Marburg-Biedenkopf"), entry("town", "Petersberg"))
    evidence = seen_from("Landkreis Fulda", *cases).evidence(cases[0])
    assert [found.place.display_name for found in evidence.places] == ["Landkreis Marburg-Biedenkopf"]


def test_the_evidence_of_the_library_keeps_its_promise_of_size() -> None:
    own = place("Eichenzell")
    comparables = Comparables(LIBRARY, own)
    evidence = [comparables.evidence(use_case) for use_case in LIBRARY]
    assert any(found.count >= 4 for found in evidence)
    for found in evidence:
        assert [e.km for e in found.places] == sorted(e.km for e in found.places)
        assert all(0.5 <= e.place.population / own.population <= 2 for e in found.places)


def test_distances_are_those_to_the_nearest_place_and_only_for_the_register() -> None:
    cases = (entry("joint", "Kassel", "Petersberg"), outside("outside", "town"))
    distances = seen_from("Eichenzell", *cases).distances()
    assert distances == {"joint": pytest.approx(7.2, abs=0.1)}


def test_facets_of_origins_come_from_the_register_as_far_as_it_goes() -> None:
    cases = (
        entry("joint", "Eichenzell", "Petersberg", "Landkreis Fulda"),
        outside("city", "city"),
        outside("town", "town"),
    )
    facets = origin_facets(cases)
    assert facets["joint"].sizes == {"larger_small_town", "district"}
    assert facets["joint"].settlements == {"rural", "intermediate"}
    assert (facets["city"].sizes, facets["city"].settlements) == ({"city"}, frozenset())
    assert facets["town"].sizes == frozenset()
