from itertools import combinations

import pytest

from tests.usecases.examples import use_case
from usecases.catalogue import load_catalogue
from usecases.duplicates import duplicates_of

PLACE = {"name": "Musterstadt", "state": "Hessen", "kind": "town"}


def test_no_two_entries_of_the_library_are_taken_for_each_other() -> None:
    for one, other in combinations(load_catalogue(), 2):
        assert duplicates_of(one, [other]) == (), (one.id, other.id)


@pytest.mark.parametrize(
    "title",
    [
        "Pegelsensoren am Mühlbach",
        "pegelsensoren am mühlbach.",
        "Pegelsensoren am Muehlbach",
        "Am Mühlbach: Pegelsensoren",
        "Pegelsensor am Mühlbach",
    ],
)
def test_a_title_retyped_or_reordered_is_recognised(title: str) -> None:
    (found,) = duplicates_of(use_case(id="new", title_de=title), [use_case()])
    assert found.use_case == use_case()
    assert 80 <= found.likeness <= 100


def test_another_title_or_another_place_is_another_entry() -> None:
    assert duplicates_of(use_case(id="new", title_de="Bodenfeuchte an Stadtbäumen"), [use_case()]) == ()
    elsewhere = {"name": "Anderswo", "state": "Hessen", "kind": "town", "ags": ["06415000"]}
    assert duplicates_of(use_case(id="new", origin=elsewhere), [use_case()]) == ()


def test_the_place_is_recognised_by_key_or_by_name() -> None:
    keyed = {"name": "Gemeinde M.", "state": "Hessen", "kind": "town", "ags": ["06631006"]}
    named = {"name": "Musterstadt und Nachbarn", "state": "Hessen", "kind": "joint"}
    assert duplicates_of(use_case(id="new", origin=keyed), [use_case()])
    assert duplicates_of(use_case(id="new", origin=named), [use_case(origin=PLACE)])


def test_an_entry_is_no_duplicate_of_itself_and_the_likeliest_comes_first() -> None:
    others = [use_case(id="far", title_de="Pegelsensor an dem Mühlbach"), use_case(id="near")]
    assert [found.use_case.id for found in duplicates_of(use_case(), [use_case(), *others])] == [
        "near",
        "far",
    ]
