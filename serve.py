"""Serves the tool: Streamlit for advisors, walls and municipalities, light pages for phones, in one process.

Start it with `python serve.py`. HOST, PORT, DATA_DIR, DATABASE_URL and ADVISOR_PASSWORD are respected.
"""

import gc

if __name__ == "__main__":
    gc.disable()  # until all is loaded: looking through what is being imported takes a fifth of the start

import asyncio
import importlib
import os
import pkgutil
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

# Said before NumPy is loaded: a second thread for sums waits spinning, and takes more of the processor from
# all visitors than it saves for one.
os.environ |= {"OPENBLAS_NUM_THREADS": "1"}

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from streamlit import config
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent
from streamlit.web.server.starlette import starlette_server

import ui
from light.errorlog import ErrorLog
from light.house import House
from translations import _, language
from ui import guard, held, messages, navigation
from web import connections, site, start
from web.cleaning import cleaning
from web.language import language_of
from web.own_time import keeping_times
from workshops import installation
from workshops.access import admission
from workshops.errors import WorkshopError
from workshops.library import holdings
from workshops.storage_problems import StorageError, sentences

STREAMLIT_FILES = Path(st.__file__).parent / "static"
REQUIRED_SETTINGS: dict[str, Any] = {
    "runner.postScriptGC": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableAgentApi": False,
    "server.baseUrlPath": "",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "browser.gatherUsageStats": False,
}
"""Streamlit's defaults for these overload two cores, show tracebacks, or ask outside hosts."""
SHORTEST_SESSION = 3600
SWITCH_SECONDS = 0.0005
SECONDS_TOGETHER = 0.02
HANDLING = "_handle_scriptrunner_event_on_event_loop"
SECONDS_BEFORE_WARMING = 1.0
"""The port answers before all pages are loaded; the very first visitor has the processor alone."""


def check_settings() -> None:
    """Raise WorkshopError if a decisive setting of .streamlit/config.toml is not in force."""
    found = {name: config.get_option(name) for name in REQUIRED_SETTINGS}
    wrong = [name for name, value in found.items() if value != REQUIRED_SETTINGS[name]]
    if config.get_option("server.disconnectedSessionTTL") < SHORTEST_SESSION:
        wrong.append("server.disconnectedSessionTTL")
    if not config.get_option("server.address"):
        wrong.append("server.address")
    if wrong:
        raise WorkshopError(
            _("These Streamlit settings are missing or changed: {names}.").format(names=", ".join(wrong)),
            _("Please restore .streamlit/config.toml beside serve.py."),
        )


def tame_streamlit() -> None:
    """Correct four habits of Streamlit 1.67 that no setting reaches; later versions may not have them."""
    if bind := getattr(starlette_server, "_bind_socket", None):
        starlette_server._bind_socket = partial(_bind_promptly, bind)
    if hasattr(AppSession, "register_file_watchers"):
        # Resumed sessions watch files although watching is off: 150 ms of everybody's time for each.
        AppSession.register_file_watchers = _watch_nothing  # type: ignore[method-assign,assignment]
    if hasattr(PagesManager, "uses_pages_directory"):
        # Until somebody has run st.navigation, pages/ would be taken for the old kind of page folder.
        PagesManager.uses_pages_directory = False
    if hasattr(AppSession, "_on_scriptrunner_event") and hasattr(AppSession, HANDLING):
        AppSession._on_scriptrunner_event = _hand_over_together  # type: ignore[method-assign,assignment]


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
            getattr(session, HANDLING)(sender, event, **more)
    finally:
        session._message_enqueued_callback = tell
        if tell is not None:
            tell()


def limit_connections(open_files: int) -> None:
    """Let uvicorn, which Streamlit starts, admit no more connections than descriptors allow."""
    settings = getattr(starlette_server, "_get_uvicorn_config_kwargs", None)
    if settings is None:
        return
    protocol = connections.guarded(connections.Connections(max(2, open_files - connections.RESERVED)))
    starlette_server._get_uvicorn_config_kwargs = lambda: settings() | {"http": protocol}


