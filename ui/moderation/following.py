"""Screens that follow the room: every few seconds they look whether anything has changed.

The fragments hold no input: a half-filled form on the same page is never touched.
"""

import hashlib
import json
import math
from datetime import UTC, datetime

import streamlit as st

from translations import _
from ui import language, messages
from ui.services import database
from workshops.actors import Actor, Role
from workshops.errors import StorageError
from workshops.live import ideas, leading, steering
from workshops.live.steering import LiveState
from workshops.wall import steering as wall_steering
from workshops.wall.steering import Standing

SECONDS_BETWEEN_LOOKS = 2


def state_of(actor: Actor, series_id: str) -> LiveState:
    """Return where the live work stands."""
    return steering.state(database(), actor, series_id)


def fingerprint(actor: Actor, state: LiveState, wall: Standing | None = None) -> str:
    """Return a mark of everything but the counters, which are drawn by the fragments themselves."""
    facts: dict[str, object] = {
        "round": state.round.model_dump(mode="json") if state.round else None,
        "offer": state.offer.model_dump(mode="json"),
    }
    if actor.role is Role.ADVISOR:
        facts["ideas"] = len(ideas.every(database(), actor, state.series_id))
        since = leading.lead(database(), actor, state.series_id, "").since
        facts["lead"] = since.isoformat() if since else None
        wall = wall or wall_steering.standing(database(), actor, state.series_id)
        facts["wall"] = (wall.position.mark, wall.ground)
    else:
        facts["ideas"] = len(ideas.accepted(database(), actor, state.series_id))
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def follow(actor: Actor, shown: LiveState, wall: Standing | None = None) -> None:
    """Redraw the page once something but the counters differs from what is `shown`, on the `wall` too.

    What the page has just refused stays until it can have been read.
    """
    drawn = fingerprint(actor, shown, wall)
    just_drawn = [True]

    @st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
    def look() -> None:
        if just_drawn:
            just_drawn.clear()
            return
        language.apply()  # a fragment that runs by itself passes by the entry page
        try:
            now = state_of(actor, shown.series_id)
            changed = now.revision != shown.revision and fingerprint(actor, now) != drawn
        except StorageError as error:
            messages.refusal(error)
            return
        if changed and not messages.being_read():
            st.rerun()

    look()


def readiness_text(state: LiveState) -> str:
    """Return how many are done, or how many are in the room before a round."""
    counted = state.readiness
    if state.round is None or state.round.opened_at is None or not counted.joined:
        return _("{joined} have joined").format(joined=counted.joined)
    return _("{finished} of {joined} done").format(finished=counted.finished, joined=counted.joined)


def seconds_left(state: LiveState) -> int | None:
    """Return the whole seconds on the clock, 0 when time is up, None without a clock."""
    round_ = state.round
    if round_ is None or not round_.takes_ratings or round_.timer_ends_at is None:
        return None
    return max(0, math.ceil((round_.timer_ends_at - datetime.now(UTC)).total_seconds()))


def clock_text(seconds: int) -> str:
    """Return seconds as "4:05"."""
    return f"{seconds // 60}:{seconds % 60:02d}"
