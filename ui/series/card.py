"""A series in the list: what it is, where it stands, and what can be done with it."""

from collections.abc import Sequence

import streamlit as st

from translations import _, ngettext
from translations.formats import date
from ui import frame, messages, state
from ui.appointments.told import next_line
from ui.navigation import entry_of
from ui.series.form import group_choice
from ui.services import database
from ui.text import badge, literal, small
from workshops import series
from workshops.actors import Actor
from workshops.archive.duplication import duplicate
from workshops.overview.finding import Card
from workshops.overview.progress import Step
from workshops.series import SeriesView

_LOOK = """<style>
[class*="st-key-series_card"] h2 { padding: 0; font-size: 1.4rem; }
@media (max-width: 640px) { [class*="st-key-series_card"] > :first-child { flex: 1 1 100% !important; } }
</style>"""


def series_cards(actor: Actor, cards: Sequence[Card]) -> None:
    """Show series below each other."""
    st.html(_LOOK)
    for card in cards:
        _series_card(actor, card)


def _series_card(actor: Actor, card: Card) -> None:
    """Show a series with a way in and a menu of actions."""
    shown = card.series
    key = state.widget("series_card", shown.id)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=key):
        st.markdown(_text(card), width="stretch")
        entry = entry_of(card.standing.due or Step.RESULT)
        st.page_link(
            entry.file,
            label=_("Continue with: {step}").format(step=_(entry.title)),
            icon=entry.icon,
            query_params={frame.SERIES_PARAMETER: shown.id},
        )
        _menu(actor, shown)


def _text(card: Card) -> str:
    """Return a card as one element: whose series it is, what it is called, and how far it has come."""
    shown, standing = card.series, card.standing
    name = literal(shown.municipality_name)
    if shown.rehearsal:
        name += " " + badge(_("Rehearsal"), "orange", ":material/theater_comedy:")
    entries = ngettext("{n} entry on the shortlist", "{n} entries on the shortlist", standing.items)
    picks = ngettext("{n} pick", "{n} picks", standing.picks)
    facts = (
        _("begun on {date}").format(date=date(shown.created_at)),
        entries.format(n=standing.items),
        picks.format(n=standing.picks),
    )
    lines = [f"**{literal(shown.title)}**", small(" · ".join(facts))]
    if card.appointment:
        lines.append(f":material/event: {next_line(card.appointment)}")
    return f"## {name}\n\n" + "  \n".join(lines)


def _menu(actor: Actor, shown: SeriesView) -> None:
    """Show what else can be done; it is drawn once somebody opens it."""
    key = state.widget("more", shown.id)
    menu = st.popover(_("More"), icon=":material/more_horiz:", key=key, on_change="rerun")
    if not menu.open:
        return
    with menu:
        if st.button(_("Change title and groups"), key=state.widget("change", shown.id), width="stretch"):
            _change(actor, shown)
        if st.button(_("Duplicate"), key=state.widget("duplicate", shown.id), width="stretch"):
            _duplicate(actor, shown)
        _archive_button(actor, shown)
        if st.button(
            _("Delete"), key=state.widget("delete", shown.id), icon=":material/delete:", width="stretch"
        ):
            _delete(actor, shown)


def _archive_button(actor: Actor, shown: SeriesView) -> None:
    label = _("Take back from the archive") if shown.is_archived else _("Archive")
    if st.button(label, key=state.widget("archive", shown.id), width="stretch"):
        with messages.refusals():
            series.archive(database(), actor, shown.id, archived=not shown.is_archived)
            messages.notice_after_rerun(_("Saved"))


def _change(actor: Actor, shown: SeriesView) -> None:
    @st.dialog(_("Change title and groups"))
    def ask() -> None:
        with st.form("change_series", border=False):
            title = st.text_input(_("Title of the series"), value=shown.title)
            groups = group_choice(shown.groups, state.widget("groups", shown.id))
            submitted = st.form_submit_button(_("Save"), type="primary")
        if submitted:
            with messages.refusals():
                series.change(database(), actor, shown.id, title=title, groups=groups)
                messages.notice_after_rerun(_("Saved"))

    ask()


def _duplicate(actor: Actor, shown: SeriesView) -> None:
    @st.dialog(_("Duplicate the series"))
    def ask() -> None:
        st.markdown(
            _(
                "The copy gets the shortlist with its ideas, the gates, the weights, the appointments "
                "without their days, and the library entries written for this series. Ratings, notes, "
                "decisions, sketches, ideas that are not on the shortlist, and links stay here."
            )
        )
        with st.form("duplicate_series", border=False):
            title = st.text_input(
                _("Title of the copy"), value=_("Copy of {title}").format(title=shown.title)[:120]
            )
            submitted = st.form_submit_button(_("Duplicate"), type="primary")
        if submitted:
            with messages.refusals():
                duplicate(database(), actor, shown.id, title=title)
                messages.notice_after_rerun(_("The copy was made"))

    ask()


def _delete(actor: Actor, shown: SeriesView) -> None:
    @st.dialog(_("Delete the series?"))
    def ask() -> None:
        st.markdown(
            _(
                "“{title}” of {municipality} is deleted with its shortlist, ratings, picks, sketches and "
                "links. This cannot be undone."
            ).format(title=literal(shown.title), municipality=shown.municipality_name)
        )
        with st.container(horizontal=True):
            if st.button(_("Delete for good"), type="primary", key="delete_for_good"):
                with messages.refusals():
                    series.delete(database(), actor, shown.id)
                    frame.choose(None)
                    messages.notice_after_rerun(_("The series was deleted"))
            if st.button(_("Keep it"), key="keep_series"):
                st.rerun()

    ask()