def _watch_nothing(session: AppSession) -> None:
    """Stand in for AppSession.register_file_watchers."""


def show_script_error(error: Exception) -> bool:
    """Say calmly that a page failed; everything else about it is in the error log."""
    with language(language_of(st.context.cookies)):
        if isinstance(error, (WorkshopError, StorageError)):
            messages.refusal(error)
            return True
        reference = house.errors.record(error, "script")
        st.error(
            _(
                "An unexpected error occurred. What was saved before is still there. Please reload the page. "
                "If it happens again, please report the reference {reference}."
            ).format(reference=reference)
        )
    return True


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Make everything ready before the first visitor, and close the database after the last one."""
    check_settings()
    guard.stand_behind_the_door()
    asyncio.get_running_loop().set_exception_handler(connections.QuietWithoutDescriptors())
    admission.end_sessions_of_other_passwords(installation.database())
    # A page that computes gives way to waiting votes after this time, not after Python's 5 milliseconds.
    sys.setswitchinterval(SWITCH_SECONDS)
    warming = threading.Timer(SECONDS_BEFORE_WARMING, warm_up)
    warming.daemon = True
    async with cleaning(house), keeping_times(house):
        greet(start.Listening(config.get_option("server.address"), config.get_option("server.port")))
        warming.start()
        yield
    warming.cancel()
    installation.close()


def warm_up() -> None:
    """Load what pages need, or whoever opens one first would wait for it, and everybody else with them."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
        time.sleep(SWITCH_SECONDS)  # whoever is waiting goes first
    # What is here now stays: later collections need not look through it again.
    gc.freeze()
    gc.enable()


def greet(place: start.Listening) -> None:
    """Tell the terminal where to go."""
    lines = [_("The tool is ready."), "", _("Advisors sign in here:"), f"  {place.own_address}/sign-in"]
    if not os.environ.get("ADVISOR_PASSWORD"):
        lines[-1] += f"/{admission.sign_in_link_token(installation.database())}"
    if place.room_address:
        lines += ["", _("Devices in the same network reach it here:"), f"  {place.room_address}"]
    lines += ["", _("Ctrl+C ends it; everything is saved."), ""]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Check, then serve until Ctrl+C; return the exit code."""
    start.files_for_the_owner_only()
    try:
        place = start.listening(os.environ)
        start.check_password(os.environ)
        start.check_joining(os.environ)
        start.check_data_dir(installation.data_folder())
        start.check_address(place)
        open_files = start.allow_many_connections()
        settings = {"server.address": place.host, "server.port": place.port}
        # Read with these from the first time on, or Streamlit warns of a change while it runs.
        config.get_config_options(options_from_flags=settings)
        check_settings()
        installation.database()
        holdings.shipped()
    except WorkshopError as error:
        return give_up(error.message, error.hint)
    except StorageError as error:
        return give_up(*sentences(error), " ".join(error.detail.split()))
    tame_streamlit()
    held.note_files()
    limit_connections(open_files)
    with suppress(KeyboardInterrupt):
        app.run(config=settings)
    return 0


def give_up(*lines: str) -> int:
    """Say why there is no server."""
    sys.stderr.write("\n".join(line for line in lines if line) + "\n")
    return 1


def first_page(request: Request) -> Response:
    """Lead from the first page's own address to the one that Streamlit knows it by."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/", status_code=303)


house = House(installation.database, ErrorLog(installation.data_folder()))
own_routes = site.routes(house)
first_pages = [Route(f"/{entry.address}", first_page) for entry in (navigation.SERIES, navigation.WELCOME)]
app = st.App(
    Path(__file__).parent / "workshop_app.py",
    lifespan=lifespan,
    routes=[*own_routes, *first_pages],
    middleware=site.middleware(house, own_routes, STREAMLIT_FILES, navigation.ADDRESSES, held.holders),
    on_script_error=show_script_error,
    exception_handlers=site.exception_handlers,
)

if __name__ == "__main__":
    sys.exit(main())
