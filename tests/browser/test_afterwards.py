"""What became of a project: typed by the advisor, read by the municipality, taken along as a list."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.prepared import open_link, prepare, sign_in
from tests.browser.streamlit_page import new_device, settle

pytestmark = pytest.mark.browser


def test_a_state_goes_from_the_advisor_to_the_municipality_and_into_the_yearly_list(
    server: Application, browser: Browser, tmp_path: Path
) -> None:
    prepared = prepare(server, title="Was daraus wurde", ideas=("Bank mit Folgen", "Bus"), reason="Dringend.")
    with new_device(browser) as desk, new_device(browser) as guest:
        sign_in(desk, server)
        page = desk.new_page()
        page.goto(prepared.address("ergebnis"))
        settle(page)
        page.locator("summary", has_text="Was daraus geworden ist").click()
        settle(page)
        page.get_by_role("combobox", name=re.compile("^Stand")).click()
        page.get_by_role("option", name="bewilligt").click()
        page.get_by_label("Betrag in €", exact=True).fill("34.605,455")
        page.get_by_role("button", name="Stand eintragen").click()
        expect(page.get_by_text("„Betrag in €“ ist nicht gespeichert.")).to_be_visible()
        page.get_by_label("Betrag in €", exact=True).fill("34.605,45")
        page.get_by_label("Am (Tag)").fill("31.04.2026")
        page.get_by_role("button", name="Stand eintragen").click()
        expect(page.get_by_text("„31.04.2026“ ist kein Tag des Kalenders.")).to_be_visible()
        page.get_by_label("Am (Tag)").fill("5. März 2026")
        page.get_by_label("Was es bewirkt hat, in einem Satz", exact=True).fill("Der Bescheid ist da.")
        page.get_by_role("button", name="Stand eintragen").click()
        expect(page.get_by_text("Der Stand ist eingetragen")).to_be_visible()
        settle(page)
        assert violations(page) == []

        open_link(guest, prepared)
        shown = guest.new_page()
        shown.goto(f"{server.url}/results")
        settle(shown)
        expect(shown.get_by_role("heading", name="Was daraus geworden ist")).to_be_visible()
        expect(shown.get_by_text(re.compile("bewilligt, Zuschuss: 34.605,45"))).to_be_visible()
        expect(shown.get_by_role("button", name="Stand eintragen")).to_have_count(0)
        assert violations(shown) == []

        page.goto(f"{server.url}/alle-reihen")
        settle(page)
        row = page.get_by_role("row", name=re.compile("Bank mit Folgen.*bewilligt"))
        expect(row).to_contain_text("34.605,45")
        with page.expect_download() as download:
            page.get_by_role("button", name="Jahresliste als CSV").click()
        download.value.save_as(tmp_path / "liste.csv")
        text = (tmp_path / "liste.csv").read_text(encoding="utf-8-sig")
        lines = list(csv.reader(StringIO(text), delimiter=";"))
        (line,) = [each for each in lines if each[2] == "Bank mit Folgen"]
        assert line[5:] == ["bewilligt", "05.03.2026", "34.605,45", "Der Bescheid ist da."]
