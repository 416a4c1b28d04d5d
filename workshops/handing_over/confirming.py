"""The municipality confirms the final text of a sketch; a text that was changed afterwards is not confirmed.

What is confirmed is a state of the text, known by its fingerprint. Changing the text makes the confirmation
lapse by that alone; if the very same text comes back, it holds again.
"""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from sketches.model import SketchContent, load
from sketches.written import fingerprint
from storage import queries
from storage.database import Database
from storage.tables import ConfirmationRow, PickRow, SketchRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import NotFound, Refused, StaleEdit
from workshops.series import existing

MOST = 50
"""Confirmations of one sketch, those that were taken back included."""


class ConfirmationView(BaseModel):
    """What the municipality said of the final text: when, of which version, and whether it still holds."""

    model_config = ConfigDict(frozen=True)

    version: int
    confirmed_at: datetime
    holds: bool


def newest(session: Session, sketch_id: str, content: SketchContent) -> ConfirmationView | None:
    """Return the confirmation that holds, else the newest one; those taken back say nothing."""
    rows = queries.many(
        session,
        ConfirmationRow,
        sketch_id=sketch_id,
        taken_back_at=None,
        order_by=("-confirmed_at", "id"),
    )
    if not rows:
        return None
    mark = fingerprint(content)
    shown = next((row for row in rows if row.fingerprint == mark), rows[0])
    return ConfirmationView(
        version=shown.version, confirmed_at=shown.confirmed_at, holds=shown.fingerprint == mark
    )


def is_confirmed(session: Session, sketch_id: str, version: int) -> bool:
    """Return whether a version was ever confirmed."""
    return queries.some(session, ConfirmationRow, sketch_id=sketch_id, version=version)


def confirm(database: Database, actor: Actor, series_id: str, sketch_id: str, *, seen: str) -> None:
    """Confirm the text with the fingerprint `seen` as final; confirming it twice is confirming it once.

    Raises:
        StaleEdit: the text is another one by now.
        Refused: this sketch was confirmed very often already.
    """
    require(actor, Role.CO_WRITER, series_id=series_id)
    with database.write() as session:
        row = sketch_row(session, series_id, sketch_id)
        content = load(row.content)
        if fingerprint(content) != seen:
            raise StaleEdit(
                _("The sketch has been changed since you opened it. Nothing was confirmed."),
                _("Please read the present text below and confirm it then."),
            )
        before = newest(session, sketch_id, content)
        if before is not None and before.holds:
            return
        if queries.count(session, ConfirmationRow, sketch_id=sketch_id) >= MOST:
            raise Refused(
                _("This sketch was confirmed {most} times already.").format(most=MOST),
                _("Please tell your advisor that the present text is final."),
            )
        held = ConfirmationRow(
            series_id=series_id, sketch_id=sketch_id, version=row.version, fingerprint=seen
        )
        queries.add(session, held)
        journal.record(session, actor, series_id, "sketch_confirmed", item=row.item_id, version=row.version)


def take_back(database: Database, actor: Actor, series_id: str, sketch_id: str) -> None:
    """Take back that the present text is final; without such a confirmation nothing happens."""
    require(actor, Role.CO_WRITER, series_id=series_id)
    with database.write() as session:
        row = sketch_row(session, series_id, sketch_id)
        held = queries.many(
            session,
            ConfirmationRow,
            sketch_id=sketch_id,
            fingerprint=fingerprint(load(row.content)),
            taken_back_at=None,
        )
        for each in held:
            each.taken_back_at = now()
            queries.add(session, each)
        if held:
            journal.record(session, actor, series_id, "confirmation_taken_back", item=row.item_id)


def sketch_row(session: Session, series_id: str, sketch_id: str) -> SketchRow:
    """Return a sketch of what is picked in a series; within `Database.write` the series stays locked.

    Raises:
        NotFound: there is no such sketch in this series, or its choice was taken back.
    """
    existing(session, series_id)
    row = queries.one(session, SketchRow, id=sketch_id, series_id=series_id)
    if row is None or not queries.some(session, PickRow, series_id=series_id, item_id=row.item_id):
        raise NotFound(
            _("This sketch does not exist any more."), _("Please go back to the list of sketches.")
        )
    return row
