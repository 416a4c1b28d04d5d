"""Own entries that all series see: added, or in the place of a shipped one."""

from sqlmodel import Session

from storage import queries
from storage.tables import LibraryEntryRow
from storage.types import now
from usecases.catalogue import Catalogue
from usecases.model import UseCase
from workshops.library.holdings import EntryView, row_of, shipped, view_of


def catalogue(session: Session) -> Catalogue:
    """Return the library that all series share: the shipped entries with the own ones for all."""
    rows = queries.many(session, LibraryEntryRow, series_id=None, order_by=("id",))
    return shipped().with_entries(view_of(row).use_case for row in rows)


def put(session: Session, use_case: UseCase) -> EntryView:
    """Keep an entry for all series; one with the same id, shipped or own, gives way to it."""
    row = queries.held(session, LibraryEntryRow, id=use_case.id)
    if row is None:
        row = row_of(use_case, None)
    else:
        row.content, row.series_id = use_case.model_dump(mode="json"), None
        row.version, row.changed_at = row.version + 1, now()
    queries.add(session, row)
    return view_of(row)
