"""The heading and who decided, in words that are right for every state of a series."""

from collections.abc import Iterator

import numpy as np
import pytest

from tests.ui.evaluated import evaluated
from translations import language
from ui.result.sentences import headline, who_decided


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language("en"):
        yield


@pytest.mark.parametrize(
    ("picked", "said"),
    [
        (0, "Was gewählt wurde"),
        (1, "Eichenzell hat ein Vorhaben gewählt"),
        (3, "Eichenzell hat drei Vorhaben gewählt"),
    ],
)
def test_the_heading_counts_in_words(picked: int, said: str):
    with language("de"):
        assert headline("Eichenzell", picked) == said


def test_people_are_counted_and_an_agreed_rating_has_no_heads():
    assert who_decided(None) == ""
    assert who_decided(evaluated(np.full((12, 4, 9), 3.0))) == "12 people scored 4 entries."
    assert who_decided(evaluated(np.full((1, 4, 9), 3.0))) == "4 entries were scored."
