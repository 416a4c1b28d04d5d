"""The instruments of the browser tests notice what they are there to notice."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessibility import CAUSED_BY_STREAMLIT, violations
from tests.browser.application import Application
from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser
ELSEWHERE = "192.0.2.1"  # reserved for documentation: nobody answers there


def test_a_request_to_another_host_is_noticed(browser: Browser):
    context = browser.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.set_content(
        f'<img alt="" src="http://{ELSEWHERE}/a.png"><script>new WebSocket("ws://socket.invalid/")</script>'
        '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    )
    page.wait_for_function("document.images.length == 2")
    context.close()
    assert watch.hosts == {ELSEWHERE, "socket.invalid"}


def test_an_error_in_the_console_is_noticed(browser: Browser):
    context = browser.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.evaluate("console.error('broken'); console.warn('only a warning')")
    page.evaluate("setTimeout(() => { throw new Error('uncaught') })")
    page.wait_for_timeout(100)
    context.close()
    assert [error.split("\n")[0].removeprefix("Error: ") for error in watch.errors] == ["broken", "uncaught"]


def test_an_inaccessible_page_is_noticed(page: Page):
    sound = "<html lang='de'><title>A</title><main><h1>A</h1>{}</main></html>"
    page.set_content(sound.format("<p>Text</p>"))
    assert violations(page) == []
    page.set_content(sound.format("<img src='a.png'><button></button>"))
    assert {violation.split(" ")[0] for violation in violations(page)} == {"image-alt", "button-name"}


FADING = """<style>
    p { animation: %s; }
    @keyframes fade { from { opacity: 0.1 } to { opacity: %s } }
</style><p>Text</p>"""


def test_what_fades_in_is_measured_when_it_is_there(page: Page):
    """Half of a fading is a faint colour that nobody reads; what ends faint is a fault."""
    sound = "<html lang='de'><title>A</title><main><h1>A</h1>{}</main></html>"
    page.set_content(sound.format(FADING % ("fade 1s both", 1)))
    assert violations(page) == []
    page.set_content(sound.format(FADING % ("fade 1s both", 0.1)))
    assert {violation.split(" ")[0] for violation in violations(page)} == {"color-contrast"}


def test_a_tooltip_is_gone_before_the_page_is_measured(page: Page):
    on_hover = "onmouseenter='tip.hidden = false' onmouseleave='tip.hidden = true'"
    show = f"<div style='width: 99px; margin: 50px' {on_hover}>Text</div>"
    tip = "<i id='tip' role='tooltip' hidden style='color: #ccc'>Faint</i>"
    page.set_content(f"<html lang='de'><title>A</title><main><h1>A</h1>{show}{tip}</main></html>")
    page.get_by_text("Text").hover()
    assert page.get_by_role("tooltip").is_visible()
    assert violations(page) == []


def test_what_is_allowed_is_explained():
    explained = (Path(__file__).parents[2] / "docs/accessibility-streamlit.md").read_text(encoding="utf-8")
    assert [allowed.rule for allowed in CAUSED_BY_STREAMLIT if f"`{allowed.rule}`" not in explained] == []


def test_the_server_can_be_stopped_killed_and_started_again(start_server: Callable[..., Application]):
    server = start_server()
    first_pid = server.pid
    assert httpx.get(f"{server.url}/healthz").text == "ok\n"
    assert server.sign_in_link.startswith(f"{server.url}/sign-in/")

    server.kill()
    assert not server.healthy()
    server.start()
    assert server.healthy()
    assert server.pid != first_pid

    assert server.stop() == 0
    assert not server.healthy()
