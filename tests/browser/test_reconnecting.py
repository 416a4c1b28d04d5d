"""Text typed while the connection is down is stored once it is back."""

import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from storage.database import Database
from tests.browser.application import Application
from tests.browser.prepared import ADVISOR, Prepared, prepare, sign_in
from tests.browser.streamlit_page import settle
from tests.browser.wire import Wire
from tests.serve.conftest import opened
from workshops.handing_over import sketching

pytestmark = pytest.mark.browser
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
SECONDS = 30


@pytest.fixture
def database(server: Application) -> Iterator[Database]:
    with closing(opened(server)) as found:
        yield found


@pytest.fixture
def wire(server: Application) -> Iterator[Wire]:
    with Wire(server.port) as whole:
        yield whole


def summary(database: Database, made: Prepared) -> str:
    (sketch,) = sketching.sketches(database, ADVISOR, made.series_id)
    return sketch.content.summary.text


@pytest.mark.parametrize("left", [False, True], ids=["still in the field", "left the field"])
def test_a_text_typed_before_the_cut_is_stored_after_it(
    server: Application, database: Database, page: Page, wire: Wire, left: bool
) -> None:
    made = prepare(server, reason="Der Weg ist kurz.")
    sketching.begin(database, ADVISOR, made.series_id, made.item_ids[0])
    sign_in(page.context, server)
    page.goto(made.address("skizzen", ansicht="alle").replace(f":{server.port}", f":{wire.port}"))
    settle(page)
    field = page.get_by_label("Kurzbeschreibung")
    text = f"Im Funkloch geschrieben, {left}"
    field.fill(text)
    wire.cut()
    if left:
        page.wait_for_selector(f"html:not(:has({CONNECTED}))", state="attached")
        page.get_by_label("Titel der Skizze").evaluate("field => field.focus()")
    page.wait_for_timeout(3_000)
    wire.mend()
    page.wait_for_selector(CONNECTED)
    deadline = time.monotonic() + SECONDS
    while summary(database, made) != text and time.monotonic() < deadline:
        page.wait_for_timeout(500)
    assert summary(database, made) == text
    expect(field).to_have_value(text)
