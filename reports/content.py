"""What goes into the documents about a sketch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from reports.looks import USUAL, Look
from scoring.criteria import CriteriaSet
from scoring.findings import Evaluation, ItemResult
from sketches.completeness import Gap, gaps
from sketches.funding import FundingCheck
from sketches.model import Language, SketchContent
from sketches.outline import Outline


@dataclass(frozen=True)
class Scores:
    """An evaluation with the words it needs: titles by item id in the language of the document.

    `picked` are the ids of the items chosen for a sketch. `agreed`: the room agreed on one rating, so
    that numbers of people say nothing.
    """

    evaluation: Evaluation
    titles: Mapping[str, str]
    criteria: CriteriaSet
    picked: tuple[str, ...] = ()
    agreed: bool = False

    def item(self, item_id: str) -> ItemResult | None:
        """Return one item's result; None for an item that is not part of the round shown."""
        return next((item for item in self.evaluation.items if item.item_id == item_id), None)


@dataclass(frozen=True)
class SketchReport:
    """One sketch with all that its documents show; `item_id` names it in the scores.

    `origin_ags`: the keys of the places in Hessen that its use case comes from. `reason` is why the item was
    picked, `source` what the use case is called that it was modelled on ("": has that name itself). `version`
    is the saved version of the sketch, `changed_at` when it was saved, and `confirmed_at` when the
    municipality confirmed just this text, None if it has not.
    """

    content: SketchContent
    outline: Outline
    municipality: str
    series_title: str
    date: date
    language: Language
    scores: Scores | None = None
    item_id: str | None = None
    funding: FundingCheck | None = None
    reason: str = ""
    source: str = ""
    origin_ags: tuple[str, ...] = ()
    version: int | None = None
    changed_at: datetime | None = None
    confirmed_at: datetime | None = None
    author: str = "Digitalisierungsberatung"
    look: Look = USUAL

    @property
    def text_language(self) -> Language | None:
        """The language in which the sketch was written, None where the document speaks it too."""
        return None if self.content.language == self.language else self.content.language

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is still to be clarified."""
        return gaps(self.content, self.outline)


@dataclass(frozen=True)
class CouncilReport:
    """The results of a series for a council: the scores and the sketches of the picks.

    `verdict` is how sure the ranking is, as a sentence in the language of the report; `next_steps` is what
    the municipality is told to do now, likewise.
    """

    municipality: str
    series_title: str
    date: date
    language: Language
    scores: Scores
    sketches: tuple[SketchReport, ...] = ()
    verdict: str = ""
    next_steps: tuple[str, ...] = ()
    look: Look = USUAL


@dataclass(frozen=True)
class RatingData:
    """All that is needed to compute a round again.

    `ratings`: (raters, items, criteria) in the order of `scores.evaluation.items` and of
    `scores.evaluation.weights`, 1 to 5, NaN = no answer. `answered`: same shape, true where "cannot judge"
    was answered or a rating given, so that NaN splits into "cannot judge" and "not answered". `asked`: same
    shape, true where a person was asked, None if everybody was asked everything; `given_out` says how.
    `handed_out`: from when to when rounds could be answered in one's own time.
    """

    scores: Scores
    series_title: str
    municipality: str
    round_number: int
    language: Language
    ratings: NDArray[np.float64]
    answered: NDArray[np.bool_]
    asked: NDArray[np.bool_] | None = None
    given_out: tuple[str, ...] = ()
    handed_out: tuple[str, ...] = ()
