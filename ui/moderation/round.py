"""Leading a round: prepare, open, close, reopen, reveal, once more; with a clock."""

from datetime import timedelta

import streamlit as st

from translations import _, ngettext
from ui import frame, language, messages, state
from ui.moderation.asking import asking_progress
from ui.moderation.following import SECONDS_BETWEEN_LOOKS, clock_text, readiness_text, seconds_left, state_of
from ui.moderation.own_time import own_time_of
from ui.moderation.preparing import prepare, who_counts
from ui.services import database
from workshops.actors import Actor
from workshops.live import announcing, objections, rounds, steering
from workshops.live.objections import PeopleMissing
from workshops.live.rounds import Kind, RoundView, State
from workshops.live.steering import LiveState
from workshops.series import SeriesView
from workshops.wall.cockpit import Act

MINUTES = (2, 3, 5, 8, 10, 15, 20, 30)


def round_controls(actor: Actor, series: SeriesView, now: LiveState) -> None:
    """Show where the round stands and what can be done next."""
    held = now.round
    if held is None or held.state is State.REVEALED:
        if held:
            st.success(_("Round {number} is revealed: everybody sees its result.").format(number=held.number))
            frame.step_link(series, "pages/advisor/evaluation.py")
        prepare(actor, series, held)
        return
    st.subheader(_heading(held), anchor=False)
    if said := announcing.times(held):
        st.markdown(f"**{said}**")
    steps = {State.DRAFT: _draft, State.OPEN: _open, State.CLOSED: _closed}
    steps[held.state](actor, held)
    if held.state is not State.CLOSED:
        own_time_of(actor, series, held)


def _heading(held: RoundView) -> str:
    names = {State.DRAFT: _("prepared"), State.OPEN: _("open"), State.CLOSED: _("closed")}
    heading = _("Round {number}: {state}").format(number=held.number, state=names[held.state])
    entries = ngettext("{n} entry", "{n} entries", len(held.item_ids)).format(n=len(held.item_ids))
    questions = (
        ngettext("up to {n} question each", "up to {n} questions each", len(held.criterion_ids))
        if held.left_out
        else ngettext("{n} question each", "{n} questions each", len(held.criterion_ids))
    )
    asked = _("asked in part, by plan") if held.short else questions.format(n=len(held.criterion_ids))
    return f"{heading} · {entries}, {asked}"


def counter(actor: Actor, shown: LiveState) -> None:
    """Count who is there and who is done, and show the clock; it follows by itself."""
    drawn_with = [shown]

    @st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
    def count() -> None:
        language.apply()  # a fragment that runs by itself passes by the entry page
        now = drawn_with.pop() if drawn_with else state_of(actor, shown.series_id)
        st.markdown(f"**{readiness_text(now)}**")
        left = seconds_left(now)
        if left is not None:
            st.markdown(_("Clock: **{time}**").format(time=clock_text(left) if left else _("Time is up")))

    count()


def is_asked(held: RoundView | None) -> bool:
    """Whether a question about closing or revealing this round waits for its answer."""
    asked = state.get(state.CLOSING)
    return held is not None and (state.get(state.REVEALING) == held.id or bool(asked and asked[0] == held.id))


def lead(actor: Actor, held: RoundView | None, act: Act) -> None:
    """Do to the round what the cockpit's large key says; what needs a second thought is asked."""
    if held is None:
        return
    if act is Act.OPEN:
        _open_it(actor, held)
    elif act is Act.CLOSE:
        _close(actor, held)
    else:
        state.keep(state.REVEALING, held.id)
        st.rerun()


def _open_it(actor: Actor, held: RoundView) -> None:
    with messages.refusals():
        steering.open_round(database(), actor, held.id)
        st.rerun()


def _draft(actor: Actor, held: RoundView) -> None:
    st.markdown(_("Open the round when everybody is ready; until then the phones stay as they are."))
    settled = who_counts(actor, held)
    with st.container(horizontal=True):
        if st.button(_("Open the round"), disabled=not settled, key=state.widget("open", held.id)):
            _open_it(actor, held)
        if st.button(_("Discard it"), key=state.widget("discard", held.id)):
            with messages.refusals():
                steering.discard(database(), actor, held.id)
                st.rerun()


