"""A copy of a series to begin another one with: setting and choice, nothing that people rated or wrote."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import GateRow, ItemRow, SeriesRow, WeightRow
from storage.types import new_id, now
from translations import _
from translations.formats import today
from workshops import appointments, journal, look
from workshops.actors import Actor, Role, require
from workshops.archive.renaming import with_items
from workshops.codes import new_code
from workshops.library import holdings
from workshops.live import activities
from workshops.series import DAYS_UNTIL_DELETION, SeriesView, existing, view
from workshops.validation import line


def duplicate(database: Database, actor: Actor, series_id: str, *, title: str) -> SeriesView:
    """Copy a series' setting, own library entries, shortlist with ideas, gates, weights and appointments.

    Appointments come along without their days.

    Own entries get ids of their own: no two entries of an installation share one.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        source = existing(session, series_id)
        copy = SeriesRow(**(source.model_dump() | _fresh() | {"title": line(title, label=_("Title"))}))
        queries.add(session, copy)
        own_entries = holdings.copy_own(session, series_id, copy.id)
        items = _copy_shortlist(session, series_id, copy.id, own_entries)
        copy.settings = with_items(copy.settings, items)
        activities.begin_anew(copy)
        _copy_weights(session, series_id, copy.id)
        look.copy(session, series_id, copy.id)
        appointments.copy(session, series_id, copy.id)
        journal.record(session, actor, copy.id, "series_duplicated", source=series_id)
        return view(copy)


def _fresh() -> dict[str, Any]:
    """Return what a copy does not take over."""
    return {
        "id": new_id(),
        "join_code": new_code(),
        "created_at": now(),
        "archived_at": None,
        "personal_data_deleted_at": None,
        "personal_data_until": today() + timedelta(days=DAYS_UNTIL_DELETION),
        "rehearsal": False,
        "revision": 0,
    }


def _copy_shortlist(
    session: Session, source_id: str, target_id: str, own_entries: Mapping[str, str]
) -> dict[str, str]:
    """Copy the items with their gates; return the new keys by the old ones."""
    keys: dict[str, str] = {}
    for item in queries.shortlist(session, source_id):
        changed = {"id": new_id(), "series_id": target_id, "added_at": now()}
        if entry_id := own_entries.get(item.use_case_id or ""):
            changed |= {"use_case_id": entry_id, "snapshot": item.snapshot | {"id": entry_id}}
        copy = ItemRow(**(item.model_dump() | changed))
        queries.add(session, copy)
        keys[item.id] = copy.id
        for gate in queries.many(session, GateRow, item_id=item.id):
            queries.add(session, GateRow(**(gate.model_dump() | {"item_id": copy.id})))
    return keys


def _copy_weights(session: Session, source_id: str, target_id: str) -> None:
    for weight in queries.many(session, WeightRow, series_id=source_id, owner_kind="agreed"):
        changed = {"id": new_id(), "series_id": target_id, "changed_at": now()}
        queries.add(session, WeightRow(**(weight.model_dump() | changed)))
