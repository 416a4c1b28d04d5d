"""Results as a workbook: the ranking, the raw ratings and all settings, so that anybody can compute it again.

Texts are always written as texts: nothing that a user typed becomes a formula, a number or a link.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import numpy as np
import xlsxwriter
from numpy.typing import NDArray

from design.palette import PAPER
from reports.content import RatingData
from reports.figures import METHODS, POINTS_MAXIMUM, WEIGHT_MODELS, dimension_names, ordered, title_of
from reports.prose import clean
from scoring.findings import CriterionResult, Settings
from translations import _, language

Cell = str | float | None
SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
    "nan_inf_to_errors": False,
}
LONGEST_CELL = 32_000  # Excel cuts a cell at 32,767 characters


def results_xlsx(data: RatingData) -> bytes:
    """Return the workbook: ranking, weights, ratings, settings; numbers unrounded, shown rounded."""
    with language(data.language):
        stream = BytesIO()
        workbook = xlsxwriter.Workbook(stream, SAFE)
        workbook.set_properties(
            {"title": clean(data.series_title)[:255], "author": "Digitalisierungsberatung", "comments": ""}
        )
        _Sheets(workbook, data).write()
        workbook.close()
        return stream.getvalue()


class _Sheets:
    """Writes the sheets of one workbook."""

    def __init__(self, workbook: Any, data: RatingData) -> None:
        self.workbook, self.data = workbook, data
        self.evaluation = data.scores.evaluation
        self.bold = workbook.add_format(
            {"bold": True, "text_wrap": True, "bg_color": PAPER.accent_pale, "bottom": 1}
        )
        self.plain = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.points = workbook.add_format({"num_format": "0.0", "valign": "top"})
        self.share = workbook.add_format({"num_format": "0.0 %", "valign": "top"})

    def write(self) -> None:
        self._sheet(
            _("Ranking"),
            *self._ranking(),
            formats={3: self.points, 4: self.points, 5: self.points, 6: self.points},
        )
        self._sheet(_("Criteria"), *self._criteria(), formats={3: self.points})
        self._sheet(_("Weights"), *self._weights(), formats={3: self.share})
        self._sheet(_("Single ratings"), *self._ratings())
        if self.data.asked is not None:
            self._sheet(_("Asked"), *self._asked(self.data.asked))
        self._sheet(_("Settings"), *self._settings())

    def _ranking(self) -> tuple[Sequence[str], list[Sequence[Cell]]]:
        names = dimension_names(self.data.scores.criteria)
        header = (_("Rank"), _("Use case"), _("n"), _("Points"), *names.values(), _("Chosen"), _("ID"))
        rows: list[Sequence[Cell]] = []
        for item in ordered(self.data.scores):
            values = {d.dimension: d.value for d in item.dimensions}
            chosen = _("yes") if item.item_id in self.data.scores.picked else _("no")
            rows.append(
                (
                    item.rank,
                    title_of(self.data.scores, item.item_id),
                    item.raters,
                    _points(item.score),
                    *(_points(values.get(dimension)) for dimension in names),
                    chosen,
                    item.item_id,
                )
            )
        return header, rows

    def _criteria(self) -> tuple[Sequence[str], list[Sequence[Cell]]]:
        header = (
            _("ID"),
            _("Use case"),
            _("Criterion"),
            _("Mean"),
            _("n"),
            _("“Cannot judge” or no answer"),
            _("Value that counts (0 to 1)"),
            *("1", "2", "3", "4", "5"),
        )
        rows: list[Sequence[Cell]] = [
            (
                item.item_id,
                title_of(self.data.scores, item.item_id),
                result.criterion_id,
                result.mean,
                result.n,
                result.abstentions,
                result.value,
                *self._counts(result),
            )
            for item in self.evaluation.items
            for result in item.criteria
        ]
        return header, rows

    def _counts(self, result: CriterionResult) -> Sequence[Cell]:
        """Return the counts; none of few people where the workbook leaves their single ratings out."""
        few = result.n < self.evaluation.settings.minimum_group_size
        return [None for _count in result.counts] if few and not len(self.data.ratings) else result.counts

    def _weights(self) -> tuple[Sequence[str], list[Sequence[Cell]]]:
        criteria, names = self.data.scores.criteria, dimension_names(self.data.scores.criteria)
        header = (_("Criterion"), _("Name"), _("Dimension"), _("Share of all"))
        rows: list[Sequence[Cell]] = []
        for criterion_id, share in self.evaluation.weights.items():
            criterion = criteria.criterion(criterion_id)
            name = criterion.name(self.data.language)
            rows.append((criterion_id, name, names[criterion.dimension], share))
        return header, rows

    def _ratings(self) -> tuple[Sequence[str], list[Sequence[Cell]]]:
        header = (_("Person"), _("ID"), *self.evaluation.weights)
        rows: list[Sequence[Cell]] = []
        for person, (given, answered) in enumerate(
            zip(self.data.ratings, self.data.answered, strict=True), start=1
        ):
            for item, row, known in zip(self.evaluation.items, given, answered, strict=True):
                cells = (_answer(value, said) for value, said in zip(row, known, strict=True))
                rows.append((person, item.item_id, *cells))
        return header, rows

    def _asked(self, asked: NDArray[np.bool_]) -> tuple[Sequence[str], list[Sequence[Cell]]]:
        """Return what each person was asked: 1 or nothing, in the order of the single ratings."""
        header = (_("Person"), _("ID"), *self.evaluation.weights)
        rows: list[Sequence[Cell]] = [
            (person, item.item_id, *(1.0 if cell else None for cell in row))
            for person, own in enumerate(asked, start=1)
            for item, row in zip(self.evaluation.items, own, strict=True)
        ]
        return header, rows

    def _settings(self) -> tuple[Sequence[str], list[Sequence[Cell]]]:
        settings = self.evaluation.settings
        rows: list[Sequence[Cell]] = [
            (_("Municipality"), clean(self.data.municipality), None),
            (_("Title of the series"), clean(self.data.series_title), None),
            (_("Round"), self.data.round_number, None),
            *((name, getattr(settings, name), meaning) for name, meaning in _meanings(settings)),
            *((_("How it was asked"), said, None) for said in self.data.given_out),
            *((_("In one’s own time"), said, None) for said in self.data.handed_out),
            (_("How it is computed"), _computation(settings.method), None),
            (
                _("Empty cells"),
                _("An empty cell is a question not answered, “-” means “cannot judge”."),
                None,
            ),
            (_("Single ratings"), self._whose_ratings(), None),
        ]
        return (_("Setting"), _("Value"), _("Meaning")), rows

    def _whose_ratings(self) -> str:
        if self.data.scores.agreed:
            return _("The room agreed on these ratings: they are no single person's answers.")
        if not len(self.data.ratings):
            return _("There are none: they would tell of few people, or of a group, who answered what.")
        return _passing_on(self.evaluation.settings.minimum_group_size)

    def _sheet(
        self,
        name: str,
        header: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        formats: dict[int, Any] | None = None,
    ) -> None:
        sheet = self.workbook.add_worksheet(name)
        for column, text in enumerate(header):
            sheet.write_string(0, column, text, self.bold)
            sheet.set_column(column, column, _width(text, [row[column] for row in rows]))
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                style = (formats or {}).get(column, self.plain)
                if isinstance(value, str):
                    sheet.write_string(number, column, value[:LONGEST_CELL], style)
                elif value is not None and not math.isnan(value):
                    sheet.write_number(number, column, value, style)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        sheet.set_paper(9)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(header) - 1)


def _meanings(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield the settings that a program needs, under the names that it knows, with what they say."""
    yield "formula", _("Formula")
    yield "method", _explained(_("Ratings are put together by"), _(METHODS[settings.method]))
    yield "seed", _("Seed of the random numbers")
    yield "draws", _("Trials")
    yield "quorum", _("People needed for a rank")
    yield "weight_model", _explained(_("Other weights"), _(WEIGHT_MODELS[settings.weight_model]))
    yield "k", _("Number of first places that the robustness looks at")


