"""One tablet for several people: each gets a record of their own, one after the other."""

import secrets
from datetime import timedelta

from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import AccessLinkRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.access.admission import hashed
from workshops.actors import Actor, Role, require
from workshops.errors import AccessDenied
from workshops.live import participants
from workshops.live.participants import Invitation
from workshops.series import existing

TABLET_COOKIE = "werkstatt_tablet"
LINK_KIND = "tablet"
_LASTS = timedelta(days=1)


def create(database: Database, actor: Actor, series_id: str) -> str:
    """Return a new secret that makes a device a shared tablet for one day."""
    require(actor, Role.ADVISOR)
    token = secrets.token_urlsafe(16)
    with database.write() as session:
        existing(session, series_id)
        link = AccessLinkRow(
            series_id=series_id, kind=LINK_KIND, token_hash=hashed(token), expires_at=now() + _LASTS
        )
        queries.add(session, link)
        journal.record(session, actor, series_id, "link_created", link=LINK_KIND, days=_LASTS.days)
    return token


def series_of(session: Session, tablet_token: str) -> str | None:
    """Return the series for which a device is a shared tablet, or None."""
    if not tablet_token:
        return None
    row = queries.one(session, AccessLinkRow, token_hash=hashed(tablet_token), kind=LINK_KIND)
    if row is None or row.revoked_at is not None or row.expires_at <= now():
        return None
    return row.series_id


def invitation(database: Database, tablet_token: str) -> Invitation | None:
    """Return what each next person at a shared tablet reads; None when the device is none."""
    if not tablet_token:
        return None
    with database.read() as session:
        series_id = series_of(session, tablet_token)
        return participants.invitation_to(existing(session, series_id)) if series_id else None


def next_person(
    session: Session, tablet_token: str, device_token: str, *, group: str | None = None, place: str = ""
) -> Actor:
    """Start a new record on a shared tablet; the one before is kept and no longer reachable from it.

    Raises:
        AccessDenied: this device is no shared tablet, or not any more.
    """
    series_id = series_of(session, tablet_token)
    if series_id is None:
        raise AccessDenied(
            _("This device is not set up as a shared tablet any more."),
            _("Please ask your advisor to scan the code for tablets again."),
        )
    return participants.join(session, series_id, device_token, group=group, kind="tablet", place=place)
