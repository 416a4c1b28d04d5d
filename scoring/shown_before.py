"""What was shown of one item so far, and what may be shown next without telling of fewer than five people.

All that is shown of an item are means of answers, so that whatever follows from them is a sum of them: of one
time, of the difference of two, less what is known of a part. Each such sum is looked at.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.arrays import FloatArray

Flags = NDArray[np.bool_]
Part = tuple[int, ...]
"""The columns of some questions: of one, of a dimension, or of all."""
_State = tuple[int, ...]
"""An item at one time: for each question which of its versions it was in."""
_Seen = Mapping[Part, Sequence[_State]]
"""When each part of an item was shown, oldest first."""
_NOTHING = 0


class _Answers:
    """The answers to one item, question by question: each version that there ever was, and who differs."""

    def __init__(self, people: int, questions: int) -> None:
        self._versions = [[np.full(people, np.nan)] for _question in range(questions)]
        self._differing: dict[tuple[int, int, int], tuple[int, int]] = {}

    def state(self, now: FloatArray) -> _State:
        """Return the state of (people, criteria)."""
        return tuple(self._version(column, now[:, column]) for column in range(now.shape[1]))

    def _version(self, column: int, answers: FloatArray) -> int:
        known = self._versions[column]
        for place, each in enumerate(known):
            if np.array_equal(answers, each, equal_nan=True):
                return place
        known.append(answers)
        return len(known) - 1

    def answers(self, state: _State) -> FloatArray:
        """Return (people, criteria) of a state."""
        return np.stack([self._versions[column][version] for column, version in enumerate(state)], axis=1)

    def changed(self, part: Part, now: _State, before: _State) -> int:
        """Return how many people differ."""
        return self._bits(0, part, now, before).bit_count()

    def judging(self, part: Part, now: _State, before: _State) -> int:
        """Return who judges otherwise, a bit for each person.

        Who did not judge before and does not now adds nothing to a mean: such a person hides no other one.
        """
        return self._bits(1, part, now, before)

    def _bits(self, which: int, part: Part, now: _State, before: _State) -> int:
        found = 0
        for column in part:
            if now[column] != before[column]:
                found |= self._between(column, now[column], before[column])[which]
        return found

    def _between(self, column: int, one: int, other: int) -> tuple[int, int]:
        key = column, one, other
        if key not in self._differing:
            now, before = self._versions[column][one], self._versions[column][other]
            judged = (np.where(each > 0, each, np.nan) for each in (now, before))
            self._differing[key] = _as_bits(differing(now, before)), _as_bits(differing(*judged))
        return self._differing[key]


class Past:
    """What was shown of one item so far: of all of it, of each dimension and of each question."""

    def __init__(self, dimensions: Sequence[Part], people: int, smallest: int) -> None:
        self._dimensions = dimensions
        self._smallest = smallest
        self._whole = tuple(sorted(column for part in dimensions for column in part))
        self._nothing: _State = (_NOTHING,) * len(self._whole)
        self._answers = _Answers(people, len(self._whole))
        self._seen: _Seen = {}
        self.by_dimension = False
        self.open: frozenset[int] = frozenset()

    @property
    def wholes(self) -> list[FloatArray]:
        """All that was shown of the item, (people, criteria) each."""
        return [self._answers.answers(state) for state in self._seen.get(self._whole, ())]

    def look(self, answers: FloatArray) -> None:
        """Show the item as it is now, if that may be, and as much of its parts as may be."""
        now = self._answers.state(answers)
        shown_before = self._seen.get(self._whole, ())
        if shown_before and shown_before[-1] == now:
            return
        if self._answers.judging(self._whole, now, self._nothing).bit_count() < self._smallest:
            return
        seen = self._with(self._seen, [self._whole], now)
        questions = [(column,) for column in self._whole]
        in_full = self._with(self._with(seen, self._dimensions, now), questions, now)
        if self._is_plain(in_full):
            self._seen, self.by_dimension, self.open = in_full, True, frozenset(self._whole)
        elif self._is_safe(seen):
            self._look_at_parts(seen, now)

    def _look_at_parts(self, seen: _Seen, now: _State) -> None:
        in_parts = self._with(seen, self._dimensions, now)
        self.by_dimension, self.open = self._is_safe(in_parts), frozenset()
        if self.by_dimension:
            seen = in_parts
            for part in self._dimensions:
                in_questions = self._with(seen, [(column,) for column in part], now)
                if self._is_safe(in_questions):
                    self.open |= frozenset(part)
                    seen = in_questions
        self._seen = seen

    def _with(self, seen: _Seen, parts: Sequence[Part], now: _State) -> _Seen:
        """Return what would have been seen with these parts as they are now."""
        return {
            **seen,
            **{part: [*(each for each in seen.get(part, ()) if each != now), now] for part in parts},
        }

    def _is_plain(self, seen: _Seen) -> bool:
        """Return whether every question was shown by itself each time, and nobody follows from any of them.

        All else is made of the questions then, and tells nothing more.
        """
        times = seen[self._whole]
        return all(seen.get((column,)) == times for column in self._whole) and all(
            self._is_enough((column,), now, before)
            for column in self._whole
            for place, now in enumerate(times)
            for before in (self._nothing, *times[:place])
        )

    def _is_enough(self, part: Part, now: _State, before: _State) -> bool:
        """Return whether nobody or enough people differ, and of those who judge likewise."""
        judging = self._answers.judging(part, now, before).bit_count()
        return not any(
            0 < each < self._smallest for each in (judging, self._answers.changed(part, now, before))
        )

    def _is_safe(self, seen: _Seen) -> bool:
        """Return whether nothing of fewer than five people follows from all this.

        What a part said at one time, alone or less what it said at another, with anything taken out of it
        that is known of its own parts, is then of nobody or of enough people.
        """
        return all(
            self._is_enough(part, now, before) and not any(self._few(part, now, before, seen))
            for part, times in seen.items()
            for place, now in enumerate(times)
            for before in (self._nothing, *times[:place])
        )

    def _few(self, part: Part, now: _State, before: _State, seen: _Seen) -> set[int]:
        """Return the sets of too few people, as bits, about whom alone something could be worked out."""
        if len(part) == 1:
            return set()  # a question has no parts
        found = {0}
        for dimension in self._dimensions:
            if not set(dimension) <= set(part):
                continue
            inner = {0}
            for column in dimension:
                one = {self._answers.judging((column,), now, before)}
                inner = self._together(inner, one | self._less_known((column,), now, before, seen))
            if part != dimension:
                inner |= self._less_known(dimension, now, before, seen)
            found = self._together(found, inner)
        return found

    def _less_known(self, part: Part, now: _State, before: _State, seen: _Seen) -> set[int]:
        """Return who is left of a part when something that was seen of it is taken out."""
        known = seen.get(part, ())
        ways = {self._answers.judging(part, now, each) for each in known}
        if before == self._nothing:
            return ways
        others = {self._answers.judging(part, before, each) for each in known}
        return {one | other for one in ways for other in others}

    def _together(self, some: set[int], others: set[int]) -> set[int]:
        """Return all unions of one and another that are still too few."""
        return {
            both for one in some for other in others if (both := one | other).bit_count() < self._smallest
        }


def _as_bits(people: Flags) -> int:
    return int.from_bytes(np.packbits(people).tobytes(), "big")


def differing(now: FloatArray, before: FloatArray) -> Flags:
    """Return which answers differ; no answer is the same as no answer."""
    found: Flags = (now != before) & ~(np.isnan(now) & np.isnan(before))
    return found
