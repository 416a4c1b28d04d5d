"""A whole series as one file: from the laptop to the server and back, nothing half brought in.

A file is read (`file`, with `upgrade` for older ones), checked (`checks`), given the names it can have here
(`renaming`) and stored (`storing`): one after the other, each done when the next begins.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.errors import StorageError, StorageProblem
from storage.tables import SeriesRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.archive import checks, renaming, retention, storing
from workshops.archive.file import Archive, pack, unpack
from workshops.archive.records import SeriesRecord
from workshops.archive.renaming import hidden_rounds
from workshops.archive.tables import TABLES, Table, table_of
from workshops.errors import Refused
from workshops.library import holdings
from workshops.series import SeriesView, existing, view

_OPENS_DOORS = "lead"


class Mode(StrEnum):
    """What happens to a series of the same origin that is here already."""

    NEW = "new"
    REPLACE = "replace"
    COPY = "copy"


class Known(BaseModel):
    """The series that an archive would replace, with how often it was changed since both were one.

    `hidden_rounds` are the numbers of rounds in the file that are not revealed: a copy does not get them.
    """

    model_config = ConfigDict(frozen=True)

    series: SeriesView
    changes_here: int
    changes_in_file: int
    hidden_rounds: tuple[int, ...] = ()


def export(database: Database, actor: Actor, series_id: str) -> bytes:
    """Return the file of a series: enough to go on elsewhere and compute each result again."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        row = existing(session, series_id)
        records = {table.name: tuple(_records(session, table, series_id)) for table in TABLES}
        series = SeriesRecord.model_validate(row.model_dump() | {"settings": _without_lead(row.settings)})
    return pack(Archive(written_at=now(), series=series, records=records))


def _records(session: Session, table: Table, series_id: str) -> Iterable[Any]:
    for parent in _parents(session, table, series_id):
        for row in queries.many(session, table.row, **{table.parent: parent}, order_by=_order(table)):
            yield table.record.model_validate(row.model_dump())


def _parents(session: Session, table: Table, series_id: str) -> Iterable[str]:
    """Return to what the rows of a table belong: the series, or its items, rounds or sketches."""
    if table.parent == "series_id":
        return (series_id,)
    target = next(each for each in TABLES if each.name == table.refers[table.parent])
    return [row.id for row in queries.many(session, target.row, series_id=series_id, order_by=("id",))]


def _order(table: Table) -> tuple[str, ...]:
    return table.keys or table.named or ("id",)


def _without_lead(settings: dict[str, Any]) -> dict[str, Any]:
    """Leave out which browser leads the rounds."""
    return {
        name: {key: kept for key, kept in value.items() if key != _OPENS_DOORS}
        if isinstance(value, dict)
        else value
        for name, value in settings.items()
    }


def read(actor: Actor, data: bytes) -> Archive:
    """Read the file of a series and check everything in it; nothing is stored.

    Raises:
        InvalidInput: it is no such file, damaged, of another version, or contradicts itself.
    """
    require(actor, Role.ADVISOR)
    archive = unpack(data)
    checks.check(archive)
    return archive


def known(database: Database, actor: Actor, archive: Archive) -> Known | None:
    """Return the same series as it stands here, or None if it is not here."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        row = queries.series(session, archive.series.id)
        if row is None:
            return None
        events = queries.many(session, table_of("events").row, series_id=row.id)
    mine = {(event.at, event.kind) for event in events}
    theirs = {(event.at, event.kind) for event in archive.records["events"]}  # type: ignore[attr-defined]
    return Known(
        series=view(row),
        changes_here=len(mine - theirs),
        changes_in_file=len(theirs - mine),
        hidden_rounds=hidden_rounds(archive),
    )


def bring_in(database: Database, actor: Actor, archive: Archive, mode: Mode) -> SeriesView:
    """Store a series from a file that was read: all of it, or nothing.

    REPLACE keeps this installation's join code, links and joined phones. COPY gives everything new keys;
    beside the original it leaves out rounds that are not revealed, or their result would be seen too early.

    Raises:
        Refused: NEW, and the series is here already, or parts of it belong to another one.
    """
    require(actor, Role.ADVISOR)
    try:
        with database.write() as session:
            here = queries.series(session, archive.series.id)
            _refuse_twice(here, mode)
            own = renaming.for_here(
                archive,
                copied=mode is Mode.COPY,
                beside=here is not None,
                taken=holdings.taken_ids(session, archive.series.id if mode is Mode.REPLACE else None),
            )
            series_id = storing.store(session, own)
            facts = {"mode": mode, "written_at": archive.written_at.isoformat()}
            journal.record(session, actor, series_id, "series_imported", **facts)
            stored = view(existing(session, series_id))
    except StorageError as error:
        if error.problem is not StorageProblem.CONFLICT:
            raise
        raise Refused(
            _("Parts of this series belong to another series here."),
            _("Nothing was imported. Please import it as a copy instead."),
        ) from error
    retention.delete_due(database)
    return stored


def _refuse_twice(here: SeriesRow | None, mode: Mode) -> None:
    if here is not None and mode is Mode.NEW:
        raise Refused(
            _("The series “{title}” is here already.").format(title=here.title),
            _("Please choose whether it is replaced, or whether the file is imported as a copy."),
        )
