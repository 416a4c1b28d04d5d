"""Remarks live as long as promised, also where a copy of one was taken into a sketch."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session

from storage import queries
from storage.tables import DraftRow, SketchRow, SketchVersionRow

_VOICES = "voices"


def forget(session: Session, series_id: str, texts: Collection[str] | None = None) -> int:
    """Take remarks out of all sketches of a series, their saved versions and drafts; return from how many.

    `texts` names them, None means everything that participants said.
    """
    sketches = queries.many(session, SketchRow, series_id=series_id)
    versions = [
        version
        for sketch in sketches
        for version in queries.many(session, SketchVersionRow, sketch_id=sketch.id)
    ]
    drafts = queries.many(session, DraftRow, series_id=series_id)
    changed = 0
    rows: list[Any] = [*sketches, *versions, *drafts]
    for row in rows:
        content = _without(row.content, texts)
        if content != row.content:
            row.content = content
            changed += 1
    return changed


def _without(content: Any, texts: Collection[str] | None) -> Any:
    """Return a copy of nested content in which no list of voices holds these texts."""
    if isinstance(content, dict):
        return {
            key: _kept(value, texts) if key == _VOICES else _without(value, texts)
            for key, value in content.items()
        }
    if isinstance(content, list):
        return [_without(each, texts) for each in content]
    return content


def _kept(voices: Any, texts: Collection[str] | None) -> Any:
    if isinstance(voices, str):  # as typed in a draft: quotations with a blank line between them
        parts = [part for part in voices.split("\n\n") if texts is not None and part.strip() not in texts]
        return "\n\n".join(parts)
    if not isinstance(voices, list):
        return voices
    return [] if texts is None else [voice for voice in voices if str(voice).strip() not in texts]
