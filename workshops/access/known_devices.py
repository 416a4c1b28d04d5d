"""Devices on which an advisor has signed in before: guesses from the same address do not slow them down.

A mark is drawn at the first sign-in and kept as a cookie. It opens nothing; it only lets the tries of this
device be counted by themselves. It is signed with this installation's key and the password: a new password
makes every device an unknown one again. Nothing is stored, and a mark says neither who nor where.

Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
"""

import hashlib
import hmac
import secrets

from sqlmodel import Session

from storage.database import Database
from workshops.access.admission import password
from workshops.access.guessing import installation_key

KNOWN_COOKIE = "werkstatt_known"


def mark(session: Session) -> str:
    """Return a new mark for a device that has just signed in."""
    name = secrets.token_urlsafe(16)
    return f"{name}.{_signature(session, name)}"


def recognised(database: Database, brought: str) -> str:
    """Return the name of the device that a mark was made for; "" if it is none of ours."""
    name, _dot, signature = brought.partition(".")
    if not signature:
        return ""
    with database.read() as session:
        genuine = _signature(session, name)
    return name if hmac.compare_digest(signature.encode(), genuine.encode()) else ""


def _signature(session: Session, name: str) -> str:
    text = f"advisor device|{name}|{password()}".encode()
    return hmac.digest(installation_key(session), text, hashlib.sha256).hex()
