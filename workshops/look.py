"""The own look of an installation and of a series: a coat of arms or logo, and an accent colour.

What a series has not set it takes from the installation. Shown on each scene, on the result page and in
documents.
"""

import hashlib
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from design import contrast
from design.palette import PAPER
from storage import queries
from storage.database import Database
from storage.tables import LookRow
from storage.types import now
from translations import _, formats
from workshops import emblem, journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput
from workshops.series import existing

_INSTALLATION = "installation"


class Emblem(BaseModel):
    """A picture; `mark` changes with its content."""

    model_config = ConfigDict(frozen=True)

    content: bytes
    media_type: str = "image/png"

    @property
    def mark(self) -> str:
        """A short name of this content."""
        return hashlib.sha256(self.content).hexdigest()[:12]


class Look(BaseModel):
    """An accent ("#rrggbb", "" for ours) and an emblem; `changed_at` None while nothing was set."""

    model_config = ConfigDict(frozen=True)

    accent: str = ""
    emblem: Emblem | None = None
    changed_at: datetime | None = None


def of_series(database: Database, actor: Actor, series_id: str) -> Look:
    """Return how a series looks: what it has set itself, else what the installation has set."""
    require(
        actor,
        Role.ADVISOR,
        Role.WALL,
        Role.REMOTE,
        Role.MUNICIPALITY,
        Role.PARTICIPANT,
        series_id=series_id,
    )
    with database.read() as session:
        own, usual = _kept(session, series_id), _kept(session, _INSTALLATION)
    return Look(
        accent=own.accent or usual.accent,
        emblem=own.emblem or usual.emblem,
        changed_at=own.changed_at or usual.changed_at,
    )


def own(database: Database, actor: Actor, series_id: str | None = None) -> Look:
    """Return what a series itself, or without one the installation, has set."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        return _kept(session, series_id or _INSTALLATION)


def _kept(session: Session, key: str) -> Look:
    row = queries.one(session, LookRow, key=key)
    if row is None:
        return Look()
    return Look(
        accent=row.accent,
        emblem=Emblem(content=row.emblem) if row.emblem else None,
        changed_at=row.changed_at,
    )


def set_accent(database: Database, actor: Actor, accent: str, *, series_id: str | None = None) -> Look:
    """Set the accent colour; an empty one goes back to the usual.

    Raises:
        InvalidInput: it is no colour, or cannot be read on white.
    """
    require(actor, Role.ADVISOR)
    typed = accent.strip().lower()
    return _change(database, actor, series_id, accent=checked(typed) if typed else "")


def checked(accent: str) -> str:
    """Return a colour as it is.

    Raises:
        InvalidInput: it is no colour, or cannot be read on white.
    """
    if not contrast.is_colour(accent):
        raise InvalidInput(
            _("“{colour}” is not a colour.").format(colour=accent[:20]),
            _("Please write it as # and six digits or letters from a to f, for example {example}.").format(
                example=PAPER.accent
            ),
            field="accent",
        )
    reached = contrast.contrast(accent, PAPER.card)
    if reached < contrast.TEXT:
        raise InvalidInput(
            _("This colour cannot be read on white: its contrast is {reached}, {least} is needed.").format(
                reached=formats.number(reached, 1), least=formats.number(contrast.TEXT, 1)
            ),
            _("The nearest one that can be read is {colour}.").format(
                colour=contrast.readable(accent, PAPER.card)
            ),
            field="accent",
        )
    return accent


def set_emblem(
    database: Database, actor: Actor, picture: bytes | None, *, series_id: str | None = None
) -> Look:
    """Set the coat of arms or logo; None takes it away.

    Raises:
        InvalidInput: the file is no picture, or one that is too large.
    """
    require(actor, Role.ADVISOR)
    return _change(database, actor, series_id, emblem=emblem.clean(picture) if picture is not None else None)


def copy(session: Session, source_id: str, target_id: str) -> None:
    """Let a series look as another one does."""
    found = queries.one(session, LookRow, key=source_id)
    if found is not None:
        queries.add(session, LookRow(**(found.model_dump() | {"key": target_id, "series_id": target_id})))


def _change(database: Database, actor: Actor, series_id: str | None, **changed: object) -> Look:
    key = series_id or _INSTALLATION
    with database.write() as session:
        if series_id:
            existing(session, series_id)
        row = queries.one(session, LookRow, key=key)
        if row is None:
            row = LookRow(key=key, series_id=series_id)
            queries.add(session, row)
        for name, value in changed.items():
            setattr(row, name, value)
        row.changed_at = now()
        session.add(row)
        if series_id:
            journal.record(session, actor, series_id, "look_changed", what=sorted(changed))
        session.flush()
        return _kept(session, key)
