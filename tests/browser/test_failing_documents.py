"""A document that cannot be made: the page says so with a reference, and the error log has the rest."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.prepared import ADVISOR, prepare
from tests.browser.streamlit_page import settle
from tests.serve.conftest import opened
from workshops.handing_over import sketching

pytestmark = pytest.mark.browser


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[Application]:
    with closing(Application(tmp_path)) as application:
        application.program = ("-m", "tests.browser.broken_press")
        application.start()
        yield application


def test_the_page_says_what_the_error_log_knows_more_of(
    broken: Application, page: Page, tmp_path: Path
) -> None:
    made = prepare(broken, reason="Der Weg ist kurz.")
    with closing(opened(broken)) as database:
        sketching.begin(database, ADVISOR, made.series_id, made.item_ids[0])
    advisor = Advisor(page, broken)
    for address in ("skizzen", "dokumente"):
        page.goto(made.address(address, ansicht="alle"))
        settle(page)
        page.get_by_role("button", name="Arbeitsfassung (PDF)", exact=True).first.click()
        expect(page.get_by_text("„Arbeitsfassung (PDF)“ wurde nicht erstellt.")).to_be_visible()
        reference = re.search(r"Kennung (\w{4}-\w{2})", page.get_by_role("alert").inner_text())
        assert reference
        log = (broken.data_dir / "error.log").read_text(encoding="utf-8")
        assert reference[1] in log
        assert "the press is broken" in log
        settle(page)
        expect(page.get_by_text("Failed to generate")).to_have_count(0)
    assert advisor.download("Arbeitsfassung (Word)", tmp_path).stat().st_size > 10_000
    expect(page.get_by_text("wurde nicht erstellt")).to_be_visible()  # the PDF still was not
