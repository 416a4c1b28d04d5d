"""What the list of all series asks: where there are any, which fit, and the few that are shown.

It looks at columns of the series and loads rows only of those that a page shows: beside a thousand series it
costs what it costs beside ten.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage.tables import AccessLinkRow, AppointmentRow, PickRow, SeriesRow


class Kept(NamedTuple):
    """How many series there are, how many of them in the archive, and when the first and last began."""

    number: int
    archived: int
    first: datetime | None
    last: datetime | None


class Name(NamedTuple):
    """What a series is looked for by."""

    id: str
    title: str
    municipality_name: str
    municipality_ags: str


class Narrowing(NamedTuple):
    """Which series fit: None lets all through; `since` is included, `until` is not.

    `places` are keys as series keep them, `among` and `besides` are keys of series.
    """

    archived: bool = False
    since: datetime | None = None
    until: datetime | None = None
    places: Collection[str] | None = None
    among: Collection[str] | None = None
    besides: Collection[str] = ()


def kept(session: Session) -> Kept:
    """Return how many series there are and when they began."""
    began = col(SeriesRow.created_at)
    asked = select(func.count(), func.count(col(SeriesRow.archived_at)), func.min(began), func.max(began))
    return Kept(*session.execute(asked).one())


def places(session: Session) -> Sequence[str]:
    """Return the keys of the municipalities and districts that have a series, each once."""
    return session.execute(select(col(SeriesRow.municipality_ags)).distinct()).scalars().all()


def number(session: Session, wanted: Narrowing) -> int:
    """Return how many series fit."""
    return int(session.execute(_narrowed(select(func.count()), wanted)).scalar_one())


def newest(session: Session, wanted: Narrowing, *, offset: int, limit: int) -> Sequence[SeriesRow]:
    """Return some of the series that fit, the newest first."""
    keys = _ordered(_narrowed(select(col(SeriesRow.id)), wanted)).offset(offset).limit(limit)
    # Sorting keys is cheap, sorting all that series hold is not.
    asked = select(SeriesRow).where(col(SeriesRow.id).in_(session.execute(keys).scalars().all()))
    return session.execute(_ordered(asked)).scalars().all()


def named(session: Session, wanted: Narrowing) -> list[Name]:
    """Return by what the series that fit are looked for, the newest first."""
    columns = (SeriesRow.id, SeriesRow.title, SeriesRow.municipality_name, SeriesRow.municipality_ags)
    asked = _ordered(_narrowed(select(*map(col, columns)), wanted))
    return [Name(*row) for row in session.execute(asked)]


def handed_over(session: Session, *, picks: int) -> Sequence[str]:
    """Return the series with so many picks or more and a link of the municipality that was not revoked."""
    decided = select(col(PickRow.series_id)).group_by(col(PickRow.series_id)).having(func.count() >= picks)
    linked = select(col(AccessLinkRow.series_id)).where(
        col(AccessLinkRow.kind) == "municipality",
        col(AccessLinkRow.revoked_at).is_(None),
        col(AccessLinkRow.series_id).in_(decided),
    )
    return session.execute(linked.distinct()).scalars().all()


def appointments(session: Session, series_ids: Collection[str], since: date) -> Sequence[AppointmentRow]:
    """Return the appointments of some series from a day on."""
    mine = col(AppointmentRow.series_id).in_(series_ids)
    asked = select(AppointmentRow).where(mine, col(AppointmentRow.day) >= since)
    return session.execute(asked).scalars().all()


def _narrowed(asked: Any, wanted: Narrowing) -> Any:
    put_away = col(SeriesRow.archived_at)
    asked = asked.select_from(SeriesRow).where(
        put_away.is_not(None) if wanted.archived else put_away.is_(None)
    )
    if wanted.since:
        asked = asked.where(col(SeriesRow.created_at) >= wanted.since)
    if wanted.until:
        asked = asked.where(col(SeriesRow.created_at) < wanted.until)
    if wanted.places is not None:
        asked = asked.where(col(SeriesRow.municipality_ags).in_(wanted.places))
    if wanted.among is not None:
        asked = asked.where(col(SeriesRow.id).in_(wanted.among))
    if wanted.besides:
        asked = asked.where(col(SeriesRow.id).not_in(wanted.besides))
    return asked


def _ordered(asked: Any) -> Any:
    return asked.order_by(col(SeriesRow.created_at).desc(), col(SeriesRow.id))
