"""Who is responsible for this installation: asked once, shown on the pages that everybody may read."""

import streamlit as st

from translations import N_, _, formats
from ui import messages
from ui.services import database
from workshops import imprint
from workshops.actors import Actor

_NAMES = {
    "body": N_("Responsible body"),
    "address": N_("Postal address"),
    "contact": N_("Contact (e-mail or telephone)"),
    "privacy_officer": N_("Data protection officer"),
    "feedback": N_("Feedback on accessibility (e-mail)"),
    "operator": N_("Operator of the server, if it is another body"),
}
_SEVERAL_LINES = ("address", "privacy_officer", "operator")


def imprint_form(actor: Actor) -> None:
    """Ask for the responsible body and link to the pages that name it."""
    kept = imprint.imprint(database())
    if kept.missing:
        names = formats.list_([_(_NAMES[name]) for name in kept.missing])
        st.warning(_("Still missing: {names}.").format(names=names))
    elif kept.stated_on:
        st.caption(_("Last saved on {date}.").format(date=formats.date(kept.stated_on)))
    with st.form("imprint", border=True):
        typed = {name: _field(name, getattr(kept, name)) for name in _NAMES}
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        with messages.refusals():
            imprint.save(database(), actor, **typed)
            messages.notice_after_rerun(_("Saved; the public pages show it at once"))
    links = (("/datenschutz", _("Privacy")), ("/barrierefreiheit", _("Accessibility statement")))
    # Plain links: these pages are not Streamlit's.
    st.html(" · ".join(f'<a href="{address}">{name}</a>' for address, name in links))


def _field(name: str, value: str) -> str:
    label = _(_NAMES[name])
    if name in _SEVERAL_LINES:
        return st.text_area(label, value=value, height=110, max_chars=600, key=f"imprint:{name}")
    return st.text_input(label, value=value, max_chars=200, key=f"imprint:{name}")
