"""The advisor's notes on the series and on single items."""

from collections.abc import Iterator
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import CommentRow, ItemRow, NoteRow, RoundRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import NotFound, StaleEdit
from workshops.series import existing
from workshops.validation import paragraphs


class NoteView(BaseModel):
    """What was noted, and when it was last written."""

    model_config = ConfigDict(frozen=True)

    item_id: str | None
    text: str
    written_at: datetime


def notes(database: Database, actor: Actor, series_id: str) -> tuple[NoteView, ...]:
    """Return all notes of a series."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        rows = queries.many(session, NoteRow, series_id=series_id, order_by=("written_at",))
    return tuple(NoteView.model_validate(row, from_attributes=True) for row in rows)


def on_items(session: Session, series_id: str) -> tuple[NoteView, ...]:
    """Return the notes on what is on the shortlist, in its order, within an open transaction."""
    rows = {row.item_id: row for row in queries.many(session, NoteRow, series_id=series_id)}
    noted = (rows.get(item.id) for item in queries.shortlist(session, series_id))
    return tuple(NoteView.model_validate(row, from_attributes=True) for row in noted if row)


class Word(BaseModel):
    """Something said on an item: a participant's remark in a round, or the advisor's note without one."""

    model_config = ConfigDict(frozen=True)

    text: str
    round_number: int | None = None


def words_on(database: Database, actor: Actor, series_id: str, item_id: str) -> tuple[Word, ...]:
    """Return the advisor's notes on an item and the remarks of revealed rounds."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        return tuple(words_in(session, series_id, item_id))


def words_in(session: Session, series_id: str, item_id: str) -> Iterator[Word]:
    """Yield what was said on an item, within an open transaction."""
    for note in queries.many(session, NoteRow, series_id=series_id, item_id=item_id):
        yield Word(text=note.text)
    for held in queries.many(session, RoundRow, series_id=series_id, state="revealed", order_by=("number",)):
        remarks = queries.many(session, CommentRow, round_id=held.id, item_id=item_id, order_by=("text",))
        yield from (Word(text=remark.text, round_number=held.number) for remark in remarks if remark.text)


def text_on(database: Database, actor: Actor, series_id: str, item_id: str | None) -> str:
    """Return the note on an item, or without one that on the series; empty where there is none."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        return _text(session, series_id, item_id)


def _text(session: Session, series_id: str, item_id: str | None) -> str:
    row = queries.one(session, NoteRow, series_id=series_id, item_id=item_id)
    return row.text if row else ""


def write(
    database: Database,
    actor: Actor,
    series_id: str,
    text: str,
    *,
    item_id: str | None = None,
    before: str | None = None,
) -> None:
    """Keep a note on an item, or on the series; an empty text removes it.

    Raises:
        StaleEdit: the note is not as it was read any more, which is `before`.
    """
    require(actor, Role.ADVISOR)
    clean = paragraphs(text, label=_("Note"))
    with database.write() as session:
        existing(session, series_id)
        if item_id is not None and queries.one(session, ItemRow, id=item_id, series_id=series_id) is None:
            raise NotFound(_("This entry does not exist any more."), _("Please reload the page."))
        kept = _text(session, series_id, item_id)
        if before not in (None, kept):
            raise StaleEdit(
                _("This note was changed in another window."),
                _("It reads now: “{text}” Yours is still here; saving again replaces it.").format(text=kept),
            )
        if clean == kept:
            return
        queries.remove(session, NoteRow, series_id=series_id, item_id=item_id)
        if clean:
            queries.add(session, NoteRow(series_id=series_id, item_id=item_id, text=clean, written_at=now()))
        of_what = {"item": item_id} if item_id else {}
        journal.record(
            session, actor, series_id, "note_changed" if item_id else "series_note_changed", **of_what
        )
