"""The chosen projects side by side: what each is in its own words, what it costs, who does it, and why."""

from collections.abc import Mapping, Sequence

import streamlit as st

from design.fields import FIELDS
from reports.content import SketchReport
from translations import _, ngettext
from ui import labels
from ui.decision.pick import modelled_on, standing
from ui.result.afterwards import state_badge
from ui.result.project import facts, own_words
from ui.text import literal
from workshops.deciding.afterwards import StateView
from workshops.deciding.decisions import PickView
from workshops.evaluation.outcome import RoundEvaluation

_BAR = '<div style="height:.4rem;border-radius:.2rem;background:{colour}"></div>'


def project_cards(
    picks: Sequence[PickView],
    reports: Mapping[str, SketchReport],
    seen: RoundEvaluation | None,
    stood: Mapping[str, StateView],
) -> None:
    """Show a card for each chosen project; what was sketched, and what became of it, by item id."""
    if not picks:
        st.info(_("Nothing has been chosen yet. The decision follows the scoring."))
        return
    for column, pick in zip(st.columns(len(picks)), picks, strict=True):
        with column, st.container(border=True, height="stretch"):
            _card(pick, reports.get(pick.item_id), seen, stood.get(pick.item_id))


def _card(
    pick: PickView, report: SketchReport | None, seen: RoundEvaluation | None, stood: StateView | None
) -> None:
    st.html(_BAR.format(colour=FIELDS[pick.area].paper))
    st.subheader(literal(pick.title), anchor=False)
    st.caption(f"{labels.area(pick.area)} · {standing(seen, pick.item_id)}")
    if stood:
        st.markdown(state_badge(stood))
    modelled_on(pick)
    if report and (words := own_words(report)):
        st.markdown(literal(words))
    st.markdown(_("**Why:** {reason}").format(reason=literal(pick.reason)).replace("\n", "  \n"))
    if report is None:
        st.caption(_("The sketch is still being written."))
        return
    unknown = _("still to be clarified")
    lines = (
        _("{label}: **{value}**").format(label=label, value=literal(value or unknown))
        for label, value in facts(report)
    )
    st.markdown("  \n".join(lines))
    if gaps := len(report.gaps):
        text = ngettext("{n} point of the sketch is open.", "{n} points of the sketch are open.", gaps)
        st.caption(text.format(n=gaps))
