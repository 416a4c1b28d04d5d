"""PROMETHEE's six preference functions: how much a difference on one criterion counts, from 0 to 1."""

import re
from dataclasses import dataclass

import numpy as np

from scoring.arrays import FloatArray
from scoring.ranking import TOLERANCE

KINDS = ("usual", "ushape", "vshape", "level", "linear", "gaussian")
_THRESHOLD = r"\s*[qps]\s*=\s*-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?\s*"
_TEXT = re.compile(rf"(?P<kind>[a-z-]+)(?:\((?P<thresholds>{_THRESHOLD}(?:,{_THRESHOLD})*)\))?")


@dataclass(frozen=True)
class Preference:
    """A preference function with its thresholds: `q` indifference, `p` full preference, `s` turning point.

    Source: Brans and Mareschal (2005), PROMETHEE methods.
    """

    kind: str = "usual"
    q: float = 0.0
    p: float = 0.0
    s: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"preference: one of {', '.join(KINDS)} expected, got {self.kind!r}")
        needs_p, needs_s = self.kind in ("vshape", "level", "linear"), self.kind == "gaussian"
        if self.q < 0 or (needs_p and self.p <= self.q) or (needs_s and self.s <= 0):
            raise ValueError(f"preference: {self.kind} needs 0 <= q < p, or s > 0")

    @classmethod
    def of(cls, given: "str | Preference") -> "Preference":
        """Read a text such as "linear(q=0.25, p=1)"; a Preference is returned as it is."""
        if isinstance(given, Preference):
            return given
        found = _TEXT.fullmatch(given.strip())
        if found is None:
            raise ValueError(f"preference: cannot read {given!r}")
        pairs = [part.split("=") for part in (found["thresholds"] or "").split(",") if part]
        return cls(found["kind"].replace("-", ""), **{name.strip(): float(value) for name, value in pairs})

    def degree(self, difference: FloatArray) -> FloatArray:
        """Return the preference (same shape) for an advantage of `difference`; none for a disadvantage."""
        d = np.maximum(difference, 0.0)
        beyond_q, beyond_p = (np.asarray(d > limit + TOLERANCE, dtype=float) for limit in (self.q, self.p))
        if self.kind == "gaussian":
            return np.asarray(1 - np.exp(-(d**2) / (2 * self.s**2)))
        if self.kind in ("vshape", "linear"):
            return np.clip((d - self.q) / (self.p - self.q), 0.0, 1.0)
        return (beyond_q + beyond_p) / 2 if self.kind == "level" else beyond_q
