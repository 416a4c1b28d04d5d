"""The form by which a municipality or an advisor proposes an entry or a correction, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import streamlit as st

from translations import N_, _
from translations.formats import date
from ui import messages, state
from ui.entries.fields import SECTIONS, SOURCE_PARTS, Field
from ui.entries.form import Draft, ask
from ui.entries.problems import bullets
from ui.services import database
from ui.text import literal
from usecases.catalogue import Catalogue
from workshops.actors import Actor
from workshops.library import proposals
from workshops.library.holdings import UnsoundEntry
from workshops.library.proposals import ProposalView
from workshops.series import SeriesView

FORM = "proposal"
STATES = {"new": N_("waits for an answer"), "published": N_("published"), "declined": N_("not published")}
_REMARK_LENGTH = 1000
_OWN = "own project:"  # no id of the library holds a colon


@dataclass(frozen=True)
class Proposal(Draft):
    """What the form starts from: empty, or the entry that is to be corrected."""

    def key(self, *parts: object) -> str:
        """Return a widget's key; another entry, or the next proposal, is another form."""
        return state.widget(FORM, state.edition(FORM), self.cells.get("id", ""), *parts)


def proposal_form(
    actor: Actor, series: SeriesView, own: Mapping[str, Mapping[str, str]] = MappingProxyType({})
) -> None:
    """Ask what is proposed, send it, and show what was sent before.

    `own`: projects of the series that something was learnt from, by title, with what is known of them.
    """
    st.markdown(
        _(
            "Do you know a use case that is missing, or does an entry say something that is not right any "
            "more? Propose it with a source; an advisor reviews it before it is seen by others."
        )
    )
    library = proposals.entries(database(), actor, series.id)
    about = _about(library, own)
    entry = library.get(about) if about else None
    own_project = {"id": about or "", **own.get(_own_title(about), {})}
    draft = Proposal(proposals.cells_of(entry) if entry else own_project)
    with st.form(draft.key("form"), border=True, enter_to_submit=False):
        cells = {field.column: ask(draft, field) for field in _fields()}
        st.caption(_("A source is needed: the page that says so, with its address."))
        cells |= _source(draft)
        remark = st.text_area(
            _("Remark for who reviews it"), max_chars=_REMARK_LENGTH, key=draft.key("remark")
        )
        sent = st.form_submit_button(_("Send the proposal"), type="primary", key=draft.key("send"))
    if sent:
        _send(actor, series, entry.id if entry else None, cells, remark)
    _sent(proposals.of_series(database(), actor, series.id), library)


def _about(library: Catalogue, own: Mapping[str, object]) -> str | None:
    by_title = sorted(library, key=lambda entry: entry.title_de.casefold())
    options = [None, *(f"{_OWN}{title}" for title in own), *(entry.id for entry in by_title)]

    def named(about: str | None) -> str:
        if about is None:
            return _("A new use case")
        if title := _own_title(about):
            return _("Our project “{title}”").format(title=title)
        return _title(library, about)

    return st.selectbox(
        _("What is it about?"),
        options,
        format_func=named,
        key=state.widget(FORM, state.edition(FORM), "about"),
    )


def _own_title(about: str | None) -> str:
    """Return which own project was chosen, "" for an entry of the library or a new one."""
    return about.removeprefix(_OWN) if about and about.startswith(_OWN) else ""


def _title(library: Catalogue, entry_id: str) -> str:
    entry = library.get(entry_id)
    return f"{entry.title_de} – {entry.origin.name}" if entry else entry_id


def _fields() -> list[Field]:
    known = {field.column: field for section in SECTIONS for field in section.fields}
    return [known[name] for name in proposals.FIELDS]


def _source(draft: Proposal) -> dict[str, str]:
    cells = {}
    for column, (part, label, limit) in zip(st.columns([4, 5, 2]), SOURCE_PARTS, strict=True):
        with column:
            text = _("Source: {part}").format(part=_(label))
            cells[f"source_1_{part}"] = st.text_input(text, max_chars=limit, key=draft.key("source", part))
    return cells


def _send(actor: Actor, series: SeriesView, entry_id: str | None, cells: dict[str, str], remark: str) -> None:
    with messages.refusals():
        try:
            proposals.propose(database(), actor, series.id, entry_id=entry_id, cells=cells, remark=remark)
        except UnsoundEntry as unsound:
            st.error(bullets(unsound.problems), title=_("Not sent yet. Please correct:"))
            return
        state.begin_anew(FORM)
        messages.notice_after_rerun(_("Your proposal was sent"))


def _sent(shown: tuple[ProposalView, ...], library: Catalogue) -> None:
    """Show what was proposed from this series, and the answers."""
    if not shown:
        return
    st.header(_("Sent so far"), anchor=False)
    for proposal in shown:
        with st.container(border=True):
            title = proposal.cells.get("title_de") or _title(library, proposal.entry_id or "")
            st.markdown(f"**{literal(title)}**")
            st.caption(
                _("sent on {date}, {state}").format(
                    date=date(proposal.sent_at), state=_(STATES[proposal.state])
                )
            )
            if proposal.answer:
                st.markdown(literal(proposal.answer))
