"""A real Chromium against the real server; nothing may leave this computer."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.application import Application
from tests.browser.streamlit_page import PATIENCE, new_device

ONLY_HERE = "127.0.0.1"
expect.set_options(timeout=PATIENCE)
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {ONLY_HERE}",
]


class Watch:
    """What a browser context asked for and complained about."""

    def __init__(self, context: BrowserContext) -> None:
        self.hosts: set[str] = set()
        self.errors: list[str] = []
        context.on("request", lambda request: self._asked(request.url))
        context.on("console", self._said)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("page", lambda page: page.on("websocket", lambda socket: self._asked(socket.url)))

    def _asked(self, url: str) -> None:
        if host := urlsplit(url).hostname:
            self.hosts.add(host)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


# The package's, not the session's: Playwright's event loop would stop other tests from running their own.
@pytest.fixture(scope="package")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Run one headless Chromium for all browser tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """Serve the tool for all browser tests: a start takes longer than most of them.

    Each test makes its own series and touches nothing else; who needs an empty tool, or ends it, starts
    another one (`start_server`).
    """
    with closing(Application(tmp_path_factory.mktemp("server"))) as application:
        application.start()
        yield application


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[Callable[..., Application]]:
    """Start further servers of this test alone: `start_server(ADVISOR_PASSWORD="…")`."""
    with ExitStack() as started:

        def start(**settings: str) -> Application:
            application = started.enter_context(closing(Application(tmp_path, **settings)))
            application.start()
            return application

        yield start


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages of fresh devices, each with its own cookies: `new_page(locale="en-GB")`.

    At the end no device may have asked another host than 127.0.0.1.
    """
    contexts: list[tuple[BrowserContext, Watch]] = []

    def open_page(**device: object) -> Page:
        context = new_device(browser, **device)
        contexts.append((context, Watch(context)))
        return context.new_page()

    yield open_page
    hosts = {host for _context, watch in contexts for host in watch.hosts}
    for context, _watch in contexts:
        context.close()
    assert hosts <= {ONLY_HERE}


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """Open a page of a fresh laptop that speaks German."""
    return new_page()
