"""Proposals for the library: sent by a municipality or an advisor, reviewed and published by an advisor.

A proposal keeps the texts of the fields that it changes, not a whole entry: a library that went on meanwhile
is not set back by it. What is published becomes an own entry of this installation, seen by all series; a
correction of a shipped entry stands in its place.
"""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from municipalities.register import Kind, Municipality, load_register
from storage import queries
from storage.database import Database
from storage.tables import EntryProposalRow, SeriesRow
from storage.types import now
from translations import _
from usecases import entry_rows
from usecases.areas import areas
from usecases.catalogue import Catalogue
from usecases.columns import MOST_SOURCES, columns, to_row
from usecases.entry_rows import PreviewRow
from usecases.model import UseCase
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.library import for_all, holdings, places
from workshops.library.holdings import EntryView, UnsoundEntry
from workshops.series import existing
from workshops.validation import paragraphs

FIELDS = (
    "title_de", "topic", "summary_de", "status", "start_year", "cost", "cost_scope_de", "benefits_de",
    "technologies", "lessons_de",
)  # fmt: skip
"""What can be proposed, by the names of an import's columns; a source comes with it."""

SOURCE = ("title", "url", "date")
MOST_OPEN = 20
"""So many proposals of one series may wait for an answer."""

_LIMIT = 1000
_KINDS = {
    Kind.MUNICIPALITY: "municipality",
    Kind.TOWN: "town",
    Kind.URBAN_DISTRICT: "city",
    Kind.DISTRICT: "district",
}


class ProposalView(BaseModel):
    """A proposal as it was sent, and what became of it."""

    model_config = ConfigDict(frozen=True)

    id: str
    series_id: str | None
    entry_id: str | None
    cells: Mapping[str, str]
    remark: str
    role: str
    state: str
    answer: str
    sent_at: datetime
    answered_at: datetime | None


class Difference(BaseModel):
    """A field that a proposal changes: its column, its text in the library now, and the one proposed."""

    model_config = ConfigDict(frozen=True)

    column: str
    before: str
    after: str


class Review(BaseModel):
    """What a proposal comes to today.

    ``place`` is the municipality of the series that it came from, empty if that is gone; ``row`` is the
    entry it would make, with all that stands against it.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    proposal: ProposalView
    place: str
    current: UseCase | None
    row: PreviewRow
    differences: tuple[Difference, ...]


def entries(database: Database, actor: Actor, series_id: str) -> Catalogue:
    """Return what a correction may be about: the shipped entries and the own ones that all series see."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, series_id=series_id)
    with database.read() as session:
        existing(session, series_id)
        return for_all.catalogue(session)


def propose(
    database: Database,
    actor: Actor,
    series_id: str,
    *,
    entry_id: str | None,
    cells: Mapping[str, str],
    remark: str = "",
) -> ProposalView:
    """Send a new entry, or a correction of one, with a source.

    ``cells`` hold texts by FIELDS and of the source as ``source_1_title`` and so on. A new entry is one of
    the series' municipality.

    Raises:
        InvalidInput: there is no source, nothing is different, or the entry would break rules (UnsoundEntry).
        Refused: too many proposals of this series wait already.
    """
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, series_id=series_id)
    words = paragraphs(remark, label=_("Remark"), limit=_LIMIT)
    with database.write() as session:
        series = existing(session, series_id)
        if queries.count(session, EntryProposalRow, series_id=series_id, state="new") >= MOST_OPEN:
            raise Refused(
                _("{number} proposals of this series wait for an answer already.").format(number=MOST_OPEN),
                _("Please wait until some of them are answered, or ask your advisor."),
            )
        library = for_all.catalogue(session)
        current = _entry(library, entry_id)
        changes = _changes(cells, current, load_register().get(series.municipality_ags))
        _require_sound(session, current, changes)
        row = EntryProposalRow(
            series_id=series_id, entry_id=entry_id, cells=changes, remark=words, role=actor.role.value
        )
        queries.add(session, row)
        journal.record(session, actor, series_id, "library_proposal_sent", id=row.id)
        return _view(row)


def of_series(database: Database, actor: Actor, series_id: str) -> tuple[ProposalView, ...]:
    """Return what was proposed from a series and what became of it, newest first."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, series_id=series_id)
    with database.read() as session:
        rows = queries.many(session, EntryProposalRow, series_id=series_id, order_by=("-sent_at", "id"))
    return tuple(map(_view, rows))


def waiting(database: Database, actor: Actor) -> tuple[Review, ...]:
    """Return what waits for an answer, oldest first, each as it would change the library today."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        rows = queries.many(session, EntryProposalRow, state="new", order_by=("sent_at", "id"))
        return tuple(_review(session, row) for row in rows)


