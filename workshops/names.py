"""What a project is called: the name of the use case it was modelled on until it has one of its own.

`ItemRow.title` is the one place where a name is kept: pages, phones, wall and documents read it there. The
snapshot goes on saying what the source calls it.
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from storage import queries
from storage.tables import ItemRow, SketchRow, SketchVersionRow
from storage.types import now
from translations import _, current_language
from workshops import journal
from workshops.actors import Actor
from workshops.validation import TITLE_LENGTH, leaves_ink, line


def shown(title: str, snapshot: Mapping[str, Any], code: str | None = None) -> str:
    """Return a project's name; the source's is said in the language `code`, without one in the one in use."""
    return _in_language(snapshot, code) if title == snapshot.get("title_de") else title


def source(title: str, snapshot: Mapping[str, Any], code: str | None = None) -> str:
    """Return what the source calls a project that has its own name, "" for one that has not, or no source."""
    known = snapshot.get("title_de")
    return "" if not known or title in (known, snapshot.get("title_en")) else _in_language(snapshot, code)


def _in_language(snapshot: Mapping[str, Any], code: str | None) -> str:
    english = snapshot.get("title_en") if (code or current_language()) == "en" else None
    return str(english or snapshot["title_de"])


def check(name: str) -> str:
    """Return a name as it will be kept.

    Raises:
        InvalidInput: it is empty or too long.
    """
    return line(name, label=_("Name"), limit=TITLE_LENGTH)


def give(session: Session, actor: Actor, row: ItemRow, name: str) -> None:
    """Give a project its own name, everywhere; the source's name in any language takes its own one back.

    Raises:
        InvalidInput: the name is empty or too long.
    """
    clean = check(name)
    known = row.snapshot.get("title_de")
    if known and clean in (known, row.snapshot.get("title_en")):
        clean = str(known)
    if clean == row.title:
        return
    before, row.title = row.title, clean
    queries.add(session, row)
    journal.record(session, actor, row.series_id, "item_named", item=row.id, title=clean, before=before)
    carry(session, actor, row)


def carry(session: Session, actor: Actor, row: ItemRow) -> None:
    """Let the sketch of a project bear its name, as a version of its own."""
    sketch = queries.one(session, SketchRow, series_id=row.series_id, item_id=row.id)
    if sketch is None:
        return
    name = shown(row.title, row.snapshot, sketch.content.get("language"))
    if sketch.content.get("title") == name:
        return
    sketch.content = {**sketch.content, "title": name}
    sketch.version, sketch.changed_at = sketch.version + 1, now()
    queries.add(session, sketch)
    kept = SketchVersionRow(
        sketch_id=sketch.id,
        version=sketch.version,
        content=sketch.content,
        origin="typed",
        saved_by=actor.role,
    )
    queries.add(session, kept)


def follow(session: Session, actor: Actor, row: ItemRow, title: str) -> None:
    """Name a project after the title of its sketch; an empty or a very long one changes nothing."""
    if leaves_ink(title) and len(title) <= TITLE_LENGTH:
        give(session, actor, row, title)
