"""What everybody may read: privacy and accessibility, filled from the settings, in both languages."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from storage.database import Database
from tests.architecture.imports import our_files
from tests.workshops.room import ADVISOR
from tests.workshops.test_imprint import FIELDS
from workshops import imprint
from workshops.access.admission import PARTICIPANT_COOKIE

ROOT = Path(__file__).parents[2]
PAGES = ("/datenschutz", "/barrierefreiheit")


@pytest.mark.parametrize("address", PAGES)
def test_the_page_is_open_to_everybody_and_says_what_is_missing(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Die verantwortliche Stelle ist noch nicht eingetragen." in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_the_page_names_who_is_responsible(client: TestClient, database: Database, address: str) -> None:
    imprint.save(database, ADVISOR, **FIELDS)
    text = client.get(address).text
    assert "Gemeinde Eichenzell<br>Schlossgasse 4<br>36124 Eichenzell" in text
    assert "noch nicht eingetragen" not in text


def test_the_accessibility_statement_has_a_way_to_report_and_to_enforce(
    client: TestClient, database: Database
) -> None:
    imprint.save(database, ADVISOR, **(FIELDS | {"feedback": "hilfe@eichenzell.example"}))
    text = client.get("/barrierefreiheit").text
    assert 'href="mailto:hilfe@eichenzell.example"' in text
    assert "https://lbit.hessen.de/" in text
    assert "teilweise vereinbar" in text


def test_the_privacy_page_names_every_cookie_of_ours(client: TestClient) -> None:
    named = re.compile(r'^[A-Z_]+_COOKIE = "(\w+)"$', re.MULTILINE)
    ours = {name for file in our_files(ROOT) for name in named.findall(file.read_text())}
    assert PARTICIPANT_COOKIE in ours
    text = client.get("/datenschutz").text
    assert [name for name in ours if name not in text] == []


def test_what_was_typed_is_never_markup(client: TestClient, database: Database) -> None:
    hostile = {"body": "<b>Amt</b>", "contact": 'https://x.example/"onclick="alert(1)'}
    imprint.save(database, ADVISOR, **(FIELDS | hostile))
    text = client.get("/datenschutz").text
    assert "&lt;b&gt;Amt&lt;/b&gt;" in text
    assert '"onclick="' not in text


@pytest.mark.parametrize("address", PAGES)
def test_the_page_speaks_english_too(client: TestClient, address: str) -> None:
    client.get(f"/language/en?to={address}")
    text = client.get(address).text
    assert '<html lang="en">' in text
    assert "Responsible body" in text


def test_every_light_page_leads_there(client: TestClient) -> None:
    text = client.get("/join").text
    assert all(f'href="{address}"' in text for address in PAGES)
