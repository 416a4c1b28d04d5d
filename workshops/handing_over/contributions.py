"""What a municipality says on its sketches: remarks on a text, and texts proposed in its place.

Nothing here changes a sketch. The advisor adopts or answers (`answering`), and the municipality sees what
came of it. No name is asked for or kept: whoever holds the link speaks for the municipality. On the day on
which personal traces are deleted, contributions and answers go; what was adopted is by then the sketch's.
"""

import re
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from sketches import written
from sketches.model import TEXT_LENGTH, load
from sketches.outline import load_outline
from storage import queries
from storage.database import Database
from storage.tables import ContributionRow, SketchRow, SketchVersionRow
from storage.types import new_id, now
from translations import _
from translations.formats import today
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused, StaleEdit
from workshops.handing_over.confirming import sketch_row
from workshops.series import existing
from workshops.validation import paragraphs

REMARK_LENGTH = 2_000
MOST_OPEN = 60
"""Contributions to one sketch that wait for an answer."""
MOST_EVER = 400
"""Contributions to a series, those that were taken back included."""
_KEY = re.compile("[0-9a-f]{16}")


class Kind(StrEnum):
    """What was sent."""

    REMARK = "remark"
    PROPOSAL = "proposal"


class State(StrEnum):
    """What came of it; `ADAPTED`: taken over with changes."""

    OPEN = "open"
    ADOPTED = "adopted"
    ADAPTED = "adapted"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class ContributionView(BaseModel):
    """A remark or a proposed text at a place of a sketch, with the text that stood there and the answer.

    `adopted` is the text that was taken over where it is not the proposed one, else "".
    """

    model_config = ConfigDict(frozen=True)

    id: str
    sketch_id: str
    place: str
    kind: Kind
    text: str
    base: str
    base_version: int
    state: State
    answer: str
    adopted_version: int | None
    adopted: str = ""
    sent_at: datetime
    answered_at: datetime | None


def new_key() -> str:
    """Return the key of a contribution that is about to be written."""
    return new_id()


def of_series(database: Database, actor: Actor, series_id: str) -> tuple[ContributionView, ...]:
    """Return what was sent on the sketches of a series, oldest first, without what was taken back."""
    require(actor, Role.ADVISOR, Role.CO_WRITER, series_id=series_id)
    with database.read() as session:
        existing(session, series_id)
        rows = queries.many(session, ContributionRow, series_id=series_id, order_by=("sent_at", "id"))
        return tuple(view(session, row) for row in rows if row.state != State.WITHDRAWN)


def remark(
    database: Database,
    actor: Actor,
    series_id: str,
    sketch_id: str,
    place: str,
    text: str,
    *,
    key: str = "",
) -> ContributionView:
    """Keep a remark on a place of a sketch; `key` comes with the form: sending it twice stays one remark.

    Raises:
        InvalidInput: the text is empty or too long, or there is no such place.
        Refused: too many wait or were sent, or the personal traces of the series are deleted.
    """
    require(actor, Role.CO_WRITER, series_id=series_id)
    with database.write() as session:
        sketch = sketch_row(session, series_id, sketch_id)
        if known := _sent_before(session, key, sketch):
            return known
        if place not in written.places(load_outline()):
            raise _no_such_place()
        said = paragraphs(text, label=_("Your remark"), limit=REMARK_LENGTH, required=True)
        return _keep(session, actor, sketch, Kind.REMARK, place, said, key)


def propose(
    database: Database,
    actor: Actor,
    series_id: str,
    sketch_id: str,
    place: str,
    text: str,
    *,
    seen: str,
    key: str = "",
) -> ContributionView:
    """Keep a text proposed for a place; `seen` is the mark of the text that the writer had before them.

    Raises:
        InvalidInput: the text is empty, too long or the present one, or there is no text at this place.
        StaleEdit: the text at this place is another one by now.
        Refused: too many wait or were sent, or the personal traces of the series are deleted.
    """
    require(actor, Role.CO_WRITER, series_id=series_id)
    with database.write() as session:
        sketch = sketch_row(session, series_id, sketch_id)
        if known := _sent_before(session, key, sketch):
            return known
        if place not in written.text_places(load_outline()):
            raise _no_such_place()
        said = paragraphs(text, label=_("Your text"), limit=TEXT_LENGTH, required=True)
        present = written.text_of(load(sketch.content), place)
        if written.mark(present) != seen:
            raise StaleEdit(
                _("The text of this section has been changed since you opened it."),
                _("Your text is still here. Please compare it with the present one, then send it again."),
            )
        if said == present.strip():
            raise InvalidInput(
                _("Your text is the same as the present one."), _("Please change it, or write a remark.")
            )
        return _keep(session, actor, sketch, Kind.PROPOSAL, place, said, key)


