"""The library as open data: JSON, CSV, its JSON Schema, and its description in DCAT-AP.de 2.0.

https://www.dcat-ap.de/def/dcatde/2.0/spec/ says which properties a description needs.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from usecases.areas import areas, topics
from usecases.catalogue import Catalogue
from usecases.columns import columns, to_row, write_csv
from usecases.model import UseCase
from usecases.vocabulary import programmes, themes

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION = "Smart-Region-Werkstatt, Bibliothek der Anwendungsfälle, CC BY 4.0"
OFFICIAL_DATA = (
    "Amtliche Gemeindeschlüssel: © Statistisches Bundesamt (Destatis), Gemeindeverzeichnis 30.11.2023, "
    "dl-de/by-2-0 (https://www.govdata.de/dl-de/by-2-0)"
)
SCHEMA_FILE = Path(__file__).with_name("schema.json")

_EU = "http://publications.europa.eu/resource/authority"
_DCAT_AP_DE = "http://dcat-ap.de/def"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatde": f"{_DCAT_AP_DE}/dcatde/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TITLE = {
    "de": "Smart-Region-Anwendungsfälle für Kommunen",
    "en": "Smart region use cases for municipalities",
}
_DESCRIPTION = {
    "de": "Umgesetzte und geplante Smart-Region-Anwendungsfälle aus Hessen und anderen Ländern mit Nutzen, "
    "Technik, Förderung und Quellen. Was keine Quelle sagt, bleibt leer.",
    "en": "Implemented and planned smart region use cases from Hesse and other German states with benefits, "
    "technology, funding and sources. What no source says is left empty.",
}
_KEYWORDS = ("Smart Region", "Smart City", "Kommunen", "Digitalisierung", "Hessen", "Anwendungsfälle")
_FORMATS = {
    "csv": ("text/csv", "CSV"),
    "json": ("application/json", "JSON"),
}


def export(catalogue: Catalogue, folder: Path, base_url: str, published: date) -> tuple[Path, ...]:
    """Write the open-data export into ``folder``; ``base_url`` is where the files will be offered.

    Returns the files written.
    """
    contents = {
        "usecases.json": to_json(catalogue).encode(),
        "usecases.csv": to_csv(catalogue),
        "usecases.schema.json": to_schema().encode(),
        "dcat-ap-de.jsonld": to_dcat(base_url, published).encode(),
        "LICENCE.txt": f"{ATTRIBUTION}\n{LICENCE_URL}\n{OFFICIAL_DATA}\n".encode(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in contents)


def to_json(catalogue: Catalogue) -> str:
    """Write the library as JSON: licence, the words that ids stand for, and every use case."""
    return _dump(
        {
            "licence": LICENCE,
            "licence_url": LICENCE_URL,
            "attribution": ATTRIBUTION,
            "official_data": OFFICIAL_DATA,
            "areas": [area.model_dump(include={"id", "name_de", "name_en", "topics"}) for area in areas()],
            "topics": [topic.model_dump(include={"id", "name_de", "name_en"}) for topic in topics()],
            "themes": [theme.model_dump() for theme in themes()],
            "programmes": [programme.model_dump() for programme in programmes()],
            "use_cases": [_plain(use_case) for use_case in catalogue],
        }
    )


def to_csv(catalogue: Catalogue) -> bytes:
    """Write the library as CSV with the columns of the import, as many sources as the richest entry has."""
    wanted = columns(max((len(use_case.sources) for use_case in catalogue), default=1))
    rows = (to_row(use_case, wanted) for use_case in catalogue)
    return write_csv([[column.name for column in wanted], *rows])


def to_schema() -> str:
    """Write the JSON Schema of a library file, with the vocabulary's ids as the values allowed."""
    schema = UseCase.model_json_schema()
    properties = schema["properties"]
    properties["topic"] = {"enum": [topic.id for topic in topics()], "title": "Topic"}
    properties["themes"]["items"] = {"enum": [theme.id for theme in themes()]}
    programme = schema["$defs"]["FundingProgramme"]["properties"]
    programme["id"] = {"enum": [one.id for one in programmes()], "title": "Id"}
    return _dump({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})


def to_dcat(base_url: str, published: date) -> str:
    """Describe the export as a catalogue with one data set and two distributions, in JSON-LD."""
    base = base_url.rstrip("/")
    publisher = {
        "@id": f"{base}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": "Smart-Region-Werkstatt",
    }
    dataset = {
        "@id": f"{base}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _in_languages(_TITLE),
        "dct:description": _in_languages(_DESCRIPTION),
        "dct:identifier": f"{base}#dataset",
        "dct:publisher": {"@id": publisher["@id"]},
        "dct:modified": {"@value": published.isoformat(), "@type": "xsd:date"},
        "dct:language": [{"@id": f"{_EU}/language/{code}"} for code in ("DEU", "ENG")],
        "dcat:theme": [{"@id": f"{_EU}/data-theme/{code}"} for code in ("GOVE", "REGI", "TECH")],
        "dcat:keyword": [{"@value": word, "@language": "de"} for word in _KEYWORDS],
        "dcatde:politicalGeocodingLevelURI": {"@id": f"{_DCAT_AP_DE}/politicalGeocoding/Level/state"},
        "dcatde:politicalGeocodingURI": {"@id": f"{_DCAT_AP_DE}/politicalGeocoding/stateKey/06"},
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": {"@value": OFFICIAL_DATA, "@language": "de"},
        },
        "dcat:distribution": [_distribution(base, suffix, published) for suffix in _FORMATS],
    }
    catalogue = {
        "@id": f"{base}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _in_languages(_TITLE),
        "dct:description": _in_languages(_DESCRIPTION),
        "dct:publisher": publisher,
        "dcat:dataset": dataset,
    }
    return _dump({"@context": _CONTEXT, **catalogue})


def _distribution(base: str, suffix: str, published: date) -> dict[str, Any]:
    media_type, file_type = _FORMATS[suffix]
    address = {"@id": f"{base}/usecases.{suffix}"}
    return {
        "@id": f"{base}#{suffix}",
        "@type": "dcat:Distribution",
        "dct:title": {"@value": f"{_TITLE['de']} ({file_type})", "@language": "de"},
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media_type}"},
        "dct:format": {"@id": f"{_EU}/file-type/{file_type}"},
        "dct:license": {"@id": f"{_DCAT_AP_DE}/licenses/cc-by/4.0"},
        "dcatde:licenseAttributionByText": {"@value": ATTRIBUTION, "@language": "de"},
        "dct:modified": {"@value": published.isoformat(), "@type": "xsd:date"},
    }


def _in_languages(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]


def _plain(use_case: UseCase) -> dict[str, Any]:
    plain = use_case.model_dump(mode="json", exclude_none=True)
    for money in (plain.get(name, {}) for name in ("cost", "running_cost", "grant")):
        for end in money.keys() & {"amount", "up_to"}:
            amount = Decimal(money[end])
            money[end] = float(amount) if amount % 1 else int(amount)
    return plain


def _dump(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