def _open(actor: Actor, held: RoundView) -> None:
    asked = state.get(state.CLOSING)
    if asked and asked[0] == held.id:
        _confirm(actor, held, asked[1], asked[2])
        return
    asking_progress(actor, held)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(_("Close the round"), key=state.widget("close", held.id)):
            _close(actor, held)
        _clock(actor, held)


def _close(actor: Actor, held: RoundView) -> None:
    with messages.refusals():
        try:
            steering.close(database(), actor, held.id)
        except PeopleMissing as missing:
            state.keep(state.CLOSING, (held.id, missing.missing, str(missing.message)))
        st.rerun()


def _confirm(actor: Actor, held: RoundView, missing: int, sentence: str) -> None:
    with st.container(border=True):
        st.warning(
            f"{sentence} " + _("Close the round anyway? What was answered so far counts; nothing is lost.")
        )
        with st.container(horizontal=True):
            if st.button(_("Close it anyway"), type="primary", key=state.widget("close_anyway", held.id)):
                state.take(state.CLOSING)
                with messages.refusals():
                    steering.close(database(), actor, held.id, confirmed_missing=missing)
                    st.rerun()
            if st.button(_("Keep it open"), key=state.widget("keep_open", held.id)):
                state.take(state.CLOSING)
                st.rerun()


def _clock(actor: Actor, held: RoundView) -> None:
    minutes = st.selectbox(
        _("Minutes on the clock"), MINUTES, index=2, width=180, key=state.widget("minutes", held.id)
    )
    if st.button(_("Start the clock"), key=state.widget("clock", held.id)):
        with messages.refusals():
            steering.set_timer(database(), actor, held.id, timedelta(minutes=minutes))
            st.rerun()
    if held.timer_ends_at and st.button(_("Stop the clock"), key=state.widget("no_clock", held.id)):
        with messages.refusals():
            steering.set_timer(database(), actor, held.id, None)
            st.rerun()


def _closed(actor: Actor, held: RoundView) -> None:
    if state.get(state.REVEALING) == held.id:
        _confirm_reveal(actor, held)
        return
    st.markdown(_("Nobody can answer any more, and nobody sees a result yet."))
    if held.handed_out:
        st.markdown(
            _("Once it is shown, the meeting begins with the question on which opinions differ most.")
        )
    with st.container(horizontal=True):
        if st.button(_("Reveal the result"), key=state.widget("reveal", held.id)):
            state.keep(state.REVEALING, held.id)
            st.rerun()
        if st.button(_("Open it again"), key=state.widget("reopen", held.id)):
            _reopen(actor, held)


def _reopen(actor: Actor, held: RoundView) -> None:
    state.take(state.REVEALING)
    with messages.refusals():
        steering.reopen(database(), actor, held.id)
        st.rerun()


def _confirm_reveal(actor: Actor, held: RoundView) -> None:
    """Ask once, below where the click before was: of all steps only this one has no way back."""
    few = objections.few_people(database(), actor, held.id)
    with st.container(border=True):
        if few:
            st.warning(few.hint, title=few.message)
        else:
            st.warning(
                _(
                    "Show the result now? Everybody sees it, on the wall and on the phones. That cannot be "
                    "taken back; only another round can follow."
                )
            )
        with st.container(horizontal=True):
            if few and st.button(_("Open it and wait"), key=state.widget("wait", held.id)):
                _reopen(actor, held)
            now = _("Show without figures") if few else _("Show it now")
            if st.button(now, type="primary", key=state.widget("reveal_now", held.id)):
                state.take(state.REVEALING)
                with messages.refusals():
                    steering.reveal(database(), actor, held.id)
                    st.rerun()
            if st.button(_("Not yet"), key=state.widget("not_yet", held.id)):
                state.take(state.REVEALING)
                st.rerun()
        if few:
            st.page_link("pages/advisor/scoring.py", label=_("Agree in the room"))


def earlier_rounds(actor: Actor, series: SeriesView) -> list[RoundView]:
    """Return the live rounds whose result is open, newest first."""
    held = rounds.every(database(), actor, series.id)
    return [each for each in reversed(held) if each.kind is Kind.LIVE and each.state is State.REVEALED]
