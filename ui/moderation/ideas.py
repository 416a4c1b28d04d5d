"""Ideas from the room: accept, edit, merge, dismiss, and take them onto the shortlist."""

import streamlit as st

from translations import _, ngettext
from ui import labels, messages, state
from ui.moderation.votes import phase_control
from ui.services import database
from ui.text import literal
from workshops.actors import Actor
from workshops.live import ideas
from workshops.live.activities import Activity
from workshops.live.ideas import TEXT_LENGTH, TITLE_LENGTH, IdeaState, IdeaView
from workshops.live.steering import LiveState
from workshops.series import SeriesView

_OPEN = (IdeaState.NEW, IdeaState.ACCEPTED)


def ideas_from_the_room(actor: Actor, series: SeriesView, now: LiveState) -> None:
    """Show what was sent, new ideas first, with everything that can be done about them."""
    phase_control(actor, series, now, Activity.IDEAS)
    sent = ideas.every(database(), actor, series.id)
    waiting = [idea for state_ in _OPEN for idea in sent if idea.state is state_]
    if not sent:
        st.info(_("No idea has been sent yet. Open the collection, then ask the room for ideas."))
        return
    for idea in waiting:
        _idea(actor, idea)
    if len(waiting) > 1:
        _merge(actor, series, waiting)
    done = [idea for idea in sent if idea.state in (IdeaState.DISMISSED, IdeaState.PROMOTED)]
    if done:
        counted = ngettext("{n} idea that is settled", "{n} ideas that are settled", len(done))
        with st.expander(counted.format(n=len(done)), key=state.widget("ideas_done", series.id)):
            for idea in done:
                _settled(actor, idea)


def _idea(actor: Actor, idea: IdeaView) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{literal(idea.title)}**")
            if idea.state is IdeaState.ACCEPTED:
                st.badge(_("visible to all"), icon=":material/visibility:", color="green")
            else:
                st.badge(_("new"), icon=":material/fiber_new:", color="blue")
            if idea.area:
                st.badge(labels.area(idea.area), color="gray")
        if idea.text:
            st.markdown(literal(idea.text).replace("\n", "  \n"))
        with st.container(horizontal=True):
            if idea.state is IdeaState.NEW:
                _step(actor, idea, IdeaState.ACCEPTED, _("Show it to all"))
            else:
                _step(actor, idea, IdeaState.NEW, _("Hide it again"))
            _step(actor, idea, IdeaState.DISMISSED, _("Dismiss"))
            if st.button(_("Edit"), key=state.widget("idea_edit", idea.id)):
                _edit(actor, idea)
            if st.button(_("Onto the shortlist"), key=state.widget("idea_promote", idea.id)):
                _promote(actor, idea)


def _step(actor: Actor, idea: IdeaView, after: IdeaState, label: str) -> None:
    if st.button(label, key=state.widget("idea", idea.id, after)):
        with messages.refusals():
            ideas.judge(database(), actor, idea.id, after)
            st.rerun()


def _settled(actor: Actor, idea: IdeaView) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(literal(idea.title))
        if idea.state is IdeaState.PROMOTED:
            st.badge(_("on the shortlist"), color="green")
        else:
            _step(actor, idea, IdeaState.NEW, _("Take it back"))


def _edit(actor: Actor, idea: IdeaView) -> None:
    @st.dialog(_("Edit the idea"))
    def ask() -> None:
        with st.form("edit_sent_idea", border=False):
            title = st.text_input(_("Title of the idea"), value=idea.title, max_chars=TITLE_LENGTH)
            text = st.text_area(_("What it is about"), value=idea.text, max_chars=TEXT_LENGTH)
            area = _area_choice(idea)
            sent = st.form_submit_button(_("Save"), type="primary")
        if sent:
            with messages.refusals():
                ideas.edit(database(), actor, idea.id, title=title, text=text, area=area)
                messages.notice_after_rerun(_("Saved"))

    ask()


def _promote(actor: Actor, idea: IdeaView) -> None:
    @st.dialog(_("Onto the shortlist"))
    def ask() -> None:
        st.markdown(f"**{literal(idea.title)}**")
        with st.form("promote_idea", border=False):
            area = _area_choice(idea)
            sent = st.form_submit_button(_("Onto the shortlist"), type="primary")
        if sent:
            with messages.refusals():
                ideas.promote(database(), actor, idea.id, area=area or "")
                messages.notice_after_rerun(_("The idea is on the shortlist"))

    ask()


def _area_choice(idea: IdeaView) -> str | None:
    areas = list(labels.areas())
    return st.selectbox(
        _("Field of action"),
        areas,
        index=areas.index(idea.area) if idea.area else None,
        format_func=labels.area,
        placeholder=_("Choose"),
    )


def _merge(actor: Actor, series: SeriesView, waiting: list[IdeaView]) -> None:
    titles = {idea.id: idea.title for idea in waiting}
    with st.expander(_("Merge ideas")), st.form(state.widget("merge", series.id, len(waiting)), border=False):
        into = st.selectbox(_("This idea stays"), list(titles), format_func=lambda key: titles[key])
        others = st.multiselect(
            _("These are added to it"),
            list(titles),
            format_func=lambda key: titles[key],
            placeholder=_("Choose"),
        )
        sent = st.form_submit_button(_("Merge"))
        if sent:
            with messages.refusals():
                ideas.merge(database(), actor, others, into=into or "")
                messages.notice_after_rerun(_("The ideas were merged"))