def withdraw(database: Database, actor: Actor, series_id: str, contribution_id: str) -> None:
    """Take back what nobody has answered yet: its text is gone. Taking it back twice changes nothing."""
    require(actor, Role.CO_WRITER, series_id=series_id)
    with database.write() as session:
        existing(session, series_id)
        row = queries.one(session, ContributionRow, id=contribution_id, series_id=series_id)
        if row is not None and row.state == State.WITHDRAWN:
            return
        row = open_row(session, series_id, contribution_id)
        row.state, row.text, row.base, row.answered_at = State.WITHDRAWN, "", "", now()
        queries.add(session, row)
        record(session, actor, row, "contribution_withdrawn")


def open_row(session: Session, series_id: str, contribution_id: str) -> ContributionRow:
    """Return a contribution that waits for an answer.

    Raises:
        Refused: it was answered already.
        NotFound: it is not there, or not there any more.
    """
    row = queries.one(session, ContributionRow, id=contribution_id, series_id=series_id)
    if row is None or row.state == State.WITHDRAWN:
        raise NotFound(_("This contribution does not exist any more."), _("Please reload the page."))
    if row.state != State.OPEN:
        raise Refused(
            _("This contribution has been answered already."), _("Please reload the page to see the answer.")
        )
    return row


def record(session: Session, actor: Actor, row: ContributionRow, kind: str) -> None:
    """Write a line on a contribution into the log; texts stay out of it."""
    sketch = queries.one(session, SketchRow, id=row.sketch_id)
    journal.record(
        session, actor, row.series_id, kind, item=sketch.item_id if sketch else "", place=row.place
    )


def view(session: Session, row: ContributionRow) -> ContributionView:
    """Return a contribution as it is shown."""
    adopted = _adopted(session, row) if row.state == State.ADAPTED else ""
    return ContributionView(**row.model_dump(exclude={"series_id"}), adopted=adopted)


def _adopted(session: Session, row: ContributionRow) -> str:
    version = queries.one(session, SketchVersionRow, sketch_id=row.sketch_id, version=row.adopted_version)
    return written.text_of(load(version.content), row.place) if version else ""


def _sent_before(session: Session, key: str, sketch: SketchRow) -> ContributionView | None:
    row = queries.one(session, ContributionRow, id=key) if _KEY.fullmatch(key) else None
    if row is not None and row.sketch_id != sketch.id:
        raise InvalidInput(_("This form belongs to another sketch."), _("Please reload the page."))
    return view(session, row) if row else None


def _keep(
    session: Session, actor: Actor, sketch: SketchRow, kind: Kind, place: str, text: str, key: str
) -> ContributionView:
    _check_room(session, sketch)
    row = ContributionRow(
        id=key if _KEY.fullmatch(key) else new_key(),
        series_id=sketch.series_id,
        sketch_id=sketch.id,
        place=place,
        kind=kind,
        text=text,
        base=written.text_of(load(sketch.content), place),
        base_version=sketch.version,
    )
    queries.add(session, row)
    record(session, actor, row, "sketch_remarked" if kind is Kind.REMARK else "text_proposed")
    return view(session, row)


def _check_room(session: Session, sketch: SketchRow) -> None:
    until = existing(session, sketch.series_id).personal_data_until
    if until is not None and until <= today():
        raise Refused(
            _("Nothing can be written on this series any more: its personal traces have been deleted."),
            _("Please ask your advisor to set a later date. Your text is still here, to be copied."),
        )
    waiting = queries.count(session, ContributionRow, sketch_id=sketch.id, state=State.OPEN)
    ever = queries.count(session, ContributionRow, series_id=sketch.series_id)
    if waiting >= MOST_OPEN or ever >= MOST_EVER:
        raise Refused(
            _("Your advisor has {number} contributions to this sketch to answer first.").format(
                number=waiting
            )
            if waiting >= MOST_OPEN
            else _("{most} contributions were sent for this series; more do not fit.").format(most=MOST_EVER),
            _("Your text is still here. Please tell your advisor."),
        )


def _no_such_place() -> InvalidInput:
    return InvalidInput(
        _("There is no such section in this sketch."), _("Please reload the page and choose one.")
    )
