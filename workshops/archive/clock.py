"""Whether the date of this computer can be believed: what is deleted by a wrong clock does not come back."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import SettingRow
from storage.types import now
from workshops.actors import Actor, Role, require

LONGEST_PAUSE = timedelta(days=31)
"""A laptop may lie in a drawer for longer; then a question is asked, and nothing is lost by asking."""
_KEY = "clock_last_seen"


class Doubt(BaseModel):
    """The clock is far ahead of the time at which the tool was last seen running."""

    model_config = ConfigDict(frozen=True)

    last_seen: datetime
    now: datetime


def doubt(session: Session) -> Doubt | None:
    """Return why the clock cannot be believed without a question, or None."""
    seen, current = _last_seen(session), now()
    if seen is None or current - seen <= LONGEST_PAUSE:
        return None
    return Doubt(last_seen=seen, now=current)


def note(session: Session) -> None:
    """Remember that the tool runs at this time, unless the clock is in doubt."""
    if doubt(session) is None:
        _keep(session, now())


def confirm(database: Database, actor: Actor) -> None:
    """Believe the clock because an advisor has looked at the date."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        _keep(session, now())


def _keep(session: Session, at: datetime) -> None:
    queries.remove(session, SettingRow, key=_KEY)
    queries.add(session, SettingRow(key=_KEY, value=at.isoformat()))


def _last_seen(session: Session) -> datetime | None:
    """Return when the tool was last seen; of an older version the newest line of any series."""
    if kept := queries.one(session, SettingRow, key=_KEY):
        return datetime.fromisoformat(kept.value)
    newest = queries.newest_event(session)
    return newest.at if newest else None
