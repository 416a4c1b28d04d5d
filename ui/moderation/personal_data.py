"""Remarks, rehearsal, and the end of personal traces."""

from datetime import timedelta

import streamlit as st

from translations import _
from translations.formats import date, today
from ui import frame, messages, state
from ui.moderation.round import earlier_rounds
from ui.reconcile import reconcile
from ui.scoring.note import note_on_entry
from ui.services import database
from ui.text import literal
from workshops.actors import Actor
from workshops.archive import rehearsal, retention
from workshops.live import activities, answers
from workshops.live.steering import LiveState
from workshops.series import SeriesView


def remarks(actor: Actor, series: SeriesView, now: LiveState) -> None:
    """Show the remarks of the newest revealed round, without anybody's name, and take the advisor's notes."""
    key = state.widget("comments", series.id)
    reconcile(
        key,
        now.offer.comments,
        lambda wanted: activities.change(database(), actor, series.id, comments=wanted),
    )
    st.toggle(_("Ask for remarks on the phones"), key=key)
    revealed = earlier_rounds(actor, series)
    found = answers.comments(database(), actor, revealed[0].id) if revealed else ()
    if not found:
        text = _("There are no remarks.") if revealed else _("Remarks appear here after the reveal.")
        st.caption(text)
    for remark in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{literal(remark.item_title)}:** {literal(remark.text)}")
            widget = state.widget("remark", revealed[0].id, remark.item_id, remark.key)
            if st.button(_("Delete"), key=widget):
                answers.remove_comment(database(), actor, revealed[0].id, remark.item_id, remark.key)
                messages.notice_after_rerun(_("The remark was deleted"))
    note_on_entry(actor, series)


def rehearse(actor: Actor, series: SeriesView) -> None:
    """Begin a rehearsal, or end it without a trace."""
    if series.rehearsal:
        st.markdown(_("This is a rehearsal. When it ends, everything in it is deleted for good."))
        if st.button(_("End the rehearsal"), type="primary", key=state.widget("end", series.id)):
            with messages.refusals():
                original = rehearsal.original_of(database(), actor, series.id)
                rehearsal.end(database(), actor, series.id)
                st.query_params.clear()
                frame.choose(original)
                messages.notice_after_rerun(_("The rehearsal has left no trace"))
        return
    st.markdown(
        _("A rehearsal is a copy with its own code, to try everything out with. Nothing of it is kept.")
    )
    running = rehearsal.of_series(database(), actor, series.id)
    label = _("Go on with the rehearsal") if running else _("Begin a rehearsal")
    if st.button(label, key=state.widget("rehearse", series.id)):
        with messages.refusals():
            copy = rehearsal.begin(database(), actor, series.id)
            st.query_params.clear()
            frame.choose(copy.id)
            st.rerun()


def personal_data(actor: Actor, series: SeriesView) -> None:
    """Say what belongs to persons and when it goes; change the day, or delete now."""
    traces = retention.traces(database(), actor, series.id)
    if traces.deleted_on:
        st.success(
            _("Personal traces were deleted on {date}. The results stay.").format(
                date=date(traces.deleted_on)
            )
        )
    else:
        st.markdown(
            _(
                "{people} people have taken part, {devices} devices are known. On {date} device marks, "
                "personal codes, remarks, times, small groups and what the municipality wrote on its "
                "sketches are deleted; the results stay."
            ).format(
                people=traces.people,
                devices=traces.devices,
                date=date(traces.until) if traces.until else "–",
            )
        )
    tomorrow = today() + timedelta(days=1)
    with st.form(state.widget("deletion", series.id), border=False):
        until = st.date_input(
            _("Delete on"),
            value=max(traces.until or tomorrow, tomorrow),
            min_value=tomorrow,
            format="DD.MM.YYYY",
            width=220,
        )
        saved = st.form_submit_button(_("Save the day"))
    if saved:
        with messages.refusals():
            retention.set_date(database(), actor, series.id, until)
            messages.notice_after_rerun(_("Saved"))
    if st.button(_("Delete personal traces now"), key=state.widget("delete_now", series.id)):
        _delete(actor, series)


def _delete(actor: Actor, series: SeriesView) -> None:
    @st.dialog(_("Delete personal traces now?"))
    def ask() -> None:
        st.markdown(
            _(
                "Nobody can go on with an own device or code afterwards. The results stay. "
                "There is no way back."
            )
        )
        if st.button(_("Delete for good"), type="primary", key="delete_traces_for_good"):
            with messages.refusals():
                retention.delete_now(database(), actor, series.id)
                messages.notice_after_rerun(_("Personal traces were deleted"))

    ask()
