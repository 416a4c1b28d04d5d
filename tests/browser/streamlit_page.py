"""Waiting for Streamlit: a page is ready when its script has run and nothing on it is out of date."""

from playwright.sync_api import Page

READY = (
    '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
    ':not(:has([data-stale="true"]))'
)
MILLISECONDS_UNTIL_A_CLICK_STARTS_A_RUN = 200
PATIENCE = 30_000


def settle(page: Page) -> None:
    """Wait until the run that the last click or key started is over."""
    page.wait_for_timeout(MILLISECONDS_UNTIL_A_CLICK_STARTS_A_RUN)
    page.wait_for_selector(READY, timeout=PATIENCE)
