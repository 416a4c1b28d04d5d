"""What the documents of a series are made from: gathered for one reader in one language, made on a click.

A page gathers on every run to show what there is, and nothing of it is read or worked out again until the
series has changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import streamlit as st

from reports.content import CouncilReport, RatingData, SketchReport
from reports.looks import Look
from reports.minutes import Minutes
from sketches.model import Language
from translations import language as in_language
from translations.formats import today
from ui.documents.minutes import minutes_of
from ui.documents.next_steps import next_steps
from ui.evaluation import results, verdict
from ui.services import database, round_evaluation, series_result
from ui.sketches import documents
from ui.text import unmarked
from usecases.model import UseCase
from workshops.actors import Actor, Role, require
from workshops.deciding import afterwards
from workshops.deciding.afterwards import StateView
from workshops.evaluation import how_asked, outcome
from workshops.evaluation.outcome import RoundEvaluation
from workshops.handing_over import minutes, sketching
from workshops.handing_over.minutes import Proceedings
from workshops.handing_over.sketching import SketchView
from workshops.library.shortlist import ItemView
from workshops.live import handed_out
from workshops.live.ratings import RatingMatrix
from workshops.series import SeriesView


@dataclass(frozen=True)
class SeriesDocuments:
    """All that goes into the documents; `seen` is the round that counts, None before any result.

    What is made of it stays as long as it does; texts are in the language of the documents.
    """

    code: Language
    day: date
    series: SeriesView
    held: Proceedings
    sketches: tuple[SketchView, ...]
    evaluations: Mapping[str, RoundEvaluation]
    seen: RoundEvaluation | None
    answers: RatingMatrix | None
    stood: Mapping[str, StateView]
    look: Look

    @cached_property
    def titles(self) -> dict[str, str]:
        """Titles of all items by id, in the language of the documents where there are any."""
        known: dict[str, str] = {}
        for found in self.evaluations.values():
            known |= found.titles
        listed = (*self.held.items, *self.held.taken_off)
        return known | {item.id: _title(item, self.code) for item in listed}

    @cached_property
    def cases(self) -> tuple[UseCase, ...]:
        """The use cases on the shortlist."""
        return tuple(case for item in self.held.items if (case := item.use_case) is not None)

    @cached_property
    def sketch_reports(self) -> tuple[SketchReport, ...]:
        """The sketches of the picks."""
        seen = self._in_language()
        with in_language(self.code):
            return tuple(
                documents.report(sketch, self.series, seen, self.held.picks, self.code, self.look)
                for sketch in self.sketches
            )

    @cached_property
    def minutes(self) -> Minutes:
        """The minutes as of the last change: as long as nothing changes, their checksum stays the same."""
        written = self.held.changes[-1].at if self.held.changes else self.series.created_at
        return minutes_of(self.held, self.evaluations, self.titles, self.code, written, self.seen)

    @cached_property
    def council(self) -> CouncilReport | None:
        """The slides for the council; None before any result."""
        seen = self._in_language()
        if seen is None:
            return None
        with in_language(self.code):
            return CouncilReport(
                municipality=self.series.municipality_name,
                series_title=self.series.title,
                date=self.day,
                language=self.code,
                scores=results.scores_of(seen, self.held.picks),
                sketches=self.sketch_reports,
                verdict=unmarked(verdict.headline(seen)),
                next_steps=self._next_steps(),
                look=self.look,
            )

    def _next_steps(self) -> tuple[str, ...]:
        """What the municipality's page says is to be done now."""
        reports = {report.item_id: report for report in self.sketch_reports if report.item_id}
        return tuple(map(unmarked, next_steps(self.held.picks, reports, self.stood)))

    @cached_property
    def ratings(self) -> RatingData | None:
        """The workbook's figures; None before any result."""
        seen = self._in_language()
        if seen is None or self.answers is None:
            return None
        with in_language(self.code):
            said = how_asked.sentences(seen)
            at_home = tuple(map(handed_out.sentence, seen.handed_out))
        return RatingData(
            scores=results.scores_of(seen, self.held.picks),
            series_title=self.series.title,
            municipality=self.series.municipality_name,
            round_number=seen.round.number,
            language=self.code,
            ratings=self.answers.values,
            answered=~self.answers.judged,
            asked=self.answers.asked,
            given_out=said,
            handed_out=at_home,
        )

    def _in_language(self) -> RoundEvaluation | None:
        return self.seen.model_copy(update={"titles": self.titles}) if self.seen else None


def gather(actor: Actor, series: SeriesView, code: Language) -> SeriesDocuments:
    """Return what goes into the documents; what is made of it needs the database no more.

    It is read once for each revision, look, kind of reader, language and day; the right to it is checked on
    every call.
    """
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, series_id=series.id)
    return _gathered(
        series.id, series.revision, actor.role, code, today(), documents.look_of(actor, series.id), series
    )


@st.cache_resource(show_spinner=False, max_entries=16)
def _gathered(
    series_id: str,
    revision: int,
    role: Role,
    code: Language,
    day: date,
    look: Look,
    _series: SeriesView,
) -> SeriesDocuments:
    reader = Actor(role, series_id=series_id)
    with in_language(code):
        held = minutes.proceedings(database(), reader, series_id)
    found = {
        each.round.id: seen
        for each in held.rounds
        if (seen := round_evaluation(reader, each.round.id, revision)) is not None
    }
    seen = series_result(reader, series_id, revision)
    return SeriesDocuments(
        code=code,
        day=day,
        series=_series,
        held=held,
        sketches=sketching.sketches(database(), reader, series_id),
        evaluations=found,
        seen=seen,
        answers=outcome.raw_ratings(reader, seen) if seen else None,
        stood=afterwards.newest(afterwards.history(database(), reader, series_id)),
        look=look,
    )


def forget() -> None:
    """Gather anew: a series that was brought in may have a revision that was here before."""
    _gathered.clear()


def _title(item: ItemView, code: Language) -> str:
    return item.name_in(code)
