"""Entering weights: one level at a time, by points, swing or pairs; every change is saved at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from reports.document import Align, Table
from scoring.criteria import CriteriaSet
from translations import _
from translations.formats import number, percent
from ui import state
from ui.charts import figures
from ui.number_fields import FIELD_WIDTH, decimals, stored_number
from ui.reconcile import reconcile
from ui.services import database
from ui.weights.names import (
    comparison_name,
    consistency_sentences,
    key_name,
    level_name,
    method_explained,
    method_name,
)
from workshops.actors import Actor
from workshops.series import SeriesView
from workshops.weighing import comparing, elicitation, weights
from workshops.weighing.elicitation import METHODS, RATIOS, pair_key
from workshops.weighing.weights import DIMENSIONS, MOST_POINTS, Level, WeightsView

EXTREME = len(RATIOS) - 1


@dataclass(frozen=True)
class Weighing:
    """Who enters whose weights, on which level and by which method."""

    actor: Actor
    series: SeriesView
    criteria: CriteriaSet
    group: str | None
    level: Level
    method: str

    def key(self, *parts: object) -> str:
        """Return the key of an input; each person's, level's and method's inputs are their own."""
        return state.widget("weight", self.series.id, self.group or "", self.level.id, self.method, *parts)

    def save(self, given: Mapping[str, float]) -> None:
        """Store all inputs of the level."""
        weights.save_level(
            database(),
            self.actor,
            self.series.id,
            self.level.id,
            method=self.method,
            given=given,
            group=self.group,
        )

    def compare(self, given: Mapping[str, float]) -> None:
        """Keep the comparisons of the level."""
        comparing.save(database(), self.actor, self.series.id, self.level.id, given, group=self.group)


def weights_form(
    actor: Actor, series: SeriesView, criteria: CriteriaSet, shown: WeightsView, group: str | None
) -> None:
    """Ask for the weights of one level by one method."""
    owner = group or ""
    level_id = st.segmented_control(
        _("What is weighed against each other"),
        weights.levels(criteria),
        default=DIMENSIONS,
        required=True,
        format_func=lambda key: level_name(key, criteria),
        key=state.widget("weights_level", series.id, owner),
    )
    level = shown.level(level_id or DIMENSIONS, criteria)
    method = st.segmented_control(
        _("Method"),
        METHODS,
        default=level.asked.method,
        required=True,
        format_func=method_name,
        key=state.widget("weights_method", series.id, owner, level.id),
    )
    weighing = Weighing(actor, series, criteria, group, level, method or "points")
    st.markdown(method_explained(weighing.method))
    if weighing.method == "pairwise":
        _comparisons(weighing)
    else:
        _points(weighing)
    figures.table(weights_table(weighing))


def agreed_shares(criteria: CriteriaSet, agreed: WeightsView) -> None:
    """Show what the agreed weights come to, the heaviest first: for the room, to be read only."""
    st.header(_("What counts how much"), anchor=False)
    shares = agreed.level(DIMENSIONS, criteria).shares
    heaviest = sorted(shares, key=lambda key: -shares[key])
    st.markdown("\n".join(f"- **{percent(shares[key])}** {key_name(key, criteria)}" for key in heaviest))


def _points(weighing: Weighing) -> None:
    swing = weighing.method == "swing"
    start = elicitation.starting_swings if swing else elicitation.starting_points
    level = weighing.level
    stored = dict(level.points if level.asked.method == weighing.method else start(level.shares))
    for key in stored:
        _number(weighing, stored, key, elicitation.FULL_POINTS if swing else MOST_POINTS)
    if swing and max(stored.values()) < elicitation.FULL_POINTS:
        st.caption(_("The largest leap gets 100; only the proportions count."))


def _number(weighing: Weighing, stored: Mapping[str, float], key: str, most: float) -> None:
    name = weighing.key(key)

    def save(value: float | None) -> None:
        weighing.save({**stored, key: value or 0.0})

    stored_number(
        key_name(key, weighing.criteria), name, stored[key], save, decimals(most), width=FIELD_WIDTH
    )


def _comparisons(weighing: Weighing) -> None:
    level, keys = weighing.level, tuple(weighing.level.points)
    stored, wanted = elicitation.compared(keys, level.asked.pairs), elicitation.pairs(keys)
    for first, second in wanted:
        _comparison(weighing, stored, first, second)
    if len(stored) < len(wanted):  # nobody has compared these yet: there is nothing to find fault with
        text = _("{n} of {all} pairs are compared. The weights in force stay until all are.")
        st.caption(text.format(n=len(stored), all=len(wanted)))
        return
    for sentence in consistency_sentences(elicitation.consistency(keys, stored), weighing.criteria):
        st.markdown(sentence)


def _comparison(weighing: Weighing, stored: Mapping[str, float], first: str, second: str) -> None:
    pair = pair_key(first, second)
    names = key_name(first, weighing.criteria), key_name(second, weighing.criteria)
    key = weighing.key(pair)

    def save(step: int | None) -> None:
        others = {each: ratio for each, ratio in stored.items() if each != pair}
        weighing.compare(others if step is None else {**others, pair: _ratio(step)})

    def wording(step: int) -> str:
        return comparison_name(step, *names)

    reconcile(key, _step(stored[pair]) if pair in stored else None, save)
    st.selectbox(
        _("{first} or {second}?").format(first=names[0], second=names[1]),
        list(range(EXTREME, -EXTREME - 1, -1)),
        index=None,
        placeholder=_("not compared yet"),
        format_func=wording,
        key=key,
    )


def _step(ratio: float) -> int:
    size = min(range(len(RATIOS)), key=lambda place: abs(RATIOS[place] - max(ratio, 1 / ratio)))
    return size if ratio >= 1 else -size


def _ratio(step: int) -> float:
    return RATIOS[step] if step >= 0 else 1 / RATIOS[-step]


def weights_table(weighing: Weighing) -> Table:
    """Return what was given and what it comes to, for the level shown."""
    level = weighing.level
    raw = _("Priority") if level.asked.method == "pairwise" else _("As given")
    rows = tuple(
        (key_name(key, weighing.criteria), number(round(level.points[key], 1)), percent(level.shares[key], 1))
        for key in level.points
    )
    total = (_("Sum"), number(round(sum(level.points.values()), 1)), percent(sum(level.shares.values())))
    caption = _("In force, entered by: {method}").format(method=method_name(level.asked.method))
    right = Align.RIGHT
    header = (level_name(level.id, weighing.criteria), raw, _("Weight"))
    return Table(caption, header, (*rows, total), (Align.LEFT, right, right))
