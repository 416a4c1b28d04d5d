"""Links for the municipality: made, shown once, revoked."""

import streamlit as st

from translations import _, ngettext
from translations.formats import date
from ui import messages, state
from ui.addresses import address, warn_if_only_here
from ui.services import database
from workshops.access import admission
from workshops.access.admission import LinkView
from workshops.actors import Actor
from workshops.series import SeriesView

PERIODS = (30, 90, 180, 365)


def new_link(actor: Actor, series: SeriesView) -> None:
    """Offer to make a link; its address is shown once, because only its hash is kept."""
    with st.form("new_link", border=True):
        days = st.selectbox(_("The link is valid for"), PERIODS, index=2, format_func=_days)
        made = st.form_submit_button(_("Make a link for the municipality"), type="primary")
    if made:
        with messages.refusals():
            token = admission.create_link(
                database(), actor, series.id, "municipality", days=days or PERIODS[0]
            )
            state.keep(state.NEW_LINK, (series.id, address(f"/results/{token}")))
    kept = state.get(state.NEW_LINK)
    if kept and kept[0] == series.id:
        st.markdown(_("**The new link.** Copy it now: for safety it is shown only here and only once."))
        st.code(kept[1], language=None, wrap_lines=True)
        warn_if_only_here(kept[1])


def link_list(actor: Actor, series: SeriesView) -> None:
    """List the municipality's links with their end and a way to revoke them."""
    links = [link for link in admission.links(database(), actor, series.id) if link.kind == "municipality"]
    for link in links:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_standing(link))
            if link.is_valid and st.button(_("Revoke"), key=state.widget("revoke", link.id)):
                with messages.refusals():
                    admission.revoke_link(database(), actor, link.id)
                    messages.notice_after_rerun(_("The link no longer works"))


def _standing(link: LinkView) -> str:
    made = _("Link of {date}").format(date=date(link.created_at))
    if link.revoked_at:
        return _("{link}: revoked on {date}").format(link=made, date=date(link.revoked_at))
    if not link.is_valid:
        return _("{link}: expired on {date}").format(link=made, date=date(link.expires_at))
    return _("{link}: valid until {date}").format(link=made, date=date(link.expires_at))


def _days(days: int) -> str:
    return ngettext("{n} day", "{n} days", days).format(n=days)
