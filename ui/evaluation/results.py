"""A round's result as everybody may see it after the reveal: ranking and portfolio."""

from collections.abc import Sequence

import streamlit as st

from reports import figures as pictures
from reports.content import Scores
from scoring.findings import DimensionResult
from translations import _, ngettext
from ui.charts import figures
from ui.text import literal
from workshops.deciding.decisions import PickView
from workshops.evaluation.outcome import RoundEvaluation


def scores_of(seen: RoundEvaluation, picks: tuple[PickView, ...] = ()) -> Scores:
    """Return an evaluation with the words that pictures and documents need."""
    picked = tuple(pick.item_id for pick in picks)
    return Scores(seen.evaluation, seen.titles, seen.criteria, picked, seen.agreed)


def ranking(scores: Scores, key: str) -> None:
    """Show the ranking with the contribution of each dimension."""
    figures.picture(
        pictures.ranking_picture(scores),
        leader_sentence(scores),
        pictures.ranking_table(scores),
        f"{key}:ranking",
    )


def portfolio(scores: Scores, key: str) -> None:
    """Show benefit against feasibility, transferability by shape and size."""
    made = pictures.portfolio_picture(scores)
    figures.picture(made, portfolio_sentence(scores), pictures.ranking_table(scores), f"{key}:portfolio")
    if missing := pictures.unplaced(scores):
        st.caption(literal(missing))


def leader_sentence(scores: Scores) -> str:
    """Say who leads, with how many points, and by how many people's ratings."""
    ranked = scores.evaluation.ranking
    if not ranked:
        return _("Nothing can be ranked yet: too little has been rated.")
    leaders = [item for item in ranked if item.rank == 1]
    names = ", ".join(f"**{literal(pictures.title_of(scores, item.item_id))}**" for item in leaders)
    sentence = ngettext(
        "{names} leads with {points} of 100 points.",
        "{names} share the lead with {points} of 100 points.",
        len(leaders),
    )
    return sentence.format(names=names, points=pictures.points(leaders[0].score))


def portfolio_sentence(scores: Scores) -> str:
    """Say which entries are both useful and feasible."""
    strong = [
        pictures.title_of(scores, item.item_id)
        for item in scores.evaluation.ranking
        if _at_least_half(item.dimensions, "benefit") and _at_least_half(item.dimensions, "feasibility")
    ]
    if not strong:
        return _("No entry is above the middle in both benefit and feasibility.")
    names = ", ".join(f"**{literal(name)}**" for name in strong[:3])
    if len(strong) <= 3:
        return _("Above the middle in both benefit and feasibility: {names}.").format(names=names)
    return _("Above the middle in both benefit and feasibility: {names} and {number} more.").format(
        names=names, number=len(strong) - 3
    )


def _at_least_half(dimensions: Sequence[DimensionResult], dimension: str) -> bool:
    value = next((d.value for d in dimensions if d.dimension == dimension), None)
    return value is not None and value >= 0.5


def quorum_note(scores: Scores) -> None:
    """Name the entries that have no rank, and why."""
    unranked = [item for item in scores.evaluation.items if item.rank is None]
    if unranked:
        names = ", ".join(literal(pictures.title_of(scores, item.item_id)) for item in unranked)
        st.caption(_("Without a rank, because too little was rated: {names}").format(names=names))
