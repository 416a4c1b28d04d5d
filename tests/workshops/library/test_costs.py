"""Costs beside the real municipality of a series: how many come from places of its size."""

from municipalities.register import load_register
from sketches.use_case_wording import cost_sentences
from tests.workshops.library.test_comparables import LIBRARY, entry, outside, place
from translations import language
from workshops.library.costs import costs_beside, levels_for


def test_figures_from_places_of_the_same_size_and_kind_are_counted() -> None:
    cases = (
        entry("looked-at", "Petersberg"),
        entry("alike", "Neuhof", cost={"amount": 12_000}),
        entry("larger", "Wetzlar", cost={"amount": 60_000}),
        outside("bavarian", "municipality", cost={"amount": 85_000}),
        outside("bavarian-town", "town", cost={"amount": 30_000}),
    )
    found = costs_beside(cases[0], cases, place("Eichenzell"))
    assert (found.own_size, found.own_kind, found.wider) == (1, 1, False)
    with language("de"):
        assert cost_sentences(found) == (
            "Vergleichbares kostete 12.000 bis 85.000\xa0€ (4 Angaben, davon "
            "1 aus einer Kommune Ihrer Größe und 1 aus einer Kommune gleicher Art außerhalb Hessens).",
        )


def test_where_only_larger_places_have_figures_that_is_said() -> None:
    cases = (entry("looked-at", "Petersberg"), outside("district", "district", cost={"amount": 1_000_000}))
    found = costs_beside(cases[0], cases, place("Eichenzell"))
    assert found.wider
    with language("de"):
        assert cost_sentences(found) == (
            "Vergleichbares kostete 1.000.000\xa0€ (1 Angabe).",
            "Darunter sind Angaben aus Orten ganz anderer Größe.",
        )


def test_ones_own_figure_alone_is_no_comparison() -> None:
    case = entry("own", "Petersberg", cost={"amount": 12_000})
    found = costs_beside(case, (case,), place("Eichenzell"))
    assert not found.from_elsewhere
    assert cost_sentences(found) == ()


def test_a_place_is_compared_with_purses_of_its_own_level() -> None:
    assert list(levels_for(place("Eichenzell"))) == ["local"]
    assert list(levels_for(place("Landkreis Fulda"))) == ["district"]
    assert list(levels_for(load_register().get("06412000"))) == ["local", "city"]
    assert list(levels_for(None)) == ["local", "city", "district"]


def test_every_entry_of_the_library_has_costs_that_can_be_said() -> None:
    own = place("Lautertal (Odenwald)")
    with language("de"):
        said = [sentence for case in LIBRARY for sentence in cost_sentences(costs_beside(case, LIBRARY, own))]
    assert len(said) > 150
    assert not any("{" in sentence for sentence in said)
