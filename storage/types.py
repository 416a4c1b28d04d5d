"""Column types and keys that every table shares."""

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware point in time, stored as UTC.

    SQLite keeps no time zone: without this type a time comes back naive and
    is read as local time on the next machine.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse naive times and convert the others to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A stored time needs a time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the time back as aware UTC, whatever the database keeps."""
        if value is None:
            return None
        stored: datetime = value
        return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


def new_id() -> str:
    """Return a random key of 16 hexadecimal digits.

    Random keys survive the way from a laptop to a server and back: an imported
    series keeps its keys, and two installations never hand out the same one.
    """
    return secrets.token_hex(8)


def now() -> datetime:
    """Return the current time, aware, in UTC."""
    return datetime.now(UTC)
