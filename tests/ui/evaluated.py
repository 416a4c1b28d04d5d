"""Evaluations as pages get them, from arrays: no database, so that every odd workshop can be tried."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from scoring.criteria import CriteriaSet, load_criteria
from scoring.evaluation import evaluate
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live.ratings import RatingMatrix
from workshops.live.rounds import Kind, RoundView, Stage, State
from workshops.weighing import weights

GROUPS = ("administration", "politics", "citizens", "business")
DRAWS = 400
TWO_CAMPS, SINGLE_RATER = 2, 4
TIED = (0, 1)
CONSTANT_RATER = 5


def evaluated(
    ratings: ArrayLike,
    *,
    groups: Sequence[str | None] | None = None,
    titles: Sequence[str] = (),
    areas: Sequence[str] = (),
    stage: Stage = Stage.CRITERIA,
    dimension_points: dict[str, float] | None = None,
) -> RoundEvaluation:
    """Evaluate (raters, items, criteria); a single rater counts as the group's agreed rating."""
    cube = np.array(ratings, dtype=float)
    criteria = criteria_with(cube.shape[2], stage)
    ids = [f"item{place}" for place in range(cube.shape[1])]
    alone = len(cube) == 1
    found = evaluate(
        cube,
        item_ids=ids,
        criteria=criteria,
        dimension_weights=dimension_points or {},
        within_weights={},
        groups=groups,
        draws=DRAWS,
        quorum=1 if alone else None,
    )
    return RoundEvaluation(
        round=RoundView(
            id="round",
            series_id="series",
            number=1,
            kind=Kind.GROUP if alone else Kind.LIVE,
            stage=stage,
            state=State.REVEALED,
            item_ids=tuple(ids),
            criterion_ids=criteria.ids,
            opened_at=None,
            closed_at=None,
            revealed_at=None,
            timer_ends_at=None,
        ),
        evaluation=found,
        criteria=criteria,
        titles=dict(zip(ids, titles or [f"Idee {place + 1}" for place in range(len(ids))], strict=True)),
        areas=dict(zip(ids, areas or ["energy"] * len(ids), strict=True)),
        weights=weights.equal(load_criteria().short()),
        answers=RatingMatrix(
            values=cube,
            judged=np.ones(cube.shape, dtype=bool),
            raters=tuple(f"rater{place}" for place in range(len(cube))),
            groups=tuple(groups or [None] * len(cube)),
            kinds=("phone",) * len(cube),
            item_ids=tuple(ids),
            criterion_ids=criteria.ids,
        ),
        mark="",
    )


def criteria_with(number: int, stage: Stage = Stage.CRITERIA) -> CriteriaSet:
    """Return the set of 3 (overall), 9 or 12 criteria, or the first ones of it."""
    full = load_criteria().overall() if stage is Stage.DIMENSIONS else load_criteria().short()
    return load_criteria() if number == 12 else full.only(full.ids[:number])


def town_hall(raters: int = 40, items: int = 10, missing: float = 0.2, seed: int = 3) -> RoundEvaluation:
    """A workshop with missing answers, a constant rater, two camps, ties and an item of a single rater."""
    rng = np.random.default_rng(seed)
    quality = rng.normal(3.2, 0.7, (items, 9))
    cube = np.clip(np.rint(quality + rng.normal(0, 0.9, (raters, items, 9))), 1, 5)
    cube[:, TWO_CAMPS, :3] = np.where(np.arange(raters) % 2, 5, 1)[:, None]
    absent = rng.random(cube.shape) < missing
    cube[absent] = np.nan
    cube[:, TIED[1]] = cube[:, TIED[0]]
    cube[CONSTANT_RATER] = 3
    cube[:, SINGLE_RATER] = np.nan
    cube[7, SINGLE_RATER] = 4
    return evaluated(cube, groups=[GROUPS[place % 4] for place in range(raters)])


def alike(values: Sequence[float], raters: int = 6) -> np.ndarray:
    """Return ratings in which everybody gives each item the same value on all nine criteria."""
    return np.broadcast_to(np.array(values, dtype=float)[None, :, None], (raters, len(values), 9)).copy()
