"""What phones offer besides rating: sending ideas, giving dots, giving points to the dimensions."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import live_queries
from storage.database import Database
from storage.tables import SeriesRow
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, Refused
from workshops.live import seen
from workshops.series import existing

DOTS_PER_PERSON = 5
MOST_DOTS = 20
_SETTINGS = "live"
_WALL = "wall"
_LASTING = ("dots_per_person", "comments")


class Activity(StrEnum):
    """Something that participants can do beside a round."""

    IDEAS = "ideas"
    DOTS = "dots"
    POINTS = "points"


class Phase(StrEnum):
    """Whether an activity takes contributions, and whether its result is on show."""

    OFF = "off"
    OPEN = "open"
    SHOWN = "shown"


class Offer(BaseModel):
    """The activities of a series and how they are set."""

    model_config = ConfigDict(frozen=True)

    phases: Mapping[Activity, Phase]
    dots_per_person: int = DOTS_PER_PERSON
    comments: bool = True

    def is_open(self, activity: Activity) -> bool:
        """Whether contributions are accepted now."""
        return self.phases[activity] is Phase.OPEN

    def is_shown(self, activity: Activity) -> bool:
        """Whether everybody sees the result."""
        return self.phases[activity] is Phase.SHOWN


def settings(row: SeriesRow) -> dict[str, Any]:
    """Return a copy of what is set for live work in a series."""
    return dict(row.settings.get(_SETTINGS, {}))


def change_settings(row: SeriesRow, **changed: Any) -> None:
    """Change single settings for live work; JSON columns are only written when replaced as a whole."""
    row.settings = {**row.settings, _SETTINGS: {**settings(row), **changed}}


def begin_anew(row: SeriesRow) -> None:
    """Keep how live work is set, not how far it has come: in a copy nothing is open, on show or led yet."""
    kept = settings(row)
    others = {name: value for name, value in row.settings.items() if name != _WALL}
    row.settings = {**others, _SETTINGS: {name: kept[name] for name in _LASTING if name in kept}}


def offer_of(row: SeriesRow) -> Offer:
    """Return the activities of a series."""
    kept = settings(row)
    return Offer(
        phases={activity: Phase(kept.get(activity, Phase.OFF)) for activity in Activity},
        dots_per_person=kept.get("dots_per_person", DOTS_PER_PERSON),
        comments=kept.get("comments", True),
    )


def offer(database: Database, actor: Actor, series_id: str) -> Offer:
    """Return the activities of a series to whoever belongs to it."""
    require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, Role.MUNICIPALITY, series_id=series_id)
    with database.read() as session:
        return offer_of(existing(session, series_id))


def set_phase(database: Database, actor: Actor, series_id: str, activity: Activity, phase: Phase) -> None:
    """Open an activity, show its result to everybody, or take it off the phones."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = existing(session, series_id)
        if settings(row).get(activity, Phase.OFF) != phase:
            if settings(row).get(activity, Phase.OFF) == Phase.OPEN:
                seen.keep(session, series_id, activity)
            change_settings(row, **{activity: phase})
            journal.record(session, actor, series_id, "activity_changed", activity=activity, phase=phase)


def change(
    database: Database,
    actor: Actor,
    series_id: str,
    *,
    dots_per_person: int | None = None,
    comments: bool | None = None,
) -> None:
    """Set how many dots each person has and whether remarks on the items are asked for."""
    require(actor, Role.ADVISOR)
    if dots_per_person is not None and not 1 <= dots_per_person <= MOST_DOTS:
        raise InvalidInput(
            _("Each person has between 1 and {most} dots.").format(most=MOST_DOTS),
            _("Please choose a number in this range."),
        )
    given = {"dots_per_person": dots_per_person, "comments": comments}
    changed = {name: value for name, value in given.items() if value is not None}
    with database.write() as session:
        row = existing(session, series_id)
        given_most = live_queries.most_dots(session, series_id)
        if dots_per_person is not None and dots_per_person < given_most:
            raise Refused(
                _("Somebody has given {n} dots already.").format(n=given_most),
                _("Fewer for each person would make some of them void. Please agree on it beforehand."),
            )
        change_settings(row, **changed)
        journal.record(session, actor, series_id, "live_settings_changed", **changed)


def require_open(session: Session, series_id: str, activity: Activity) -> Offer:
    """Return the offer if an activity takes contributions now.

    Raises:
        Refused: it is closed.
    """
    row = existing(session, series_id)
    found = offer_of(row)
    if row.archived_at is not None or not found.is_open(activity):
        raise Refused(
            _("This is closed at the moment."), _("What you sent before is kept. Please follow the wall.")
        )
    return found
