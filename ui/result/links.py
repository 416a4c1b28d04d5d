"""Links for the municipality, to read its result or to co-write its sketches: made, shown once, revoked."""

from dataclasses import dataclass

import streamlit as st

from translations import N_, _, ngettext
from translations.formats import date
from ui import messages, state
from ui.addresses import address, warn_if_only_here
from ui.services import database
from workshops.access import admission
from workshops.access.admission import LinkView
from workshops.actors import Actor
from workshops.series import SeriesView

PERIODS = (30, 90, 180, 365)


@dataclass(frozen=True)
class Door:
    """A kind of link: its name in the database, where it leads, and how many days it lasts by default."""

    kind: str
    path: str
    label: str
    days: int


READING = Door("municipality", "/results", N_("Make a link for the municipality"), 180)
CO_WRITING = Door("co_writer", "/mitschreiben", N_("Make a link to co-write"), 90)


def new_link(actor: Actor, series: SeriesView, door: Door = READING) -> None:
    """Offer to make a link; its address is shown once, because only its hash is kept."""
    with st.form(state.widget("new_link", door.kind), border=True):
        days = st.selectbox(
            _("The link is valid for"), PERIODS, index=PERIODS.index(door.days), format_func=_days
        )
        # One filled button on a page: the first kind of link has it.
        made = st.form_submit_button(_(door.label), type="primary" if door is READING else "secondary")
    shown = state.widget(state.NEW_LINK, door.kind)
    if made:
        with messages.refusals():
            token = admission.create_link(database(), actor, series.id, door.kind, days=days or PERIODS[0])
            state.keep(shown, (series.id, address(f"{door.path}/{token}")))
    kept = state.get(shown)
    if kept and kept[0] == series.id:
        st.markdown(_("**The new link.** Copy it now: for safety it is shown only here and only once."))
        st.code(kept[1], language=None, wrap_lines=True)
        warn_if_only_here(kept[1])


def link_list(actor: Actor, series: SeriesView, door: Door = READING) -> None:
    """List the municipality's links of a kind with their end and a way to revoke them."""
    links = [link for link in admission.links(database(), actor, series.id) if link.kind == door.kind]
    for link in links:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_standing(link))
            if link.is_valid and st.button(_("Revoke"), key=state.widget("revoke", link.id)):
                with messages.refusals():
                    admission.revoke_link(database(), actor, link.id)
                    messages.notice_after_rerun(_("The link no longer works"))


def co_writing(actor: Actor, series: SeriesView) -> None:
    """Offer the second kind of link, folded away."""
    with st.expander(_("Let the municipality co-write"), icon=":material/edit_note:"):
        st.markdown(
            _(
                "With this link the municipality remarks on its sketches section by section, proposes texts "
                "and confirms the final one. You take over or answer on the page “Sketches”. Nobody needs "
                "an account."
            )
        )
        new_link(actor, series, CO_WRITING)
        link_list(actor, series, CO_WRITING)


def _standing(link: LinkView) -> str:
    made = _("Link of {date}").format(date=date(link.created_at))
    if link.revoked_at:
        return _("{link}: revoked on {date}").format(link=made, date=date(link.revoked_at))
    if not link.is_valid:
        return _("{link}: expired on {date}").format(link=made, date=date(link.expires_at))
    return _("{link}: valid until {date}").format(link=made, date=date(link.expires_at))


def _days(days: int) -> str:
    return ngettext("{n} day", "{n} days", days).format(n=days)
