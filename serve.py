"""Serves the tool: Streamlit for advisors, walls and municipalities, light pages for phones, in one process.

Start it with `python serve.py`; `settings.py` says what the environment may ask for.
"""

import gc

if __name__ == "__main__":
    gc.disable()  # until all is loaded: looking through what is being imported takes a fifth of the start

import asyncio
import importlib
import os
import pkgutil
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
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
from streamlit.web.server.starlette import starlette_server

import ui
from light import events
from light.errorlog import ErrorLog
from light.house import House
from settings import WrongSettings, settings
from translations import _, language
from ui import guard, held, messages, navigation, streamlit_habits
from web import connections, site, start, stopping
from web.cleaning import cleaning
from web.language import language_of
from web.metrics import Metrics
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


def limit_connections(open_files: int) -> None:
    """Let uvicorn, which Streamlit starts, admit what descriptors allow, and wait for none forever."""
    usual = getattr(starlette_server, "_get_uvicorn_config_kwargs", None)
    if usual is None:
        return
    protocol = connections.guarded(connections.Connections(max(2, open_files - connections.RESERVED)))
    own: dict[str, Any] = {"http": protocol, "timeout_graceful_shutdown": stopping.SECONDS_TO_FINISH}
    if not on_terminal():
        own["log_config"] = None  # or it would write its own lines beside ours
    starlette_server._get_uvicorn_config_kwargs = lambda: usual() | own


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
    async with cleaning(house), keeping_times(house), stopping.announced(house, settings().stop_delay):
        here = config.get_option("server.address"), config.get_option("server.port")
        greet(start.Listening(*here, settings().public_url))
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


def on_terminal() -> bool:
    """Return whether somebody is looking at what the server says."""
    return sys.stdout.isatty()


def greet(place: start.Listening) -> None:
    """Tell where to go: a terminal in words, a log in a line. What others could use stays out of logs."""
    by_link = not settings().password
    asked = {"sign_in": "python -m workshops.access sign-in-link"} if by_link else {}
    events.happened("ready", address=f"{place.own_address}/sign-in", **asked)
    if not on_terminal() and not place.is_only_here:
        return
    lines = [_("The tool is ready."), "", _("Advisors sign in here:"), f"  {place.own_address}/sign-in"]
    if by_link:
        lines[-1] += f"/{admission.sign_in_link_token(installation.database())}"
    if place.room_address:
        lines += ["", _("Devices in the same network reach it here:"), f"  {place.room_address}"]
    lines += ["", _("Ctrl+C ends it; everything is saved."), ""]
    terminal = sys.stdout if on_terminal() else sys.stderr
    terminal.write("\n".join(lines) + "\n")
    terminal.flush()


def main() -> int:
    """Check, then serve until Ctrl+C; return the exit code."""
    start.files_for_the_owner_only()
    try:
        wanted = settings()
        place = start.Listening(wanted.host, wanted.port, wanted.public_url)
        start.check_data_dir(wanted.data_dir)
        start.check_address(place)
        open_files = start.allow_many_connections()
        options = streamlit_options(place)
        # Read with these from the first time on, or Streamlit warns of a change while it runs.
        config.get_config_options(options_from_flags=options)
        check_settings()
        installation.occupy()
        installation.database()
        measured.offer()
        holdings.shipped()
    except WrongSettings as error:
        return give_up(*start.in_words(error))
    except WorkshopError as error:
        return give_up(error.message, error.hint)
    except StorageError as error:
        return give_up(*sentences(error), " ".join(error.detail.split()))
    streamlit_habits.correct()
    if not on_terminal():
        streamlit_habits.log_to(events.write_lines(sys.stdout))
    held.note_files()
    limit_connections(open_files)
    with suppress(KeyboardInterrupt):
        app.run(config=options)
    return 0


def streamlit_options(place: start.Listening) -> dict[str, Any]:
    """Return what Streamlit has to know of the address; only pages from there may open its websocket."""
    known = {"server.corsAllowedOrigins": [place.public]} if place.public else {}
    return {"server.address": place.host, "server.port": place.port, **known}


def give_up(*lines: str) -> int:
    """Say why there is no server."""
    sys.stderr.write("\n".join(line for line in lines if line) + "\n")
    return 1


def first_page(request: Request) -> Response:
    """Lead from the first page's own address to the one that Streamlit knows it by."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/", status_code=303)


try:
    house = House(installation.database, ErrorLog(installation.data_folder()))
    measured = Metrics(house, streamlit_habits.open_sessions)
except WrongSettings as wrong:
    sys.exit(give_up(*start.in_words(wrong)))
own_routes = site.routes(house)
first_pages = [Route(f"/{entry.address}", first_page) for entry in (navigation.SERIES, navigation.WELCOME)]
app = st.App(
    Path(__file__).parent / "workshop_app.py",
    lifespan=lifespan,
    routes=[*own_routes, *first_pages],
    middleware=[
        *measured.around,
        *site.middleware(house, own_routes, STREAMLIT_FILES, navigation.ADDRESSES, held.holders),
        *measured.inside,
    ],
    on_script_error=show_script_error,
    exception_handlers=site.exception_handlers,
)

if __name__ == "__main__":
    sys.exit(main())
