"""Use cases from a table: shown before anything is taken over; what a person assigns is remembered."""

import json
from collections.abc import Mapping

from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import SettingRow
from usecases import exchange
from usecases.exchange import ImportPreview
from usecases.headings import compared
from usecases.layout import Choice, Layout, find_layout
from usecases.tables import Book
from workshops.actors import Actor, Role, require
from workshops.library import holdings, places
from workshops.library.holdings import EntryView

MOST_REMEMBERED = 500
_KEY = "import_headings"


def preview(database: Database, actor: Actor, book: Book, choice: Choice) -> ImportPreview:
    """Show what the table in a file would bring, row by row; nothing is saved.

    Headings that somebody assigned at an earlier import mean the same again.
    """
    require(actor, Role.ADVISOR)
    existing = holdings.everything(database, actor)
    with database.read() as session:
        remembered = _remembered(session)
    return exchange.preview(book, existing, places.checked, choice, remembered)


def layout(database: Database, actor: Actor, book: Book, choice: Choice) -> Layout:
    """Return where in a file the table is, by what was chosen and what is remembered."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        return find_layout(book, choice, _remembered(session))


def take_over(
    database: Database, actor: Actor, seen: ImportPreview, *, series_id: str | None
) -> tuple[EntryView, ...]:
    """Add all entries of a file that is ready, for one series or for all; remember what was assigned."""
    require(actor, Role.ADVISOR)
    entries = holdings.add_all(database, actor, seen.use_cases, series_id=series_id)
    assigned = {
        compared(column.text): column.heading.column.name if column.heading else ""
        for column in seen.layout.columns
        if column.by_hand and column.text
    }
    if assigned:
        with database.write() as session:
            _remember(session, assigned)
    return entries


def _remembered(session: Session) -> Mapping[str, str]:
    row = queries.one(session, SettingRow, key=_KEY)
    return json.loads(row.value) if row else {}


def _remember(session: Session, assigned: Mapping[str, str]) -> None:
    known = {heading: name for heading, name in _remembered(session).items() if heading not in assigned}
    newest = dict(list({**known, **assigned}.items())[-MOST_REMEMBERED:])
    queries.remove(session, SettingRow, key=_KEY)
    queries.add(session, SettingRow(key=_KEY, value=json.dumps(newest, ensure_ascii=False)))
