"""Comparable costs on entries made for it, and on the library: what is unlike stays apart."""

from decimal import Decimal
from typing import Any

import pytest

from tests.usecases.examples import use_case
from usecases.catalogue import load_catalogue
from usecases.costs import Basis, CostClass, Level, comparable_costs, cost_class, level_of
from usecases.model import UseCase

LIBRARY = load_catalogue()
TOWN = {"name": "Musterstadt", "state": "Bayern", "kind": "town"}


def gauge(id: str, **changes: Any) -> UseCase:
    return use_case(id=id, title_de=f"Pegel {id}", origin=changes.pop("origin", TOWN), **changes)


def ranges(looked_at: UseCase, *others: UseCase, **levels: Any) -> dict[str, tuple[int, int, list[str]]]:
    found = comparable_costs(looked_at, (looked_at, *others), **levels)
    return {
        each.basis.value: (int(each.low), int(each.high), [figure.use_case.id for figure in each.figures])
        for each in found
    }


def test_prices_of_the_same_kind_of_solution_make_a_range_and_name_their_use_cases() -> None:
    looked_at = gauge("own")
    others = (
        gauge("dear", cost={"amount": 85_000}),
        gauge("cheap", cost={"amount": 12_000, "up_to": 14_000}),
        use_case(id="bus", title_de="Rufbus", cost={"amount": 5}),
    )
    assert ranges(looked_at, *others) == {"once": (12_000, 85_000, ["cheap", "dear"])}


def test_pieces_years_and_wholes_are_never_one_range_and_months_become_years() -> None:
    found = ranges(
        gauge("own", cost={"amount": 50_000}),
        gauge("each", cost={"amount": 15_000, "up_to": 20_000, "covers": "unit"}),
        gauge("monthly", running_cost={"amount": 200, "up_to": 350, "per": "month"}),
        gauge("yearly", running_cost={"amount": 1_000}),
    )
    assert found == {
        "once": (50_000, 50_000, ["own"]),
        "each": (15_000, 20_000, ["each"]),
        "yearly": (1_000, 4_200, ["yearly", "monthly"]),
    }


@pytest.mark.parametrize("covers", ["programme", "part"])
def test_what_pays_for_more_or_less_than_the_whole_is_no_price(covers: str) -> None:
    other = gauge("other", cost={"amount": 5, "covers": covers}, running_cost={"amount": 5, "covers": covers})
    assert ranges(gauge("own"), other) == {}


def test_costs_of_a_district_are_left_aside_for_a_village() -> None:
    district = gauge("district", cost={"amount": 1_000_000}, origin=TOWN | {"kind": "district"})
    joint = TOWN | {"state": "Hessen", "kind": "joint", "ags": ["06434", "06440"]}
    districts = gauge("districts", cost={"amount": 2_700_000}, origin=joint)
    town = gauge("town", cost={"amount": 30_000})
    assert (level_of(district), level_of(districts), level_of(town)) == ("district", "district", "local")
    assert ranges(gauge("own"), district, districts, town, levels=[Level.LOCAL]) == {
        "once": (30_000, 30_000, ["town"])
    }
    own = ranges(district, town, levels=[Level.LOCAL])
    assert own["once"][2] == ["town", "district"], "the figure of what is looked at always counts"


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        ({"amount": 10_000}, CostClass.TO_10_000),
        ({"amount": 9_000, "up_to": 11_000}, CostClass.TO_50_000),
        ({"amount": 250_000}, CostClass.TO_250_000),
        ({"amount": 250_001}, CostClass.ABOVE),
        ({"amount": 55, "covers": "unit"}, CostClass.OTHER),
        ({"amount": 55, "covers": "part"}, CostClass.OTHER),
        ({"amount": 9_000_000, "covers": "programme"}, None),
        (None, None),
    ],
)
def test_the_class_of_a_cost(cost: dict[str, Any] | None, expected: CostClass | None) -> None:
    assert cost_class(use_case(cost=cost)) is expected


def test_running_costs_and_costs_in_words_are_another_figure() -> None:
    assert cost_class(use_case(running_cost={"amount": 5})) is CostClass.OTHER
    assert cost_class(use_case(cost_in_words_de="rund 2,7 Mio. Franken")) is CostClass.OTHER


def test_no_programme_of_the_library_enters_a_range() -> None:
    programmes = {each.id for each in LIBRARY if each.cost and each.cost.covers == "programme"}
    assert len(programmes) == 11
    for each in LIBRARY:
        for found in comparable_costs(each, LIBRARY):
            assert not programmes & {figure.use_case.id for figure in found.figures}
            assert Decimal(0) <= found.low <= found.high


def test_a_guidance_of_parking_compares_with_its_like() -> None:
    looked_at = LIBRARY.get("bad-hersfeld-parkleitsystem")
    assert looked_at is not None
    once, yearly = comparable_costs(looked_at, LIBRARY, [Level.LOCAL])
    assert (once.basis, once.low, once.high) == (Basis.ONCE, 73_000, 120_000)
    assert [figure.use_case.id for figure in once.figures] == [
        "burgberg-parkleitsystem",
        "immenstadt-parkleitsystem",
    ]
    assert (yearly.low, yearly.high) == (600, 600)
