"""Own criteria: changed on their page, taken from a file, and asked on a phone."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scoring.own_criteria import parse
from storage.database import open_database
from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.streamlit_page import settle
from workshops import series
from workshops.actors import Actor, Role

pytestmark = pytest.mark.browser


@pytest.fixture
def series_id(server: Application) -> Iterator[str]:
    with closing(open_database(f"sqlite:///{server.data_dir / 'werkstatt.db'}")) as database:
        actor = Actor(Role.ADVISOR)
        made = series.create(database, actor, title="Kriterien", municipality_ags="06631006")
        yield made.id
        series.delete(database, actor, made.id)


def test_criteria_are_worded_anew_and_exchanged_by_file(
    server: Application, page: Page, series_id: str, tmp_path: Path
) -> None:
    Advisor(page, server)
    page.goto(f"{server.url}/kriterien?reihe={series_id}")
    page.get_by_role("heading", name="Kriterien", level=1, exact=True).wait_for()
    settle(page)
    assert not violations(page)
    page.get_by_label("Kurzer Name").first.fill("Nutzen für die Ortsteile")
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.get_by_role("cell", name="N1 Nutzen für die Ortsteile")).to_be_visible()
    expect(page.get_by_role("heading", name="In dieser Reihe: Eigene Kriterien")).to_be_visible()
    settle(page)
    page.get_by_role("combobox", name="Gruppen, die nicht gefragt werden").click()
    page.get_by_role("option", name="Bürgerschaft").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.get_by_role("columnheader", name="Nicht gefragt")).to_be_visible()
    expect(page.get_by_role("cell", name="Bürgerschaft")).to_have_count(1)
    settle(page)
    assert not violations(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Diese Kriterien als Datei speichern").click()
    file = tmp_path / "kriterien.toml"
    saved.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    assert parse(text).criterion("N1").name("de") == "Nutzen für die Ortsteile"
    assert parse(text).criterion("N1").left_out == ("citizens",)
    page.get_by_role("tab", name="Aus einer Datei").click()
    upload = page.locator("input[type=file]").first
    file.write_text(text.replace('id = "N2"', 'id = "N1"'), encoding="utf-8")
    upload.set_input_files(file)
    expect(page.get_by_text("„N1“ steht zweimal da")).to_be_visible()
    settle(page)
    mended = text.replace("Nutzen für die Ortsteile", "Für alle Orte").encode()
    upload.set_input_files({"name": "neu.toml", "mimeType": "", "buffer": mended})
    settle(page)
    page.get_by_role("button", name="Diese Kriterien in dieser Reihe verwenden").click()
    expect(page.get_by_role("cell", name="N1 Für alle Orte")).to_be_visible()
