"""The shortlist of a series: use cases as they were when taken, own ideas, and the gates."""

from collections import defaultdict
from collections.abc import Iterable
from typing import get_args

from sqlmodel import Session

from scoring.criteria import GATE_ANSWERS, load_criteria
from storage import queries
from storage.database import Database
from storage.tables import GateRow, ItemRow, PickRow
from storage.types import now
from translations import _
from usecases.model import AreaId, UseCase
from workshops import journal, names
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.library.entry_views import GateView, ItemView
from workshops.series import existing
from workshops.validation import line, paragraphs

__all__ = ["GATE_ANSWERS", "GateView", "ItemView"]

MOST_ITEMS = 80
RECOMMENDED = range(8, 16)
_IDEA_LENGTH = 600


def items(database: Database, actor: Actor, series_id: str) -> tuple[ItemView, ...]:
    """Return the shortlist in its order, with the gates."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        existing(session, series_id)
        return views(session, series_id)


def views(session: Session, series_id: str) -> tuple[ItemView, ...]:
    """Return the shortlist as pages see it."""
    return _views(session, series_id, queries.shortlist(session, series_id))


def removed(database: Database, actor: Actor, series_id: str) -> tuple[ItemView, ...]:
    """Return what was taken off and can be put back, in the order of the places it had."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        return taken_off(session, series_id)


def taken_off(session: Session, series_id: str) -> tuple[ItemView, ...]:
    """Return what was on the shortlist and was taken off, in the order of the places it had."""
    held = queries.many(session, ItemRow, series_id=series_id, order_by=("position", "id"))
    return _views(session, series_id, [row for row in held if row.removed_at is not None])


def _views(session: Session, series_id: str, rows: Iterable[ItemRow]) -> tuple[ItemView, ...]:
    answered: dict[str, list[GateRow]] = defaultdict(list)
    for gate in queries.gates(session, series_id):
        answered[gate.item_id].append(gate)
    return tuple(_view(row, answered[row.id]) for row in rows)


def view(session: Session, row: ItemRow) -> ItemView:
    """Return one item, also one that was taken off the shortlist, with its gates."""
    return _view(row, queries.many(session, GateRow, item_id=row.id, order_by=("gate_id",)))


def _view(row: ItemRow, gates: Iterable[GateRow]) -> ItemView:
    return ItemView(
        **row.model_dump(include={"id", "kind", "use_case_id", "title", "area", "snapshot", "position"}),
        summary=row.snapshot.get("summary_de") or row.snapshot.get("summary") or "",
        gates=tuple(GateView.model_validate(gate, from_attributes=True) for gate in gates),
    )


def item_in(session: Session, series_id: str, item_id: str) -> ItemRow:
    """Return the row of an item now on the shortlist; who writes holds the series until the commit."""
    existing(session, series_id)
    row = queries.one(session, ItemRow, id=item_id, series_id=series_id, removed_at=None)
    if row is None:
        raise NotFound(
            _("This entry is not on the shortlist any more."),
            _("Somebody took it off, perhaps in another window. Please reload the page."),
        )
    return row


def add_use_case(database: Database, actor: Actor, series_id: str, use_case: UseCase) -> ItemView:
    """Take a use case onto the shortlist as a copy; taking it twice changes nothing."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        known = queries.one(session, ItemRow, series_id=series_id, use_case_id=use_case.id, removed_at=None)
        if known is not None:
            return view(session, known)
        row = ItemRow(
            series_id=series_id,
            kind="use_case",
            use_case_id=use_case.id,
            title=use_case.title_de,
            area=use_case.area,
            snapshot=use_case.model_dump(mode="json"),
            position=_next_position(session, series_id),
        )
        return _added(session, actor, row)


def add_idea(
    database: Database, actor: Actor, series_id: str, *, title: str, summary: str, area: str
) -> ItemView:
    """Put an own idea on the shortlist."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        return insert_idea(session, actor, series_id, title=title, summary=summary, area=area)


def insert_idea(
    session: Session, actor: Actor, series_id: str, *, title: str, summary: str, area: str
) -> ItemView:
    """Put an idea on the shortlist within a transaction that is already open."""
    clean_title, clean_summary = _idea_texts(title, summary)
    row = ItemRow(
        series_id=series_id,
        kind="idea",
        title=clean_title,
        area=_known_area(area),
        snapshot={"summary": clean_summary},
        position=_next_position(session, series_id),
    )
    return _added(session, actor, row)


