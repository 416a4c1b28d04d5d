"""The decision: two or three picks, each with the reason that goes into the minutes."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import ItemRow, PickRow
from translations import _
from workshops import journal, names
from workshops.actors import Actor, Role, require
from workshops.errors import NotFound, Refused
from workshops.library.shortlist import item_in, view
from workshops.series import existing
from workshops.validation import paragraphs

MOST_PICKS = 3
ENOUGH_PICKS = 2
REASON_LENGTH = 2_000


class PickView(BaseModel):
    """An item chosen for a sketch; `source`: what the source calls it, where it has its own name.

    `origin_ags`: the keys of the places in Hessen that its use case comes from.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    item_id: str
    title: str
    source: str
    area: str
    reason: str
    picked_at: datetime
    origin_ags: tuple[str, ...] = ()


def picks(database: Database, actor: Actor, series_id: str) -> tuple[PickView, ...]:
    """Return what was picked, in the order of picking."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        existing(session, series_id)
        return picks_in(session, series_id)


def picks_in(session: Session, series_id: str) -> tuple[PickView, ...]:
    """Return what was picked, within an open transaction."""
    rows = queries.many(session, PickRow, series_id=series_id, order_by=("picked_at", "id"))
    items = {item.id: item for item in queries.many(session, ItemRow, series_id=series_id)}
    return tuple(_view(row, items[row.item_id]) for row in rows)


def pick(
    database: Database, actor: Actor, series_id: str, item_id: str, *, reason: str, name: str | None = None
) -> PickView:
    """Choose an item, by its own name if one is given; picking it again words the reason anew.

    Raises:
        Refused: three are picked already, or a gate excludes the item.
    """
    require(actor, Role.ADVISOR)
    clean_reason = paragraphs(reason, label=_("Reason"), limit=REASON_LENGTH, required=True)
    with database.write() as session:
        item = item_in(session, series_id, item_id)
        row = queries.one(session, PickRow, series_id=series_id, item_id=item_id)
        if row is None:
            _check_room(queries.count(session, PickRow, series_id=series_id))
            _check_gates(view(session, item).is_excluded, item.title)
            row = PickRow(series_id=series_id, item_id=item_id, reason=clean_reason)
        row.reason = clean_reason
        queries.add(session, row)
        if name is not None:
            names.give(session, actor, item, name)
        facts = {"item": item_id, "title": item.title, "reason": clean_reason}
        journal.record(session, actor, series_id, "picked", **facts)
        return _view(row, item)


def pick_all(
    database: Database,
    actor: Actor,
    series_id: str,
    reasons: Mapping[str, str],
    called: Mapping[str, str] | None = None,
) -> tuple[PickView, ...]:
    """Choose several items at once, each with its own reason; all of them, or none where one is missing.

    `called`: own names by item; an entry without one keeps its name.
    """
    require(actor, Role.ADVISOR)
    for reason in reasons.values():
        paragraphs(reason, label=_("Reason"), limit=REASON_LENGTH, required=True)
    for name in (called or {}).values():
        names.check(name)
    return tuple(
        pick(database, actor, series_id, item_id, reason=reason, name=(called or {}).get(item_id))
        for item_id, reason in reasons.items()
    )


def withdraw(database: Database, actor: Actor, series_id: str, item_id: str, *, reason: str) -> None:
    """Take a pick back, with a reason; a sketch that was begun is kept."""
    require(actor, Role.ADVISOR)
    clean_reason = paragraphs(reason, label=_("Reason"), limit=REASON_LENGTH, required=True)
    with database.write() as session:
        existing(session, series_id)
        item = queries.one(session, ItemRow, id=item_id, series_id=series_id)
        if item is None or not queries.remove(session, PickRow, series_id=series_id, item_id=item_id):
            raise NotFound(_("This entry is not picked any more."), _("Please reload the page."))
        facts = {"item": item_id, "title": item.title, "reason": clean_reason}
        journal.record(session, actor, series_id, "pick_withdrawn", **facts)


def _check_room(taken: int) -> None:
    if taken >= MOST_PICKS:
        raise Refused(
            _("Three use cases are picked already: more sketches would not be worked out well."),
            _("Please take one of the picks back first, with a reason."),
        )


def _check_gates(is_excluded: bool, title: str) -> None:
    if is_excluded:
        raise Refused(
            _("“{title}” is excluded by a gate.").format(title=title),
            _("Please change the answer to the gate first, if it is no longer right."),
        )


def _view(row: PickRow, item: ItemRow) -> PickView:
    return PickView(
        id=row.id,
        item_id=row.item_id,
        title=names.shown(item.title, item.snapshot),
        source=names.source(item.title, item.snapshot),
        area=item.area,
        reason=row.reason,
        picked_at=row.picked_at,
        origin_ags=tuple(item.snapshot.get("origin", {}).get("ags", ())) if item.kind == "use_case" else (),
    )
