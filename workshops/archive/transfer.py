"""A whole series as one file: from the laptop to the server and back, nothing half brought in."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.errors import StorageError, StorageProblem
from storage.tables import DeviceRow, SeriesRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.archive import checks, retention
from workshops.archive.file import Archive, pack, unpack
from workshops.archive.records import SeriesRecord
from workshops.archive.renaming import hidden_rounds, renamed, with_free_entries, without_hidden_rounds
from workshops.archive.tables import TABLES, Table
from workshops.codes import new_code
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
    return table.keys or ("id",)


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
        events = queries.many(session, _table("events").row, series_id=row.id)
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
            if mode is Mode.COPY:
                beside_original = queries.series(session, archive.series.id) is not None
                archive = renamed(without_hidden_rounds(archive) if beside_original else archive)
            stored = _stored(session, actor, archive, mode)
    except StorageError as error:
        if error.problem is not StorageProblem.CONFLICT:
            raise
        raise Refused(
            _("Parts of this series belong to another series here."),
            _("Nothing was imported. Please import it as a copy instead."),
        ) from error
    retention.delete_due(database)
    return stored


def _stored(session: Session, actor: Actor, archive: Archive, mode: Mode) -> SeriesView:
    here = queries.series(session, archive.series.id)
    if here is not None and mode is Mode.NEW:
        raise Refused(
            _("The series “{title}” is here already.").format(title=here.title),
            _("Please choose whether it is replaced, or whether the file is imported as a copy."),
        )
    devices = _cleared(session, here) if here is not None else []
    series_id = _store_series(session, archive, here)
    archive = with_free_entries(archive, _taken_entries(session))
    for table in TABLES:
        _store_records(session, archive, table, series_id)
    _bind_again(session, archive, devices)
    journal.record(
        session, actor, series_id, "series_imported", mode=mode, written_at=archive.written_at.isoformat()
    )
    return view(existing(session, series_id))


def _cleared(session: Session, here: SeriesRow) -> list[DeviceRow]:
    """Empty a series for what replaces it and return the devices that were joined."""
    devices: list[DeviceRow] = []
    for person in queries.many(session, _table("participants").row, series_id=here.id):
        devices += queries.many(session, DeviceRow, participant_id=person.id)
    kept = [device.model_dump() for device in devices]
    session.expunge_all()
    for table in reversed(TABLES):
        if table.parent == "series_id":
            queries.remove(session, table.row, series_id=here.id)
    return [DeviceRow(**device) for device in kept]


def _store_series(session: Session, archive: Archive, here: SeriesRow | None) -> str:
    row = checks.series_row(archive, join_code=here.join_code if here else new_code())
    if here is None:
        queries.add(session, row)
        return row.id
    # Pages and caches know a state by its revision: it must never go back.
    row.revision = max(row.revision, here.revision)
    if here.personal_data_deleted_at:  # what was deleted here does not come back with an older file
        row.personal_data_until, row.personal_data_deleted_at = here.personal_data_until, None
    session.merge(row)
    session.flush()
    return row.id


def _taken_entries(session: Session) -> set[str]:
    """Return the ids of all use cases that this installation knows."""
    own = (row.id for row in queries.many(session, _table("library").row))
    return {*own, *(use_case.id for use_case in holdings.shipped())}


def _store_records(session: Session, archive: Archive, table: Table, series_id: str) -> None:
    owned = {"series_id": series_id} if table.parent == "series_id" else {}
    rows = [record.model_dump() | owned for record in archive.records[table.name]]
    # An idea may have gone into one that comes later in the file.
    merged = {row["id"]: row["merged_into"] for row in rows if row.get("merged_into")}
    queries.insert_many(session, table.row, [row | {"merged_into": None} for row in rows] if merged else rows)
    for idea_id, target in merged.items():
        for idea in queries.many(session, table.row, id=idea_id):
            idea.merged_into = target
    session.flush()


def _bind_again(session: Session, archive: Archive, devices: list[DeviceRow]) -> None:
    """Let the phones of people who are in the file go on as they were."""
    people = {person.id for person in archive.records["participants"]}  # type: ignore[attr-defined]
    queries.add(session, *(device for device in devices if device.participant_id in people))


def _table(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)