def _explained(label: str, value: str) -> str:
    return f"{label}: {value}"


def _computation(method: str) -> str:
    value = _(
        "Value = (mean - 1) / 4; score = sum of value × share over the criteria with an answer, divided by "
        "the sum of their shares; points = score × 100."
    )
    mean = _("Mean of each criterion over all people who rated.")
    if method == "rater_adjusted":
        mean = _(
            "More than a tenth of the answers are missing, so the means are freed of who happened to answer: "
            "for each criterion, rating = item + person is fitted to all ratings by least squares, the "
            "persons' parts adding up to 0. What counts is the mean of rating minus person, held between "
            "1 and 5."
        )
    if method == "rater_adjusted_across":
        mean = _(
            "Nobody was asked everything, so the means are freed of who was asked what: rating = item and "
            "criterion + person is fitted to all ratings by least squares, the persons' parts adding up to "
            "0. What counts is the mean of rating minus person, held between 1 and 5. What each person was "
            "asked stands in a sheet of its own. Single ratings of questions that fewer than five people "
            "answered are left out here; the file of the series holds them."
        )
    return f"{mean} {value}"


def _passing_on(smallest: int) -> str:
    return _(
        "Persons stand in the order of their answers, without name, group or device. Where fewer than "
        "{number} people rated, answers can be guessed: please do not pass such a workbook on."
    ).format(number=smallest)


def _points(value: float | None) -> float | None:
    return None if value is None else value * POINTS_MAXIMUM


def _answer(value: np.float64, answered: np.bool_) -> Cell:
    if not np.isnan(value):
        return float(value)
    return "-" if answered else None


def _width(header: str, cells: Sequence[Cell]) -> float:
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=8)
    return min(60.0, max(len(header), longest if longest < 200 else 60) * 1.05 + 2)
