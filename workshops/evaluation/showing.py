"""The rule of five on the living result: what it lets through, worked out from every reveal so far.

Everything that shows a result starts here (`matrix.LivingAnswers`): pages, phones, wall, documents. What the
rule holds back is taken out of the answers before anything is computed, and out of the figures afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scoring import disclosure
from scoring.arrays import FloatArray
from scoring.criteria import CriteriaSet
from scoring.findings import CriterionResult, DimensionResult, DiscussNext, Evaluation, ItemResult
from scoring.preparation import Agreed
from workshops.evaluation.rule import Known
from workshops.live import anonymity

Flags = NDArray[np.bool_]

TOO_FEW = "too_few_people"
"""Why an item has no rank: there are answers, of fewer than five people."""


@dataclass(frozen=True)
class Showing:
    """Which figures may be shown: `dimensions` (items,), `questions` (items, criteria); `few` have none.

    `by_group`: whether figures of groups are shown, and single rows never, from the first result on; else it
    is the other way round. `unsteady`: the groups of which only a few have changed since then.
    """

    dimensions: Flags
    questions: Flags
    few: frozenset[str]
    by_group: bool = False
    unsteady: frozenset[str] = frozenset()

    @property
    def mark(self) -> bytes:
        """What tells two of them apart."""
        told = repr((sorted(self.few), self.by_group, sorted(self.unsteady)))
        return self.dimensions.tobytes() + self.questions.tobytes() + told.encode()


def restricted(
    known: Known,
    moments: Sequence[Known],
    criteria: CriteriaSet,
    items: Sequence[str],
    groups: Mapping[str, str | None] | None = None,
) -> tuple[Known, Showing]:
    """Return what may be computed from, and which figures of it may be shown.

    `moments`: people's own answers at each reveal so far, oldest first, the last one of today. `groups`: the
    group of each person who has one.
    """
    people = sorted({person for moment in moments for person, _item, _criterion in moment.own})
    arrays = [_array(moment, people, items, criteria.ids) for moment in moments]
    dimension_of = [criterion.dimension for criterion in criteria.criteria]
    found = disclosure.shown(arrays or [np.full((0, len(items), len(criteria.ids)), np.nan)], dimension_of)
    agreed = np.array(
        [[(item, column) in known.agreed for column in criteria.ids] for item in items], dtype=bool
    )
    agreed = agreed.reshape(len(items), len(criteria.ids))
    values = disclosure.beside_agreed(found, agreed, dimension_of)
    cells = [(item, column) for item in items for column in criteria.ids]
    own = {
        (person, *cell): int(value) or None
        for person, row in zip(people, values.reshape(len(people), len(cells)), strict=True)
        for cell, value in zip(cells, row, strict=True)
        if not np.isnan(value)
    }
    member_of = [(groups or {}).get(person) for person in people]
    showing = replace(
        _showing(known, found, agreed, items),
        by_group=_by_group(moments, groups or {}),
        unsteady=_unsteady(found, member_of),
    )
    return replace(known, own=own), showing


def _array(known: Known, people: Sequence[str], items: Sequence[str], columns: Sequence[str]) -> FloatArray:
    rows, places = ({key: place for place, key in enumerate(keys)} for keys in (people, items))
    column = {key: place for place, key in enumerate(columns)}
    values = np.full((len(people), len(items), len(columns)), np.nan)
    for (person, item, criterion), value in known.own.items():
        values[rows[person], places[item], column[criterion]] = value or 0
    return values


def _showing(known: Known, found: disclosure.Shown, agreed: Flags, items: Sequence[str]) -> Showing:
    """Add what the room agreed on: it is the answer of no single person."""
    only_agreed = ~found.items & agreed.any(axis=1)
    answered = {item for _person, item, _criterion in known.own}
    none = ~found.items & ~agreed.any(axis=1)
    few = {item for place, item in enumerate(items) if item in answered and none[place]}
    return Showing(found.dimensions | only_agreed, found.questions | agreed, frozenset(few))


def _by_group(moments: Sequence[Known], groups: Mapping[str, str | None]) -> bool:
    """Return whether groups could be shown when a result was first.

    Rows of one moment and figures of groups of a later one would tell who in the rows belongs together.
    """
    for moment in moments:
        people = sorted({person for (person, _item, _criterion), value in moment.own.items() if value})
        if len(people) >= disclosure.SMALLEST_GROUP:
            return bool(anonymity.shown_groups([groups.get(person) for person in people]))
    return False


def _unsteady(found: disclosure.Shown, member_of: Sequence[str | None]) -> frozenset[str]:
    """Return the groups whose figures, beside those of everybody, would tell what a few of them changed."""
    members = {
        group: np.array([own == group for own in member_of], dtype=bool) for group in member_of if group
    }
    return frozenset(
        group
        for group, rows in members.items()
        if not all(disclosure.steady(before, rows) for before in found.before)
    )


def weighed(own: FloatArray, agreed: Agreed | None, counted: Flags) -> FloatArray:
    """Return the answers without those to items that these weights put on the answers of fewer than five.

    Else all weight on one question would show what the rule hides. `counted`: (criteria,), which weigh.
    """
    behind = (~np.isnan(own[:, :, counted])).any(axis=2).sum(axis=0)
    hidden = (behind > 0) & (behind < disclosure.SMALLEST_GROUP)
    if agreed is not None:
        hidden &= ~agreed.cells.any(axis=1)
    if not hidden.any():
        return own
    return np.where(hidden[None, :, None], np.nan, own)


def disclosed(evaluation: Evaluation, showing: Showing) -> Evaluation:
    """Return the evaluation with only those figures that may be shown."""
    items = tuple(_item(item, showing, place) for place, item in enumerate(evaluation.items))
    open_ = {
        (item.item_id, each.criterion_id): each.n
        for item in items
        for each in item.criteria
        if not each.pooled
    }
    pooled = {
        (item.item_id, each.dimension)
        for place, item in enumerate(items)
        for each in item.dimensions
        if showing.dimensions[place]
    }
    told = {*open_, *pooled}
    return replace(
        evaluation,
        items=items,
        discuss_next=tuple(each for each in evaluation.discuss_next if _key(each) in told),
        group_gaps=tuple(
            gap
            for gap in evaluation.group_gaps
            if disclosure.shown_gap(open_.get((gap.item_id, gap.criterion_id), 0), gap.high_n, gap.low_n)
        ),
    )


def _key(each: DiscussNext) -> tuple[str, str]:
    return each.item_id, each.criterion_id


def _item(item: ItemResult, showing: Showing, place: int) -> ItemResult:
    questions = showing.questions[place].tolist()
    return replace(
        item,
        reason=TOO_FEW if item.item_id in showing.few else item.reason,
        dimensions=tuple(_dimension(each, shown=bool(showing.dimensions[place])) for each in item.dimensions),
        criteria=tuple(
            each if shown else _hidden(each) for each, shown in zip(item.criteria, questions, strict=True)
        ),
    )


def _dimension(result: DimensionResult, *, shown: bool) -> DimensionResult:
    return result if shown else replace(result, value=None, contribution=None, opinions=None)


def _hidden(result: CriterionResult) -> CriterionResult:
    """Return a question without figures; one that nobody has answered has none to hide."""
    return replace(
        result,
        mean=None,
        value=None,
        n=0,
        abstentions=0,
        counts=(0,) * len(result.counts),
        agreement=None,
        disagreement_index=None,
        level=None,
        pooled=True,
    )
