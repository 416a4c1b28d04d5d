"""Text typed while the connection is down is stored once it is back."""

import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from sketches.model import SketchContent
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


def stored(database: Database, made: Prepared) -> SketchContent:
    (sketch,) = sketching.sketches(database, ADVISOR, made.series_id)
    return sketch.content


def summary(database: Database, made: Prepared) -> str:
    return stored(database, made).summary.text


def open_sketch(server: Application, database: Database, page: Page, wire: Wire) -> Prepared:
    made = prepare(server, reason="Der Weg ist kurz.")
    sketching.begin(database, ADVISOR, made.series_id, made.item_ids[0])
    sign_in(page.context, server)
    page.goto(made.address("skizzen", ansicht="alle").replace(f":{server.port}", f":{wire.port}"))
    settle(page)
    return made


@pytest.mark.parametrize("left", [False, True], ids=["still in the field", "left the field"])
def test_a_text_typed_before_the_cut_is_stored_after_it(
    server: Application, database: Database, page: Page, wire: Wire, left: bool
) -> None:
    made = open_sketch(server, database, page, wire)
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


def test_who_types_on_meanwhile_keeps_field_and_text(
    server: Application, database: Database, page: Page, wire: Wire
) -> None:
    made = open_sketch(server, database, page, wire)
    title, field = page.get_by_label("Titel der Skizze"), page.get_by_label("Kurzbeschreibung")
    title.fill("Im Funkloch")
    field.fill("Im Funkloch begonnen,")
    wire.cut()
    page.wait_for_selector(f"html:not(:has({CONNECTED}))", state="attached")
    wire.mend()
    page.wait_for_selector(CONNECTED)
    page.wait_for_timeout(900)  # the title is being sent
    field.press("End")
    field.press_sequentially(" danach zu Ende geschrieben", delay=150)
    expect(field).to_be_focused()
    expect(field).to_have_value("Im Funkloch begonnen, danach zu Ende geschrieben")
    field.blur()
    deadline = time.monotonic() + SECONDS
    while stored(database, made).title != "Im Funkloch" and time.monotonic() < deadline:
        page.wait_for_timeout(500)
    page.wait_for_timeout(3_000)  # whatever is still to be sent again
    assert stored(database, made).title == "Im Funkloch"
    assert summary(database, made) == "Im Funkloch begonnen, danach zu Ende geschrieben"
