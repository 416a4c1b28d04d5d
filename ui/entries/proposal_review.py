"""Proposals for the library as an advisor reviews them: what they change, and the answer."""

import streamlit as st

from reports.document import Table
from translations import N_, _
from translations.formats import datetime_
from ui import messages, state
from ui.charts import figures
from ui.entries.choices import choices, choices_name, has_choices
from ui.entries.fields import column_name
from ui.entries.problems import bullets
from ui.services import database
from ui.text import literal
from workshops.actors import Actor
from workshops.library import proposals
from workshops.library.proposals import Review

_SENDERS = {"municipality": N_("the municipality"), "advisor": N_("an advisor")}


def proposal_review(actor: Actor, waiting: tuple[Review, ...]) -> None:
    """Show what waits for an answer, oldest first, each with the difference that it makes."""
    if not waiting:
        st.info(_("No proposal waits for an answer."))
    for review in waiting:
        with st.container(border=True, key=state.widget("proposal_card", review.proposal.id)):
            _card(actor, review)


def _card(actor: Actor, review: Review) -> None:
    proposal = review.proposal
    title = review.current.title_de if review.current else review.row.title
    what = _("Correction: {title}") if proposal.entry_id else _("New: {title}")
    st.header(literal(what.format(title=title)), anchor=False)
    sender = _(_SENDERS.get(proposal.role, proposal.role))
    text = _("{place}: from {sender}, {time}") if review.place else _("from {sender}, {time}")
    time = datetime_(proposal.sent_at)
    st.caption(text.format(place=literal(review.place), sender=sender, time=time))
    figures.table(difference_table(review))
    if proposal.remark:
        st.markdown(_("Remark: {text}").format(text=literal(proposal.remark)))
    if hints := [problem for problem in review.row.problems if problem.warning]:
        st.warning(bullets(hints), title=_("Please check:"))
    if faults := [problem for problem in review.row.problems if not problem.warning]:
        st.error(bullets(faults), title=_("Cannot be published as it is:"))
    _answer(actor, review)


def difference_table(review: Review) -> Table:
    """Return the fields that a proposal changes, beside the text of the entry where there is one."""
    rows = tuple(
        (column_name(one.column), _shown(one.column, one.before), _shown(one.column, one.after))
        for one in review.differences
    )
    if review.current is None:
        new = tuple((name, proposed) for name, _before, proposed in rows)
        return Table(_("What is proposed"), (_("Field"), _("Proposed")), new)
    caption = _("What the proposal changes")
    return Table(caption, (_("Field"), _("In the library"), _("Proposed")), rows)


def _shown(column: str, text: str) -> str:
    """Return the text of a field as its form would show it."""
    lines = [line for line in text.split("\n") if line]
    if has_choices(column):
        lines = [choices_name(column)(line) if line in choices(column) else line for line in lines]
    return "; ".join(lines) or "–"


def _answer(actor: Actor, review: Review) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        publish = st.button(
            _("Publish for all series"),
            type="primary",
            disabled=not review.row.sound,
            key=state.widget("proposal_publish", review.proposal.id),
        )
        if st.button(_("Do not publish"), key=state.widget("proposal_decline", review.proposal.id)):
            _ask_why(actor, review)
    if publish:
        with messages.refusals():
            proposals.publish(database(), actor, review.proposal.id)
            messages.notice_after_rerun(_("The proposal is published"))


def _ask_why(actor: Actor, review: Review) -> None:
    @st.dialog(_("Do not publish this proposal?"))
    def ask() -> None:
        reason = st.text_area(_("Reason, which the sender reads"), key="proposal_reason")
        if st.button(_("Send the answer"), type="primary", key="proposal_answer"):
            with messages.refusals():
                proposals.decline(database(), actor, review.proposal.id, reason)
                messages.notice_after_rerun(_("The answer was sent"))

    ask()
