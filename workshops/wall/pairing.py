"""Pairing a projector's computer with a series, as one pairs a television.

The computer opens /wand and shows a short code; the advisor types it in the cockpit. The token that makes the
computer a wall never leaves it: it was given to it in a cookie, and the confirmation only writes down its
hash.
"""

import secrets
from datetime import timedelta

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import AccessLinkRow, WallPairingRow
from storage.types import now
from translations import _
from workshops import codes, journal
from workshops.access.admission import hashed
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput
from workshops.series import existing

WAITING = timedelta(minutes=20)
PAIRED = timedelta(days=7)
MOST_WAITING = 100


class Pairing(BaseModel):
    """What the computer keeps (`token`) and what it shows (`code`)."""

    model_config = ConfigDict(frozen=True)

    token: str
    code: str


def begin(database: Database) -> Pairing:
    """Let a computer wait to be confirmed; the oldest ones give way when too many wait."""
    made = Pairing(token=secrets.token_urlsafe(24), code=codes.new_code())
    with database.write() as session:
        waiting = queries.many(session, WallPairingRow, order_by=("-created_at",))
        for row in waiting:
            if row.expires_at <= now() or row.code == made.code:
                queries.remove(session, WallPairingRow, code=row.code)
        for row in waiting[MOST_WAITING - 1 :]:
            queries.remove(session, WallPairingRow, code=row.code)
        queries.add(
            session,
            WallPairingRow(code=made.code, token_hash=hashed(made.token), expires_at=now() + WAITING),
        )
    return made


def waiting_code(database: Database, token: str) -> str | None:
    """Return the code that a computer with this token still shows, or None."""
    if not token:
        return None
    with database.read() as session:
        row = queries.one(session, WallPairingRow, token_hash=hashed(token))
    return row.code if row is not None and row.expires_at > now() else None


def confirm(database: Database, actor: Actor, series_id: str, typed: str) -> None:
    """Make the computer that shows this code a wall of the series, for seven days or until it is revoked.

    Raises:
        InvalidInput: no computer shows this code.
    """
    require(actor, Role.ADVISOR)
    code = codes.normalized(typed)
    with database.write() as session:
        existing(session, series_id)
        row = _waiting(session, code)
        link = AccessLinkRow(
            series_id=series_id, kind="wall", token_hash=row.token_hash, expires_at=now() + PAIRED
        )
        queries.remove(session, WallPairingRow, code=code)
        queries.add(session, link)
        journal.record(session, actor, series_id, "link_created", link="wall", days=PAIRED.days)


def _waiting(session: Session, code: str) -> WallPairingRow:
    row = queries.one(session, WallPairingRow, code=code)
    if row is None or row.expires_at <= now():
        raise InvalidInput(
            _("No screen shows this code."),
            _("Please open /wand on the projector's computer and type the code that it shows now."),
            field="code",
        )
    return row
