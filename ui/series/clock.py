"""The question whether the date of this computer is right, before anything is deleted because of it."""

import streamlit as st

from translations import _, formats
from ui import messages, state
from ui.services import database
from workshops.actors import Actor
from workshops.archive import clock, retention


def ask_about_the_clock(actor: Actor) -> None:
    """Ask if personal traces would be deleted by a clock that is far ahead of the last use."""
    doubt = retention.awaiting_confirmation(database(), actor)
    if doubt is None:
        return
    st.warning(
        _(
            "This computer says it is {now}; the tool was last used on {before}. Personal traces are due for "
            "deletion at this date. If it is wrong, please correct the clock: until then nothing is deleted."
        ).format(now=formats.date(doubt.now), before=formats.date(doubt.last_seen)),
        title=_("Is the date right?"),
    )
    if st.button(_("The date is right: delete what is due"), key=state.widget("clock_is_right")):
        with messages.refusals():
            clock.confirm(database(), actor)
            retention.delete_due(database())
            messages.notice_after_rerun(_("What was due is deleted"))
