"""What people see when they rate: items with their short facts, and the questions with worded answers."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from municipalities.register import distance_km, load_register
from scoring.criteria import SCALE, CriteriaSet, Criterion
from sketches.use_case_wording import cost_sentences, money_text, setback_text
from storage import queries
from storage.database import Database
from storage.tables import ItemRow, SeriesRow
from translations import _, current_language
from translations.formats import number
from usecases import areas
from usecases.model import Status, UseCase
from usecases.setbacks import setbacks_elsewhere
from workshops.actors import Actor, Role, require
from workshops.criteria import criteria_of
from workshops.library import holdings, shortlist
from workshops.library.costs import costs_beside
from workshops.live import activities, rounds
from workshops.live.rounds import RoundView
from workshops.series import existing

_MOST_PLACES = 3
_MOST_BENEFITS = 3
_MOST_FAILURES = 2
_FEASIBILITY = "feasibility"


class Question(BaseModel):
    """One criterion: its question and what 1 to 5 mean, in the language in use."""

    model_config = ConfigDict(frozen=True)

    criterion_id: str
    dimension: str
    name: str
    question: str
    anchors: tuple[tuple[int, str], ...]


class BallotItem(BaseModel):
    """A use case or idea to be rated.

    `facts` are (name, sentence) from its snapshot; `hints` stand beside a question, by id of its criterion:
    what comparable things cost, and what they failed at elsewhere.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    area: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    hints: Mapping[str, tuple[str, ...]] = {}


class Ballot(BaseModel):
    """A round's items and questions; the same for everybody but those whose group is left out of some."""

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

    def without(self, criterion_ids: Collection[str]) -> "Ballot":
        """Return the ballot of somebody who is not asked about these criteria."""
        asked = tuple(each for each in self.questions if each.criterion_id not in criterion_ids)
        return self.model_copy(update={"questions": asked})


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
            items=tuple(
                _item(session, series, held[item_id], criteria.criteria)
                for item_id in rounds.items_of(session, row)
            ),
            questions=_questions(criteria),
            comments=activities.offer_of(series).comments,
        )


def result_ballot(
    database: Database, actor: Actor, held: RoundView, item_ids: Iterable[str], asked: CriteriaSet
) -> Ballot:
    """Return the entries and questions that a result stands on after a round, in the language in use."""
    require(actor, Role.ADVISOR, Role.PARTICIPANT, series_id=held.series_id)
    with database.read() as session:
        series = existing(session, held.series_id)
        known = {item.id: item for item in queries.many(session, ItemRow, series_id=series.id)}
        return Ballot(
            round_id=held.id,
            number=held.number,
            items=tuple(
                _item(session, series, known[item_id], asked.criteria)
                for item_id in item_ids
                if item_id in known
            ),
            questions=_questions(asked),
            comments=False,
        )


def _questions(criteria: CriteriaSet) -> tuple[Question, ...]:
    return tuple(
        _question(criterion, criteria.dimension(criterion.dimension).name(_language()))
        for criterion in criteria.criteria
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


def _item(session: Session, series: SeriesRow, row: ItemRow, criteria: Sequence[Criterion]) -> BallotItem:
    seen = shortlist.view(session, row)
    use_case = seen.use_case
    return BallotItem(
        id=seen.id,
        title=seen.name,
        area=area_name(seen.area),
        summary=use_case.summary(_language()) if use_case else seen.summary,
        facts=(*_source(seen), *_facts(use_case, series.municipality_ags)) if use_case else (),
        hints=_hints(session, series, use_case, criteria) if use_case else {},
    )


def _source(seen: shortlist.ItemView) -> Iterator[tuple[str, str]]:
    if seen.source:
        yield _("Modelled on"), seen.source


def _hints(
    session: Session, series: SeriesRow, use_case: UseCase, criteria: Sequence[Criterion]
) -> dict[str, tuple[str, ...]]:
    """Return what is known from elsewhere: costs beside the first question of feasibility, then failures."""
    asked = [criterion.id for criterion in criteria if criterion.dimension == _FEASIBILITY][:2]
    if not asked:
        return {}
    known = holdings.known_to(session, series.id)
    costs = cost_sentences(costs_beside(use_case, known, load_register().get(series.municipality_ags)))
    failures = tuple(
        _("It failed elsewhere, {where}").format(where=setback_text(other))
        for other in setbacks_elsewhere(use_case, known)[:_MOST_FAILURES]
    )
    hints = {asked[0]: costs, asked[-1]: failures} if len(asked) > 1 else {asked[0]: (*costs, *failures)}
    return {criterion_id: lines for criterion_id, lines in hints.items() if lines}


def _facts(use_case: UseCase, own_ags: str) -> Iterator[tuple[str, str]]:
    """Yield what a person needs for a judgement; what no source says is left out."""
    yield _("Where from"), _origin(use_case)
    if comparable := _places(use_case, own_ags):
        yield _("For comparison"), comparable
    if use_case.benefits_de:
        yield _("Benefit"), " · ".join(use_case.benefits_de[:_MOST_BENEFITS])
    if use_case.cost:
        yield _("Cost"), money_text(use_case.cost)
    if use_case.running_cost:
        yield _("Running costs"), money_text(use_case.running_cost)
    if use_case.grant:
        yield _("Funded with"), money_text(use_case.grant)


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
