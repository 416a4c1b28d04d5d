"""What people see when they rate: items with their short facts, and the questions with worded answers."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from municipalities.register import distance_km, load_register
from scoring.criteria import SCALE, Criterion
from storage import queries
from storage.database import Database
from storage.tables import ItemRow, SeriesRow
from translations import _, current_language
from translations.formats import euro, number
from usecases import areas
from usecases.model import Status, UseCase
from workshops.actors import Actor, Role, require
from workshops.criteria import criteria_of
from workshops.library import shortlist
from workshops.live import activities, rounds
from workshops.series import existing

_MOST_PLACES = 3
_MOST_BENEFITS = 3


class Question(BaseModel):
    """One criterion: its question and what 1 to 5 mean, in the language in use."""

    model_config = ConfigDict(frozen=True)

    criterion_id: str
    dimension: str
    name: str
    question: str
    anchors: tuple[tuple[int, str], ...]


class BallotItem(BaseModel):
    """A use case or idea to be rated; `facts` are (name, sentence) from its snapshot."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    area: str
    summary: str
    facts: tuple[tuple[str, str], ...]


class Ballot(BaseModel):
    """A round's items and questions; the same for everybody."""

    model_config = ConfigDict(frozen=True)

    round_id: str
    number: int
    items: tuple[BallotItem, ...]
    questions: tuple[Question, ...]
    comments: bool

    @property
    def size(self) -> int:
        """How many answers a person can give."""
        return len(self.items) * len(self.questions)


def area_name(area_id: str) -> str:
    """Return a field of action's name in the language in use."""
    return areas.area(area_id).name(_language())


def dimension_names(database: Database, actor: Actor, series_id: str) -> dict[str, str]:
    """Return the names of the dimensions of a series, by id and in their order."""
    require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        criteria = criteria_of(existing(session, series_id))
    return {dimension.id: dimension.name(_language()) for dimension in criteria.dimensions}


def _language() -> Literal["de", "en"]:
    return "en" if current_language() == "en" else "de"


def ballot(database: Database, actor: Actor, round_id: str) -> Ballot:
    """Return what is asked in a round, in the language in use; it holds no answer."""
    with database.read() as session:
        row = rounds.row_of(session, round_id)
        require(actor, Role.ADVISOR, Role.PARTICIPANT, series_id=row.series_id)
        series = existing(session, row.series_id)
        criteria = rounds.criteria_in(series, row)
        held = {item.id: item for item in queries.many(session, ItemRow, series_id=series.id)}
        return Ballot(
            round_id=row.id,
            number=row.number,
            items=tuple(_item(session, series, held[item_id]) for item_id in row.item_ids if item_id in held),
            questions=tuple(
                _question(criterion, criteria.dimension(criterion.dimension).name(_language()))
                for criterion in criteria.criteria
            ),
            comments=activities.offer_of(series).comments,
        )


def _question(criterion: Criterion, dimension: str) -> Question:
    language = _language()
    return Question(
        criterion_id=criterion.id,
        dimension=dimension,
        name=criterion.name(language),
        question=criterion.question(language),
        anchors=tuple((value, criterion.anchor(value, language)) for value in SCALE),
    )


def _item(session: Session, series: SeriesRow, row: ItemRow) -> BallotItem:
    seen = shortlist.view(session, row)
    use_case = seen.use_case
    return BallotItem(
        id=seen.id,
        title=use_case.title(_language()) if use_case else seen.title,
        area=area_name(seen.area),
        summary=use_case.summary(_language()) if use_case else seen.summary,
        facts=tuple(_facts(use_case, series.municipality_ags)) if use_case else (),
    )


def _facts(use_case: UseCase, own_ags: str) -> Iterator[tuple[str, str]]:
    """Yield what a person needs for a judgement; what no source says is left out."""
    yield _("Where from"), _origin(use_case)
    if comparable := _places(use_case, own_ags):
        yield _("For comparison"), comparable
    if use_case.benefits_de:
        yield _("Benefit"), " · ".join(use_case.benefits_de[:_MOST_BENEFITS])
    if use_case.cost:
        yield _("Cost"), _money(use_case.cost.amount, use_case.cost.scope_de)
    if use_case.grant:
        yield _("Funded with"), _money(use_case.grant.amount, use_case.grant.scope_de)


def _origin(use_case: UseCase) -> str:
    states = {
        Status.PLANNED: _("planned"),
        Status.RUNNING: _("under way"),
        Status.IMPLEMENTED: _("implemented"),
        Status.ENDED: _("ended"),
    }
    parts = [use_case.origin.name]
    if use_case.start_year:
        parts.append(_("since {year}").format(year=use_case.start_year))
    if use_case.status in states:
        parts.append(states[use_case.status])
    return ", ".join(parts)


def _places(use_case: UseCase, own_ags: str) -> str:
    """Set size and distance of the places of origin beside one's own."""
    register = load_register()
    own = register.get(own_ags)
    places = [place for place in register.all_of(use_case.origin.ags) if place != own]
    if own is None or not places:
        return ""
    lines = [
        _("{place}: {people} inhabitants, {km} km away").format(
            place=place.display_name,
            people=number(place.population),
            km=number(distance_km(own, place), digits=0),
        )
        for place in places[:_MOST_PLACES]
    ]
    lines.append(
        _("here: {people} inhabitants").format(people=number(own.population)),
    )
    return " · ".join(lines)


def _money(amount: object, scope: str | None) -> str:
    text = euro(float(str(amount)))
    return f"{text} ({scope})" if scope else text
