"""Open data of an installation: the shipped library, published by whom the imprint names."""

import json

import pytest

from storage.database import Database
from tests.workshops.factories import a_use_case
from tests.workshops.room import ADVISOR
from tests.workshops.test_imprint import FIELDS
from workshops import imprint
from workshops.library import holdings, open_data

BASE = "http://127.0.0.1:8501/offene-daten/"


def described(database: Database) -> dict[str, object]:
    return json.loads(open_data.description(database, BASE))["dcat:dataset"]  # type: ignore[no-any-return]


def test_the_imprint_names_the_publisher(database: Database) -> None:
    imprint.save(database, ADVISOR, **(FIELDS | {"contact": "daten@eichenzell.example"}))
    contact = described(database)["dcat:contactPoint"]
    assert contact["vcard:fn"] == "Gemeinde Eichenzell"  # type: ignore[index]
    assert contact["vcard:hasEmail"] == {"@id": "mailto:daten@eichenzell.example"}  # type: ignore[index]


def test_the_contributor_is_a_setting(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "dcatde:contributorID" not in described(database)
    address = "http://dcat-ap.de/def/contributors/hessen"
    monkeypatch.setenv("OPEN_DATA_CONTRIBUTOR_ID", f" {address} ")
    assert described(database)["dcatde:contributorID"] == {"@id": address}


def test_own_entries_are_nobody_elses_business(database: Database) -> None:
    own = a_use_case("streng-vertraulich", topic="environmental-sensing")
    holdings.add(database, ADVISOR, own, series_id=None)
    assert b"streng-vertraulich" not in b"".join(open_data.files().values())
    assert len(json.loads(open_data.files()["usecases.json"])["use_cases"]) == open_data.count()
