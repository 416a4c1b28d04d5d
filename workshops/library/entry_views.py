"""What pages know of an entry of the shortlist."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict

from usecases.model import UseCase
from workshops import names


class GateView(BaseModel):
    """An answer to an exclusion question; without one the gate is still open."""

    model_config = ConfigDict(frozen=True)

    gate_id: str
    answer: str
    note: str = ""


class ItemView(BaseModel):
    """A use case or an idea on the shortlist."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    use_case_id: str | None
    title: str
    area: str
    summary: str
    snapshot: Mapping[str, Any]
    position: int
    gates: tuple[GateView, ...] = ()

    @cached_property
    def use_case(self) -> UseCase | None:
        """The use case as it was when taken, or None for an own idea."""
        return UseCase.from_snapshot(self.snapshot) if self.kind == "use_case" else None

    @property
    def is_excluded(self) -> bool:
        """Whether a gate says no: such an item is neither rated nor ranked."""
        return any(gate.answer == "no" for gate in self.gates)

    @property
    def name(self) -> str:
        """The entry's own name, or the source's in the language in use."""
        return names.shown(self.title, self.snapshot)

    def name_in(self, code: str) -> str:
        """Return the entry's own name, or the source's in this language."""
        return names.shown(self.title, self.snapshot, code)

    @property
    def source(self) -> str:
        """What the source calls an entry that has its own name, else empty."""
        return names.source(self.title, self.snapshot)
