"""Picks: choosing with a reason, wording it anew, taking it back."""

from collections.abc import Mapping

import streamlit as st

from reports.figures import points, rank_among
from translations import _
from ui import labels, messages, state
from ui.services import database
from ui.text import literal
from workshops.actors import Actor
from workshops.deciding import decisions
from workshops.deciding.decisions import REASON_LENGTH, PickView
from workshops.errors import InvalidInput
from workshops.evaluation.outcome import RoundEvaluation
from workshops.library.shortlist import ItemView
from workshops.series import SeriesView


def standing(seen: RoundEvaluation | None, item_id: str) -> str:
    """Return an entry's rank and score in words, or that it has none."""
    ranked = seen.evaluation.ranking if seen else ()
    result = next((item for item in ranked if item.item_id == item_id), None)
    if result is None:
        return _("without a rank")
    rank = rank_among(result.rank, [item.rank for item in ranked])
    return _("rank {rank}, {points} of 100 points").format(rank=rank, points=points(result.score))


def chosen_pick(actor: Actor, series: SeriesView, pick: PickView, seen: RoundEvaluation | None) -> None:
    """Show a pick with its reason and the way back."""
    with st.container(border=True):
        st.markdown(f"**{literal(pick.title)}**")
        st.caption(f"{labels.area(pick.area)} · {standing(seen, pick.item_id)}")
        st.markdown(literal(pick.reason).replace("\n", "  \n"))
        with st.container(horizontal=True):
            if st.button(_("Word the reason anew"), key=state.widget("reword", pick.item_id)):
                _reword(actor, series, pick)
            if st.button(_("Take the pick back"), key=state.widget("withdraw", pick.item_id)):
                _withdraw(actor, series, pick)


def pick_form(
    actor: Actor,
    series: SeriesView,
    items: Mapping[str, ItemView],
    picked: set[str],
    seen: RoundEvaluation | None,
) -> None:
    """Ask which entry is picked and why; a refusal keeps what was typed."""
    options = _by_rank([item_id for item_id in items if item_id not in picked], seen)
    names = _names(items, seen)
    begun = state.edition("pick")
    with st.form(state.widget("pick", series.id, begun), border=True):
        item_id = st.selectbox(
            _("Entry"),
            options,
            index=None,
            format_func=lambda key: names[key],
            placeholder=_("Choose"),
            key=state.widget("pick_entry", series.id, begun),
        )
        reason = st.text_area(
            _("Reason"),
            height=120,
            max_chars=REASON_LENGTH,
            placeholder=_("Why this one? What did the discussion bring?"),
            key=state.widget("pick_reason", series.id, begun),
        )
        sent = st.form_submit_button(_("Pick"), type="primary")
    if sent:
        with messages.refusals():
            _pick(actor, series, item_id, reason)
            state.begin_anew("pick")
            messages.notice_after_rerun(_("Picked, with the reason in the minutes"))


def _pick(actor: Actor, series: SeriesView, item_id: str | None, reason: str) -> None:
    if item_id is None:
        raise InvalidInput(
            _("No entry is chosen."),
            _(
                "Please choose one of the list. What is picked already, perhaps in another window, "
                "is not in it any more."
            ),
        )
    decisions.pick(database(), actor, series.id, item_id, reason=reason)


def _names(items: Mapping[str, ItemView], seen: RoundEvaluation | None) -> dict[str, str]:
    """Return titles with their standing, numbered where two would read alike: Streamlit chooses by name."""
    names: dict[str, str] = {}
    for item in items.values():
        name = f"{item.title} ({standing(seen, item.id)})"
        alike = sum(known.startswith(name) for known in names.values())
        names[item.id] = f"{name} · {alike + 1}" if alike else name
    return names


def _by_rank(item_ids: list[str], seen: RoundEvaluation | None) -> list[str]:
    ranks = {item.item_id: item.rank for item in seen.evaluation.items} if seen else {}
    return sorted(item_ids, key=lambda item_id: ranks.get(item_id) or len(ranks) + 1)


def _reword(actor: Actor, series: SeriesView, pick: PickView) -> None:
    @st.dialog(_("Word the reason anew"))
    def ask() -> None:
        st.markdown(f"**{literal(pick.title)}**")
        with st.form("reword", border=False):
            reason = st.text_area(_("Reason"), value=pick.reason, max_chars=REASON_LENGTH, height=140)
            sent = st.form_submit_button(_("Save"), type="primary")
        if sent:
            with messages.refusals():
                decisions.pick(database(), actor, series.id, pick.item_id, reason=reason)
                messages.notice_after_rerun(_("Saved"))

    ask()


def _withdraw(actor: Actor, series: SeriesView, pick: PickView) -> None:
    @st.dialog(_("Take the pick back"))
    def ask() -> None:
        st.markdown(_("A sketch that was begun is kept and returns when the entry is picked again."))
        with st.form("withdraw", border=False):
            reason = st.text_area(_("Reason"), max_chars=REASON_LENGTH)
            sent = st.form_submit_button(_("Take the pick back"), type="primary")
        if sent:
            with messages.refusals():
                decisions.withdraw(database(), actor, series.id, pick.item_id, reason=reason)
                messages.notice_after_rerun(_("The pick was taken back"))

    ask()
