"""From living answers and weights to figures: computed once for everything that enters them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlmodel import Session

from scoring.evaluation import Evaluation, evaluate
from scoring.preparation import Prepared, prepare
from storage.tables import SeriesRow
from workshops.evaluation.matrix import LivingAnswers
from workshops.live import anonymity, points
from workshops.weighing import weights
from workshops.weighing.weights import WeightsView


@dataclass(frozen=True)
class Inputs:
    """What `evaluate` is given; the same inputs have the same mark."""

    mark: str
    answers: LivingAnswers = field(compare=False)
    given: Mapping[str, Any] = field(compare=False)


def prepared(answers: LivingAnswers, in_force: WeightsView) -> Prepared:
    """Return scores only, at once."""
    dimensions, within = weights.in_force(in_force, answers.criteria)
    return prepare(
        answers.own,
        answers.answers.item_ids,
        answers.criteria,
        dimensions,
        within,
        answers.groups,
        "mean",
        answers.quorum,
        agreed=answers.agreed,
    )


def inputs(session: Session, series: SeriesRow, answers: LivingAnswers, in_force: WeightsView) -> Inputs:
    """Return all that an evaluation is computed from."""
    dimension_weights, within_weights = weights.in_force(in_force, answers.criteria)
    plain = {
        "item_ids": answers.answers.item_ids,
        "dimension_weights": dimension_weights,
        "within_weights": within_weights,
        "groups": anonymity.masked(answers.groups),
        "participant_weights": points.leaf_weights(session, series, answers.criteria),
        "minimum_group_size": anonymity.SMALLEST_GROUP,
        "quorum": answers.quorum,
    }
    arrays = [answers.own, answers.overall]
    if answers.agreed is not None:
        arrays += [answers.agreed.values, answers.agreed.cells]
    questions = [(criterion.id, criterion.dimension) for criterion in answers.criteria.criteria]
    facts = json.dumps([[array.shape for array in arrays], questions, *plain.values()])
    mark = hashlib.sha256(b"".join(array.tobytes() for array in arrays) + facts.encode()).hexdigest()
    found = {"criteria": answers.criteria, "agreed": answers.agreed, "overall": answers.overall}
    return Inputs(mark, answers, plain | found)


@lru_cache(maxsize=64)
def evaluated(given: Inputs) -> Evaluation:
    """Evaluate once: most changes of a series, such as a title or a text, leave the figures as they are."""
    return evaluate(given.answers.own, **given.given)
