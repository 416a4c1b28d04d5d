"""Which browser leads the live rounds of a series; another advisor takes over deliberately."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from storage.database import Database
from storage.types import now
from workshops import journal
from workshops.access.admission import hashed
from workshops.actors import Actor, Role, require
from workshops.live import activities
from workshops.series import existing


class Lead(BaseModel):
    """Who leads: whether it is the browser that asks, and since when."""

    model_config = ConfigDict(frozen=True)

    is_own: bool
    since: datetime | None


def lead(database: Database, actor: Actor, series_id: str, browser: str) -> Lead:
    """Return who leads; `browser` is the secret that this advisor's browser signed in with."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        kept = activities.settings(existing(session, series_id)).get("lead")
    if kept is None:
        return Lead(is_own=False, since=None)
    return Lead(is_own=kept["browser"] == _mark(browser), since=datetime.fromisoformat(kept["since"]))


def take(database: Database, actor: Actor, series_id: str, browser: str) -> Lead:
    """Make this browser the one that leads; taking what one has changes nothing."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = existing(session, series_id)
        before = activities.settings(row).get("lead")
        if before is None or before["browser"] != _mark(browser):
            activities.change_settings(row, lead={"browser": _mark(browser), "since": now().isoformat()})
            journal.record(session, actor, series_id, "lead_taken", over=before is not None)
    return lead(database, actor, series_id, browser)


def _mark(browser: str) -> str:
    """Return a name for a browser that opens nothing."""
    return hashed(f"lead:{browser}")[:16]
