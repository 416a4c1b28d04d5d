"""A consulting series: created for a municipality, changed, archived, deleted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from municipalities.register import load_register
from storage import queries
from storage.database import Database
from storage.tables import SeriesRow
from storage.types import now
from translations import N_, _
from translations.formats import today
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.codes import new_code
from workshops.criteria import OWN, criteria_of, of_installation, require_somebody_asked
from workshops.errors import InvalidInput, NotFound
from workshops.validation import NAME_LENGTH, line

CRITERIA_SETS = ("short", "full", OWN)
GROUPS = {
    "administration": N_("Administration"),
    "politics": N_("Local politics"),
    "utilities": N_("Municipal utilities"),
    "citizens": N_("Residents"),
    "business": N_("Local business"),
}
MOST_GROUPS = 12
DAYS_UNTIL_DELETION = 180


class SeriesView(BaseModel):
    """A series as pages see it."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    municipality_ags: str
    municipality_name: str
    criteria_set: str
    own_criteria: Mapping[str, Any] = {}
    groups: tuple[str, ...]
    join_code: str
    rehearsal: bool
    revision: int
    created_at: datetime
    archived_at: datetime | None
    personal_data_until: date | None
    personal_data_deleted_at: datetime | None

    @property
    def is_archived(self) -> bool:
        """Whether the series was put away."""
        return self.archived_at is not None


def view(row: SeriesRow) -> SeriesView:
    """Return what pages may see of a row; a municipality whose key ended stands under the next one."""
    seen = SeriesView.model_validate(row, from_attributes=True)
    return seen.model_copy(update={"municipality_ags": load_register().current_key(seen.municipality_ags)})


def group_name(group: str) -> str:
    """Return a stakeholder group's name in the language in use; own groups keep the words typed."""
    return _(GROUPS[group]) if group in GROUPS else group


def existing(session: Session, series_id: str) -> SeriesRow:
    """Return the series' row, or say that it is gone; who writes holds it until the commit."""
    row = queries.series(session, series_id)
    if row is None:
        raise NotFound(
            _("This series does not exist any more."),
            _("It was deleted, perhaps in another window. Please choose another series."),
        )
    return row


def create(
    database: Database,
    actor: Actor,
    *,
    title: str,
    municipality_ags: str,
    criteria_set: str = "short",
    groups: Sequence[str] = tuple(GROUPS),
    rehearsal: bool = False,
) -> SeriesView:
    """Start a series for a municipality or district of Hessen, named by its official key.

    With the set "own" it takes a snapshot of the criteria that the installation keeps.
    """
    require(actor, Role.ADVISOR)
    place = load_register().get(municipality_ags)
    if place is None:
        raise InvalidInput(
            _("This municipality is not in the official list."),
            _("Please choose one of the municipalities and districts offered."),
            field="municipality",
        )
    row = SeriesRow(
        title=line(title, label=_("Title")),
        municipality_ags=place.ags,
        municipality_name=place.display_name,
        criteria_set=_known_set(criteria_set),
        groups=_clean_groups(groups),
        join_code=new_code(),
        rehearsal=rehearsal,
        personal_data_until=today() + timedelta(days=DAYS_UNTIL_DELETION),
    )
    with database.write() as session:
        if row.criteria_set == OWN:
            row.own_criteria = _of_installation(session)
            require_somebody_asked(criteria_of(row), row.groups)
        queries.add(session, row)
        journal.record(session, actor, row.id, "series_created", criteria_set=row.criteria_set)
        return view(existing(session, row.id))


def change(
    database: Database, actor: Actor, series_id: str, *, title: str, groups: Sequence[str]
) -> SeriesView:
    """Give a series another title or other stakeholder groups.

    Raises:
        InvalidInput: nobody would be left to be asked about one of the criteria.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = existing(session, series_id)
        row.title = line(title, label=_("Title"))
        row.groups = _clean_groups(groups)
        require_somebody_asked(criteria_of(row), row.groups)
        journal.record(session, actor, series_id, "series_changed", groups=row.groups)
        return view(row)


def get(database: Database, actor: Actor, series_id: str) -> SeriesView:
    """Return a series to its advisor, its municipality, its wall or its participants."""
    municipality = (Role.MUNICIPALITY, Role.CO_WRITER)
    require(actor, Role.ADVISOR, *municipality, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        return view(existing(session, series_id))


def every(database: Database, actor: Actor, *, archived: bool = False) -> tuple[SeriesView, ...]:
    """Return all series that are (or are not) archived, newest first."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        rows = queries.many(session, SeriesRow, order_by=("-created_at", "id"))
    return tuple(view(row) for row in rows if (row.archived_at is not None) == archived)


def the_only_one(database: Database, actor: Actor) -> str | None:
    """Return the id of the series that can alone be meant: the only one that is not archived."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        if queries.count(session, SeriesRow, archived_at=None) != 1:
            return None
        row = queries.one(session, SeriesRow, archived_at=None)
    return row.id if row else None


def archive(database: Database, actor: Actor, series_id: str, *, archived: bool = True) -> None:
    """Put a series away, or take it back."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = existing(session, series_id)
        row.archived_at = now() if archived else None
        journal.record(session, actor, series_id, "series_archived" if archived else "series_restored")


def delete(database: Database, actor: Actor, series_id: str) -> None:
    """Delete a series with everything in it; there is no way back."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        queries.remove(session, SeriesRow, id=series_id)


def _of_installation(session: Session) -> dict[str, Any]:
    found = of_installation(session)
    if found is None:
        raise InvalidInput(
            _("This installation keeps no criteria of its own any more."),
            _("Please choose the short or the full set."),
        )
    return found


def _known_set(criteria_set: str) -> str:
    if criteria_set not in CRITERIA_SETS:
        raise InvalidInput(
            _("This set of criteria is unknown."), _("Please choose the short or the full set.")
        )
    return criteria_set


def _clean_groups(groups: Sequence[str]) -> list[str]:
    clean = [line(group, label=_("Stakeholder group"), limit=NAME_LENGTH) for group in groups]
    if len(clean) > MOST_GROUPS:
        raise InvalidInput(
            _("{number} groups are too many; up to {limit} are possible.").format(
                number=len(clean), limit=MOST_GROUPS
            ),
            _("Please combine groups: small groups cannot be shown separately anyway."),
        )
    return list(dict.fromkeys(clean))
