"""What pages work with: the database, the library, and evaluations computed once per revision."""

from dataclasses import dataclass, field
from functools import cached_property

import streamlit as st

from municipalities.register import load_register
from translations import current_language
from usecases.catalogue import Catalogue
from usecases.costs import CostEvidence
from usecases.model import UseCase
from usecases.search import SearchIndex
from workshops import installation
from workshops.actors import Actor, Role, require
from workshops.evaluation import kept, outcome
from workshops.installation import Database
from workshops.library import holdings, shortlist
from workshops.library.comparables import Comparables, origin_facets
from workshops.library.costs import costs_beside
from workshops.library.shortlist import ItemView
from workshops.library.suggestions import Suggestion, ranked, suggestions
from workshops.series import SeriesView
from workshops.weighing.weights import WeightsView


def database() -> Database:
    """Return the open database."""
    return installation.database()


@dataclass(eq=False)
class SeriesLibrary:
    """The library as one series sees it: searchable, and set beside its municipality.

    ``comparables`` is None for a municipality that a renewed register does not know any more.
    """

    catalogue: Catalogue
    municipality_ags: str
    _costs: dict[str, CostEvidence] = field(default_factory=dict, repr=False)

    @cached_property
    def index(self) -> SearchIndex:
        """The search over the library."""
        return SearchIndex(self.catalogue, origin_facets(self.catalogue))

    @cached_property
    def comparables(self) -> Comparables | None:
        """The library beside the municipality of the series."""
        municipality = load_register().get(self.municipality_ags)
        return Comparables(self.catalogue, municipality) if municipality else None

    @cached_property
    def distances(self) -> dict[str, float]:
        """Kilometres from the municipality to the nearest origin of each use case."""
        return dict(self.comparables.distances()) if self.comparables else {}

    @cached_property
    def ranked(self) -> tuple[Suggestion, ...]:
        """What may be suggested to the municipality, best first."""
        return ranked(self.comparables) if self.comparables else ()

    @cached_property
    def fits(self) -> dict[str, float]:
        """How early each use case stands where the place alone decides, from 1 down.

        Best first, but at most two of one topic before all others: the first page must not be all lamps.
        """
        first = suggestions(self.ranked, limit=len(self.ranked))
        order = dict.fromkeys(each.use_case.id for each in (*first, *self.ranked))
        return {use_case_id: 1 - place / len(order) for place, use_case_id in enumerate(order)}

    def costs(self, case: UseCase) -> CostEvidence:
        """What comparable use cases cost; for those of the library itself it is looked up once."""
        kept = self.catalogue.get(case.id) is case
        if kept and case.id in self._costs:
            return self._costs[case.id]
        own = self.comparables.municipality if self.comparables else None
        found = costs_beside(case, self.catalogue, own)
        if kept:
            self._costs[case.id] = found
        return found


def series_library(actor: Actor, series: SeriesView) -> SeriesLibrary:
    """Return the library of a series with its own entries; built anew once one of these has changed."""
    return _series_library(
        series.id, series.municipality_ags, holdings.fingerprint(database(), actor, series.id)
    )


@st.cache_resource(show_spinner=False, max_entries=16)
def _series_library(series_id: str, ags: str, fingerprint: holdings.Fingerprint) -> SeriesLibrary:  # noqa: ARG001
    return SeriesLibrary(holdings.catalogue(database(), Actor(Role.ADVISOR), series_id), ags)


def catalogue(actor: Actor, series: SeriesView) -> Catalogue:
    """Return the use cases that a series sees: those of the tool and the advisors' own."""
    return series_library(actor, series).catalogue


def shortlisted(actor: Actor, series: SeriesView) -> tuple[ItemView, ...]:
    """Return the shortlist of a series in its order; read once for each of its revisions."""
    require(actor, Role.ADVISOR)
    return _entries(series.id, series.revision, current_language())[0]


def taken_off(actor: Actor, series: SeriesView) -> tuple[ItemView, ...]:
    """Return what was taken off the shortlist and can be put back; read once for each revision."""
    require(actor, Role.ADVISOR)
    return _entries(series.id, series.revision, current_language())[1]


@st.cache_resource(show_spinner=False, max_entries=64)
def _entries(
    series_id: str,
    revision: int,  # noqa: ARG001
    language: str,  # noqa: ARG001 - in which names are said
) -> tuple[tuple[ItemView, ...], tuple[ItemView, ...]]:
    reader = Actor(Role.ADVISOR)
    return shortlist.items(database(), reader, series_id), shortlist.removed(database(), reader, series_id)


def round_evaluation(actor: Actor, round_id: str, revision: int) -> outcome.RoundEvaluation | None:
    """Return a round's evaluation, computed once for each revision of its series.

    The right to see it is checked on every call: only what was computed is shared.
    """
    outcome.check_visible(database(), actor, round_id)
    return _round_evaluation(round_id, revision, current_language())


@st.cache_resource(show_spinner=False, max_entries=64)
def _round_evaluation(
    round_id: str,
    revision: int,  # noqa: ARG001
    language: str,  # noqa: ARG001 - in which names are said
) -> outcome.RoundEvaluation | None:
    return outcome.of_round(database(), Actor(Role.ADVISOR), round_id)


def series_result(actor: Actor, series_id: str, revision: int) -> outcome.RoundEvaluation | None:
    """Return what the room knows, as far as this actor may see it; computed once for each revision."""
    outcome.check_shown(actor, series_id)
    return _series_result(series_id, revision, current_language(), actor.role is Role.ADVISOR)


@st.cache_resource(show_spinner=False, max_entries=64)
def _series_result(
    series_id: str,
    revision: int,  # noqa: ARG001
    language: str,  # noqa: ARG001 - in which names are said
    for_advisor: bool,
) -> outcome.RoundEvaluation | None:
    reader = Actor(Role.ADVISOR) if for_advisor else Actor(Role.MUNICIPALITY, series_id=series_id)
    return outcome.current(database(), reader, series_id)


def placed_under(
    actor: Actor, series_id: str, revision: int, given: tuple[WeightsView, ...]
) -> tuple[tuple[outcome.Placed, ...], ...]:
    """Return what was rated, best first, for each of these weights; computed once for each revision."""
    require(actor, Role.ADVISOR)
    marks = tuple(each.model_dump_json() for each in given)
    return _placed_under(series_id, revision, current_language(), marks, given)


@st.cache_resource(show_spinner=False, max_entries=64)
def _placed_under(
    series_id: str,
    revision: int,  # noqa: ARG001
    language: str,  # noqa: ARG001 - in which names are said
    weights: tuple[str, ...],  # noqa: ARG001 - what tells `_given` apart
    _given: tuple[WeightsView, ...],
) -> tuple[tuple[outcome.Placed, ...], ...]:
    return outcome.placed_under(database(), Actor(Role.ADVISOR), series_id, _given)


def forget_evaluations() -> None:
    """Compute all results anew: a series that was brought in may have a revision that was here before."""
    _entries.clear()
    _round_evaluation.clear()
    _series_result.clear()
    _placed_under.clear()
    kept.forget()
