"""Waiting for Streamlit: a page is ready when the run it asked for is over and all of it is drawn."""

import time
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# What is drawn is not out of date, and no element still waits for its own code.
DRAWN = (
    '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
    ':not(:has([data-stale="true"])):not(:has([data-testid="stSkeleton"]))'
)
IDLE = "() => new Promise(done => setTimeout(() => requestIdleCallback(done, { timeout: 1000 }), 50))"
MILLISECONDS_UNTIL_A_CLICK_IS_SENT = 200
PATIENCE = 60_000
"""Milliseconds: a busy machine draws late."""
LAPTOP = {"locale": "de-DE", "viewport": {"width": 1366, "height": 900}}


class Runs:
    """The runs of a page's script, as the page asks for them and the server ends them.

    What the page shows is not enough: on a busy machine a click is answered long after it was made.
    """

    def __init__(self) -> None:
        self._waiting = False
        self._socket: WebSocket | None = None

    @property
    def over(self) -> bool:
        """Whether the page has a connection and nothing is asked for on it."""
        return self._socket is not None and not self._waiting

    def follow(self, socket: WebSocket) -> None:
        self._socket = socket
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)
        socket.on("close", self._closed)

    def _closed(self, socket: WebSocket) -> None:
        if socket is self._socket:
            self._socket = None

    def _sent(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self._waiting = True

    def _received(self, frame: str | bytes) -> None:
        if not isinstance(frame, bytes):
            return
        message = ForwardMsg.FromString(frame)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._waiting = True
        elif kind == "script_finished":
            self._waiting = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN


RUNS: WeakKeyDictionary[Page, Runs] = WeakKeyDictionary()


def follow(context: BrowserContext) -> None:
    """Follow the runs of all pages that this device will open."""
    context.on("page", lambda page: page.on("websocket", RUNS.setdefault(page, Runs()).follow))


def new_device(browser: Browser, **device: object) -> BrowserContext:
    """Give a device of its own, with its own cookies: a German laptop unless said otherwise."""
    context = browser.new_context(**(LAPTOP | device))
    context.set_default_timeout(PATIENCE)
    follow(context)
    return context


def settle(page: Page) -> None:
    """Wait until the run that the last click or key started is over, and its result is on the screen."""
    page.wait_for_timeout(MILLISECONDS_UNTIL_A_CLICK_IS_SENT)
    deadline = time.monotonic() + PATIENCE / 1000
    page.wait_for_selector(DRAWN)
    while not (RUNS[page].over and _is_drawn(page)):
        assert time.monotonic() < deadline, f"the page does not come to rest: {page.url}"
        page.wait_for_timeout(50)


def _is_drawn(page: Page) -> bool:
    page.evaluate(IDLE)
    return page.locator(DRAWN).count() == 1
