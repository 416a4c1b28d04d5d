"""Names, sentences and figures of the library's pages."""

from collections import Counter

import pytest

from tests.usecases.examples import use_case
from translations import language
from ui.charts.coverage import stacked_counts
from ui.library.choice import Choice
from ui.library.filters import FIRST, FURTHER, found_sentence
from ui.library.labels import FACETS, facet_name, in_order, value_name
from ui.overview.coverage import counts_by_status
from usecases.catalogue import Catalogue
from usecases.facets import NONE, Facet
from usecases.model import Status
from usecases.search import SearchIndex
from workshops.library.comparables import origin_facets
from workshops.library.holdings import shipped


def index() -> SearchIndex:
    return SearchIndex(shipped(), origin_facets(shipped()))


@pytest.mark.parametrize("code", ["de", "en"])
def test_every_value_that_occurs_has_a_name(code: str) -> None:
    with language(code):
        for facet, values in index().values.items():
            assert facet_name(facet)
            names = [value_name(facet, value) for value in values]
            assert len(set(names)) == len(names)
            if facet is not Facet.STATE and code == "de":
                assert not [value for value in values if value_name(facet, value) == value], facet
    assert set(FACETS) == set(Facet)


def test_a_value_that_nobody_knows_keeps_its_id() -> None:
    assert value_name(Facet.TOPIC, "from-a-newer-version") == "from-a-newer-version"


def test_sizes_stand_by_size_and_unknown_ones_last() -> None:
    assert in_order(Facet.SIZE, [NONE, "city", "small_town", "rural_municipality", "?"]) == [
        "rural_municipality",
        "small_town",
        "city",
        "?",
        NONE,
    ]


def test_the_sentence_says_what_the_search_left_aside() -> None:
    with language("de"):
        found = index().search("Pegel xqzwv")
        sentence = found_sentence(found, Choice("Pegel xqzwv"))
        assert "Nirgends gefunden: „xqzwv“." in sentence
        one = SearchIndex([use_case()])
        assert found_sentence(one.search(), Choice()) == "**1 Anwendungsfall** gefunden."


def test_the_coverage_counts_every_use_case_once() -> None:
    counts = counts_by_status(shipped())
    by_area = Counter(dict.fromkeys(shipped().area_counts(), 0))
    for per_area in counts.values():
        by_area.update(per_area)
    assert dict(by_area) == shipped().area_counts()
    assert sum(by_area.values()) == len(shipped())
    assert Status.ENDED not in counts_by_status(Catalogue([use_case(status="running")]))


def test_bars_are_told_apart_by_more_than_colour() -> None:
    figure = stacked_counts(["A", "B"], {"läuft": [3, 1], "geplant": [0, 2]})
    assert [tuple(bar.x) for bar in figure.data] == [(3, 1), (0, 2)]
    assert len({bar.marker.pattern.shape for bar in figure.data}) == 2
    assert figure.data[0].text == ("3", "")


def test_every_filter_is_offered_once_and_the_programmes_themes_are_at_hand() -> None:
    assert sorted((*FIRST, *FURTHER)) == sorted(Facet)
    assert Facet.THEME in FIRST
