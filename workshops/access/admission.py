"""Who may come in: advisors by link or password, municipalities and walls by a link that ends."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from settings import settings
from storage import queries
from storage.database import Database
from storage.tables import AccessLinkRow, AdvisorSessionRow, SettingRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import AccessDenied, InvalidInput, NotFound
from workshops.series import existing

ADVISOR_COOKIE = "werkstatt_advisor"
RESULT_COOKIE = "werkstatt_result"
CO_WRITING_COOKIE = "werkstatt_mitschreiben"
WALL_COOKIE = "werkstatt_wall"
REMOTE_COOKIE = "werkstatt_remote"
PARTICIPANT_COOKIE = "werkstatt_participant"
LANGUAGE_COOKIE = "werkstatt_language"

_SIGN_IN_KEY = "sign_in_token_hash"
_PASSWORD_KEY = "password_mark"
_SESSION_LENGTH = timedelta(days=30)
_LINK_ROLES = {
    "municipality": Role.MUNICIPALITY,
    "co_writer": Role.CO_WRITER,
    "wall": Role.WALL,
    "remote": Role.REMOTE,
}


class LinkView(BaseModel):
    """A link that was given out; its secret is shown only once, when it is made."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

    @property
    def is_valid(self) -> bool:
        """Whether the link opens the door now."""
        return self.revoked_at is None and self.expires_at > now()


def hashed(token: str) -> str:
    """Return the form in which a random token is kept; random tokens need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in_link_token(database: Database) -> str:
    """Make a new sign-in token for the terminal; the one before stops working."""
    token = secrets.token_urlsafe(24)
    with database.write() as session:
        queries.remove(session, SettingRow, key=_SIGN_IN_KEY)
        queries.add(session, SettingRow(key=_SIGN_IN_KEY, value=hashed(token)))
    return token


def sign_in(database: Database, secret: str) -> str:
    """Exchange the sign-in token or `ADVISOR_PASSWORD` for a browser's session token.

    Raises:
        AccessDenied: the secret is wrong.
    """
    with database.write() as session:
        if not _is_sign_in_secret(session, secret.strip()):
            raise AccessDenied(
                _("This sign-in was not accepted."),
                _("Please use the newest link from the terminal, or the password."),
            )
        token = secrets.token_urlsafe(32)
        queries.remove_ended_sessions(session, now())
        queries.add(
            session,
            AdvisorSessionRow(token_hash=_session_hash(token), expires_at=now() + _SESSION_LENGTH),
        )
    return token


def _is_sign_in_secret(session: Session, secret: str) -> bool:
    if expected := password():
        return hmac.compare_digest(secret.encode(), expected.encode())
    kept = queries.one(session, SettingRow, key=_SIGN_IN_KEY)
    return kept is not None and hmac.compare_digest(hashed(secret), kept.value)


def has_password() -> bool:
    """Return whether advisors sign in with a password instead of the link."""
    return bool(password())


def password() -> str:
    """Return the password that advisors sign in with; "" where they use the link of the terminal."""
    return settings().password


def _session_hash(token: str) -> str:
    """Return the form in which a session is kept: bound to the password, so that a new one ends it."""
    key = password()
    return hmac.digest(key.encode(), token.encode(), hashlib.sha256).hex() if key else hashed(token)


def end_sessions_of_other_passwords(database: Database) -> None:
    """Sign every browser out if the password is another one than at the last start, whichever it is."""
    with database.write() as session:
        kept = queries.one(session, SettingRow, key=_PASSWORD_KEY)
        if kept is not None and hmac.compare_digest(_password_mark(kept.value.partition("$")[0]), kept.value):
            return
        if kept is not None:
            queries.remove_sessions(session)
        queries.remove(session, SettingRow, key=_PASSWORD_KEY)
        mark = _password_mark(secrets.token_hex(16))
        queries.add(session, SettingRow(key=_PASSWORD_KEY, value=mark))


def _password_mark(salt: str) -> str:
    """Return what tells passwords apart and is slow to guess from: the database must not give one away."""
    derived = hashlib.scrypt(password().encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1)
    return f"{salt}${derived.hex()}"


def sign_out(database: Database, session_token: str) -> None:
    """Forget a browser's session."""
    with database.write() as session:
        queries.remove(session, AdvisorSessionRow, token_hash=_session_hash(session_token))


def advisor(database: Database, session_token: str) -> Actor | None:
    """Return the advisor whose browser sent this token, or None."""
    if not session_token:
        return None
    with database.read() as session:
        row = queries.one(session, AdvisorSessionRow, token_hash=_session_hash(session_token))
    return Actor(Role.ADVISOR) if row is not None and row.expires_at > now() else None


def create_link(database: Database, actor: Actor, series_id: str, kind: str, *, days: int = 180) -> str:
    """Make a link for one of `_LINK_ROLES` and return its secret, which is kept nowhere."""
    require(actor, Role.ADVISOR)
    if kind not in _LINK_ROLES or not 1 <= days <= 730:
        raise InvalidInput(
            _("A link lasts between 1 and 730 days."), _("Please choose a number of days in this range.")
        )
    token = secrets.token_urlsafe(24)
    with database.write() as session:
        existing(session, series_id)
        link = AccessLinkRow(
            series_id=series_id, kind=kind, token_hash=hashed(token), expires_at=now() + timedelta(days=days)
        )
        queries.add(session, link)
        journal.record(session, actor, series_id, "link_created", link=kind, days=days)
    return token


def links(database: Database, actor: Actor, series_id: str) -> tuple[LinkView, ...]:
    """Return the links of a series, newest first."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        rows = queries.many(session, AccessLinkRow, series_id=series_id, order_by=("-created_at",))
    return tuple(LinkView.model_validate(row, from_attributes=True) for row in rows)


def revoke_link(database: Database, actor: Actor, link_id: str) -> None:
    """End a link at once; ending it twice changes nothing."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = queries.of_series(session, AccessLinkRow, link_id)
        if row is None:
            raise NotFound(_("This link does not exist any more."), _("Please reload the page."))
        if row.revoked_at is None:
            row.revoked_at = now()
            journal.record(session, actor, row.series_id, "link_revoked", link=row.kind)


def link_holder(database: Database, token: str) -> Actor | None:
    """Return who holds a valid link, a municipality that reads or writes, a wall or a remote, or None."""
    if not token:
        return None
    with database.read() as session:
        row = queries.one(session, AccessLinkRow, token_hash=hashed(token))
    if row is None or row.revoked_at is not None or row.expires_at <= now():
        return None
    role = _LINK_ROLES.get(row.kind)  # a shared tablet's link opens another door
    return Actor(role, series_id=row.series_id) if role else None
