"""Corrections of what Streamlit 1.67 does and no setting reaches; later versions may not have these names."""

import logging
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from streamlit import logger
from streamlit.runtime import exists, get_instance
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent
from streamlit.web.server.starlette import starlette_server

SECONDS_TOGETHER = 0.02
_HANDLING = "_handle_scriptrunner_event_on_event_loop"


def correct() -> None:
    """Put the corrections in place, before the server starts."""
    if bind := getattr(starlette_server, "_bind_socket", None):
        starlette_server._bind_socket = partial(_bind_promptly, bind)
    if hasattr(AppSession, "register_file_watchers"):
        # Resumed sessions watch files although watching is off: 150 ms of everybody's time for each.
        AppSession.register_file_watchers = _watch_nothing  # type: ignore[method-assign,assignment]
    if hasattr(PagesManager, "uses_pages_directory"):
        # Until somebody has run st.navigation, pages/ would be taken for the old kind of page folder.
        PagesManager.uses_pages_directory = False
    if hasattr(AppSession, "_on_scriptrunner_event") and hasattr(AppSession, _HANDLING):
        AppSession._on_scriptrunner_event = _hand_over_together  # type: ignore[method-assign,assignment]


def open_sessions() -> int:
    """Return how many pages are open now, 0 before the server runs."""
    return get_instance()._session_mgr.num_active_sessions() if exists() else 0


def log_to(handler: logging.Handler) -> None:
    """Let Streamlit's own loggers, the present and the coming ones, write as all others do."""

    def set_up(log: logging.Logger) -> None:
        log.handlers = [handler]

    logger.setup_formatter = set_up  # type: ignore[assignment]
    logger.update_formatter()


def _bind_promptly(bind: Callable[..., socket.socket], *place: Any) -> socket.socket:
    """Listen as Streamlit does, but send at once; connections take this over from the listening socket.

    Streamlit makes its socket without a protocol number, so asyncio does not see that it is TCP and leaves
    Nagle's algorithm on: an answer in two packets waits 40 ms and more for the phone's receipt
    (findings/socket_without_nodelay.sh).
    """
    listening = bind(*place)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


@dataclass
class Handover:
    """What a page has shown since the loop last took it, and whether the loop will come for it by itself."""

    waiting: deque[tuple[Any, ScriptRunnerEvent, Any]] = field(default_factory=deque)
    coming: bool = False


def _hand_over_together(session: AppSession, sender: Any, event: ScriptRunnerEvent, **more: Any) -> None:
    """Wake the event loop once for what a page shows within a moment, and at its end.

    Streamlit wakes it twice for each element, and page and loop take the processor from each other: a third
    of the time of a page with two hundred elements.
    """
    handover = session.__dict__.setdefault("_handover", Handover())
    handover.waiting.append((sender, event, more))
    loop = session._event_loop
    try:
        if event is not ScriptRunnerEvent.ENQUEUE_FORWARD_MSG:
            loop.call_soon_threadsafe(_handed_over, session, handover)
        elif not handover.coming:
            handover.coming = True
            loop.call_soon_threadsafe(loop.call_later, SECONDS_TOGETHER, _handed_over, session, handover)
    except RuntimeError:
        if not loop.is_closed():  # a server that ends drops the rest, as Streamlit does
            raise


def _handed_over(session: AppSession, handover: Handover) -> None:
    handover.coming = False
    tell, session._message_enqueued_callback = session._message_enqueued_callback, None
    try:
        while handover.waiting:
            sender, event, more = handover.waiting.popleft()
            getattr(session, _HANDLING)(sender, event, **more)
    finally:
        session._message_enqueued_callback = tell
        if tell is not None:
            tell()


def _watch_nothing(session: AppSession) -> None:
    """Stand in for AppSession.register_file_watchers."""
