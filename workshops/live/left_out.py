"""What was rated once and does not count any more: excluded by a gate, or taken off the shortlist."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import living_queries, queries
from storage.tables import ItemRow, RoundRow
from workshops import names
from workshops.library.shortlist import GateView


class LeftOut(BaseModel):
    """An entry that does not count any more: excluded by the answer to `gate`, or taken off (None)."""

    model_config = ConfigDict(frozen=True)

    item_id: str
    title: str
    gate: GateView | None


def of_rounds(session: Session, rows: Sequence[RoundRow]) -> tuple[LeftOut, ...]:
    """Return what these rounds asked about and the result leaves out, in the order of the shortlist.

    A round keeps what it asked about when its result was shown: what was excluded before has answers only.
    """
    asked = {item for row in rows for item in row.item_ids}
    asked |= living_queries.answered_items(session, [row.id for row in rows])
    held = queries.many(session, ItemRow, series_id=rows[0].series_id, order_by=("position", "id"))
    excluding = {
        gate.item_id: GateView.model_validate(gate, from_attributes=True)
        for gate in reversed(queries.gates(session, rows[0].series_id))  # the first "no" of an entry is named
        if gate.answer == "no"
    }
    found = []
    for item in held:
        if item.id not in asked:
            continue
        gate = excluding.get(item.id)
        if gate is not None or item.removed_at is not None:
            title = names.shown(item.title, item.snapshot)
            found.append(LeftOut(item_id=item.id, title=title, gate=None if item.removed_at else gate))
    return tuple(found)
