"""What became of the chosen projects, told to the municipality, and what others could learn from it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from translations import N_, _
from translations.formats import amount, date
from ui import labels
from ui.services import database
from ui.text import badge, literal
from usecases.model import UseCase
from workshops.actors import Actor
from workshops.deciding import afterwards, decisions
from workshops.deciding.afterwards import ProjectState, StateView
from workshops.deciding.decisions import PickView
from workshops.library import shortlist
from workshops.series import SeriesView

COLOURS: Mapping[ProjectState, str] = {
    ProjectState.APPLIED: "blue",
    ProjectState.GRANTED: "green",
    ProjectState.REFUSED: "red",
    ProjectState.RUNNING: "orange",
    ProjectState.LIVE: "green",
    ProjectState.ENDED: "gray",
}
_AMOUNTS: Mapping[ProjectState, str] = {
    ProjectState.APPLIED: N_("grant applied for: {amount}"),
    ProjectState.GRANTED: N_("grant: {amount}"),
    ProjectState.REFUSED: N_("grant applied for: {amount}"),
    ProjectState.RUNNING: N_("spent so far: {amount}"),
    ProjectState.LIVE: N_("spent so far: {amount}"),
    ProjectState.ENDED: N_("spent in all: {amount}"),
}
_STATUSES: Mapping[ProjectState, str] = {
    ProjectState.RUNNING: "running",
    ProjectState.LIVE: "implemented",
    ProjectState.ENDED: "ended",
}
"""How the library calls the states of a project that has begun."""


def state_badge(stood: StateView) -> str:
    """Return how a project stands as a badge with its day."""
    said = _("{state} since {day}").format(state=labels.project_state(stood.state), day=date(stood.day))
    return badge(said, COLOURS[stood.state])


def told(each: StateView) -> str:
    """Return a line of the history as one sentence without markup."""
    parts = [f"{date(each.day)}: {labels.project_state(each.state)}"]
    if each.amount is not None:
        parts.append(_(_AMOUNTS[each.state]).format(amount=amount(each.amount)))
    return ", ".join(parts) + (f". {each.effect}" if each.effect else "")


def what_became_of_it(picks: Sequence[PickView], lines: Sequence[StateView]) -> None:
    """Tell the history of each chosen project that has one, its newest line first."""
    held = {pick: [each for each in lines if each.item_id == pick.item_id and each.holds] for pick in picks}
    if not any(held.values()):
        return
    st.header(_("What became of it"), anchor=False)
    for pick, own in held.items():
        if own:
            st.markdown(f"**{literal(pick.title)}** {state_badge(own[-1])}")
            st.markdown("\n".join(f"- {literal(told(each))}" for each in reversed(own)))


def lessons(actor: Actor, series: SeriesView) -> dict[str, dict[str, str]]:
    """Return what a proposal for the library could tell of the series' projects: its fields by their title.

    Only of projects that have begun: before that there is nothing to learn from.
    """
    stood = afterwards.newest(afterwards.history(database(), actor, series.id))
    listed = {item.id: item.use_case for item in shortlist.items(database(), actor, series.id)}
    return {
        pick.title: _lesson(pick, stood[pick.item_id], listed.get(pick.item_id))
        for pick in decisions.picks(database(), actor, series.id)
        if pick.item_id in stood and stood[pick.item_id].state in _STATUSES
    }


def _lesson(pick: PickView, stood: StateView, case: UseCase | None) -> dict[str, str]:
    return {
        "title_de": pick.title,
        "topic": case.topic if case else "",
        "status": _STATUSES[stood.state],
        "benefits_de": stood.effect,
    }
