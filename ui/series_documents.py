"""What the documents of a series are made from: gathered for one reader in one language, made on a click."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from reports.content import CouncilReport, RatingData, Scores, SketchReport
from reports.minutes import Minutes
from sketches.model import Language
from translations import language as in_language
from ui import sketch_documents, verdict
from ui.minutes_content import minutes_of
from ui.services import database, round_evaluation
from ui.text import unmarked
from usecases.model import UseCase
from workshops import evaluation, minutes, sketching
from workshops.actors import Actor
from workshops.evaluation import RoundEvaluation
from workshops.minutes import Proceedings
from workshops.ratings import RatingMatrix
from workshops.series import SeriesView
from workshops.shortlist import ItemView
from workshops.sketching import SketchView


@dataclass(frozen=True)
class SeriesDocuments:
    """All that goes into the documents; `seen` is the round that counts, None before any result."""

    code: Language
    series: SeriesView
    held: Proceedings
    sketches: tuple[SketchView, ...]
    evaluations: Mapping[str, RoundEvaluation]
    seen: RoundEvaluation | None
    answers: RatingMatrix | None

    @property
    def titles(self) -> dict[str, str]:
        """Titles of all items by id, in the language of the documents where there are any."""
        known: dict[str, str] = {}
        for found in self.evaluations.values():
            known |= found.titles
        return known | {item.id: _title(item, self.code) for item in self.held.items}

    @property
    def cases(self) -> tuple[UseCase, ...]:
        """The use cases on the shortlist."""
        return tuple(case for item in self.held.items if (case := item.use_case) is not None)

    @property
    def sketch_reports(self) -> tuple[SketchReport, ...]:
        """The sketches of the picks."""
        seen = self._in_language()
        return tuple(
            sketch_documents.report(sketch, self.series, seen, self.held.picks, self.code)
            for sketch in self.sketches
        )

    @property
    def minutes(self) -> Minutes:
        """The minutes as of the last change: as long as nothing changes, their checksum stays the same."""
        written = self.held.changes[-1].at if self.held.changes else self.series.created_at
        return minutes_of(self.held, self.evaluations, self.titles, self.code, written)

    @property
    def council(self) -> CouncilReport | None:
        """The slides for the council; None before any result."""
        seen = self._in_language()
        if seen is None:
            return None
        with in_language(self.code):
            return CouncilReport(
                municipality=self.series.municipality_name,
                series_title=self.series.title,
                date=datetime.now(UTC).date(),
                language=self.code,
                scores=self._scores(seen),
                sketches=self.sketch_reports,
                verdict=unmarked(verdict.headline(seen)),
            )

    @property
    def ratings(self) -> RatingData | None:
        """The workbook's figures; None before any result."""
        seen = self._in_language()
        if seen is None or self.answers is None:
            return None
        return RatingData(
            scores=self._scores(seen),
            series_title=self.series.title,
            municipality=self.series.municipality_name,
            round_number=seen.round.number,
            language=self.code,
            ratings=self.answers.values,
            answered=~self.answers.judged,
        )

    def _in_language(self) -> RoundEvaluation | None:
        return self.seen.model_copy(update={"titles": self.titles}) if self.seen else None

    def _scores(self, seen: RoundEvaluation) -> Scores:
        picked = tuple(pick.item_id for pick in self.held.picks)
        return Scores(seen.evaluation, seen.titles, seen.criteria, picked)


def gather(actor: Actor, series: SeriesView, code: Language) -> SeriesDocuments:
    """Read everything once; what is made of it needs the database no more."""
    with in_language(code):
        held = minutes.proceedings(database(), actor, series.id)
    found = {
        each.round.id: seen
        for each in held.rounds
        if (seen := round_evaluation(actor, each.round.id, series.revision)) is not None
    }
    shown = evaluation.shown_round(database(), actor, series.id)
    return SeriesDocuments(
        code=code,
        series=series,
        held=held,
        sketches=sketching.sketches(database(), actor, series.id),
        evaluations=found,
        seen=round_evaluation(actor, shown.id, series.revision) if shown else None,
        answers=evaluation.raw_ratings(database(), actor, shown.id) if shown else None,
    )


def _title(item: ItemView, code: Language) -> str:
    return item.use_case.title(code) if item.use_case else item.title
