"""New keys for a series that is imported as a copy, and free ids for its own use cases."""

from collections.abc import Iterator, Mapping
from typing import Any

from storage.types import new_id
from translations import _
from workshops.archive.fields import Record
from workshops.archive.file import Archive
from workshops.archive.tables import TABLES, Table
from workshops.live.rounds import Kind, State
from workshops.validation import TITLE_LENGTH

Keys = Mapping[str, Mapping[str, str]]
"""New keys by table and old key."""


def for_here(archive: Archive, *, copied: bool, beside: bool, taken: set[str]) -> Archive:
    """Return a series under the names that it can have here.

    A copy has new keys; `beside` the original it leaves out what is not revealed, or the result would be seen
    too early. Own use cases whose ids are `taken` by others get free ones.
    """
    if copied:
        archive = renamed(without_hidden_rounds(archive) if beside else archive)
    return with_free_entries(archive, taken)


def renamed(archive: Archive) -> Archive:
    """Return the same series under new keys, named as a copy."""
    keys: Keys = {
        table.name: {record.id: new_id() for record in archive.records[table.name]}  # type: ignore[attr-defined]
        for table in TABLES
        if table.keys == ("id",) and table.name != "library"
    }
    title = _("{title} (copy)").format(title=archive.series.title)
    changed = {
        "id": new_id(),
        "title": title if len(title) <= TITLE_LENGTH else archive.series.title,
        "settings": with_items(archive.series.settings, keys["items"]),
    }
    records = {
        table.name: tuple(_renamed(record, table, keys) for record in archive.records[table.name])
        for table in TABLES
    }
    return Archive(archive.written_at, archive.series.model_copy(update=changed), records)


def _renamed(record: Record, table: Table, keys: Keys) -> Record:
    changed: dict[str, Any] = {}
    if table.name in keys:
        changed["id"] = keys[table.name][record.id]  # type: ignore[attr-defined]
    for column, target in table.refers.items():
        value = getattr(record, column)
        new = keys[target]
        changed[column] = [new[each] for each in value] if isinstance(value, list) else new.get(value)
    return record.model_copy(update=changed | _further(record, table.name, keys))


def _further(record: Any, name: str, keys: Keys) -> dict[str, Any]:
    """Return what refers to other records without being a column made for it."""
    if name == "weights" and record.owner_kind == "participant":
        return {"owner": keys["participants"][record.owner]}
    if name == "dots":
        return {"target": keys["ideas"].get(record.target, record.target)}
    if name == "events":
        return {"payload": with_items(record.payload, keys["items"])}
    return {}


def with_items(value: Any, items: Mapping[str, str]) -> Any:
    """Return settings or facts of a line with the new keys of items wherever they are named."""
    if isinstance(value, dict):
        return {items.get(key, key): with_items(inner, items) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_items(inner, items) for inner in value]
    return items.get(value, value) if isinstance(value, str) else value


def hidden_rounds(archive: Archive) -> tuple[int, ...]:
    """Return the numbers of the live rounds in a file whose result has not been shown yet."""
    return tuple(held.number for held in _hidden(archive))


def without_hidden_rounds(archive: Archive) -> Archive:
    """Return the series without its live rounds that are not revealed, and without what was given in them."""
    hidden = {held.id for held in _hidden(archive)}
    records = {name: tuple(_visible(name, records, hidden)) for name, records in archive.records.items()}
    return Archive(archive.written_at, archive.series, records)


def _hidden(archive: Archive) -> Iterator[Any]:
    rounds: tuple[Any, ...] = archive.records["rounds"]
    return (held for held in rounds if held.kind == Kind.LIVE and held.state != State.REVEALED)


def _visible(name: str, records: tuple[Any, ...], hidden: set[str]) -> Iterator[Record]:
    for record in records:
        round_id = record.id if name == "rounds" else getattr(record, "round_id", None)
        if round_id not in hidden:
            yield record


def with_free_entries(archive: Archive, taken: set[str]) -> Archive:
    """Return the series with other ids for those of its own use cases whose ids are taken here."""
    ids: dict[str, str] = {}
    for entry in archive.records["library"]:
        ids[entry.id] = _free(entry.id, taken | set(ids.values()))  # type: ignore[attr-defined]
    library = tuple(_with_id(entry, ids) for entry in archive.records["library"])
    items = tuple(_with_use_case(item, ids) for item in archive.records["items"])
    return Archive(
        archive.written_at, archive.series, {**archive.records, "library": library, "items": items}
    )


def _free(wanted: str, taken: set[str]) -> str:
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)


def _with_id(entry: Any, ids: Mapping[str, str]) -> Record:
    content = entry.content | {"id": ids[entry.id]}
    changed: Record = entry.model_copy(update={"id": ids[entry.id], "content": content})
    return changed


def _with_use_case(item: Any, ids: Mapping[str, str]) -> Record:
    if item.use_case_id not in ids:
        found: Record = item
        return found
    new = ids[item.use_case_id]
    changed: Record = item.model_copy(update={"use_case_id": new, "snapshot": item.snapshot | {"id": new}})
    return changed
