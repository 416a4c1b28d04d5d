import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from usecases.__main__ import main
from usecases.catalogue import load_catalogue
from usecases.dcat import Publisher
from usecases.model import UseCase
from usecases.open_data import (
    ATTRIBUTION,
    OFFICIAL_DATA,
    SCHEMA_FILE,
    export,
    to_csv,
    to_dcat,
    to_json,
    to_schema,
)

BASE = "https://daten.example.org/usecases"


def test_the_committed_schema_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == to_schema(), "run: python -m usecases schema"


def test_the_schema_knows_the_vocabulary_and_the_lengths() -> None:
    schema = json.loads(to_schema())
    assert "lorawan" in schema["properties"]["topic"]["enum"]
    assert "follow-me" in schema["properties"]["themes"]["items"]["enum"]
    assert "leader" in schema["$defs"]["FundingProgramme"]["properties"]["id"]["enum"]
    assert schema["properties"]["title_de"]["maxLength"] == 80
    assert schema["additionalProperties"] is False


def test_the_json_export_is_the_library_with_its_licence() -> None:
    exported = json.loads(to_json(load_catalogue()))
    assert (exported["licence"], exported["attribution"]) == ("CC BY 4.0", ATTRIBUTION)
    assert "dl-de/by-2-0" in exported["official_data"]
    assert len(exported["areas"]) == 9
    library = load_catalogue()
    for found, plain in zip(library, exported["use_cases"], strict=True):
        assert UseCase.model_validate(plain) == found
    (council,) = (plain for plain in exported["use_cases"] if plain["id"] == "ratsarbeit-muelheim-ruhr")
    assert council["cost"]["amount"] == 26275.2
    assert "grant" not in council


def test_the_csv_export_has_a_row_for_each_use_case_and_all_sources() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(load_catalogue()).decode("utf-8-sig"))))
    assert len(rows) == 411
    (traffic,) = (row for row in rows if row["id"] == "wiesbaden-digi-v")
    assert (traffic["cost"], traffic["grant"], traffic["place"]) == ("30000000", "15000000", "Wiesbaden")
    assert traffic["source_6_url"].startswith("https://www.green-zones.eu/")


def test_the_description_has_what_dcat_ap_de_asks_for() -> None:
    catalogue: dict[str, Any] = json.loads(to_dcat(f"{BASE}/", date(2025, 1, 31)))
    assert catalogue["@type"] == "dcat:Catalog"
    assert catalogue["dct:publisher"]["foaf:name"]
    dataset = catalogue["dcat:dataset"]
    assert {text["@language"] for text in dataset["dct:title"]} == {"de", "en"}
    assert dataset["dct:description"]
    assert dataset["dct:modified"] == {"@value": "2025-01-31", "@type": "xsd:date"}
    assert dataset["dct:provenance"]["rdfs:label"]["@value"] == OFFICIAL_DATA
    assert dataset["dct:spatial"]["@id"].endswith("/stateKey/06")
    for distribution in dataset["dcat:distribution"]:
        assert distribution["dcat:accessURL"]["@id"].startswith(f"{BASE}/usecases.")
        assert distribution["dct:license"]["@id"] == "http://dcat-ap.de/def/licenses/cc-by/4.0"
        assert distribution["dcatde:licenseAttributionByText"]["@value"] == ATTRIBUTION


def test_every_prefix_of_the_description_is_declared() -> None:
    catalogue: dict[str, Any] = json.loads(to_dcat(BASE, date(2025, 1, 31)))

    def keys(value: object) -> set[str]:
        if isinstance(value, list):
            return {key for item in value for key in keys(item)}
        if isinstance(value, dict):
            return {*value, *(key for item in value.values() for key in keys(item))}
        return set()

    context = catalogue.pop("@context")
    used = {key.split(":")[0] for key in keys(catalogue) if not key.startswith("@")}
    assert used | {"xsd"} == set(context)


def test_what_is_described_is_what_is_written(tmp_path: Path) -> None:
    files = export(load_catalogue(), tmp_path / "out", BASE, date(2025, 1, 31), Publisher())
    names = {file.name for file in files}
    described = json.loads((tmp_path / "out" / "dcat-ap-de.jsonld").read_text(encoding="utf-8"))
    for distribution in described["dcat:dataset"]["dcat:distribution"]:
        assert distribution["dcat:downloadURL"]["@id"].removeprefix(f"{BASE}/") in names
    assert "Destatis" in (tmp_path / "out" / "LICENCE.txt").read_text(encoding="utf-8")


def test_the_command_writes_the_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path), "--base-url", BASE, "--date", "2025-01-31"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "usecases.json",
        "usecases.csv",
        "usecases.schema.json",
        "dcat-ap-de.jsonld",
        "LICENCE.txt",
    }
    assert capsys.readouterr().out.count("wrote ") == 5


def test_the_command_renews_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("usecases.__main__.SCHEMA_FILE", tmp_path / "schema.json")
    assert main(["schema"]) == 0
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == to_schema()
    assert capsys.readouterr().out == "wrote schema.json\n"
