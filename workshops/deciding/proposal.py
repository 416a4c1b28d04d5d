"""The best set of two or three: what it would be, and what another choice costs in value."""

from collections.abc import Mapping, Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from scoring.arrays import FloatArray
from scoring.portfolio import Constraint, Portfolios, best_portfolios, core_index, portfolio_value
from scoring.sampling import sample_weights
from scoring.stability import fill_missing
from storage.database import Database
from storage.tables import SeriesRow
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.deciding.decisions import ENOUGH_PICKS, MOST_PICKS
from workshops.errors import InvalidInput
from workshops.evaluation.outcome import RoundEvaluation
from workshops.series import existing

_SETTINGS = "proposal"
MOST_MONEY = 1_000_000_000.0
WEIGHTINGS = 200
NEAR_SETS = 3


class Wishes(BaseModel):
    """What a proposal has to keep to; `costs` in euro by item, missing where nobody has estimated them."""

    model_config = ConfigDict(frozen=True)

    size: int = MOST_PICKS
    one_per_area: bool = True
    budget: float | None = None
    costs: Mapping[str, float] = {}


class ProposedSet(BaseModel):
    """Items that go together, the sum of their scores (0 to 1 each), and their cost where a budget is set."""

    model_config = ConfigDict(frozen=True)

    item_ids: tuple[str, ...]
    value: float
    cost: float | None


class Proposal(BaseModel):
    """The best sets, the nearly best, and in which share of weightings each item belongs to the best set.

    `obstacles` says why there is none: "too_few_items", "budget" or "constraints"; `without_cost` are items
    that stay out because a budget is set and their cost is unknown. Without any known cost no budget holds.
    """

    model_config = ConfigDict(frozen=True)

    best: tuple[ProposedSet, ...]
    near: tuple[ProposedSet, ...]
    core: Mapping[str, float]
    obstacles: tuple[str, ...]
    without_cost: tuple[str, ...]


class Choice(BaseModel):
    """What a manual choice means: the best set that contains it and how much less that is worth.

    `loss` is None where it cannot be said: an item has no score (`unscored`), or no set that contains the
    choice keeps to the wishes (`best` is None, too).
    """

    model_config = ConfigDict(frozen=True)

    item_ids: tuple[str, ...]
    best: ProposedSet | None
    loss: float | None
    unscored: tuple[str, ...] = ()


