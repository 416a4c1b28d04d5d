"""An entry of the shortlist in full: its gates, its own name, and the way off the list."""

import streamlit as st

from scoring.criteria import Gate
from translations import _, current_language
from ui import labels, messages, state
from ui.reconcile import reconciled
from ui.selection.taken_off import taking_off
from ui.services import database
from ui.text import literal
from workshops.actors import Actor
from workshops.library import naming, shortlist
from workshops.library.shortlist import GATE_ANSWERS, GateView, ItemView
from workshops.series import SeriesView
from workshops.validation import TITLE_LENGTH


def shortlist_entry(actor: Actor, series: SeriesView, item: ItemView, gates: tuple[Gate, ...]) -> None:
    """Show below its row what can be changed; what is answered or written is saved in the same run."""
    with st.container(border=True):
        facts, questions = st.columns([5, 4], gap="medium")
        with facts:
            st.markdown(literal(item.summary))
            if item.kind != "idea":
                _own_name(actor, series, item)
            _actions(actor, series, item)
        with questions:
            for gate in gates:
                _gate(actor, series, item, gate)


def origin(item: ItemView) -> str:
    """Return where an entry is from, as plain text: the place, and the source's name beside an own one."""
    place = item.use_case.origin.name if item.use_case else ""
    return (
        _("Modelled on: {source} ({place})").format(source=item.source, place=place) if item.source else place
    )


def _own_name(actor: Actor, series: SeriesView, item: ItemView) -> None:
    """Ask what the project is called here; emptied, the source's name comes back."""

    def save(name: str) -> None:
        naming.name_entry(database(), actor, series.id, item.id, name.strip() or item.source)

    def draw(first: str) -> str:
        return st.text_input(
            _("What is it called with you?"),
            first,
            max_chars=TITLE_LENGTH,
            key=key,
            placeholder=_("for example “Early flood warning”; without one it keeps the source’s name"),
        )

    key = state.widget("own_name", item.id)
    own = item.title if item.source else ""
    reconciled(key, own, "", draw=draw, save=save, typed=True)


def _actions(actor: Actor, series: SeriesView, item: ItemView) -> None:
    if item.kind != "idea":
        taking_off(actor, series, item)
        return
    with st.container(horizontal=True):
        if st.button(_("Edit"), key=state.widget("edit", item.id)):
            _edit(actor, series, item)
        taking_off(actor, series, item)


def _gate(actor: Actor, series: SeriesView, item: ItemView, gate: Gate) -> None:
    known = {answered.gate_id: answered for answered in item.gates}.get(gate.id)
    kept = known or GateView(gate_id=gate.id, answer="", note="")

    def save(answer: str | None, note: str) -> None:
        place = (actor, series.id, item.id)
        shortlist.answer_gate(database(), *place, gate_id=gate.id, answer=answer or None, note=note)

    def ask(first: str | None) -> str | None:
        return st.segmented_control(
            gate.name(current_language()),
            GATE_ANSWERS,
            default=first,
            format_func=labels.gate_answer,
            help=gate.question(current_language()),
            key=answer_key,
        )

    def write(first: str) -> str:
        return st.text_input(
            _("Reason or condition"), first, key=note_key, placeholder=_("goes into the minutes")
        )

    answer_key = state.widget("gate", item.id, gate.id)
    note_key = state.widget("gate_note", item.id, gate.id)
    answer = reconciled(
        answer_key, kept.answer or None, None, draw=ask, save=lambda answer: save(answer, kept.note)
    )
    if answer in ("conditions", "no"):
        reconciled(note_key, kept.note, "", draw=write, save=lambda note: save(answer, note), typed=True)


def _edit(actor: Actor, series: SeriesView, item: ItemView) -> None:
    @st.dialog(_("Edit the idea"))
    def ask() -> None:
        texts = idea_form("edit_idea", item)
        if texts:
            with messages.refusals():
                shortlist.change_idea(database(), actor, series.id, item.id, **texts)
                messages.notice_after_rerun(_("Saved"))

    ask()


def idea_form(key: str, item: ItemView | None = None) -> dict[str, str]:
    """Ask for an idea's title, text and area; return them once they are sent, else nothing."""
    areas = list(labels.areas())
    with st.form(key, border=False):
        title = st.text_input(_("Title of the idea"), value=item.title if item else "")
        summary = st.text_area(_("What it is about"), value=item.summary if item else "", height=120)
        area = st.selectbox(
            _("Field of action"),
            areas,
            index=areas.index(item.area) if item else None,
            format_func=labels.area,
            placeholder=_("Choose"),
        )
        sent = st.form_submit_button(_("Save"), type="primary")
    return {"title": title, "summary": summary, "area": area or ""} if sent else {}