def publish(database: Database, actor: Actor, proposal_id: str) -> EntryView:
    """Take a proposal into the library for all series.

    Raises:
        Refused: it was answered already. UnsoundEntry: it would break rules of the library as it is today.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = _waiting(session, proposal_id)
        review = _review(session, row)
        if review.row.use_case is None or not review.row.sound:
            raise UnsoundEntry([problem for problem in review.row.problems if not problem.warning])
        published = for_all.put(session, review.row.use_case)
        _answer(session, actor, row, "published", "")
        return published


def decline(database: Database, actor: Actor, proposal_id: str, answer: str) -> None:
    """Answer a proposal that is not published with the reason, which who sent it reads."""
    require(actor, Role.ADVISOR)
    reason = paragraphs(answer, label=_("Reason"), limit=_LIMIT)
    if not reason:
        raise InvalidInput(
            _("A reason is missing."), _("Please write why it is not published: who sent it reads this.")
        )
    with database.write() as session:
        _answer(session, actor, _waiting(session, proposal_id), "declined", reason)


def _answer(session: Session, actor: Actor, row: EntryProposalRow, state: str, answer: str) -> None:
    row.state, row.answer, row.answered_at = state, answer, now()
    queries.add(session, row)
    if row.series_id:
        kind = "library_proposal_declined" if state == "declined" else "library_proposal_published"
        journal.record(session, actor, row.series_id, kind, id=row.id)


def _waiting(session: Session, proposal_id: str) -> EntryProposalRow:
    row = queries.held(session, EntryProposalRow, id=proposal_id)
    if row is None:
        raise NotFound(_("This proposal does not exist any more."), _("Please reload the page."))
    if row.state != "new":
        raise Refused(
            _("This proposal was answered already, perhaps in another window."), _("Please reload the page.")
        )
    return row


def _entry(library: Catalogue, entry_id: str | None) -> UseCase | None:
    if entry_id is None:
        return None
    entry = library.get(entry_id)
    if entry is None:
        raise NotFound(
            _("This use case is not in the library any more."),
            _("Please choose another one, or propose a new entry."),
        )
    return entry


def _changes(cells: Mapping[str, str], current: UseCase | None, place: Municipality | None) -> dict[str, str]:
    """Return the texts that differ from the library's, with the source and what a new entry needs."""
    now_there = cells_of(current) if current else {}
    wanted = {name: cells.get(name, "").strip() for name in FIELDS if name in cells}
    changed = {name: text for name, text in wanted.items() if text != now_there.get(name, "")}
    source = {part: cells.get(f"source_1_{part}", "").strip() for part in SOURCE}
    if not source["url"]:
        raise InvalidInput(
            _("A source is missing."),
            _("Please name a page that says so, with its address: without one nothing can be checked."),
        )
    if not changed:
        raise InvalidInput(
            _("Nothing is different from the library so far."), _("Please change what is not right.")
        )
    number = len(current.sources) + 1 if current else 1
    changed |= {f"source_{number}_{part}": text for part, text in source.items() if text}
    if current is None and place is not None:
        changed |= {
            "place": place.display_name,
            "state": "Hessen",
            "kind": _KINDS[place.kind],
            "ags": place.ags,
        }
    return changed


def cells_of(use_case: UseCase) -> dict[str, str]:
    """Return an entry as texts by column, lists one item per line."""
    wanted = columns(MOST_SOURCES)
    texts = zip(wanted, to_row(use_case, wanted), strict=True)
    return {one.name: text.replace(" | ", "\n") if one.listed else text for one, text in texts if text}


def _row(session: Session, current: UseCase | None, changes: Mapping[str, str]) -> PreviewRow:
    """Read the library's entry with the changes, as a form would."""
    cells = (cells_of(current) if current else {}) | dict(changes)
    area = {topic: area.id for area in areas() for topic in area.topics}
    cells["area"] = area.get(cells.get("topic", ""), "")
    typed = {name: text for name, text in cells.items() if text and name != "id"}
    others = [entry for entry in holdings.everything_in(session) if current is None or entry.id != current.id]
    if current is not None:
        return entry_rows.read_entry({"id": current.id, **typed}, others, places.checked)
    draft = entry_rows.read_entry(typed)
    free = holdings.free_id(draft.use_case.id, others) if draft.use_case else ""
    return entry_rows.read_entry({"id": free, **typed}, others, places.checked)


def _require_sound(session: Session, current: UseCase | None, changes: Mapping[str, str]) -> None:
    row = _row(session, current, changes)
    if row.use_case is None or not row.sound:
        raise UnsoundEntry([problem for problem in row.problems if not problem.warning])


def _review(session: Session, row: EntryProposalRow) -> Review:
    current = for_all.catalogue(session).get(row.entry_id) if row.entry_id else None
    before = cells_of(current) if current else {}
    series = queries.one(session, SeriesRow, id=row.series_id) if row.series_id else None
    return Review(
        proposal=_view(row),
        place=series.municipality_name if series else "",
        current=current,
        row=_row(session, current, row.cells),
        differences=tuple(
            Difference(column=name, before=before.get(name, ""), after=text)
            for name, text in row.cells.items()
            if text != before.get(name, "")
        ),
    )


def _view(row: EntryProposalRow) -> ProposalView:
    return ProposalView.model_validate(row, from_attributes=True)
