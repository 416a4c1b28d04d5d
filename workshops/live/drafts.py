"""What the advisor has typed and not saved yet: kept for the series until it is saved or thrown away."""

from collections.abc import Mapping
from typing import Any

from storage import queries
from storage.database import Database
from storage.tables import DraftRow
from storage.types import now
from workshops.actors import Actor, Role, require
from workshops.series import existing

ANSWERS = "contribution "
"""How places begin at which the advisor answers what a municipality wrote; they end with its words."""


def kept(database: Database, actor: Actor, series_id: str, place: str) -> Mapping[str, Any]:
    """Return what was typed at a place; empty where nothing was."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        row = queries.one(session, DraftRow, series_id=series_id, place=place)
        return dict(row.content) if row else {}


def keep(database: Database, actor: Actor, series_id: str, place: str, content: Mapping[str, Any]) -> None:
    """Keep what is typed at a place; nothing typed is nothing kept. No other page has to know of it."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        queries.remove(session, DraftRow, series_id=series_id, place=place)
        if content:
            row = DraftRow(series_id=series_id, place=place, content=dict(content), changed_at=now())
            queries.add(session, row)
