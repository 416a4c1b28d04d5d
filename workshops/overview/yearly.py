"""The coordinator's list of a year: every project chosen until then, and how it stood when the year ended."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from municipalities.register import load_register
from storage import queries
from storage.database import Database
from storage.tables import ProjectStateRow
from translations.ordering import sort_key
from workshops.actors import Actor, Role, require
from workshops.deciding import afterwards
from workshops.deciding.afterwards import ProjectState, StateView
from workshops.overview import across
from workshops.overview.across import Choice


class Followed(BaseModel):
    """A chosen project with its history, oldest day first; `district` is empty for a place nobody knows."""

    model_config = ConfigDict(frozen=True)

    choice: Choice
    district: str
    lines: tuple[StateView, ...]

    def at_end_of(self, year: int) -> StateView | None:
        """Return how it stood when a year ended; None if nobody had said anything by then."""
        known = [line for line in self.lines if line.day <= date(year, 12, 31)]
        return known[-1] if known else None

    def granted_in(self, year: int) -> Decimal:
        """Return the grants that came in a year, in euro; one that was worded anew that year counts once."""
        granted = [
            line.amount
            for line in self.lines
            if line.state is ProjectState.GRANTED and line.day.year == year and line.amount is not None
        ]
        return granted[-1] if granted else Decimal(0)


def followed(database: Database, actor: Actor) -> tuple[Followed, ...]:
    """Return all chosen projects with what became of them, by place; copies of a series count, too."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        held = tuple(across.projects(session))
        rows = queries.many(
            session, ProjectStateRow, taken_back_at=None, order_by=("day", "entered_at", "id")
        )
    states = tuple(map(afterwards.view, rows))
    found = (_followed([item for item, _choice in same], same[0][1], states) for same in held)
    return tuple(sorted(found, key=lambda each: (sort_key(each.choice.place), sort_key(each.choice.title))))


def _followed(items: Sequence[str], choice: Choice, states: Sequence[StateView]) -> Followed:
    place = load_register().get(choice.ags)
    lines = tuple(state for state in states if state.item_id in items)
    return Followed(choice=choice, district=place.district if place else "", lines=lines)


def years(projects: Sequence[Followed], today: date) -> tuple[int, ...]:
    """Return the years that have a list, the newest first: from the first choice until today."""
    begun = [each.choice.year for each in projects]
    return tuple(range(max([today.year, *begun]), min([today.year, *begun]) - 1, -1))


def of_year(projects: Sequence[Followed], year: int) -> tuple[Followed, ...]:
    """Return the projects that were chosen until the end of a year, those without an end in earlier years.

    What was refused or had ended before the year began stands in the lists of its own time.
    """
    return tuple(each for each in projects if each.choice.year <= year and not _over_before(each, year))


def _over_before(project: Followed, year: int) -> bool:
    before = project.at_end_of(year - 1)
    over = before is not None and before.state in {ProjectState.REFUSED, ProjectState.ENDED}
    return over and not any(line.day.year == year for line in project.lines)
