"""Over all series: what is chosen where, who could do it together, and how it changes from year to year.

Only decisions are looked at: no participants, no ratings, no notes. Rehearsals do not count; what is
in the archive does, because a decision stays one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from municipalities.register import Municipality, distance_km, load_register
from municipalities.similarity import NEAR_KM
from storage import queries
from storage.database import Database
from storage.tables import ItemRow, PickRow, SeriesRow
from translations.formats import TIME_ZONE
from translations.ordering import sort_key
from usecases.model import UseCase
from workshops.actors import Actor, Role, require


class Choice(BaseModel):
    """A pick of one series; own ideas have no `use_case_id` and no `themes`."""

    model_config = ConfigDict(frozen=True)

    series_id: str
    series_title: str
    ags: str
    place: str
    year: int
    use_case_id: str | None
    title: str
    title_en: str | None
    area: str
    archived: bool
    themes: tuple[str, ...] = ()


class Joint(BaseModel):
    """The same use case, chosen by places that are near each other: kilometres between the two furthest."""

    model_config = ConfigDict(frozen=True)

    use_case_id: str
    choices: tuple[Choice, ...]
    widest_km: float
    district: str | None

    @property
    def places(self) -> tuple[str, ...]:
        """The municipalities by name, each once."""
        return tuple(sorted({choice.place for choice in self.choices}, key=sort_key))


def choices(database: Database, actor: Actor) -> tuple[Choice, ...]:
    """Return the picks of all series, oldest first; the same pick of a place counts once a year."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        return tuple(held[0][1] for held in projects(session))


def projects(session: Session) -> Iterator[tuple[tuple[str, Choice], ...]]:
    """Yield each pick of a place and year with its item, with the same pick in copies of the series."""
    series = {row.id: row for row in queries.many(session, SeriesRow, rehearsal=False)}
    items = {row.id: row for row in queries.many(session, ItemRow)}
    found: dict[tuple[object, ...], list[tuple[str, Choice]]] = defaultdict(list)
    for pick in queries.many(session, PickRow, order_by=("picked_at", "id")):
        if pick.series_id in series:
            choice = _choice(series[pick.series_id], items[pick.item_id], pick)
            same = (choice.ags, choice.year, choice.use_case_id or choice.title)
            found[same].append((pick.item_id, choice))
    yield from map(tuple, found.values())


def _choice(series: SeriesRow, item: ItemRow, pick: PickRow) -> Choice:
    case = UseCase.from_snapshot(item.snapshot) if item.kind == "use_case" else None
    return Choice(
        series_id=series.id,
        series_title=series.title,
        ags=load_register().current_key(series.municipality_ags),
        place=series.municipality_name,
        year=pick.picked_at.astimezone(TIME_ZONE).year,
        use_case_id=item.use_case_id,
        title=item.title,
        title_en=case.title_en if case and item.title == case.title_de else None,
        area=item.area,
        archived=series.archived_at is not None,
        themes=case.themes if case else (),
    )


def joint_projects(chosen: Iterable[Choice]) -> tuple[Joint, ...]:
    """Return the use cases that neighbours have chosen, those of most places first.

    Neighbours are at most 25 km apart or belong to the same district; who is a
    neighbour of a neighbour belongs to the same project.
    """
    by_case: dict[str, list[Choice]] = defaultdict(list)
    for choice in chosen:
        if choice.use_case_id and load_register().get(choice.ags):
            by_case[choice.use_case_id].append(choice)
    found = [_joint(case, group) for case, held in by_case.items() for group in _groups(held)]
    return tuple(sorted(found, key=lambda joint: (-len(joint.places), joint.widest_km)))


def _groups(held: Sequence[Choice]) -> list[list[Choice]]:
    """Divide the choices of one use case into groups of neighbours; places on their own are left out."""
    groups: list[list[Choice]] = []
    for choice in held:
        near = [group for group in groups if any(_are_neighbours(choice, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), choice])
    return [group for group in groups if len({choice.ags for choice in group}) > 1]


def _are_neighbours(one: Choice, other: Choice) -> bool:
    here, there = _place(one), _place(other)
    return here.district_ags == there.district_ags or distance_km(here, there) <= NEAR_KM


def _joint(case: str, group: Sequence[Choice]) -> Joint:
    places = [_place(choice) for choice in group]
    districts = {place.district for place in places}
    return Joint(
        use_case_id=case,
        choices=tuple(group),
        widest_km=max(distance_km(one, other) for one in places for other in places),
        district=districts.pop() if len(districts) == 1 else None,
    )


def _place(choice: Choice) -> Municipality:
    found = load_register().get(choice.ags)
    assert found, "places that the register does not know are left out before"
    return found
