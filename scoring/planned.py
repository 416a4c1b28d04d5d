"""Ballots that are short by plan: what was asked of whom, when that is too little, and opinions pooled."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.agreement import agreement_a, rating_counts
from scoring.arrays import FloatArray
from scoring.bootstrap import answers_per_cell
from scoring.findings import Code, Opinions
from scoring.levels import MINIMUM_RATINGS, level

BoolArray = NDArray[np.bool_]

# Below these a short ballot is not to be used: `benchmarks.short_ballots` shows what it costs.
FEWEST_PEOPLE = 8
FEWEST_ANSWERS = 3.0  # behind a question, on average
SHOWN_FROM = 5  # people behind a question before it is shown by itself


def asked_of(
    asked: ArrayLike | None, given: BoolArray, may: ArrayLike | None = None
) -> tuple[BoolArray, BoolArray]:
    """Return what each rater was asked (raters, items, criteria), by default everything, and what may be.

    `may`: (raters, criteria), False where a rater's group is left out of a criterion, by default nowhere. An
    answer beyond what was asked counts as asked: people may answer more. Raises ValueError if the shapes are
    not those of the ratings.
    """
    held = np.ones(given.shape, dtype=bool) if asked is None else np.asarray(asked, dtype=bool)
    whole = (given.shape[0], given.shape[2])
    allowed = np.ones(whole, dtype=bool) if may is None else np.asarray(may, dtype=bool)
    if held.shape != given.shape:
        raise ValueError(f"asked: shape {given.shape} expected, got {held.shape}")
    if allowed.shape != whole:
        raise ValueError(f"may: shape {whole} expected, got {allowed.shape}")
    return (held & allowed[:, None, :]) | given, allowed


def is_short(asked: BoolArray, may: BoolArray) -> bool:
    """Return whether ballots were short by plan: somebody was not asked what there was to ask.

    `asked`: (raters, items, criteria), `may`: (raters, criteria). Who is not asked a criterion about any item
    because the group is left out has answered a full ballot without it.
    """
    return not bool((asked | ~may[:, None, :]).all())


def notes_on(ratings: FloatArray, asked: BoolArray, may: BoolArray) -> tuple[Code, ...]:
    """Return what to bear in mind about short ballots: how many questions a person was asked, and too few.

    `ratings`: (raters, items, criteria) of those who answered; empty where everybody was asked everything.
    """
    if not len(ratings) or not is_short(asked, may):
        return ()
    questions = {"asked": int(np.median(asked.sum(axis=(1, 2)))), "full": int(asked[0].size)}
    found = [Code("short_ballots", questions)]
    if len(ratings) < FEWEST_PEOPLE:
        found.append(Code("short_too_few_people", {"raters": len(ratings), "needed": FEWEST_PEOPLE}))
    if (answers := answers_per_cell(ratings)) < FEWEST_ANSWERS:
        found.append(Code("short_too_few_answers", {"answers": answers, "needed": FEWEST_ANSWERS}))
    return tuple(found)


def too_short(notes: Sequence[Code]) -> tuple[Code, ...]:
    """Return those of the notes that forbid to call a choice stable."""
    return tuple(note for note in notes if note.code.startswith("short_too_few"))


def pooled_ratings(ratings: FloatArray, columns: Sequence[Sequence[int]]) -> FloatArray:
    """Return each rater's mean answer about an item over the criteria of each of `columns`.

    `ratings`: (raters, items, criteria), NaN = no answer; the result is (raters, items, len(columns)), NaN
    where a rater answered none of them.
    """
    parts = [ratings[:, :, list(own)] for own in columns]
    n = [np.count_nonzero(~np.isnan(part), axis=2) for part in parts]
    means = [np.nansum(part, axis=2) / np.where(k > 0, k, np.nan) for part, k in zip(parts, n, strict=True)]
    return np.stack(means, axis=2) if means else np.empty((*ratings.shape[:2], 0))


def opinions(pooled: FloatArray) -> Opinions:
    """Return how the people behind pooled questions (raters,) spread: each person once, to the nearest point.

    Nothing but their number is said of fewer than five people.

    >>> opinions(np.array([2.0, 2.5, 4.0, 4.0, 5.0, np.nan])).counts
    (0, 1, 1, 2, 1)
    """
    known = pooled[~np.isnan(pooled)]
    if len(known) < SHOWN_FROM:
        return Opinions(len(known), None, (), None, None)
    counts = rating_counts(np.floor(known + 0.5))
    agreement = float(agreement_a(counts)) if len(known) >= MINIMUM_RATINGS else np.nan  # type: ignore[arg-type]
    return Opinions(
        n=len(known),
        mean=float(known.mean()),
        counts=tuple(int(count) for count in counts),
        agreement=agreement,
        level=level(agreement, np.nan),
    )
