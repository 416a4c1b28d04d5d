"""Slows down the guessing of passwords and codes, and keeps one device from filling a room.

A right secret is never refused: it is looked at before anything is counted. Once an address has been wrong
too often, further tries from there are looked at one after the other, with a pause between them. Somebody
who knows the code waits one pause at most, unless others guess faster than that from the same address, and
devices that have come in before wait for nobody (`known_devices`, a participant's cookie); guessing itself
gets no further than a few tries a second. Counts stand in the database, so that all
processes share them, under a keyed hash: no address is kept, and none can be found out from the count.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from sqlmodel import Session

from storage import guesses, queries
from storage.database import Database
from storage.tables import SettingRow
from storage.types import now

_KEY_NAME = "guess_key"
LONGEST_WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` of a kind from one place within `window`; beyond, one look per `pause`."""

    kind: str
    most: int
    window: timedelta
    pause: timedelta = timedelta(0)


PASSWORDS = Limit("password", 10, timedelta(minutes=5), timedelta(seconds=1))
# Codes of six letters: 113 million of them, a few hundred right ones.
CODES = Limit("code", 60, timedelta(minutes=1), timedelta(milliseconds=250))
# Secrets of 128 bits and more cannot be guessed: only the answers to wrong ones get shorter.
LINKS = Limit("link", 60, timedelta(minutes=1))
# Screens that ask for a code to be paired with: each costs a row until it is confirmed.
SCREENS = Limit("screen", 30, timedelta(minutes=1))


def seconds_to_wait(database: Database, limit: Limit, place: str, at: datetime | None = None) -> int:
    """Return in how many whole seconds a wrong try from `place` gets an answer of its own again; 0: now."""
    at = at or now()
    with database.read() as session:
        counted = guesses.count(session, _key(session, limit, place), at, limit.window)
    return _left(limit, counted, at) if counted else 0


def turn(database: Database, limit: Limit, place: str, at: datetime | None = None) -> float:
    """Return in how many seconds a try from `place` may be looked at; 0 for all but frequent wrong ones."""
    at = at or now()
    if not limit.pause or not seconds_to_wait(database, limit, place, at):
        return 0.0
    with database.write() as session:
        when = guesses.take_turn(session, _key(session, limit, place), at, limit.pause)
    return (when - at).total_seconds()


def count(session: Session, limit: Limit, place: str, at: datetime | None = None) -> int:
    """Count one from `place`; return the whole seconds to wait if that was one too many, else 0."""
    at = at or now()
    guesses.forget(session, at - LONGEST_WINDOW)
    counted = guesses.add(session, _key(session, limit, place), at, limit.window)
    return _left(limit, counted, at, allowed=limit.most)


def count_wrong(session: Session, limit: Limit, place: str, device: str = "") -> int:
    """Count a wrong try by address and device; a device that brings a secret waits for its own ones only."""
    seconds = count(session, limit, place)
    return count(session, limit, f"device {device}") if device else seconds


def _left(limit: Limit, counted: guesses.Count, at: datetime, allowed: int | None = None) -> int:
    """Return the seconds until a count of `allowed` or more is over."""
    most = limit.most - 1 if allowed is None else allowed
    if counted.number <= most:
        return 0
    return max(1, ceil((counted.begun_at + limit.window - at).total_seconds()))


def _key(session: Session, limit: Limit, place: str) -> str:
    """Return the name under which a place is counted: useless without this installation's key."""
    text = f"{limit.kind}|{household(place)}".encode()
    return hmac.digest(installation_key(session), text, hashlib.sha256).hex()


def installation_key(session: Session) -> bytes:
    """Return this installation's own key, drawn with the first count."""
    row = queries.one(session, SettingRow, key=_KEY_NAME)
    if row is None:
        row = SettingRow(key=_KEY_NAME, value=secrets.token_urlsafe(32))
        if session.info.get("writes"):
            queries.add(session, row)
    return row.value.encode()


def household(address: str) -> str:
    """Return what one guesser cannot change at will: an IPv4 address, or the /64 network of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed.packed[:8] + bytes(8), 64)))
    return str(parsed)
