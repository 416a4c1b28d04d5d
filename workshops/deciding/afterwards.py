"""What became of what was decided: applied for, granted, refused, running, live, ended.

A project's history is a list of lines, each a state with its day; the last day's line says how the project
stands. A line is never changed: who was mistaken takes it back and enters another one.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import PickRow, ProjectStateRow
from storage.types import now
from translations import _, formats
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.series import existing
from workshops.validation import line

EFFECT_LENGTH = 300
MOST_EURO = Decimal("99999999999.99")
FIRST_DAY = date(2000, 1, 1)
_NEWEST_LAST = ("day", "entered_at", "id")


class ProjectState(StrEnum):
    """How a chosen project stands."""

    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"
    RUNNING = "running"
    LIVE = "live"
    ENDED = "ended"


class StateView(BaseModel):
    """A line of a project's history.

    `amount` in euro: the grant that was asked for, granted or refused; what was spent by then for a project
    that runs, is live or has ended. None where nobody said it.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    item_id: str
    state: ProjectState
    day: date
    amount: Decimal | None
    effect: str
    entered_at: datetime
    taken_back_at: datetime | None

    @property
    def holds(self) -> bool:
        """Whether it was not taken back."""
        return self.taken_back_at is None


def history(database: Database, actor: Actor, series_id: str) -> tuple[StateView, ...]:
    """Return the lines of all projects of a series, oldest day first; those taken back only for advisors."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, series_id=series_id)
    with database.read() as session:
        existing(session, series_id)
        rows = queries.many(session, ProjectStateRow, series_id=series_id, order_by=_NEWEST_LAST)
    found = map(view, rows)
    return tuple(each for each in found if each.holds or actor.role is Role.ADVISOR)


def newest(lines: Sequence[StateView]) -> Mapping[str, StateView]:
    """Return how each project stands, by item id, from lines in the order of `history`."""
    return {each.item_id: each for each in lines if each.holds}


def enter(
    database: Database,
    actor: Actor,
    series_id: str,
    item_id: str,
    *,
    state: ProjectState,
    day: date,
    amount: Decimal | None = None,
    effect: str = "",
) -> StateView:
    """Add a line to a project's history; the same line again, as by a second click, is one line.

    Raises:
        InvalidInput: the day lies ahead or before 2000, the amount does not fit, the effect is too long.
        Refused: the entry is not picked.
    """
    require(actor, Role.ADVISOR)
    _check_day(day)
    words = line(effect, label=_("What it has brought about"), limit=EFFECT_LENGTH, required=False)
    cents = _cents(amount)
    with database.write() as session:
        existing(session, series_id)
        if queries.one(session, PickRow, series_id=series_id, item_id=item_id) is None:
            raise Refused(_("This entry is not picked."), _("Please pick it first, with a reason."))
        facts: dict[str, Any] = {
            "item_id": item_id,
            "state": ProjectState(state),
            "day": day,
            "amount": cents,
            "effect": words,
        }
        if same := queries.one(session, ProjectStateRow, series_id=series_id, taken_back_at=None, **facts):
            return view(same)
        row = ProjectStateRow(series_id=series_id, **facts)
        queries.add(session, row)
        _record(session, actor, row, "project_state_entered")
        return view(row)


def take_back(database: Database, actor: Actor, series_id: str, line_id: str) -> None:
    """Take a line of the history back: it does not hold any more, but stays to be seen by advisors."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        row = queries.one(session, ProjectStateRow, id=line_id, series_id=series_id, taken_back_at=None)
        if row is None:
            raise NotFound(
                _("This line does not exist any more, or was taken back already."),
                _("Please reload the page."),
            )
        row.taken_back_at = now()
        queries.add(session, row)
        _record(session, actor, row, "project_state_taken_back")


def _record(session: Session, actor: Actor, row: ProjectStateRow, kind: str) -> None:
    facts = {"item": row.item_id, "became": row.state, "day": row.day.isoformat()}
    journal.record(session, actor, row.series_id, kind, **facts)


def _check_day(day: date) -> None:
    if not FIRST_DAY <= day <= formats.today():
        raise InvalidInput(
            _("The day lies between {first} and today.").format(first=formats.date(FIRST_DAY)),
            _("Please enter what has happened, on the day when it did."),
            field="day",
        )


def _cents(amount: Decimal | None) -> int | None:
    if amount is None:
        return None
    if not amount.is_finite() or not 0 <= amount <= MOST_EURO or amount != round(amount, 2):
        raise InvalidInput(
            _("The amount lies between 0 and {most}, with at most two decimals.").format(
                most=formats.euro(float(MOST_EURO), cents=True)
            ),
            _("Please correct it."),
            field="amount",
        )
    return int(amount * 100)


def view(row: ProjectStateRow) -> StateView:
    """Return a line as it is shown: its amount in euro."""
    amount = None if row.amount is None else Decimal(row.amount).scaleb(-2)
    return StateView(**row.model_dump(exclude={"series_id", "amount"}), amount=amount)
