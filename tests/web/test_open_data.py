"""Open data over HTTP: a page in both languages, and files that need no sign-in."""

import csv
import io
import json

import pytest
from starlette.testclient import TestClient

from workshops.library import open_data

ADDRESS = "/offene-daten/"
FILES = ("usecases.json", "usecases.csv", "usecases.schema.json", "dcat-ap-de.jsonld", "LICENCE.txt")


def test_the_page_lists_every_file_with_its_licence(client: TestClient) -> None:
    text = client.get(ADDRESS).text
    assert "<h1>Offene Daten</h1>" in text
    for name in FILES:
        assert f'href="{ADDRESS}{name}"' in text
    assert "CC BY 4.0" in text
    assert "Statistisches Bundesamt" in text
    assert f"{open_data.count()} Anwendungsfälle" in text


def test_the_address_without_a_slash_leads_there(client: TestClient) -> None:
    assert "<h1>Offene Daten</h1>" in client.get("/offene-daten").text


@pytest.mark.parametrize("name", FILES)
def test_a_file_may_be_had_by_everybody_and_by_scripts_of_other_sites(client: TestClient, name: str) -> None:
    answer = client.get(ADDRESS + name)
    assert answer.status_code == 200
    assert answer.content
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = client.get(ADDRESS + name, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_files_hold_the_library(client: TestClient) -> None:
    whole = client.get(f"{ADDRESS}usecases.json").json()
    rows = list(csv.DictReader(io.StringIO(client.get(f"{ADDRESS}usecases.csv").content.decode("utf-8-sig"))))
    assert len(whole["use_cases"]) == len(rows) == open_data.count()


def test_the_description_names_the_address_that_was_asked(client: TestClient) -> None:
    answer = client.get(f"{ADDRESS}dcat-ap-de.jsonld")
    assert answer.headers["Content-Type"] == "application/ld+json"
    for distribution in json.loads(answer.text)["dcat:dataset"]["dcat:distribution"]:
        address = distribution["dcat:downloadURL"]["@id"]
        assert address.startswith(f"{client.base_url}{ADDRESS}")
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["nichts.json", "usecases.toml"])
def test_nothing_else_is_offered(client: TestClient, name: str) -> None:
    assert client.get(ADDRESS + name).status_code == 404


def test_files_are_only_read(client: TestClient) -> None:
    assert client.post(f"{ADDRESS}usecases.json", headers={"Origin": str(client.base_url)}).status_code == 405
