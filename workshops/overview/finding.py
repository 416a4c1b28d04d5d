"""All series, found again: by words, by how far they are, by year, district and municipality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from math import ceil

import numpy as np
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from municipalities.register import Municipality, load_register
from scoring.criteria import load_criteria
from storage import headings
from storage.database import Database
from storage.headings import Name, Narrowing
from storage.standing import standings
from storage.tables import SeriesRow
from translations.formats import TIME_ZONE, today
from translations.ordering import by_name
from usecases.german import STOP_WORDS, compounds
from usecases.text_index import Scores, TextIndex
from workshops.actors import Actor, Role, require
from workshops.appointments import AppointmentView, following
from workshops.deciding.decisions import ENOUGH_PICKS
from workshops.overview.progress import Progress, of_standing
from workshops.series import SeriesView, view

PAGE_LENGTH = 8
_WEIGHTS = (4.0, 2.0, 1.0)
"""Municipality, title, district: who types "Fulda" means the town before its district."""
_DISTRICT = 5
"""So many digits of an official key name the district."""


class State(StrEnum):
    """How far a series is: it runs until all is handed over, and may then be put away."""

    RUNNING = "running"
    FINISHED = "finished"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Criteria:
    """What is looked for; None and the empty text let everything through that is not in the archive.

    `year`: in which the series began by a German calendar. `district` and `municipality` are official keys.
    """

    text: str = ""
    state: State | None = None
    year: int | None = None
    district: str | None = None
    municipality: str | None = None


class Card(BaseModel):
    """A series of the list, what has been done in it, and its next appointment."""

    model_config = ConfigDict(frozen=True)

    series: SeriesView
    standing: Progress
    appointment: AppointmentView | None = None


class Page(BaseModel):
    """Some of the series that fit: `number` fit in all, on `pages` pages of which this is `page` (from 1)."""

    model_config = ConfigDict(frozen=True)

    cards: tuple[Card, ...]
    number: int
    page: int
    pages: int


@dataclass(frozen=True)
class Choices:
    """What there is to choose from: series, those in the archive, years, places with one, their districts."""

    number: int
    archived: int
    years: tuple[int, ...]
    places: tuple[Municipality, ...]
    districts: tuple[Municipality, ...]

    def within(self, district: str | None) -> tuple[Municipality, ...]:
        """Return the places of a district that have a series, the district itself included."""
        return tuple(place for place in self.places if place.district_ags == district)


def choices(database: Database, actor: Actor) -> Choices:
    """Return what series can be told apart by."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        kept, keys = headings.kept(session), headings.places(session)
    return Choices(kept.number, kept.archived, _years(kept.first, kept.last), *_places(frozenset(keys)))


@lru_cache(maxsize=4)
def _places(keys: frozenset[str]) -> tuple[tuple[Municipality, ...], tuple[Municipality, ...]]:
    """Return the places with these keys and their districts; a town without one stands for itself."""
    places = load_register().all_of(keys)
    districts = {place.district_ags: load_register().get(place.district_ags) or place for place in places}
    return _by_name(places), _by_name(districts.values())


def _by_name(places: Iterable[Municipality]) -> tuple[Municipality, ...]:
    return tuple(by_name(places, lambda place: place.display_name))


def find(database: Database, actor: Actor, criteria: Criteria, page: int = 1) -> Page:
    """Return a page of the series that fit, best first or, where no words are looked for, newest first.

    A page that there is not (any more) is the last one.
    """
    require(actor, Role.ADVISOR)
    with database.read() as session:
        wanted = _narrowing(session, criteria)
        rows, number, page = (_best if criteria.text.strip() else _newest)(session, wanted, criteria, page)
        return Page(cards=_cards(session, rows), number=number, page=page, pages=_last(number))


_Shown = tuple[Sequence[SeriesRow], int, int]
"""The rows of a page, how many fit in all, and which page it is."""


def _newest(session: Session, wanted: Narrowing, criteria: Criteria, page: int) -> _Shown:  # noqa: ARG001
    number = headings.number(session, wanted)
    page = min(max(1, page), _last(number))
    rows = headings.newest(session, wanted, offset=(page - 1) * PAGE_LENGTH, limit=PAGE_LENGTH)
    return rows, number, page


