"""Sketches: prefilled when begun, saved as typed, every version kept, two editors told apart."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlmodel import Session

from municipalities.register import load_register
from sketches.model import Language, SketchContent, load
from sketches.prefill import Idea, prefill
from storage import queries
from storage.database import Database
from storage.tables import ItemRow, PickRow, SketchRow, SketchVersionRow
from storage.types import now
from translations import _, current_language, formats
from usecases.model import UseCase
from workshops import journal, names
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused, StaleEdit
from workshops.evaluation import outcome
from workshops.handing_over import confirming
from workshops.handing_over.confirming import ConfirmationView
from workshops.live import notes
from workshops.series import existing

_ONE_EDIT = timedelta(minutes=10)


class SketchView(BaseModel):
    """A sketch as it stands, with the newest word of the municipality on its text."""

    model_config = ConfigDict(frozen=True)

    id: str
    series_id: str
    item_id: str
    item_title: str
    version: int
    content: SketchContent
    changed_at: datetime
    is_picked: bool
    confirmation: ConfirmationView | None = None


class VersionView(BaseModel):
    """A saved state: whose text, when, and by what it came about (typed, restored, adopted and so on)."""

    model_config = ConfigDict(frozen=True)

    version: int
    origin: str
    saved_by: str
    saved_at: datetime
    content: SketchContent


def sketches(database: Database, actor: Actor, series_id: str) -> tuple[SketchView, ...]:
    """Return the sketches of the picks, in the order of picking."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, Role.CO_WRITER, series_id=series_id)
    with database.read() as session:
        existing(session, series_id)
        picks = queries.many(session, PickRow, series_id=series_id, order_by=("picked_at", "id"))
        rows = {row.item_id: row for row in queries.many(session, SketchRow, series_id=series_id)}
        return tuple(_view(session, rows[pick.item_id]) for pick in picks if pick.item_id in rows)


def begin(database: Database, actor: Actor, series_id: str, item_id: str) -> SketchView:
    """Return the sketch of a pick; the first time it is filled with what is known already."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        if begun := _begun(session, series_id, item_id):
            return begun
    with database.write() as session:
        if begun := _begun(session, series_id, item_id):
            return begun
        row = _prefilled(session, actor, series_id, item_id)
        queries.add(session, row)
        _keep_version(session, row, actor.role, "prefilled")
        journal.record(session, actor, series_id, "sketch_begun", item=item_id)
        return _view(session, row)


def _begun(session: Session, series_id: str, item_id: str) -> SketchView | None:
    existing(session, series_id)
    if queries.one(session, PickRow, series_id=series_id, item_id=item_id) is None:
        raise Refused(_("This entry is not picked."), _("Please pick it first, with a reason."))
    row = queries.one(session, SketchRow, series_id=series_id, item_id=item_id)
    return _view(session, row) if row else None


def remarks_for(database: Database, actor: Actor, series_id: str, item_id: str) -> tuple[str, ...]:
    """Return what participants said on an entry, each once: the advisor chooses from it."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        words = notes.words_in(session, series_id, item_id)
        said = [word.text.strip() for word in words if word.round_number is not None]
    return tuple(dict.fromkeys(said))


def _prefilled(session: Session, actor: Actor, series_id: str, item_id: str) -> SketchRow:
    series = existing(session, series_id)
    item = queries.one(session, ItemRow, id=item_id, series_id=series_id)
    if item is None:
        raise NotFound(_("This entry does not exist any more."), _("Please reload the page."))
    subject = (
        UseCase.from_snapshot(item.snapshot)
        if item.kind == "use_case"
        else Idea(title=item.title, summary=item.snapshot.get("summary", ""))
    )
    seen = outcome.current_in(session, actor, series_id)
    result = next((each for each in seen.evaluation.items if each.item_id == item_id), None) if seen else None
    content = prefill(
        subject,
        result,
        load_register().get(series.municipality_ags),
        (),  # what participants said goes into a sketch only if the advisor chooses it (`remarks_for`)
        _language(),
        agreed=seen is not None and seen.agreed,
    ).model_copy(update={"title": names.shown(item.title, item.snapshot, _language())})
    content = _with_known_contact(session, series_id, content)
    return SketchRow(series_id=series_id, item_id=item_id, content=content.model_dump(mode="json"))


def _with_known_contact(session: Session, series_id: str, content: SketchContent) -> SketchContent:
    """Return the sketch with the contact that another sketch of the series names for the same applicant."""
    own = content.applicant
    if own is None:
        return content
    for row in queries.many(session, SketchRow, series_id=series_id, order_by=("-changed_at", "id")):
        other = load(row.content).applicant
        if other and other.contact and (other.ags, other.name) == (own.ags, own.name):
            known = own.model_copy(update={"contact": other.contact})
            return content.model_copy(update={"applicant": known})
    return content