def change_idea(
    database: Database, actor: Actor, series_id: str, item_id: str, *, title: str, summary: str, area: str
) -> ItemView:
    """Word an own idea anew; use cases from the library stay as their sources say."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = item_in(session, series_id, item_id)
        if row.kind != "idea":
            raise Refused(
                _("A use case from the library cannot be changed here."),
                _("Please make an own entry of it in the library."),
            )
        row.title, summary = _idea_texts(title, summary)
        row.area, row.snapshot = _known_area(area), {"summary": summary}
        journal.record(session, actor, series_id, "idea_changed", item=row.id, title=row.title)
        names.carry(session, actor, row)
        return view(session, row)


def take_off(database: Database, actor: Actor, series_id: str, item_id: str) -> None:
    """Take an item off the shortlist; its ratings stay in the rounds already held.

    Raises:
        Refused: it is picked; taking that back needs a reason.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = item_in(session, series_id, item_id)
        _check_not_picked(session, row)
        row.removed_at = now()
        journal.record(session, actor, series_id, "item_removed", item=row.id, title=row.title)


def put_back(database: Database, actor: Actor, series_id: str, item_id: str) -> None:
    """Put an item back that was taken off; one that is there already stays."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        row = queries.one(session, ItemRow, id=item_id, series_id=series_id)
        if row is None:
            raise NotFound(_("This entry does not exist any more."), _("Please reload the page."))
        if row.removed_at is None:
            return
        _check_room(session, series_id)
        _check_not_taken_anew(session, row)
        row.removed_at = None
        journal.record(session, actor, series_id, "item_restored", item=row.id, title=row.title)


def answer_gate(
    database: Database,
    actor: Actor,
    series_id: str,
    item_id: str,
    *,
    gate_id: str,
    answer: str | None,
    note: str = "",
) -> None:
    """Answer an exclusion question with yes, with conditions or no; None opens it again.

    Raises:
        Refused: the answer would exclude what is picked; taking that back needs a reason.
    """
    require(actor, Role.ADVISOR)
    if answer not in (*GATE_ANSWERS, None) or gate_id not in {gate.id for gate in load_criteria().gates}:
        raise InvalidInput(_("This answer is not possible."), _("Please choose yes, with conditions or no."))
    clean_note = paragraphs(note, label=_("Note"), limit=_IDEA_LENGTH)
    with database.write() as session:
        row = item_in(session, series_id, item_id)
        if answer == "no":
            _check_not_picked(session, row)
        queries.remove(session, GateRow, item_id=item_id, gate_id=gate_id)
        if answer is not None:
            gate = GateRow(item_id=item_id, gate_id=gate_id, answer=answer, note=clean_note)
            queries.add(session, gate)
        facts = {"item": item_id, "title": row.title, "gate": gate_id, "answer": answer, "note": clean_note}
        journal.record(session, actor, series_id, "gate_answered", **facts)


def _idea_texts(title: str, summary: str) -> tuple[str, str]:
    return (
        line(title, label=_("Title of the idea")),
        paragraphs(summary, label=_("What it is about"), limit=_IDEA_LENGTH, required=True),
    )


def _known_area(area: str) -> str:
    if area not in get_args(AreaId):
        raise InvalidInput(_("This field of action is unknown."), _("Please choose one from the list."))
    return area


def _next_position(session: Session, series_id: str) -> int:
    """Return the place after all others, also after those taken off: they may come back to theirs."""
    _check_room(session, series_id)
    held = queries.many(session, ItemRow, series_id=series_id)
    return max((row.position for row in held), default=0) + 1


def _check_room(session: Session, series_id: str) -> None:
    if queries.count(session, ItemRow, series_id=series_id, removed_at=None) >= MOST_ITEMS:
        raise Refused(
            _("The shortlist already holds {limit} entries.").format(limit=MOST_ITEMS),
            _("Please take one off first: a group can rate 8 to 15 well."),
        )


def _check_not_taken_anew(session: Session, row: ItemRow) -> None:
    same = {"series_id": row.series_id, "use_case_id": row.use_case_id, "removed_at": None}
    if row.use_case_id and queries.count(session, ItemRow, **same):
        raise Refused(
            _("“{title}” is on the shortlist again already.").format(title=row.title),
            _("Please go on with that entry."),
        )


def _check_not_picked(session: Session, row: ItemRow) -> None:
    if queries.count(session, PickRow, item_id=row.id):
        raise Refused(
            _("“{title}” is picked for a sketch.").format(title=row.title),
            _("Please take the pick back first, with a reason."),
        )


def _added(session: Session, actor: Actor, row: ItemRow) -> ItemView:
    queries.add(session, row)
    journal.record(session, actor, row.series_id, "item_added", item=row.id, title=row.title, origin=row.kind)
    return view(session, row)
