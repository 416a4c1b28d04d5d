"""Picks: choosing with a reason, wording it anew, taking it back."""

from collections.abc import Mapping

import streamlit as st

from reports.figures import points, rank_among
from translations import _
from ui import labels, messages, state
from ui.services import database
from ui.text import literal
from ui.typed import saved, typed_text
from workshops.actors import Actor
from workshops.deciding import decisions
from workshops.deciding.decisions import REASON_LENGTH, PickView
from workshops.errors import InvalidInput
from workshops.evaluation.outcome import RoundEvaluation
from workshops.library.shortlist import ItemView
from workshops.series import SeriesView
from workshops.validation import TITLE_LENGTH

_REASON = "reason of a pick"


def standing(seen: RoundEvaluation | None, item_id: str) -> str:
    """Return an entry's rank and score in words, or that it has none."""
    ranked = seen.evaluation.ranking if seen else ()
    result = next((item for item in ranked if item.item_id == item_id), None)
    if result is None:
        return _("without a rank")
    rank = rank_among(result.rank, [item.rank for item in ranked])
    return _("rank {rank}, {points} of 100 points").format(rank=rank, points=points(result.score))


def chosen_pick(
    actor: Actor,
    series: SeriesView,
    pick: PickView,
    seen: RoundEvaluation | None,
    *,
    changeable: bool = True,
) -> None:
    """Show a pick with its reason and, where it is `changeable`, the way back."""
    with st.container(border=True):
        st.markdown(f"**{literal(pick.title)}**")
        st.caption(f"{labels.area(pick.area)} · {standing(seen, pick.item_id)}")
        modelled_on(pick)
        st.markdown(literal(pick.reason).replace("\n", "  \n"))
        if not changeable:
            return
        with st.container(horizontal=True):
            if st.button(_("Change name or reason"), key=state.widget("reword", pick.item_id)):
                _reword(actor, series, pick)
            if st.button(_("Take the pick back"), key=state.widget("withdraw", pick.item_id)):
                _withdraw(actor, series, pick)


def modelled_on(pick: PickView) -> None:
    """Say in a small line what a project with its own name was modelled on."""
    if pick.source:
        st.caption(_("Modelled on: {source}").format(source=literal(pick.source)))


def own_name(label: str, current: str, key: str, placeholder: str | None = None) -> str:
    """Ask what a project is called here, starting from the name it has."""
    return st.text_input(
        label,
        value=current,
        max_chars=TITLE_LENGTH,
        key=key,
        placeholder=placeholder,
        help=_("This name stands on phones, wall, sketch and in all documents."),
    )


def pick_form(
    actor: Actor,
    series: SeriesView,
    items: Mapping[str, ItemView],
    picked: set[str],
    seen: RoundEvaluation | None,
) -> None:
    """Ask which entry is picked and why; what is typed is kept until it is picked."""
    options = _by_rank([item_id for item_id in items if item_id not in picked], seen)
    names = _names(items, seen)
    begun = state.edition("pick")
    with st.container(border=True):
        item_id = st.selectbox(
            _("Entry"),
            options,
            index=None,
            format_func=lambda key: names[key],
            placeholder=_("Choose"),
            key=state.widget("pick_entry", series.id, begun),
        )
        name = own_name(
            _("What is it called with you?"),
            "",
            state.widget("pick_name", series.id, begun),
            _("empty: the name stays as it is"),
        )
        reason = typed_text(
            actor,
            series.id,
            _REASON,
            _("Reason"),
            height=120,
            max_chars=REASON_LENGTH,
            placeholder=_("Why this one? What did the discussion bring?"),
            key=state.widget("pick_reason", series.id, begun),
        ).text
        sent = st.button(_("Pick"), type="primary", key=state.widget("pick", series.id, begun))
    if sent:
        with messages.refusals():
            _pick(actor, series, item_id, reason, name.strip() or None)
            saved(actor, series.id, _REASON)
            state.begin_anew("pick")
            messages.notice_after_rerun(_("Picked, with the reason in the minutes"))


def _pick(actor: Actor, series: SeriesView, item_id: str | None, reason: str, name: str | None) -> None:
    if item_id is None:
        raise InvalidInput(
            _("No entry is chosen."),
            _(
                "Please choose one of the list. What is picked already, perhaps in another window, "
                "is not in it any more."
            ),
        )
    decisions.pick(database(), actor, series.id, item_id, reason=reason, name=name)


def _names(items: Mapping[str, ItemView], seen: RoundEvaluation | None) -> dict[str, str]:
    """Return titles with their standing, numbered where two would read alike: Streamlit chooses by name."""
    names: dict[str, str] = {}
    for item in items.values():
        name = f"{item.name} ({standing(seen, item.id)})"
        alike = sum(known.startswith(name) for known in names.values())
        names[item.id] = f"{name} · {alike + 1}" if alike else name
    return names


def _by_rank(item_ids: list[str], seen: RoundEvaluation | None) -> list[str]:
    ranks = {item.item_id: item.rank for item in seen.evaluation.items} if seen else {}
    return sorted(item_ids, key=lambda item_id: ranks.get(item_id) or len(ranks) + 1)


def _reword(actor: Actor, series: SeriesView, pick: PickView) -> None:
    @st.dialog(_("Change name or reason"))
    def ask() -> None:
        place = f"reason {pick.item_id} again"
        name = own_name(
            _("What is it called with you?"), pick.title, state.widget("reword_name", pick.item_id)
        )
        reason = typed_text(
            actor,
            series.id,
            place,
            _("Reason"),
            key=state.widget("reword_reason", pick.item_id),
            stored=pick.reason,
            max_chars=REASON_LENGTH,
            height=140,
        ).text
        if st.button(_("Save"), type="primary", key=state.widget("reworded", pick.item_id)):
            with messages.refusals():
                decisions.pick(database(), actor, series.id, pick.item_id, reason=reason, name=name)
                saved(actor, series.id, place)
                messages.notice_after_rerun(_("Saved"))

    ask()


def _withdraw(actor: Actor, series: SeriesView, pick: PickView) -> None:
    @st.dialog(_("Take the pick back"))
    def ask() -> None:
        st.markdown(_("A sketch that was begun is kept and returns when the entry is picked again."))
        place = f"reason {pick.item_id} back"
        reason = typed_text(
            actor,
            series.id,
            place,
            _("Reason"),
            key=state.widget("withdraw_reason", pick.item_id),
            max_chars=REASON_LENGTH,
        ).text
        if st.button(_("Take the pick back"), type="primary", key=state.widget("withdrawn", pick.item_id)):
            with messages.refusals():
                decisions.withdraw(database(), actor, series.id, pick.item_id, reason=reason)
                saved(actor, series.id, place)
                messages.notice_after_rerun(_("The pick was taken back"))

    ask()