def _language() -> Language:
    return "en" if current_language() == "en" else "de"


def save(
    database: Database,
    actor: Actor,
    sketch_id: str,
    content: SketchContent,
    *,
    based_on: int,
    keep_before: bool = False,
) -> SketchView:
    """Save a sketch that was edited from version `based_on`.

    `keep_before` keeps that version in the list even if it is only minutes old: somebody else wrote it.

    Raises:
        StaleEdit: somebody saved in between; nothing is overwritten.
        InvalidInput: the content breaks a rule of the model.
    """
    require(actor, Role.ADVISOR)
    checked = _checked(content)
    with database.write() as session:
        row = _row(session, sketch_id)
        if row.version != based_on:
            raise StaleEdit(
                _("This sketch was changed in another window at {time}.").format(time=_clock(row.changed_at)),
                _("Your text is still here. Please copy what you need, then load the newer version."),
            )
        return saved(session, actor, row, checked, "typed", keep_before=keep_before)


def restore(database: Database, actor: Actor, sketch_id: str, version: int) -> SketchView:
    """Make an earlier version the current one; the one in between is kept as well."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = _row(session, sketch_id)
        kept = queries.one(session, SketchVersionRow, sketch_id=sketch_id, version=version)
        if kept is None:
            raise NotFound(_("This version does not exist."), _("Please choose one from the list."))
        return saved(session, actor, row, load(kept.content), "restored")


def versions(database: Database, actor: Actor, sketch_id: str) -> tuple[VersionView, ...]:
    """Return the saved versions, newest first."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        rows = queries.many(session, SketchVersionRow, sketch_id=sketch_id, order_by=("-version",))
    return tuple(
        VersionView(**row.model_dump(exclude={"sketch_id", "content"}), content=load(row.content))
        for row in rows
    )


def saved(
    session: Session,
    actor: Actor,
    row: SketchRow,
    content: SketchContent,
    origin: str,
    *,
    written_by: Role | None = None,
    keep_before: bool = False,
) -> SketchView:
    """Make `content` the newest version; `written_by` is whose text it is, without it that of who saves."""
    row.content, row.version, row.changed_at = content.model_dump(mode="json"), row.version + 1, now()
    queries.add(session, row)
    _keep_version(session, row, written_by or actor.role, origin, keep_before=keep_before)
    if item := queries.one(session, ItemRow, id=row.item_id):
        names.follow(session, actor, item, content.title)
    journal.record(session, actor, row.series_id, "sketch_saved", item=row.item_id, version=row.version)
    return _view(session, row)


def _keep_version(
    session: Session, row: SketchRow, hand: Role, origin: str, *, keep_before: bool = False
) -> None:
    """Keep this state; keystrokes of one sitting replace each other, so that the list stays readable.

    What the municipality has confirmed is never replaced.
    """
    before = queries.one(session, SketchVersionRow, sketch_id=row.id, version=row.version - 1)
    replaced = before is not None and not keep_before and _same_sitting(before, hand, origin)
    if before is not None and replaced and not confirming.is_confirmed(session, row.id, before.version):
        queries.remove(session, SketchVersionRow, sketch_id=row.id, version=before.version)
    kept = SketchVersionRow(
        sketch_id=row.id, version=row.version, content=row.content, origin=origin, saved_by=hand
    )
    queries.add(session, kept)


def _same_sitting(before: SketchVersionRow, hand: Role, origin: str) -> bool:
    same_hand = (before.saved_by, before.origin, origin) == (hand, "typed", "typed")
    return same_hand and now() - before.saved_at < _ONE_EDIT


def _checked(content: SketchContent) -> SketchContent:
    try:
        return load(content.model_dump(mode="json"))
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise InvalidInput(
            _("The sketch cannot be saved: “{place}” is not right.").format(place=place),
            _("Please correct it; nothing else was changed."),
            field=place,
        ) from error


def _row(session: Session, sketch_id: str) -> SketchRow:
    row = queries.of_series(session, SketchRow, sketch_id)
    if row is None:
        raise NotFound(
            _("This sketch does not exist any more."),
            _("It was deleted with its series. Please copy your text if you still need it."),
        )
    return row


def _view(session: Session, row: SketchRow) -> SketchView:
    item = queries.one(session, ItemRow, id=row.item_id)
    picked = queries.one(session, PickRow, series_id=row.series_id, item_id=row.item_id)
    content = load(row.content)
    return SketchView(
        **row.model_dump(include={"id", "series_id", "item_id", "version", "changed_at"}),
        item_title=names.shown(item.title, item.snapshot) if item else "",
        content=content,
        is_picked=picked is not None,
        confirmation=confirming.newest(session, row.id, content),
    )


def _clock(at: datetime) -> str:
    return formats.datetime_(at)