def _best(session: Session, wanted: Narrowing, criteria: Criteria, page: int) -> _Shown:
    hits = _matching(headings.named(session, wanted), criteria.text)
    page = min(max(1, page), _last(len(hits)))
    shown = hits[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    rows = headings.newest(session, wanted._replace(among=shown), offset=0, limit=PAGE_LENGTH)
    return sorted(rows, key=lambda row: shown.index(row.id)), len(hits), page


def _last(number: int) -> int:
    return max(1, ceil(number / PAGE_LENGTH))


def _cards(session: Session, rows: Sequence[SeriesRow]) -> tuple[Card, ...]:
    keys = [row.id for row in rows]
    found = standings(session, keys, gates=len(load_criteria().gates))
    dated = headings.appointments(session, keys, today())
    return tuple(
        Card(
            series=view(row),
            standing=of_standing(found[row.id]),
            appointment=following(each for each in dated if each.series_id == row.id),
        )
        for row in rows
    )


def _narrowing(session: Session, criteria: Criteria) -> Narrowing:
    wanted = Narrowing(archived=criteria.state is State.ARCHIVED)
    if criteria.year:
        since, until = (datetime(year, 1, 1, tzinfo=TIME_ZONE) for year in (criteria.year, criteria.year + 1))
        wanted = wanted._replace(since=since, until=until)
    if criteria.district or criteria.municipality:
        wanted = wanted._replace(places=_keys(headings.places(session), criteria))
    if criteria.state is State.FINISHED:
        return wanted._replace(among=_finished(session))
    if criteria.state is State.RUNNING:
        return wanted._replace(besides=_finished(session))
    return wanted


def _keys(kept: Iterable[str], criteria: Criteria) -> tuple[str, ...]:
    """Return the keys, also ended ones, that series of the place looked for keep."""
    register = load_register()
    current = ((key, register.current_key(key)) for key in kept)
    if criteria.municipality:
        return tuple(key for key, now in current if now == criteria.municipality)
    return tuple(key for key, now in current if now[:_DISTRICT] == criteria.district)


def _finished(session: Session) -> tuple[str, ...]:
    """Return the series in which nothing is left to do; only those that were handed over are looked at."""
    close = headings.handed_over(session, picks=ENOUGH_PICKS)
    found = standings(session, close, gates=len(load_criteria().gates))
    return tuple(key for key, counts in found.items() if of_standing(counts).due is None)


def _years(first: datetime | None, last: datetime | None) -> tuple[int, ...]:
    """Return the years from the first to the last, newest first."""
    if first is None or last is None:
        return ()
    began, ended = (day.astimezone(TIME_ZONE).year for day in (first, last))
    return tuple(range(ended, began - 1, -1))


def _matching(names: Sequence[Name], text: str) -> list[str]:
    """Return the series in which every word of the text is found, best first."""
    words = [word for word in compounds(text) if "".join(word) not in STOP_WORDS] or compounds(text)
    if not words or not names:
        return []
    districts = (_district(name.municipality_ags) for name in names)
    texts = zip(
        [name.municipality_name for name in names], [name.title for name in names], districts, strict=True
    )
    index = _index(tuple(texts))
    scores = np.prod([_scores(index, word) for word in words], axis=0)
    best = np.argsort(-scores, kind="stable")[: np.count_nonzero(scores)]
    return [names[place].id for place in best.tolist()]


def _district(ags: str) -> str:
    """Return the name of the district that a place belongs to, empty for a town that belongs to none."""
    district = load_register().get(load_register().current_key(ags)[:_DISTRICT])
    return district.display_name if district else ""


def _scores(index: TextIndex, word: tuple[str, ...]) -> Scores:
    """Return how well each series matches a word as typed, taken apart, or misspelt."""
    solid = "".join(word)
    found = np.maximum(index.scores(solid), np.prod([index.scores(part) for part in word], axis=0))
    if not found.any():
        found = index.split_scores(solid)
    return found if found.any() else index.misspelt_scores(solid)


@lru_cache(maxsize=4)  # the same words are looked for again with each page that is turned
def _index(texts: tuple[tuple[str, str, str], ...]) -> TextIndex:
    """Return an index over municipality, title and district of each series."""
    return TextIndex(texts, _WEIGHTS)
