"""Rounds of rating: draft → open → closed → revealed; the state says what is allowed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from scoring.criteria import CriteriaSet
from storage import live_queries, living_queries, queries
from storage.database import Database
from storage.tables import RatingRow, RoundRow, SeriesRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.criteria import criteria_of
from workshops.errors import InvalidInput, NotFound
from workshops.live import asking
from workshops.live.counting import here_since
from workshops.series import existing


class State(StrEnum):
    """How far a round has come."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class Kind(StrEnum):
    """Who rates: the room agrees on one rating, or each person on an own phone."""

    GROUP = "group"
    LIVE = "live"


class Stage(StrEnum):
    """What is asked of each item: every criterion, or one overall question for each dimension."""

    CRITERIA = "criteria"
    DIMENSIONS = "dimensions"


class RoundView(BaseModel):
    """A round as pages see it; it holds no rating. `planned`: it begins with the first answer.

    `short`: each person is asked a part that is drawn by plan; `passes`: how often was asked on since.
    `left_out`: the groups that are not asked, by criterion or dimension. `begins_at` and `ends_at`: when it
    opens and closes by itself; closed, it has an end only if it closed so. `home_until`: when it was closed
    after having been handed out; `at_home`: how many had answered by then.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    series_id: str
    number: int
    kind: Kind
    stage: Stage
    state: State
    item_ids: tuple[str, ...]
    criterion_ids: tuple[str, ...]
    left_out: Mapping[str, tuple[str, ...]] = {}
    opened_at: datetime | None
    closed_at: datetime | None
    revealed_at: datetime | None
    timer_ends_at: datetime | None
    counts: str = ""
    from_before: bool = False
    planned: bool = False
    short: bool = False
    passes: int = 0
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    home_until: datetime | None = None
    at_home: int | None = None

    @property
    def takes_ratings(self) -> bool:
        """Whether answers are accepted now."""
        return self.state is State.OPEN

    @property
    def handed_out(self) -> bool:
        """Whether it is, or was, to be answered in one's own time."""
        return self.ends_at is not None or self.home_until is not None

    @property
    def ended(self) -> bool:
        """Whether it has closed by itself."""
        return self.state is State.CLOSED and self.ends_at is not None


def questions(series: SeriesRow, stage: Stage) -> CriteriaSet:
    """Return all that a stage can ask: in the stage of the dimensions their ids are the dimensions'."""
    criteria = criteria_of(series)
    return criteria.overall() if stage is Stage.DIMENSIONS else criteria


def criteria_in(series: SeriesRow, row: RoundRow) -> CriteriaSet:
    """Return the questions of a round."""
    return questions(series, Stage(row.stage)).only(list(row.criterion_ids))


def is_over(row: RoundRow) -> bool:
    """Return whether the end of an open round has passed: then it is closed, written down already or not."""
    return row.state == State.OPEN and row.ends_at is not None and row.ends_at <= now()


def view(session: Session, row: RoundRow) -> RoundView:
    """Return a round as pages see it; until its result is shown it follows the shortlist."""
    seen = RoundView.model_validate(row, from_attributes=True)
    if is_over(row):
        over = {"state": State.CLOSED, "closed_at": row.ends_at, "home_until": row.ends_at}
        seen = seen.model_copy(update=over | {"timer_ends_at": None})
    drawn = asking.allocation_of(session, row.id)
    given = {"short": drawn is not None, "passes": drawn.passes if drawn else 0}
    return seen.model_copy(update={"item_ids": items_of(session, row), **given})


def items_of(session: Session, row: RoundRow) -> tuple[str, ...]:
    """Return what is rated in a round: until its result is shown it follows the shortlist."""
    if row.state == State.REVEALED:
        return tuple(row.item_ids)
    return still_ratable(session, row.series_id, row.item_ids)


def still_ratable(session: Session, series_id: str, part: Sequence[str]) -> tuple[str, ...]:
    """Return what can be rated now of a part of the shortlist; an empty part stands for all of it."""
    return tuple(item_id for item_id in ratable(session, series_id) if not part or item_id in part)


def ratable(session: Session, series_id: str) -> tuple[str, ...]:
    """Return the items that are on the shortlist and not excluded by a gate."""
    return living_queries.ratable(session, series_id)


def ratable_part(session: Session, series_id: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return a chosen part of the shortlist in its order, or raise InvalidInput if it cannot be rated."""
    part = tuple(item_id for item_id in ratable(session, series_id) if item_id in wanted)
    if not part or not set(wanted) <= set(part):
        raise InvalidInput(
            _("These entries cannot all be rated now."),
            _("Please reload the page, and choose at least one entry that no gate excludes."),
        )
    return part


def row_of(session: Session, round_id: str) -> RoundRow:
    """Return the row of a round, or say that it is gone; who writes holds its series until the commit."""
    row = queries.of_series(session, RoundRow, round_id)
    if row is None:
        raise NotFound(_("This round does not exist any more."), _("Please reload the page."))
    return row


def every(database: Database, actor: Actor, series_id: str) -> tuple[RoundView, ...]:
    """Return the rounds of a series in their order."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        existing(session, series_id)
        rows = queries.many(session, RoundRow, series_id=series_id, order_by=("number",))
        return tuple(view(session, row) for row in rows)


def insert(
    session: Session,
    actor: Actor,
    series_id: str,
    kind: Kind,
    *,
    state: State = State.DRAFT,
    stage: Stage = Stage.CRITERIA,
    item_ids: Sequence[str] = (),
    criterion_ids: Sequence[str] = (),
    row_id: str | None = None,
) -> RoundRow:
    """Add the next round of a series within an open transaction; it asks everything that its stage asks."""
    series = existing(session, series_id)
    row = RoundRow(
        series_id=series_id,
        number=_next_number(session, series_id),
        kind=kind,
        stage=stage,
        state=state,
        item_ids=list(item_ids),
        criterion_ids=list(criterion_ids or questions(series, stage).ids),
        left_out=criteria_of(series).left_out if kind is Kind.LIVE else {},
        opened_at=now() if state is State.OPEN else None,
    )
    row.id = row_id or row.id
    queries.add(session, row)
    journal.record(session, actor, series_id, "round_created", round=row.number, mode=kind, stage=stage)
    return row


def _next_number(session: Session, series_id: str) -> int:
    """Return the number of a new round as people count: an agreed one nobody has begun comes after it."""
    latest = queries.latest_round(session, series_id)
    if latest is None:
        return 1
    number = latest.number
    if latest.kind == Kind.GROUP and not queries.count(session, RatingRow, round_id=latest.id):
        latest.number += 1
        session.flush()
        return number
    return number + 1


class Readiness(BaseModel):
    """How many have joined, and how many of them say they are done with the round."""

    model_config = ConfigDict(frozen=True)

    joined: int
    finished: int

    @property
    def missing(self) -> int:
        """How many are still rating."""
        return max(0, self.joined - self.finished)


def readiness(database: Database, actor: Actor, round_id: str) -> Readiness:
    """Return who is done, as numbers only."""
    with database.read() as session:
        row = row_of(session, round_id)
        require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, series_id=row.series_id)
        return readiness_in(session, row.series_id, row)


def readiness_in(session: Session, series_id: str, row: RoundRow | None) -> Readiness:
    """Return how many take part in a round; without one, how many are in the room now."""
    since = here_since(row.opened_at if row and row.opened_at else now())
    joined, finished = live_queries.present(session, series_id, row.id if row else None, since)
    return Readiness(joined=joined, finished=finished)
