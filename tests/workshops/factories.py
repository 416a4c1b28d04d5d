"""Series, use cases and ratings as an advisor would make them, through the services."""

from functools import cache

from storage.database import Database
from tests.workshops.room import ADVISOR
from usecases.catalogue import load_catalogue
from usecases.model import Origin, OriginKind, UseCase
from workshops import series
from workshops.actors import Actor, Role
from workshops.deciding import decisions
from workshops.library import shortlist
from workshops.library.shortlist import ItemView
from workshops.live import agreeing, ratings
from workshops.live.rounds import RoundView
from workshops.series import SeriesView

EICHENZELL = "06631006"
FULDA = "06631009"
REASON = "Der Gemeindevorstand hält es für dringend."


def a_series(database: Database, title: str = "Smart Region Eichenzell", **given: object) -> SeriesView:
    standard = {"title": title, "municipality_ags": EICHENZELL, "criteria_set": "short"}
    return series.create(database, ADVISOR, **(standard | given))  # type: ignore[arg-type]


def member(role: Role, series_id: str) -> Actor:
    """Return somebody of this role who belongs to this series."""
    return Actor(role, series_id=series_id, participant_id="somebody" if role is Role.PARTICIPANT else None)


@cache
def library() -> tuple[UseCase, ...]:
    """Return the real library."""
    return load_catalogue().all


def a_use_case(use_case_id: str = "regenrueckhalt", **given: object) -> UseCase:
    """Return a use case with the least that it needs."""
    standard = {
        "id": use_case_id,
        "title_de": "Pegel am Bach",
        "area": "environment",
        "topic": "flood-protection",
        "origin": Origin(name="Eichenzell", state="Hessen", kind=OriginKind.MUNICIPALITY, ags=(EICHENZELL,)),
        "summary_de": "Sensoren messen den Pegel und warnen früh.",
    }
    return UseCase.model_validate(standard | given)


def an_idea(database: Database, series_id: str, title: str = "Rufbus") -> ItemView:
    texts = {"title": title, "summary": "Ein Bus auf Zuruf.", "area": "mobility"}
    return shortlist.add_idea(database, ADVISOR, series_id, **texts)


def ideas(database: Database, series_id: str, number: int) -> list[ItemView]:
    return [an_idea(database, series_id, f"Idee {place}") for place in range(1, number + 1)]


def rate(database: Database, held: RoundView, item_id: str, values: dict[str, int | None]) -> None:
    """Enter what the room agreed on about one item."""
    for criterion_id, value in values.items():
        answer = ratings.Answer(held.id, item_id, criterion_id, value)
        agreeing.save_group_answer(database, ADVISOR, answer)


def rated_round(database: Database, series_id: str) -> RoundView:
    """Return an open agreed rating in which the first item has one answer."""
    held = agreeing.begin_group_round(database, ADVISOR, series_id)
    rate(database, held, held.item_ids[0], {held.criterion_ids[0]: 4})
    return held


def pick(database: Database, series_id: str, item_id: str) -> None:
    decisions.pick(database, ADVISOR, series_id, item_id, reason=REASON)
