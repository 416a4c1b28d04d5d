"""Ranking, facets, order and address of the search, on entries written for the purpose."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usecases.catalogue import load_catalogue
from usecases.facets import Facet, Filters, OriginFacets, filters_from_address
from usecases.model import UseCase
from usecases.search import SearchIndex, Sort


def entry(id: str, **changes: Any) -> UseCase:
    values: dict[str, Any] = {
        "id": id,
        "title_de": "Ein Vorhaben",
        "area": "environment",
        "topic": "environmental-sensing",
        "origin": {"name": "Eichenzell", "state": "Hessen", "kind": "municipality", "ags": ["06631006"]},
        "summary_de": "Was es ist.",
    }
    return UseCase.model_validate(values | changes)


def ids(index: SearchIndex, text: str = "", **options: Any) -> list[str]:
    return [use_case.id for use_case in index.search(text, **options).use_cases]


FIELDS = SearchIndex(
    [
        entry("rest", problem_de="Der Pegel steigt."),
        entry("summary", summary_de="Misst den Pegel."),
        entry("technology", technologies=["Pegel"]),
        entry("place", origin={"name": "Pegel", "state": "Bayern", "kind": "town"}),
        entry("title", title_de="Pegel"),
        entry("none"),
    ]
)


def test_title_ranks_before_place_technology_summary_and_the_rest() -> None:
    assert ids(FIELDS, "Pegel") == ["title", "place", "technology", "summary", "rest"]


def test_one_field_outweighs_all_lesser_ones_together() -> None:
    index = SearchIndex(
        [
            entry("lesser", technologies=["Pegel"], summary_de="Pegel.", problem_de="Pegel."),
            entry("title", title_de="Pegel"),
        ]
    )
    assert ids(index, "Pegel") == ["title", "lesser"]


def test_a_word_ranks_before_the_compound_that_begins_ends_or_contains_it() -> None:
    words = ["Bodenfeuchtesensor", "Wassersensornetz", "Sensornetz", "Sensoren"]
    index = SearchIndex([entry(word.lower(), title_de=word) for word in words])
    assert ids(index, "Sensor") == ["sensoren", "sensornetz", "bodenfeuchtesensor", "wassersensornetz"]


def test_short_words_are_found_as_parts_of_compounds_but_not_anywhere() -> None:
    titles = {"app": "Die App der Stadt", "dorf": "Dorf", "dorfapp": "Dorfapp", "knapp": "Knappe Flächen"}
    index = SearchIndex([entry(id, title_de=title) for id, title in titles.items()])
    assert ids(index, "App") == ["app", "dorfapp"]


def test_all_words_have_to_be_found() -> None:
    index = SearchIndex([entry("both", title_de="Pegel und Regen"), entry("one", title_de="Pegel")])
    assert ids(index, "Regen Pegel") == ["both"]
    assert not index.search("Regen Pegel").relaxed


def test_if_no_entry_has_all_words_those_with_most_are_shown_and_the_result_says_so() -> None:
    titles = {"two": "Pegel und Regen", "one": "Schnee"}
    result = SearchIndex([entry(id, title_de=title) for id, title in titles.items()]).search(
        "Pegel Regen Schnee"
    )
    assert [use_case.id for use_case in result.use_cases] == ["two"]
    assert result.relaxed


def test_a_compound_of_which_only_a_part_is_known_finds_that_part_and_says_so() -> None:
    titles = {"part": "Leckagen im Netz", "other": "Pegel"}
    result = SearchIndex([entry(id, title_de=title) for id, title in titles.items()]).search(
        "Leckageerkennung"
    )
    assert [use_case.id for use_case in result.use_cases] == ["part"]
    assert result.relaxed


def test_words_that_occur_nowhere_are_named_and_left_out() -> None:
    result = FIELDS.search("Pegel Xyzzyqq")
    assert result.total == 5
    assert result.unknown == ("Xyzzyqq",)


def test_filling_words_do_not_narrow_the_search() -> None:
    assert ids(FIELDS, "was ist mit dem Pegel") == ids(FIELDS, "Pegel")
    assert ids(FIELDS, "und") == []  # but alone they are looked for


def test_no_text_shows_everything_in_the_order_given() -> None:
    assert ids(FIELDS) == ids(FIELDS, "  …  ") == [use_case.id for use_case in FIELDS.use_cases]
    assert [hit.score for hit in FIELDS.search().hits] == [1.0] * 6


def test_a_limit_shortens_the_hits_but_not_the_counts() -> None:
    result = FIELDS.search("Pegel", limit=2)
    assert (len(result.hits), result.total) == (2, 5)
    assert result.facets[Facet.AREA] == {"environment": 5}


PLACES = {
    "village": OriginFacets(frozenset({"rural_municipality"}), frozenset({"rural"})),
    "town": OriginFacets(frozenset({"medium_town"}), frozenset({"suburban"})),
    "joint": OriginFacets(frozenset({"rural_municipality", "medium_town"}), frozenset({"rural"})),
}
FACETTED = SearchIndex(
    [
        entry("village", area="mobility", topic="mobility", status="running", open_source=True),
        entry("town", area="mobility", topic="mobility", status="planned", technologies=["LoRaWAN"]),
        entry("joint", status="running", themes=["open-data"]),
        entry(
            "elsewhere",
            status="ended",
            open_source=False,
            origin={"name": "Kiel", "state": "Schleswig-Holstein", "kind": "city"},
            funding_programme={"id": "mfund", "name": "mFUND"},
        ),
    ],
    PLACES,
)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"area": ["mobility"]}, ["village", "town"]),
        ({"status": ["running", "ended"]}, ["village", "joint", "elsewhere"]),
        ({"size": ["medium_town"]}, ["town", "joint"]),
        ({"size": ["none"]}, ["elsewhere"]),
        ({"settlement": ["rural"], "area": ["mobility"]}, ["village"]),
        ({"state": ["Hessen"]}, ["village", "town", "joint"]),
        ({"funding": ["mfund"]}, ["elsewhere"]),
        ({"technology": ["lorawan"]}, ["town"]),
        ({"open_source": ["yes"]}, ["village"]),
        ({"open_source": ["none"]}, ["town", "joint"]),
        ({"theme": ["open-data"]}, ["joint"]),
        ({"topic": ["mobility"], "status": ["planned"]}, ["town"]),
        ({"area": []}, ["village", "town", "joint", "elsewhere"]),
    ],
)
def test_values_of_one_facet_widen_and_facets_narrow(
    chosen: Mapping[str, list[str]], expected: list[str]
) -> None:
    assert ids(FACETTED, filters=Filters.of(**chosen)) == expected


def test_counts_of_a_facet_leave_its_own_choice_aside() -> None:
    facets = FACETTED.search(filters=Filters.of(area=["mobility"])).facets
    assert facets[Facet.AREA] == {"environment": 2, "mobility": 2}
    assert facets[Facet.STATUS] == {"ended": 0, "planned": 1, "running": 1}
    assert facets[Facet.SIZE] == {"medium_town": 1, "none": 0, "rural_municipality": 1}


def test_counts_heed_the_text() -> None:
    assert FACETTED.search("Kiel").facets[Facet.STATUS] == {"ended": 1, "planned": 0, "running": 0}


CATALOGUE = SearchIndex(load_catalogue())
CHOICES = st.dictionaries(
    st.sampled_from(list(Facet)), st.sets(st.integers(0, 8), max_size=3), max_size=4
).map(
    lambda drawn: Filters(
        {
            facet: frozenset(CATALOGUE.values[facet][i % len(CATALOGUE.values[facet])] for i in numbers)
            for facet, numbers in drawn.items()
        }
    )
)


@settings(max_examples=40, deadline=None)
@given(CHOICES, st.sampled_from(["", "Sensor", "Straße", "App Stadt"]))
def test_a_count_is_what_choosing_the_value_alone_would_show(filters: Filters, text: str) -> None:
    for facet, counts in CATALOGUE.search(text, filters).facets.items():
        for value, count in list(counts.items())[:3]:
            alone = Filters({**filters.chosen, facet: frozenset({value})})
            assert CATALOGUE.search(text, alone).total == count


@settings(max_examples=40, deadline=None)
@given(CHOICES)
def test_filters_survive_the_way_through_the_address(filters: Filters) -> None:
    again = CATALOGUE.filters(filters.to_address())
    assert again == Filters({facet: values for facet, values in filters.chosen.items() if values})


def test_an_address_is_short_and_readable() -> None:
    filters = Filters.of(area=["mobility", "energy"], size=["city"], topic=[])
    assert filters.to_address() == {"area": "energy,mobility", "size": "city"}


@pytest.mark.parametrize(
    "address",
    [
        {"area": "castles"},
        {"nonsense": "x"},
        {"area": ""},
        {"area": ",,,"},
        {"area": "<script>alert(1)</script>", "page": "2"},
    ],
)
def test_unknown_parts_of_an_address_are_ignored(address: Mapping[str, str]) -> None:
    assert filters_from_address(address, FACETTED.values) == Filters()


def test_known_values_beside_unknown_ones_are_kept() -> None:
    assert FACETTED.filters({"area": "castles,mobility"}) == Filters.of(area=["mobility"])


ORDERED = SearchIndex(
    [
        entry("old", title_de="Ähren-Pegel", start_year=2015),
        entry("undated", title_de="Zisterne mit Pegel"),
        entry("new", title_de="Bach-Pegel Pegel", start_year=2024),
    ]
)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.TITLE, ["old", "new", "undated"]),  # Ä stands with A, as in a German dictionary
        (Sort.NEWEST, ["new", "old", "undated"]),
        (Sort.NEAREST, ["undated", "old", "new"]),  # no distance is known of "new"
    ],
)
def test_orders(sort: Sort, expected: list[str]) -> None:
    assert ids(ORDERED, sort=sort, distances={"old": 30.0, "undated": 2.5}) == expected
    assert ids(ORDERED, "Pegel", sort=sort, distances={"old": 30.0, "undated": 2.5}) == expected


def test_an_empty_library_can_be_searched() -> None:
    result = SearchIndex([]).search("Sensoren", Filters.of(area=["mobility"]))
    assert (result.hits, result.total) == ((), 0)
    assert SearchIndex([]).search().total == 0


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_typed(text: str) -> None:
    result = CATALOGUE.search(text)
    assert 0 <= result.total <= len(CATALOGUE.use_cases)
    assert all(0 <= hit.score <= 1.0001 for hit in result.hits)
