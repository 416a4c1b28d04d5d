"""What comes of a cell that is not simply right: it cannot be understood, or was taken for something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from usecases.problems import Code


class CellError(Exception):
    """A cell cannot be understood; ``offers`` are values that may have been meant."""

    def __init__(self, code: Code, value: object, offers: Sequence[str] = ()) -> None:
        super().__init__(code)
        self.code: Code = code
        self.value = value
        self.offers = tuple(offers)


@dataclass(frozen=True)
class Taken:
    """A value with the hint how its cell was taken; ``params`` go into the hint's sentence."""

    value: Any
    code: Code
    params: Mapping[str, object] = field(default_factory=dict)
