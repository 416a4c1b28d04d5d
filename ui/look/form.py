"""Asks for a coat of arms or logo and an accent colour, for a series or for the whole installation."""

import streamlit as st

from design.palette import PAPER
from translations import _
from ui import messages, state
from ui.services import database
from workshops import look
from workshops.actors import Actor

_KINDS = ["png", "jpg", "jpeg", "webp", "gif"]


def look_form(actor: Actor, series_id: str | None = None) -> None:
    """Show what is set and take something else; what a series leaves open it takes from the installation."""
    own = look.own(database(), actor, series_id)
    if own.emblem:
        st.image(own.emblem.content, width=96, alt=_("The coat of arms or logo as it is shown"))
        if st.button(_("Take the picture away"), key=state.widget("no_emblem", series_id or "")):
            _set_emblem(actor, None, series_id)
    with st.form(state.widget("look", series_id or ""), border=True):
        picture = st.file_uploader(_("Coat of arms or logo (PNG or JPEG, at most 10 MB)"), type=_KINDS)
        accent = st.text_input(
            _("Accent colour, for example {colour}; empty for the usual one").format(colour=PAPER.accent),
            value=own.accent,
            max_chars=7,
        )
        sent = st.form_submit_button(_("Save"), type="primary")
    if not sent:
        return
    with messages.refusals():
        if accent.strip().lower() != own.accent:
            look.set_accent(database(), actor, accent, series_id=series_id)
        if picture is not None:
            look.set_emblem(database(), actor, picture.getvalue(), series_id=series_id)
        messages.notice_after_rerun(_("Saved; the wall shows it at once"))


def _set_emblem(actor: Actor, picture: bytes | None, series_id: str | None) -> None:
    with messages.refusals():
        look.set_emblem(database(), actor, picture, series_id=series_id)
        messages.notice_after_rerun(_("Saved; the wall shows it at once"))
