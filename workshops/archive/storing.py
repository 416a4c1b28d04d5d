"""The end of bringing in a file: its records become rows, in the place of those that were here."""

from sqlmodel import Session

from storage import queries
from storage.tables import DeviceRow, SeriesRow
from workshops.archive.file import Archive
from workshops.archive.tables import TABLES, Table, table_of
from workshops.codes import new_code


def store(session: Session, archive: Archive) -> str:
    """Write all records and return the key of the series; what is here under it is replaced.

    Its join code, links and joined phones stay, its revision never goes back, and what was deleted of people
    here does not come back with an older file.
    """
    here = queries.series(session, archive.series.id)
    devices = _cleared(session, archive, here) if here is not None else []
    series_id = _store_series(session, archive, here)
    for table in TABLES:
        _store_records(session, archive, table, series_id)
    _bind_again(session, archive, devices)
    return series_id


def _cleared(session: Session, archive: Archive, here: SeriesRow) -> list[DeviceRow]:
    """Empty a series for what replaces it and return the devices that were joined.

    Its look stays where the file brings none: older files could not.
    """
    devices: list[DeviceRow] = []
    for person in queries.many(session, table_of("participants").row, series_id=here.id):
        devices += queries.many(session, DeviceRow, participant_id=person.id)
    kept = [device.model_dump() for device in devices]
    session.expunge_all()
    for table in reversed(TABLES):
        if table.parent == "series_id" and (table.name != "looks" or archive.records["looks"]):
            queries.remove(session, table.row, series_id=here.id)
    return [DeviceRow(**device) for device in kept]


def _store_series(session: Session, archive: Archive, here: SeriesRow | None) -> str:
    row = archive.series_row(join_code=here.join_code if here else new_code())
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


def _store_records(session: Session, archive: Archive, table: Table, series_id: str) -> None:
    named = ("series_id", *table.named) if table.parent == "series_id" else ()
    owned = dict.fromkeys(named, series_id)
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
