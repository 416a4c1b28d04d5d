"""The library as a series sees it: the entries that come with the tool, and those that advisors wrote."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import LibraryEntryRow
from storage.types import now
from translations import _, formats
from translations.ordering import sort_key
from usecases import entry_rows
from usecases.catalogue import Catalogue, CatalogueError, load_catalogue
from usecases.entry_rows import PreviewRow
from usecases.library_file import to_toml
from usecases.model import TITLE_LENGTH, UseCase
from usecases.problems import Problem
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused, StaleEdit, WorkshopError
from workshops.library import places
from workshops.library.problems import in_file
from workshops.series import existing

Fingerprint = tuple[tuple[str, int, datetime], ...]


class EntryView(BaseModel):
    """An entry that an advisor wrote: for one series or, where ``series_id`` is None, for all."""

    model_config = ConfigDict(frozen=True)

    id: str
    series_id: str | None
    use_case: UseCase
    version: int
    changed_at: datetime


class UnsoundEntry(InvalidInput):
    """An entry that breaks rules of the library; ``problems`` names each with its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            _("This entry cannot be saved yet."),
            _("Please correct what is listed; nothing has been changed."),
        )
        self.problems = tuple(problems)


@cache
def shipped() -> Catalogue:
    """Return the entries that come with the tool, read once per process.

    Raises:
        WorkshopError: files are broken; the hint names file, line and field of each.
    """
    try:
        return load_catalogue()
    except CatalogueError as error:
        raise WorkshopError(
            _("The library of use cases cannot be read."),
            _("Please correct: {problems}").format(problems=" ".join(map(in_file, error.problems))),
        ) from error


def entries(database: Database, actor: Actor, series_id: str) -> tuple[EntryView, ...]:
    """Return the own entries that a series sees: its own and those for all, by title."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        views = [view_of(row) for row in _visible(session, series_id)]
    return tuple(sorted(views, key=lambda view: sort_key(view.use_case.title_de)))


def fingerprint(database: Database, actor: Actor, series_id: str) -> Fingerprint:
    """Return what changes with every change of the own entries that a series sees, to cache by."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        return tuple((row.id, row.version, row.changed_at) for row in _visible(session, series_id))


def catalogue(database: Database, actor: Actor, series_id: str) -> Catalogue:
    """Return the whole library of a series; shortlists keep their copies whatever changes here."""
    return shipped().with_entries(entry.use_case for entry in entries(database, actor, series_id))


def known_to(session: Session, series_id: str) -> Catalogue:
    """Return the whole library of a series within a transaction, for services that show a part of it."""
    own = [view_of(row).use_case for row in _visible(session, series_id)]
    return shipped().with_entries(own) if own else shipped()


def read_entry(
    database: Database, actor: Actor, cells: Mapping[str, str], *, entry_id: str | None = None
) -> PreviewRow:
    """Read a form's texts as an entry, with everything that stands against it; nothing is saved.

    ``cells`` are named as the columns of an import. Without ``entry_id`` the entry is a new one and gets
    a free id.
    """
    require(actor, Role.ADVISOR)
    with database.read() as session:
        others = [use_case for use_case in everything_in(session) if use_case.id != entry_id]
    typed = {name: text for name, text in cells.items() if name != "id"}
    if entry_id:
        return entry_rows.read_entry({"id": entry_id, **typed}, others, places.checked)
    draft = entry_rows.read_entry(typed)
    free = free_id(draft.use_case.id, others) if draft.use_case else ""
    return entry_rows.read_entry({"id": free, **typed}, others, places.checked)


def add(database: Database, actor: Actor, use_case: UseCase, *, series_id: str | None) -> EntryView:
    """Add an entry for one series, or for all without ``series_id``."""
    return add_all(database, actor, [use_case], series_id=series_id)[0]


def add_all(
    database: Database, actor: Actor, use_cases: Sequence[UseCase], *, series_id: str | None
) -> tuple[EntryView, ...]:
    """Add entries in one transaction: all of them or, if one is unsound or its id is taken, none."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        if series_id:
            existing(session, series_id)
        known = tuple(everything_in(session))
        _refuse_taken_ids(use_cases, {use_case.id for use_case in known})
        for use_case in use_cases:
            _require_sound(use_case, (*known, *use_cases))
        rows = [row_of(use_case, series_id) for use_case in use_cases]
        queries.add(session, *rows)
        _record(session, actor, series_id, "library_entries_added", ids=[row.id for row in rows])
        return tuple(view_of(row) for row in rows)


def change(
    database: Database, actor: Actor, use_case: UseCase, *, series_id: str | None, based_on: int
) -> EntryView:
    """Save an own entry that was edited from version ``based_on``; its id tells which one it is.

    Raises:
        StaleEdit: somebody saved in between; nothing is overwritten.
        UnsoundEntry: the entry breaks a rule of the library.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        if series_id:
            existing(session, series_id)
        row = _own(session, use_case.id)
        if row.version != based_on:
            raise StaleEdit(
                _("This entry was changed in another window at {time}.").format(
                    time=formats.datetime_(row.changed_at)
                ),
                _("Your text is still here. Please copy what you need, then open the entry anew."),
            )
        _require_sound(use_case, everything_in(session))
        seen_before = row.series_id
        row.content, row.series_id = use_case.model_dump(mode="json"), series_id
        row.version, row.changed_at = row.version + 1, now()
        queries.add(session, row)
        for affected in {seen_before, series_id}:
            _record(session, actor, affected, "library_entry_changed", id=row.id)
        return view_of(row)