def wishes(database: Database, actor: Actor, series_id: str) -> Wishes:
    """Return what proposals of a series keep to."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        return wishes_of(existing(session, series_id))


def wishes_of(row: SeriesRow) -> Wishes:
    """Return the wishes kept in the settings of a series."""
    return Wishes.model_validate(row.settings.get(_SETTINGS, {}))


def change_wishes(database: Database, actor: Actor, series_id: str, wanted: Wishes) -> None:
    """Store what proposals have to keep to."""
    require(actor, Role.ADVISOR)
    check(wanted)
    with database.write() as session:
        row = existing(session, series_id)
        kept = wanted.model_dump(mode="json")
        row.settings = {**row.settings, _SETTINGS: kept}
        journal.record(session, actor, series_id, "proposal_changed", **kept)


def check(wanted: Wishes) -> None:
    """Raise InvalidInput unless the size and all amounts are possible ones."""
    money = [*wanted.costs.values(), *([] if wanted.budget is None else [wanted.budget])]
    if not ENOUGH_PICKS <= wanted.size <= MOST_PICKS or not all(0 <= each <= MOST_MONEY for each in money):
        raise InvalidInput(
            _("Costs and budget lie between 0 and one billion euros."), _("Please correct the amount.")
        )


def propose(seen: RoundEvaluation, wanted: Wishes, possible: Sequence[str]) -> Proposal:
    """Return the best sets among the `possible` items, by looking at every set."""
    problem = _Problem(seen, wanted, possible)
    found = problem.solve()
    best = tuple(problem.proposed(chosen) for chosen in found.optimal_sets)
    others = [chosen for _value, chosen in found.near_optimal if chosen not in found.optimal_sets]
    return Proposal(
        best=best,
        near=tuple(problem.proposed(chosen) for chosen in others[:NEAR_SETS]),
        core=problem.core() if best else {},
        obstacles=found.obstacles,
        without_cost=problem.without_cost,
    )


def choose(seen: RoundEvaluation, wanted: Wishes, possible: Sequence[str], chosen: Sequence[str]) -> Choice:
    """Return the best set that contains `chosen`, and what that costs against the best of all."""
    problem = _Problem(seen, wanted, possible)
    unscored = tuple(item_id for item_id in chosen if item_id not in problem.scored)
    if unscored:
        return Choice(item_ids=tuple(chosen), best=None, loss=None, unscored=unscored)
    optimum = problem.solve().optimum
    held = problem.places(chosen)
    if len(held) >= wanted.size:
        own = problem.proposed(tuple(held))
        return Choice(item_ids=tuple(chosen), best=own, loss=None if optimum is None else optimum - own.value)
    found = problem.solve([Constraint(frozenset({place}), minimum=1) for place in held])
    best = problem.proposed(found.optimal_sets[0]) if found.optimal_sets else None
    loss = optimum - best.value if best and optimum is not None else None
    return Choice(item_ids=tuple(chosen), best=best, loss=loss)


class _Problem:
    """Scores, costs and constraints as arrays, in the order of the evaluation's items."""

    def __init__(self, seen: RoundEvaluation, wanted: Wishes, possible: Sequence[str]) -> None:
        self.seen, self.wanted = seen, wanted
        self.items = seen.evaluation.items
        self.ids = tuple(item.item_id for item in self.items)
        ranked = [item.rank is not None and item.item_id in possible for item in self.items]
        self.scores: FloatArray = np.array(
            [item.score if known else np.nan for item, known in zip(self.items, ranked, strict=True)],
            dtype=float,
        )
        self.scored = frozenset(each for each, known in zip(self.ids, ranked, strict=True) if known)
        self.costs: FloatArray = np.array([wanted.costs.get(each, np.nan) for each in self.ids])

    @property
    def without_cost(self) -> tuple[str, ...]:
        if self.wanted.budget is None:
            return ()
        unknown = tuple(each for each in self.ids if each in self.scored and each not in self.wanted.costs)
        return unknown if len(unknown) < len(self.scored) else ()

    def places(self, item_ids: Sequence[str]) -> list[int]:
        return sorted(self.ids.index(each) for each in item_ids)

    def constraints(self) -> list[Constraint]:
        if not self.wanted.one_per_area:
            return []
        areas = {self.seen.areas[each] for each in self.ids}
        members = [
            frozenset(place for place, each in enumerate(self.ids) if self.seen.areas[each] == area)
            for area in sorted(areas)
        ]
        return [Constraint(own, maximum=1) for own in members if len(own) > 1]

    def solve(self, further: Sequence[Constraint] = ()) -> Portfolios:
        return best_portfolios(
            self.scores, self.costs, self.wanted.budget, self.wanted.size, [*self.constraints(), *further]
        )

    def proposed(self, chosen: tuple[int, ...]) -> ProposedSet:
        order = sorted(chosen, key=lambda place: -self.scores[place])
        cost = float(self.costs[list(chosen)].sum())
        return ProposedSet(
            item_ids=tuple(self.ids[place] for place in order),
            value=portfolio_value(self.scores, chosen),
            cost=None if self.wanted.budget is None or np.isnan(cost) else cost,
        )

    def core(self) -> dict[str, float]:
        """Return for each scored item in which share of weightings it belongs to a best set."""
        places = [place for place, each in enumerate(self.ids) if each in self.scored]
        values = np.array(
            [[np.nan if c.value is None else c.value for c in self.items[place].criteria] for place in places]
        )
        found = core_index(
            fill_missing(values, self.scores[places]),
            sample_weights(
                [criterion.dimension for criterion in self.seen.criteria.criteria],
                WEIGHTINGS,
                model="around",
                weights=list(self.seen.evaluation.weights.values()),
                seed=self.seen.evaluation.settings.seed,
            ),
            self.costs[places],
            self.wanted.budget,
            self.wanted.size,
            [_among(constraint, places) for constraint in self.constraints()],
        )
        return {self.ids[place]: float(share) for place, share in zip(places, found, strict=True)}


def _among(constraint: Constraint, places: Sequence[int]) -> Constraint:
    """Return a constraint on the items at `places`, numbered anew."""
    items = frozenset(number for number, place in enumerate(places) if place in constraint.items)
    return Constraint(items, constraint.maximum, constraint.minimum)
