"""Which round's result is looked at: the newest that is open to view, or an earlier one."""

import streamlit as st

from translations import _
from ui import state
from ui.services import database
from workshops.actors import Actor
from workshops.evaluation import outcome
from workshops.live.rounds import Kind, RoundView, Stage
from workshops.series import SeriesView


def chosen_round(actor: Actor, series: SeriesView) -> RoundView | None:
    """Return the round to show; with several of them, ask which."""
    held = {each.id: each for each in outcome.shown_rounds(database(), actor, series.id)}
    if not held:
        return None
    newest = list(held)[-1]
    if len(held) == 1:
        return held[newest]
    chosen = st.selectbox(
        _("Round"),
        list(reversed(held)),
        format_func=lambda round_id: round_name(held[round_id]),
        key=state.widget("round", series.id, newest),
        width=420,
    )
    return held[chosen]


def round_name(held: RoundView) -> str:
    """Return a round's number, who rated in it and what was asked."""
    who = _("each person rated") if held.kind is Kind.LIVE else _("agreed in the group")
    text = _("Round {number} ({who})").format(number=held.number, who=who)
    return _("{round}, first stage").format(round=text) if held.stage is Stage.DIMENSIONS else text
