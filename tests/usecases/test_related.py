"""Where to look next for what the library has nothing under."""

import pytest

from usecases.related import all_related, related
from usecases.search import SearchIndex
from workshops.library.holdings import shipped


@pytest.mark.parametrize("word", ["Bienen", "Wildbienen", "Bienenstock", "bienen"])
def test_a_word_is_known_in_its_forms_and_in_compounds(word: str) -> None:
    assert "Insekten" in related([word])


def test_short_words_are_not_found_inside_others() -> None:
    assert "Mängelmelder" in related(["Tauben"])
    assert related(["Staubsauger", "Schmuck"]) == ()


def test_what_nobody_knows_leads_nowhere_and_nothing_is_said_twice() -> None:
    assert related(["xqzwv"]) == ()
    both = related(["Waschbär", "Bienen"])
    assert len(set(both)) == len(both) > len(related(["Bienen"]))


def test_each_word_that_is_offered_finds_something_under_itself() -> None:
    index = SearchIndex(shipped())
    found = {word: index.search(word) for word in all_related()}
    assert [word for word, result in found.items() if not result.total or result.near or result.relaxed] == []
