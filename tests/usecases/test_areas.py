from typing import get_args

import pytest

from usecases.areas import area, areas, funding_areas, funding_areas_of, topic, topics, topics_of
from usecases.model import AreaId
from usecases.vocabulary import theme, themes


def test_the_nine_areas_are_those_of_the_model_in_the_same_order() -> None:
    assert tuple(one.id for one in areas()) == get_args(AreaId)


def test_every_topic_belongs_to_exactly_one_area() -> None:
    assert sorted(found for one in areas() for found in one.topics) == sorted(one.id for one in topics())


def test_every_area_says_in_two_sentences_what_it_means_in_both_languages() -> None:
    for one in areas():
        for language in ("de", "en"):
            meaning = one.meaning(language)  # type: ignore[arg-type]
            assert meaning.endswith(".")
            assert meaning.count(". ") == 1, one.id


def test_trends_are_themes_of_the_vocabulary() -> None:
    for one in areas():
        assert one.trends
        assert all(theme(found).kind == "trend" for found in one.trends)
    used = {found for one in areas() for found in one.trends}
    assert used == {found.id for found in themes("trend")}


def test_all_eight_areas_of_the_guideline_are_reached() -> None:
    assert [one.name_de for one in funding_areas()] == [
        "Verwaltungsdigitalisierung",
        "Smart Environment",
        "Gesellschaft",
        "Transfer durch Coaching",
        "Smart Mobility",
        "Smart Business",
        "Smart Health",
        "Smart Energy",
    ]
    reached = {found.id for one in areas() for found in funding_areas_of(one.id)}
    assert reached == {one.id for one in funding_areas()}


def test_what_the_guideline_does_not_name_is_marked_as_our_judgement() -> None:
    assert topic("street-lighting").named
    assert not topic("waste").named
    assert not topic("smart-areas").named


def test_names_come_in_the_language_asked_for() -> None:
    assert area("environment").name() == "Umwelt & Klima"
    assert area("environment").name("en") == "Environment & climate"
    assert [found.id for found in topics_of("energy")] == ["energy", "street-lighting"]


def test_an_unknown_area_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        area("sports")
