"""What is looked at: what the room knows after all rounds, or a single round as it was revealed."""

import streamlit as st

from translations import _
from ui import state
from ui.services import database, round_evaluation, series_result
from workshops.actors import Actor
from workshops.evaluation import outcome
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live.rounds import Kind, RoundView, Stage
from workshops.series import SeriesView

ALL = ""


def chosen_result(actor: Actor, series: SeriesView) -> RoundEvaluation | None:
    """Return the result to show: that of the series, unless with several rounds one of them is chosen."""
    held = {each.id: each for each in outcome.shown_rounds(database(), actor, series.id)}
    chosen = ALL
    if len(held) > 1:
        chosen = st.selectbox(
            _("Result"),
            [ALL, *reversed(held)],
            format_func=lambda key: round_name(held[key]) if key else _("all rounds together: this counts"),
            key=state.widget("round", series.id, len(held)),
            width=420,
        )
    if chosen:
        return round_evaluation(actor, chosen, series.revision)
    return series_result(actor, series.id, series.revision)


def round_name(held: RoundView) -> str:
    """Return a round's number, who rated in it and what was asked."""
    who = _("each person rated") if held.kind is Kind.LIVE else _("agreed in the group")
    text = _("Round {number} ({who})").format(number=held.number, who=who)
    return _("{round}, first stage").format(round=text) if held.stage is Stage.DIMENSIONS else text
