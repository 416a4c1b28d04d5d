"""How a score came about, and the data to compute it again."""

import numpy as np
import streamlit as st

from reports.content import RatingData
from reports.document import Align, Table
from reports.figures import METHODS, WEIGHT_MODELS, points
from reports.xlsx import results_xlsx
from scoring.explain import ExplainedRow, explain
from sketches.model import Language
from translations import _, ngettext
from translations.formats import number, percent
from ui import state
from ui.charts import figures
from ui.document_buttons import WORKBOOK, document_button
from ui.evaluation import results
from ui.evaluation.names import criterion_name, dimension_name
from ui.language import code as language
from workshops.actors import Actor
from workshops.deciding.decisions import PickView
from workshops.evaluation import how_asked, outcome
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live import handed_out
from workshops.series import SeriesView


def explain_view(seen: RoundEvaluation) -> None:
    """Show for one use case the way from rating to value to weight to score."""
    st.header(_("How a score comes about"), anchor=False)
    order = [item.item_id for item in (*seen.evaluation.ranking, *seen.evaluation.items)]
    chosen = st.selectbox(
        _("Use case"),
        list(dict.fromkeys(order)),
        format_func=lambda key: seen.titles[key],
        key=state.widget("explain", seen.round.id),
    )
    st.markdown(
        _(
            "A rating of 1 is worth 0 points, 5 is worth 100 points. Points times weight, "
            "summed over all criteria, is the score. Figures are computed exactly and shown rounded."
        )
    )
    figures.table(explain_table(seen, chosen))


def explain_table(seen: RoundEvaluation, item_id: str) -> Table:
    """Return one row per criterion whose contributions sum to the score in the last row."""
    found = explain(seen.evaluation, item_id)
    rows = [
        (
            dimension_name(seen, row.dimension),
            _question(seen, row),
            number(row.n),
            number(row.rating, 2),
            points(row.value),
            percent(row.effective_weight, 1),
            points(row.contribution),
        )
        for row in found.rows
    ]
    rows.append(
        (
            _("Score"),
            "",
            "",
            "",
            "",
            percent(sum(r.effective_weight for r in found.rows)),
            points(found.score),
        )
    )
    header = (
        _("Dimension"),
        _("Criterion"),
        _("n"),
        _("Rating (1–5)"),
        _("Points (0–100)"),
        _("Weight"),
        _("Contribution"),
    )
    caption = _("From rating to score: {title}").format(title=seen.titles[item_id])
    if found.answered_weight < 1 - 1e-9:
        caption += ". " + _("Criteria without an answer hand their weight on to the others.")
    left, right = Align.LEFT, Align.RIGHT
    return Table(caption, header, tuple(rows), (left, left, right, right, right, right, right))


def _question(seen: RoundEvaluation, row: ExplainedRow) -> str:
    """Return the criterion's name, or how many questions stand together because few answered each."""
    if row.criterion_id in seen.criteria.ids:
        return criterion_name(seen, row.criterion_id)
    return ngettext("{n} question, few answers", "{n} questions together", row.questions).format(
        n=number(row.questions)
    )


def data_view(actor: Actor, series: SeriesView, seen: RoundEvaluation, picks: tuple[PickView, ...]) -> None:
    """Offer the workbook with all ratings, and show with which settings the figures were computed."""
    st.header(_("Compute it again"), anchor=False)
    st.markdown(
        _(
            "The workbook holds every rating without names, the weights, the formula and the settings: "
            "whoever has it can compute the ranking again without this tool."
        )
    )
    spoken = language()
    name = "-".join((_("evaluation"), series.municipality_name, str(seen.round.number)))

    def made() -> bytes:
        return results_xlsx(_rating_data(actor, series, seen, picks, spoken))

    document_button(_("Excel workbook"), name, WORKBOOK, made, spoken, seen.round.id)
    figures.table(settings_table(seen))


def _rating_data(
    actor: Actor,
    series: SeriesView,
    seen: RoundEvaluation,
    picks: tuple[PickView, ...],
    spoken: Language,
) -> RatingData:
    given = outcome.raw_ratings(actor, seen)
    return RatingData(
        scores=results.scores_of(seen, picks),
        series_title=series.title,
        municipality=series.municipality_name,
        round_number=seen.round.number,
        language=spoken,
        ratings=given.values,
        answered=~np.isnan(given.values) | ~given.judged,
        asked=given.asked,
        given_out=how_asked.sentences(seen),
        handed_out=tuple(map(handed_out.sentence, seen.handed_out)),
    )


def settings_table(seen: RoundEvaluation) -> Table:
    """Return the settings that fix every figure on the page."""
    used = seen.evaluation.settings
    rows = (
        (_("Formula"), used.formula),
        (_("Ratings are put together by"), _(METHODS[used.method])),
        (_("Other weights"), _(WEIGHT_MODELS[used.weight_model])),
        (_("Trials"), number(used.draws)),
        (_("Seed of the random numbers"), str(used.seed)),
        (_("People needed for a rank"), number(used.quorum)),
        (_("Smallest group that is shown"), number(used.minimum_group_size)),
    )
    return Table(
        _("With the same ratings and these settings, the same figures come out"),
        (_("Setting"), _("Value")),
        rows,
    )
