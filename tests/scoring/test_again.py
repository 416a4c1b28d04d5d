"""What is kept between evaluations changes no figure: ten rounds, anew and after others."""

import pytest

from scoring import bootstrap, kept
from scoring.evaluation import Evaluation
from tests.scoring.rounds import evaluated, workshop

SHAPES = [(1, 5, 0.0), (2, 4, 0.1), (3, 12, 0.0), (5, 8, 0.3), (7, 15, 0.05)]
LARGER = [(12, 12, 0.2), (20, 10, 0.0), (30, 25, 0.1), (40, 15, 0.6), (60, 20, 0.1)]
ROUNDS = [
    {"raters": raters, "items": items, "missing": missing, "seed": seed}
    for seed, (raters, items, missing) in enumerate([*SHAPES, *LARGER])
]


def weighed(benefit: float, given: dict[str, float]) -> Evaluation:
    weights = {"benefit": benefit, "transferability": 30.0, "feasibility": 30.0}
    return evaluated(workshop(**given), dimension_weights=weights)


@pytest.mark.parametrize("given", ROUNDS, ids=str)
def test_a_change_of_weights_and_back_gives_the_figures_of_a_fresh_start(given: dict[str, float]):
    kept.forget()
    first = weighed(40, given)
    other = weighed(55, given)
    assert weighed(40, given) == first
    kept.forget()
    assert weighed(55, given) == other


@pytest.mark.parametrize("most", [0, bootstrap.MOST_KEPT_CELLS])
def test_figures_are_the_same_whether_they_are_kept_or_not(most: int, monkeypatch: pytest.MonkeyPatch):
    before = [weighed(50, given) for given in ROUNDS]
    monkeypatch.setattr(bootstrap, "MOST_KEPT_CELLS", most)
    kept.forget()
    assert [weighed(50, given) for given in ROUNDS] == before
    assert bool(bootstrap._kept_blocks) == bool(most)


def test_one_answer_more_is_another_round():
    ratings = workshop(raters=20, items=6, missing=0.1)
    before = evaluated(ratings)
    ratings[0, 0, 0] = 6 - (ratings[0, 0, 0] if ratings[0, 0, 0] == ratings[0, 0, 0] else 1)
    after = evaluated(ratings)
    kept.forget()
    assert evaluated(ratings) == after != before
