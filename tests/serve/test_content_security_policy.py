"""Under our policy Streamlit draws everything that the tool uses; the browser has nothing to complain of."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.application import Application
from tests.browser.streamlit_page import settle

pytestmark = pytest.mark.browser


def test_every_element_is_drawn_without_a_violation(showcase: Application, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(showcase.sign_in_link)
    page.get_by_text("The end").wait_for()
    settle(page)
    page.wait_for_selector('[data-testid="stPlotlyChart"] .main-svg')
    page.wait_for_selector('[data-testid="stDataFrame"] canvas')
    page.wait_for_function("Array.from(document.images).every(image => image.complete && image.naturalWidth)")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).click()
    assert Path(download.value.path()).read_bytes() == b"content"
    page.set_input_files('input[type="file"]', {"name": "a.txt", "mimeType": "text/plain", "buffer": b"up"})
    page.get_by_text("a.txt").wait_for()
    settle(page)
    assert complaints == []


def test_an_inline_script_is_blocked_and_noticed(showcase: Application, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(showcase.sign_in_link)
    page.get_by_text("The end").wait_for()
    page.evaluate(
        "() => { const script = document.createElement('script');"
        " script.textContent = 'window.intruder = 1'; document.body.append(script) }"
    )
    assert page.evaluate("window.intruder") is None
    assert any("Content Security Policy" in complaint for complaint in complaints)


def test_a_failing_page_says_a_reference_and_no_detail(showcase: Application, page: Page) -> None:
    page.goto(showcase.sign_in_link)
    page.get_by_role("button", name="Fail", exact=True).click()
    box = (
        page.get_by_role("alert")
        .filter(has_text="Referenz")
        .or_(page.get_by_role("alert").filter(has_text="reference"))
    )
    text = box.first.inner_text()
    log = (showcase.data_dir / "error.log").read_text(encoding="utf-8")
    reference, where = log.split(" ")[2:4]
    assert where.startswith("script")
    assert reference in text
    assert "ValueError: a secret detail" in log
    assert "secret detail" not in page.content()
