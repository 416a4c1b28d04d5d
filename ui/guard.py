"""The first line of every page: who may see it."""

import streamlit as st

from translations import _
from ui import messages, state
from ui.services import database
from workshops import access
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied, StorageError


def actor(role: Role) -> Actor | None:
    """Return this visitor in a role, or None; cookies are those of the websocket's handshake."""
    cookies = st.context.cookies
    if role is Role.ADVISOR:
        return access.advisor(database(), cookies.get(access.ADVISOR_COOKIE) or state.get(state.SIGN_IN, ""))
    cookie = access.RESULT_COOKIE if role is Role.MUNICIPALITY else access.WALL_COOKIE
    holder = access.link_holder(database(), cookies.get(cookie) or "")
    return holder if holder is not None and holder.role is role else None


def require(role: Role) -> Actor:
    """Return the visitor in this role, or show a sentence and end the page without any data."""
    try:
        visitor = actor(role)
    except StorageError as error:
        messages.refusal(error)
        st.stop()
    if visitor is None:
        messages.refusal(
            AccessDenied(
                _("This page is not open to you."),
                _("Please open the link that your advisor gave you.")
                if role is Role.MUNICIPALITY
                else _("Please sign in as an advisor."),
            )
        )
        st.stop()
    return visitor
