"""The light pages in a real browser: accessible, without a script, down to the narrowest phone."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import violations
from tests.browser.application import Application

pytestmark = pytest.mark.browser
PAGES = {
    "signing in": "/sign-in",
    "a wrong secret": "/sign-in/wrong",
    "signing out": "/sign-out",
    "a link that is not valid": "/results/unknown",
    "nothing here": "/phone/unknown",
}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(server: Application, page: Page, path: str, language: str) -> None:
    page.goto(f"{server.url}/language/{language}?to=/sign-in")
    page.goto(server.url + path)
    assert page.evaluate("document.documentElement.lang") == language
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_is_cut_off_at_320_pixels(server: Application, page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(server.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_signing_in_and_out_with_the_keyboard_alone(server: Application, page: Page) -> None:
    page.goto(server.url + "/skizzen")
    assert "/sign-in?to=/skizzen" in page.url
    page.get_by_label("Passwort oder Code aus dem Terminal").focus()
    page.keyboard.type(server.sign_in_link.rsplit("/", 1)[1])
    page.keyboard.press("Enter")
    page.wait_for_url(server.url + "/skizzen")
    page.goto(server.url + "/sign-out")
    page.get_by_role("button", name="Abmelden").press("Enter")
    page.wait_for_url(server.url + "/sign-in")
    page.goto(server.url + "/skizzen")
    assert "/sign-in?to=/skizzen" in page.url
