"""Texts that are typed and not saved yet: kept for the series, whatever becomes of page, window or server."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

import streamlit as st

from translations import _
from ui import state
from ui.services import database
from workshops.actors import Actor
from workshops.errors import StorageError, WorkshopError
from workshops.live import drafts


class Typed(NamedTuple):
    """What stands in a field, and what was stored when it was begun."""

    text: str
    before: str


def typed_text(
    actor: Actor,
    series_id: str,
    place: str,
    label: str,
    *,
    key: str,
    stored: str = "",
    in_one_line: bool = False,
    **looks: Any,
) -> Typed:
    """Draw a text field that goes on where this place was left: on another page, in another window.

    It stands outside a form: a form keeps what is typed from the server until it is sent. Three values are
    compared, as in `ui.reconcile`: what the field holds, what this window saw last, what is kept now. A field
    `in_one_line` is one of several; what they lack together has to be said beside them.
    """
    kept = drafts.kept(database(), actor, series_id, place)
    now = Typed(kept.get("text", stored), kept.get("before", stored))
    seen_key = state.widget(key, "seen")
    state.keep(state.TYPED, {**state.get(state.TYPED, {}), key: (series_id, place)})
    seen: Typed = state.get(seen_key, now)
    if key not in st.session_state or (st.session_state[key] == seen.text != now.text):
        state.keep(key, now.text)
        seen = now
    draw = st.text_input if in_one_line else st.text_area
    text = str(draw(label, key=key, **looks) or "")
    if text != seen.text:
        seen = Typed(text, seen.before)
        _keep(actor, series_id, place, seen)
    state.keep(seen_key, seen)
    if text != stored and not in_one_line:
        st.caption(_("Not saved yet. What is typed stays here until you save it."))
    return seen


def keep_what_was_typed(actor: Actor) -> None:
    """Keep what a field was left with, at the beginning of a run that may not draw it any more.

    Leaving a field and pressing a button arrive as one: the run then turns to the next entry or page.
    """
    fields: Mapping[str, tuple[str, str]] = state.get(state.TYPED, {})
    for key, (series_id, place) in fields.items():
        seen: Typed | None = state.get(state.widget(key, "seen"))
        text = state.get(key)
        if seen is not None and isinstance(text, str) and text != seen.text:
            left = Typed(text, seen.before)
            with suppress(
                WorkshopError, StorageError
            ):  # no page fails because of what another one was left with
                _keep(actor, series_id, place, left)
                state.keep(state.widget(key, "seen"), left)


def begun_from(actor: Actor, series_id: str, place: str, key: str, stored: str) -> None:
    """Go on from what is stored now: who saves again has read it."""
    seen = Typed(state.get(state.widget(key, "seen")).text, stored)
    state.keep(state.widget(key, "seen"), seen)
    _keep(actor, series_id, place, seen)


def saved(actor: Actor, series_id: str, place: str) -> None:
    """Forget what was typed at a place: it is stored."""
    fields: Mapping[str, tuple[str, str]] = state.get(state.TYPED, {})
    state.keep(state.TYPED, {key: where for key, where in fields.items() if where != (series_id, place)})
    drafts.keep(database(), actor, series_id, place, {})


def _keep(actor: Actor, series_id: str, place: str, typed: Typed) -> None:
    content: Mapping[str, Any] = typed._asdict() if typed.text != typed.before else {}
    drafts.keep(database(), actor, series_id, place, content)
