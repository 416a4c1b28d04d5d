"""What the page for agreeing in the room says of a round that people answer in their own time meanwhile."""

import streamlit as st

from translations import _
from ui.services import database
from workshops.actors import Actor
from workshops.live import announcing, steering
from workshops.live.rounds import RoundView, State
from workshops.series import SeriesView


def running_at_home(actor: Actor, series: SeriesView) -> None:
    """Say that a round is, or will be, answered in people's own time; the next step leads to the cockpit."""
    held = steering.state(database(), actor, series.id).round
    if held is not None and (said := running_sentence(held)):
        st.info(said)


def running_sentence(held: RoundView) -> str:
    """Return what is said of a round that is not revealed yet; empty for one in the room."""
    if not held.handed_out or held.state is State.REVEALED:
        return ""
    when = announcing.times(held)
    lead = _("Round {number} is answered by each person in their own time.").format(number=held.number)
    return f"{lead} {when}".strip()
