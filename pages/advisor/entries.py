import streamlit as st

from translations import _, ngettext
from ui import frame, guard, messages, state
from ui.entries.form import Draft, entry_form
from ui.entries.listing import entry_list
from ui.entries.proposal_form import proposal_form
from ui.entries.proposal_review import proposal_review
from ui.entries.table import entry_import
from ui.navigation import ENTRIES, ENTRY, NEW, TEMPLATE
from ui.result.afterwards import lessons
from ui.services import catalogue, database
from workshops.actors import Role
from workshops.library import holdings, proposals

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Own entries"),
    _("Use cases that you write yourself: they appear in the library beside those that come with the tool."),
)
entries = holdings.entries(database(), actor, series.id)
wanted, template = st.query_params.get(ENTRY), st.query_params.get(TEMPLATE)


def draft_of_address() -> Draft | None:
    """Return what is written here; once begun it stays, whatever is saved in other windows."""
    begun: tuple[tuple[str | None, str | None], Draft] | None = state.get(state.ENTRY_DRAFT)
    if begun and begun[0] == (wanted, template):
        return begun[1]
    found = next((entry for entry in entries if entry.id == wanted), None)
    if found:
        draft = Draft.of(found)
    elif template or wanted == NEW:
        draft = Draft.new(catalogue(actor, series).get(template or ""))
    else:
        return None
    state.keep(state.ENTRY_DRAFT, ((wanted, template), draft))
    return draft


def write(draft: Draft) -> None:
    st.page_link(
        ENTRIES.file,
        label=_("Back to all own entries"),
        icon=":material/arrow_back:",
        query_params={frame.SERIES_PARAMETER: series.id},
    )
    st.header(_("Edit an entry") if draft.entry else _("New entry"), anchor=False)
    if entry_form(actor, series, draft):
        for name in (ENTRY, TEMPLATE):
            st.query_params.pop(name, None)
        messages.notice_after_rerun(_("The entry is saved"))


def choose() -> None:
    state.take(state.ENTRY_DRAFT)
    if wanted:
        st.info(_("This entry does not exist any more, or belongs to another series."))
    waiting = proposals.waiting(database(), actor)
    count = f" ({len(waiting)})" if waiting else ""
    names = [_("Entries"), _("Import a table"), _("Proposals") + count]
    shown, taken_over, proposed = st.tabs(names)
    with shown:
        entry_list(actor, series, entries)
    with taken_over:
        if taken := entry_import(actor, series):
            text = ngettext("{n} entry was taken over", "{n} entries were taken over", taken)
            messages.notice_after_rerun(text.format(n=taken))
    with proposed:
        proposal_review(actor, waiting)
        with st.expander(_("Propose something yourself"), icon=":material/add_comment:"):
            proposal_form(actor, series, lessons(actor, series))


if draft := draft_of_address():
    write(draft)
else:
    choose()