def remove(database: Database, actor: Actor, entry_id: str) -> None:
    """Delete an own entry; what was taken onto shortlists stays there as it was."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = _own(session, entry_id)
        queries.remove(session, LibraryEntryRow, id=entry_id)
        _record(session, actor, row.series_id, "library_entry_removed", id=entry_id)


def everything(database: Database, actor: Actor) -> tuple[UseCase, ...]:
    """Return all entries there are, of all series: what a new one must not repeat."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        return tuple(everything_in(session))


def everything_changed(database: Database, actor: Actor) -> Fingerprint:
    """Return what changes with every change of any own entry, to cache by."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        rows = queries.many(session, LibraryEntryRow, order_by=("id",))
        return tuple((row.id, row.version, row.changed_at) for row in rows)


def library_file(entry: EntryView) -> tuple[str, bytes]:
    """Return an entry as a library file: its path below the library's folder, and its content."""
    return f"{entry.use_case.area}/{entry.id}.toml", to_toml(entry.use_case).encode()


def archive(shown: Iterable[EntryView]) -> bytes:
    """Return entries as a ZIP of library files, to be unpacked into a library's folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for entry in shown:
            name, content = library_file(entry)
            stamp = entry.changed_at.timetuple()[:6]
            file.writestr(zipfile.ZipInfo(name, stamp), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def copy_of(use_case: UseCase) -> UseCase:
    """Return a copy to be edited as an entry of its own, named as a copy."""
    title = _("{title} (copy)").format(title=use_case.title_de)
    fits = title if len(title) <= TITLE_LENGTH else use_case.title_de
    return use_case.model_copy(update={"title_de": fits, "title_en": None})


def copy_own(session: Session, source_id: str, target_id: str) -> Mapping[str, str]:
    """Give a series copies of the entries that another one alone has; return the new ids by the old ones."""
    known = list(everything_in(session))
    ids: dict[str, str] = {}
    for row in queries.many(session, LibraryEntryRow, series_id=source_id, order_by=("id",)):
        copy = UseCase.from_snapshot(row.content | {"id": free_id(row.id, known)})
        queries.add(session, row_of(copy, target_id))
        known.append(copy)
        ids[row.id] = copy.id
    return ids


def _visible(session: Session, series_id: str) -> list[LibraryEntryRow]:
    for_all = queries.many(session, LibraryEntryRow, series_id=None, order_by=("id",))
    return [*for_all, *queries.many(session, LibraryEntryRow, series_id=series_id, order_by=("id",))]


def everything_in(session: Session) -> Iterable[UseCase]:
    """Return all entries there are: ids are unique across series, so that exports never collide."""
    rows = queries.many(session, LibraryEntryRow, order_by=("id",))
    return (*shipped(), *(view_of(row).use_case for row in rows))


def view_of(row: LibraryEntryRow) -> EntryView:
    """Return an own entry as pages see it."""
    return EntryView(
        **row.model_dump(include={"id", "series_id", "version", "changed_at"}),
        use_case=places.with_current_keys(UseCase.from_snapshot(row.content)),
    )


def row_of(use_case: UseCase, series_id: str | None) -> LibraryEntryRow:
    """Return the row of an own entry that is new."""
    return LibraryEntryRow(id=use_case.id, series_id=series_id, content=use_case.model_dump(mode="json"))


def _own(session: Session, entry_id: str) -> LibraryEntryRow:
    row = queries.held(session, LibraryEntryRow, id=entry_id)
    if row is None:
        raise NotFound(
            _("This entry does not exist any more."),
            _("It was deleted, perhaps in another window. Please reload the page."),
        )
    return row


def _require_sound(use_case: UseCase, known: Iterable[UseCase]) -> None:
    problems = entry_rows.faults(use_case, {other.id for other in known})
    if problems:
        raise UnsoundEntry(problems)


def _refuse_taken_ids(use_cases: Sequence[UseCase], known: set[str]) -> None:
    ids = [use_case.id for use_case in use_cases]
    taken = sorted({entry_id for entry_id in ids if entry_id in known or ids.count(entry_id) > 1})
    if taken:
        raise Refused(
            _("These identifiers are taken already: {ids}.").format(ids=", ".join(taken)),
            _("Nothing was added. Please give them other identifiers, or leave the column empty."),
        )


def free_id(wanted: str, others: Iterable[UseCase]) -> str:
    """Return the id that was wanted or, if another entry has it, the next one with a number."""
    taken = {use_case.id for use_case in others}
    numbered = (f"{wanted[:75].rstrip('-')}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(found for found in numbered if found not in taken)


def _record(session: Session, actor: Actor, series_id: str | None, kind: str, **facts: object) -> None:
    if series_id:
        journal.record(session, actor, series_id, kind, **facts)


def taken_ids(session: Session, replaced: str | None = None) -> set[str]:
    """Return the ids of all use cases known here, but those of a series that is `replaced`."""
    rows = queries.many(session, LibraryEntryRow)
    own = {row.id for row in rows if replaced is None or row.series_id != replaced}
    return own | {use_case.id for use_case in shipped()}
