"""From living answers and weights to figures: computed once for everything that enters them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from sqlmodel import Session

from scoring.arrays import FloatArray
from scoring.evaluation import Evaluation, evaluate
from scoring.preparation import Prepared, prepare
from storage.tables import SeriesRow
from workshops.evaluation.matrix import LivingAnswers
from workshops.evaluation.showing import disclosed, weighed
from workshops.live import anonymity, points
from workshops.live.rounds import Kind
from workshops.weighing import weights
from workshops.weighing.weights import WeightsView


@dataclass(frozen=True)
class Inputs:
    """What `evaluate` is given; the same inputs have the same mark."""

    mark: str
    answers: LivingAnswers = field(compare=False)
    own: FloatArray = field(compare=False)
    given: Mapping[str, Any] = field(compare=False)


def prepared(answers: LivingAnswers, in_force: WeightsView) -> Prepared:
    """Return scores only, at once."""
    dimensions, within = weights.in_force(in_force, answers.criteria)
    return prepare(
        _weighed(answers, dimensions, within),
        answers.answers.item_ids,
        answers.criteria,
        dimensions,
        within,
        answers.groups,
        "mean",
        answers.quorum,
        asked=answers.asked,
        agreed=answers.agreed,
        may=answers.may,
    )


def _weighed(
    answers: LivingAnswers, dimensions: Mapping[str, float], within: Mapping[str, float]
) -> FloatArray:
    if answers.answers.kinds and set(answers.answers.kinds) == {Kind.GROUP}:
        return answers.own  # the room's one row: nobody's own answer
    counted = [
        bool(dimensions.get(each.dimension, 1)) and bool(within.get(each.id, 1))
        for each in answers.criteria.criteria
    ]
    return weighed(answers.own, answers.agreed, np.array(counted, dtype=bool))


def inputs(session: Session, series: SeriesRow, answers: LivingAnswers, in_force: WeightsView) -> Inputs:
    """Return all that an evaluation is computed from."""
    dimension_weights, within_weights = weights.in_force(in_force, answers.criteria)
    plain = {
        "item_ids": answers.answers.item_ids,
        "dimension_weights": dimension_weights,
        "within_weights": within_weights,
        "groups": _masked(answers),
        "participant_weights": points.leaf_weights(session, series, answers.criteria),
        "minimum_group_size": anonymity.SMALLEST_GROUP,
        "quorum": answers.quorum,
    }
    own = _weighed(answers, dimension_weights, within_weights)
    arrays = [own, answers.overall]
    if answers.agreed is not None:
        arrays += [answers.agreed.values, answers.agreed.cells]
    arrays += [array for array in (answers.asked, answers.may) if array is not None]
    questions = [(criterion.id, criterion.dimension) for criterion in answers.criteria.criteria]
    facts = json.dumps([[array.shape for array in arrays], questions, *plain.values()])
    mark = hashlib.sha256(
        b"".join(array.tobytes() for array in arrays) + answers.showing.mark + facts.encode()
    ).hexdigest()
    found = {
        "criteria": answers.criteria,
        "agreed": answers.agreed,
        "overall": answers.overall,
        "asked": answers.asked,
        "may": answers.may,
    }
    return Inputs(mark, answers, own, plain | found)


def _masked(answers: LivingAnswers) -> tuple[str | None, ...]:
    """Return each person's group where its figures may be shown."""
    showing = answers.showing
    return anonymity.masked(
        [group if showing.by_group and group not in showing.unsteady else None for group in answers.groups]
    )


@lru_cache(maxsize=64)
def evaluated(given: Inputs) -> Evaluation:
    """Evaluate once: most changes of a series, such as a title or a text, leave the figures as they are."""
    return disclosed(evaluate(given.own, **given.given), given.answers.showing)
