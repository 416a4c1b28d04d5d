"""What a proposal keeps to: how many, one per field of action, budget and estimated costs."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from sketches.use_case_wording import euro_range
from translations import _
from ui import state
from ui.number_fields import FIELD_WIDTH, amounts, stored_number
from ui.reconcile import reconcile
from ui.services import database
from ui.text import literal
from usecases.model import Covers
from workshops.actors import Actor
from workshops.deciding import proposal
from workshops.deciding.decisions import ENOUGH_PICKS, MOST_PICKS
from workshops.deciding.proposal import MOST_MONEY, Wishes
from workshops.evaluation.outcome import RoundEvaluation
from workshops.library.shortlist import ItemView
from workshops.series import SeriesView

MONEY = amounts(MOST_MONEY)


def wishes_form(
    actor: Actor,
    series: SeriesView,
    seen: RoundEvaluation,
    items: Mapping[str, ItemView],
    wanted: Wishes,
) -> None:
    """Ask for the wishes; each change is saved at once."""

    def keep(name: str, value: Any) -> None:
        proposal.change_wishes(database(), actor, series.id, wanted.model_copy(update={name: value}))

    def key(*parts: str) -> str:
        return state.widget("wish", series.id, *parts)

    reconcile(key("size"), wanted.size, lambda value: keep("size", value or wanted.size))
    st.segmented_control(_("How many"), range(ENOUGH_PICKS, MOST_PICKS + 1), required=True, key=key("size"))
    reconcile(key("area"), wanted.one_per_area, lambda value: keep("one_per_area", value))
    st.checkbox(_("At most one per field of action"), key=key("area"))
    stored_number(
        _("Budget in euro (empty: no limit)"),
        key("budget"),
        wanted.budget,
        lambda value: keep("budget", value),
        MONEY,
        optional=True,
        width=FIELD_WIDTH,
    )
    if wanted.budget is None:
        return
    st.markdown(_("Estimated cost of each entry in euro. Entries without an estimate are not proposed."))
    for item in seen.evaluation.ranking:
        if entry := items.get(item.item_id):
            _cost(entry, wanted, key("cost", entry.id), keep)


def _cost(entry: ItemView, wanted: Wishes, key: str, keep: Any) -> None:
    def save(value: float | None) -> None:
        others = {each: cost for each, cost in wanted.costs.items() if each != entry.id}
        keep("costs", others if value is None else {**others, entry.id: value})

    stored_number(
        literal(entry.name),
        key,
        wanted.costs.get(entry.id),
        save,
        MONEY,
        optional=True,
        help=_elsewhere(entry),
        width=420,
    )


def _elsewhere(entry: ItemView) -> str | None:
    case = entry.use_case
    if case is None or case.cost is None or case.cost.covers is not Covers.ENTRY:
        return None
    return _("Elsewhere it cost {cost}, according to the source ({place}).").format(
        cost=euro_range(case.cost.amount, case.cost.highest), place=case.origin.name
    )
