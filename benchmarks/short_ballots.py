"""Short ballots beside full ones: who is found, whether the same three are, and how often "stable" is wrong.

Rooms are drawn from two different models, so that no line rests on the assumptions of one. Both ballots ask
the same people about the same entries; what the short one leaves out is simply not looked at. Everything
between the answers and the verdict is the product's own code.

    python -m benchmarks.short_ballots [rooms]
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scoring.allocation import MOST_QUESTIONS, STEP, first_pass, first_questions, second_pass
from scoring.criteria import load_criteria
from scoring.evaluation import evaluate
from scoring.preparation import Prepared, prepare
from scoring.ranking import best_items
from scoring.sureness import Sureness

ROOMS, ENTRIES, BEST, DRAWS = 1000, 11, 3, 200
PEOPLE = (8, 12, 20, 40)
SAME_AT_LEAST = {12: 0.92, 20: 0.945, 40: 0.965}
FOUND_LESS_AT_MOST = 0.015
CRITERIA = load_criteria().short()
DIMENSIONS = [criterion.dimension for criterion in CRITERIA.criteria]
NAMES = [str(entry) for entry in range(ENTRIES)]

Room = tuple[np.ndarray, np.ndarray]  # true worth of each entry, answers of everybody to everything
Model = Callable[[np.random.Generator, int], Room]


def additive(rng: np.random.Generator, people: int) -> Room:
    """Worth 0.6 and criterion 0.5 around it; severity 0.5 per person, halo 0.5, noise 0.8; all normal."""
    worth = rng.normal(0, 0.6, (ENTRIES, 1)) + rng.normal(0, 0.5, (ENTRIES, len(DIMENSIONS)))
    severity, halo = rng.normal(0, 0.5, (people, 1, 1)), rng.normal(0, 0.5, (people, ENTRIES, 1))
    answers = 3 + worth + severity + halo + rng.normal(0, 0.8, (people, *worth.shape))
    return worth.mean(axis=1), np.clip(np.rint(answers), 1, 5)


def styles(rng: np.random.Generator, people: int) -> Room:
    """Two camps of unequal size, severity per person and criterion, own width of the scale, heavy tails.

    Worth uniform with width 2.2, criterion Laplace 0.35, camps differ per entry by 0.5; severity 0.4 and 0.3
    per criterion, halo 0.4, width log-normal 0.25, noise Student t with 4 degrees of freedom, scale 0.65;
    4 of 100 answers are "cannot judge".
    """
    worth = rng.uniform(-1.1, 1.1, (ENTRIES, 1)) + rng.laplace(0, 0.35, (ENTRIES, len(DIMENSIONS)))
    camp = rng.normal(0, 0.5, (2, ENTRIES, 1))
    camp -= np.average(camp, axis=0, weights=[0.6, 0.4])
    member = (np.arange(people) >= 0.6 * people).astype(int)
    severity = rng.normal(0, 0.4, (people, 1, 1)) + rng.normal(0, 0.3, (people, 1, len(DIMENSIONS)))
    halo = rng.normal(0, 0.4, (people, ENTRIES, 1))
    felt = worth + camp[member] + halo + 0.65 * rng.standard_t(4, (people, *worth.shape))
    answers = np.clip(np.rint(3 + severity + rng.lognormal(0, 0.25, (people, 1, 1)) * felt), 1, 5)
    return worth.mean(axis=1), np.where(rng.random(answers.shape) < 0.04, np.nan, answers)


@dataclass
class Line:
    """What is counted over the rooms of one size, for one way of asking."""

    found: list[float]
    same: list[float]
    stable: list[bool]
    false_stable: list[bool]
    questions: list[int]

    @classmethod
    def empty(cls) -> "Line":
        return cls([], [], [], [], [])

    def add(self, prepared: Prepared, full: tuple[int, ...], truth: set[int], questions: int) -> None:
        chosen = best_items(prepared.scores, BEST)
        stable = Sureness.of(prepared, None, DRAWS, 1, 5).verdict(BEST).status == "stable"
        self.found.append(share(chosen, truth))
        self.same.append(share(chosen, set(full)))
        self.stable.append(stable)
        self.false_stable.append(stable and set(chosen) != truth)
        self.questions.append(questions)


def share(chosen: tuple[int, ...], wanted: set[int]) -> float:
    """Return how many places hold a wanted entry; entries that share the last place count in part."""
    return len(set(chosen) & wanted) / max(len(chosen), len(wanted))


def prepared(answers: np.ndarray, asked: np.ndarray | None) -> Prepared:
    seen = answers if asked is None else np.where(asked, answers, np.nan)
    return prepare(seen, NAMES, CRITERIA, {}, {}, None, "mean", None, asked)


def short(answers: np.ndarray, seed: int) -> np.ndarray:
    """Return what is asked: a first pass, then step by step what can still change the first three."""
    people, entries, criteria = answers.shape
    first = first_questions(entries, criteria, people)
    asked = first_pass(np.zeros(answers.shape, bool), first, dimensions=DIMENSIONS, seed=seed)
    weights = np.ones(criteria)
    for left in range(MOST_QUESTIONS - first, 0, -STEP):
        seen = np.where(asked, answers, np.nan)
        asked |= second_pass(seen, asked, weights, min(STEP, left), seed=seed, k=BEST).new
    return asked


def measure(model: Model, people: int, rooms: int) -> dict[str, Line]:
    lines = {name: Line.empty() for name in ("full", "short")}
    for room in range(rooms):
        worth, answers = model(np.random.default_rng([people, room]), people)
        truth = set(best_items(worth, BEST))
        full = best_items(prepared(answers, None).scores, BEST)
        for name, line in lines.items():
            asked = short(answers, room) if name == "short" else None
            most = answers[0].size if asked is None else int(asked.sum(axis=(1, 2)).max())
            line.add(prepared(answers, asked), full, truth, most)
    return lines


def report(model: Model, people: int, rooms: int) -> None:
    lines = measure(model, people, rooms)
    full, ours = lines["full"], lines["short"]
    less = np.array(full.found) - np.array(ours.found)
    parts = (
        f"{model.__name__:9} {people:3} people, {np.mean(ours.questions):.1f} questions (at most "
        f"{max(ours.questions)})",
        f"true first three found: full {np.mean(full.found):.3f}, short {np.mean(ours.found):.3f}, "
        f"less {_with_error(less, '+')}",
        f"same three {_with_error(np.array(ours.same))}",
        f"stable: full {np.mean(full.stable):.3f}, short {np.mean(ours.stable):.3f}",
        f"false stable: full {np.mean(full.false_stable):.4f}, short {np.mean(ours.false_stable):.4f}",
        verdict_on(people, float(less.mean()), float(np.mean(ours.same)), full, ours),
    )
    print("; ".join(parts), flush=True)


def _with_error(figures: np.ndarray, sign: str = "") -> str:
    error = 1.96 * figures.std() / np.sqrt(len(figures))
    return f"{figures.mean():{sign}.3f} (± {error:.3f})"


def verdict_on(people: int, less: float, same: float, full: Line, ours: Line) -> str:
    """Say whether the targets are met; below 12 people there is none, the tool says that they are too few."""
    if people not in SAME_AT_LEAST:
        return "no target: said to be too few below"
    missed = []
    if less > FOUND_LESS_AT_MOST:
        missed.append(f"found less by more than {FOUND_LESS_AT_MOST}")
    if same < SAME_AT_LEAST[people]:
        missed.append(f"same below {SAME_AT_LEAST[people]}")
    if np.mean(ours.false_stable) > np.mean(full.false_stable):
        missed.append("false stable more often")
    return "targets met" if not missed else "missed: " + ", ".join(missed)


def cost() -> None:
    """Allocation for 100 people, 60 entries and 12 criteria beside one evaluation of the same round."""
    criteria = load_criteria()
    dimensions = [criterion.dimension for criterion in criteria.criteria]
    rng = np.random.default_rng(0)
    answers = np.clip(np.rint(rng.normal(3, 0.7, (1, 60, 1)) + rng.normal(0, 1, (100, 60, 12))), 1, 5)
    nobody = np.zeros(answers.shape, dtype=bool)
    start = time.perf_counter()
    asked = first_pass(nobody, 60, dimensions=dimensions, seed=1)
    seen = np.where(asked, answers, np.nan)
    second_pass(seen, asked, np.ones(12), 12, seed=1)
    middle = time.perf_counter()
    names = [str(entry) for entry in range(60)]
    evaluate(seen, item_ids=names, criteria=criteria, dimension_weights={}, within_weights={}, asked=asked)
    allocation, evaluation = middle - start, time.perf_counter() - middle
    print(
        f"100 people, 60 entries, 12 criteria: allocation {allocation * 1e3:.0f} ms, one evaluation "
        f"{evaluation * 1e3:.0f} ms, ratio {allocation / evaluation:.2f} (at most 5)"
    )


def main() -> None:
    rooms = int(sys.argv[1]) if len(sys.argv) > 1 else ROOMS
    print(
        f"{ENTRIES} entries, {len(DIMENSIONS)} criteria, {rooms} rooms per line, "
        f"at most {MOST_QUESTIONS} questions"
    )
    for model in (additive, styles):
        print(f"{model.__name__}: {' '.join((model.__doc__ or '').split())}")
        for people in PEOPLE:
            report(model, people, rooms)
    cost()


if __name__ == "__main__":
    main()
