"""The first line of every page: who may see it."""

import threading
from collections.abc import Callable
from ipaddress import ip_address

import streamlit as st
from streamlit import config

from translations import _
from ui import messages, state, typed
from ui.services import database
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied, StorageError

_door = threading.Event()


def stand_behind_the_door() -> None:
    """Say that serve.py answers before Streamlit does, and lets only those through who may see a page."""
    _door.set()


def has_light_pages() -> bool:
    """Return whether wall, phones and remote are served beside the pages; by `streamlit run` they are not."""
    return _door.is_set()


def refuse_the_network() -> None:
    """End the run unless serve.py stands before the pages, or nobody but this computer can reach them.

    `streamlit run workshop_app.py` has no door, no headers and no limits against guessing.
    """
    if _door.is_set() or _is_this_computer(config.get_option("server.address")):
        return
    st.error(
        _("Without its own server the tool works on this computer only.")
        + " "
        + _("Please start it with “python serve.py”; HOST=0.0.0.0 opens it to the devices in the room.")
    )
    st.stop()


def _is_this_computer(address: str | None) -> bool:
    """Tell whether only this computer reaches a server there; without an address everybody does."""
    try:
        return address == "localhost" or ip_address(address or "::").is_loopback
    except ValueError:
        return False


def actor(role: Role) -> Actor | None:
    """Return this visitor in a role, or None; cookies are those of the websocket's handshake."""
    return _holder(role, _secret(role))


def _secret(role: Role) -> str:
    """Return what this visitor's browser has been given for a role."""
    cookies = st.context.cookies
    if role is Role.ADVISOR:
        return cookies.get(admission.ADVISOR_COOKIE) or str(state.get(state.SIGN_IN, ""))
    return cookies.get(admission.RESULT_COOKIE) or ""


def _holder(role: Role, secret: str) -> Actor | None:
    if role is Role.ADVISOR:
        return admission.advisor(database(), secret)
    holder = admission.link_holder(database(), secret)
    return holder if holder is not None and holder.role is role else None


def recheck() -> Callable[[], None]:
    """Return what asks again, outside a page's run, whether this visitor may still have documents.

    It raises AccessDenied once the link was revoked, or the advisor has signed out, while the page was open.
    """
    secrets = {role: _secret(role) for role in (Role.ADVISOR, Role.MUNICIPALITY)}

    def check() -> None:
        if not any(_holder(role, secret) for role, secret in secrets.items()):
            raise _denied(Role.MUNICIPALITY if secrets[Role.MUNICIPALITY] else Role.ADVISOR)

    return check


def require(role: Role) -> Actor:
    """Return the visitor in this role, or show a sentence and end the page without any data."""
    try:
        visitor = actor(role)
    except StorageError as error:
        messages.refusal(error)
        st.stop()
    if visitor is None:
        messages.refusal(_denied(role))
        st.stop()
    if role is Role.ADVISOR:
        typed.keep_what_was_typed(visitor)
    return visitor


def _denied(role: Role) -> AccessDenied:
    return AccessDenied(
        _("This page is not open to you."),
        _("Please open the link that your advisor gave you.")
        if role is Role.MUNICIPALITY
        else _("Please sign in as an advisor."),
    )
