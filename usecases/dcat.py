"""The description of the open data in DCAT-AP.de 3.0, as GovData and its sources harvest it.

https://www.dcat-ap.de/def/dcatde/3.0/spec/ says which properties a description needs and from which lists
their values come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

LICENCE_URI = "http://dcat-ap.de/def/licenses/cc-by/4.0"
DESCRIPTION_FILE = "dcat-ap-de.jsonld"

_EU = "http://publications.europa.eu/resource/authority"
_DEF = "http://dcat-ap.de/def"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatde": f"{_DEF}/dcatde/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TITLE = {
    "de": "Smart-Region-Anwendungsfälle für Kommunen",
    "en": "Smart region use cases for municipalities",
}
_DESCRIPTION = {
    "de": "Umgesetzte und geplante Smart-Region-Anwendungsfälle aus Hessen und anderen Ländern mit Nutzen, "
    "Technik, Kosten, Förderung und Quellen. Was keine Quelle sagt, bleibt leer.",
    "en": "Implemented and planned smart region use cases from Hesse and elsewhere with benefits, "
    "technology, costs, funding and sources. What no source says is left empty.",
}
_KEYWORDS = ("Smart Region", "Smart City", "Kommunen", "Digitalisierung", "Hessen", "Anwendungsfälle")
_FORMATS = {
    "csv": ("text/csv", "CSV"),
    "json": ("application/json", "JSON"),
}


@dataclass(frozen=True)
class Publisher:
    """Who publishes the data: an organisation, and how it is reached (an e-mail or web address).

    ``contributor_id`` is the address under which GovData knows the source of the data, from its list
    ``http://dcat-ap.de/def/contributors/``; without one the description cannot be harvested there.
    """

    name: str = "Smart-Region-Werkstatt"
    contact: str = ""
    contributor_id: str = ""

    def __post_init__(self) -> None:
        if self.contributor_id and not self.contributor_id.startswith(("http://", "https://")):
            raise ValueError(f"“{self.contributor_id}” is no address of a contributor (http://…)")


def catalogue(
    base_url: str, issued: date, modified: date, publisher: Publisher, attribution: str, provenance: str
) -> dict[str, Any]:
    """Describe a catalogue with one data set and a distribution for each format, as JSON-LD.

    Args:
        base_url: where the files are offered; it is the landing page, too.
        issued: when the data were published for the first time.
        modified: when they changed last.
        publisher: who answers for them.
        attribution: the text that the licence asks to be named.
        provenance: where official parts of the data come from.
    """
    base = base_url.rstrip("/")
    organisation = _organisation(base, publisher)
    common: dict[str, Any] = {
        "dct:title": _in_languages(_TITLE),
        "dct:description": _in_languages(_DESCRIPTION),
        "dct:publisher": {"@id": organisation["@id"]},
        "dct:issued": _day(issued),
        "dct:modified": _day(modified),
        "dct:language": [{"@id": f"{_EU}/language/{code}"} for code in ("DEU", "ENG")],
        "dct:spatial": {"@id": f"{_DEF}/politicalGeocoding/stateKey/06"},
    }
    dataset = {
        "@id": f"{base}#dataset",
        "@type": "dcat:Dataset",
        **common,
        "dct:identifier": f"{base}#dataset",
        "dcat:version": modified.isoformat(),
        "dcat:contactPoint": _contact(base, publisher),
        "dcat:landingPage": {"@id": f"{base}/", "@type": "foaf:Document"},
        "dcat:theme": [{"@id": f"{_EU}/data-theme/{code}"} for code in ("GOVE", "REGI", "TECH")],
        "dcat:keyword": [{"@value": word, "@language": "de"} for word in _KEYWORDS],
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC", "@type": "dct:RightsStatement"},
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/IRREG", "@type": "dct:Frequency"},
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": {"@value": provenance, "@language": "de"},
        },
        "dcatde:politicalGeocodingLevelURI": {"@id": f"{_DEF}/politicalGeocoding/Level/state"},
        "dcat:distribution": [
            _distribution(base, suffix, issued, modified, attribution) for suffix in _FORMATS
        ],
    }
    if publisher.contributor_id:
        dataset["dcatde:contributorID"] = {"@id": publisher.contributor_id}
    return {
        "@context": CONTEXT,
        "@id": f"{base}#catalogue",
        "@type": "dcat:Catalog",
        **common,
        "dct:publisher": organisation,
        "dct:spatial": {**common["dct:spatial"], "@type": "dct:Location"},
        "foaf:homepage": {"@id": f"{base}/", "@type": "foaf:Document"},
        "dct:license": {"@id": LICENCE_URI, "@type": "dct:LicenseDocument"},
        "dcat:dataset": dataset,
    }


def _organisation(base: str, publisher: Publisher) -> dict[str, Any]:
    return {
        "@id": f"{base}#publisher",
        "@type": ["foaf:Organization", "foaf:Agent"],
        "foaf:name": {"@value": publisher.name, "@language": "de"},
    }


def _contact(base: str, publisher: Publisher) -> dict[str, Any]:
    """Describe how the publisher is reached; where nothing is known, by the page that offers the data."""
    contact: dict[str, Any] = {
        "@id": f"{base}#contact",
        "@type": ["vcard:Organization", "vcard:Kind"],
        "vcard:fn": publisher.name,
    }
    if "://" in publisher.contact:
        return {**contact, "vcard:hasURL": {"@id": publisher.contact}}
    if "@" in publisher.contact:
        return {**contact, "vcard:hasEmail": {"@id": f"mailto:{publisher.contact}"}}
    if publisher.contact:
        digits = "".join(sign for sign in publisher.contact if sign.isdigit() or sign == "+")
        return {**contact, "vcard:hasTelephone": {"@id": f"tel:{digits}"}}
    return {**contact, "vcard:hasURL": {"@id": f"{base}/"}}


def _distribution(base: str, suffix: str, issued: date, modified: date, attribution: str) -> dict[str, Any]:
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
        "dct:license": {"@id": LICENCE_URI},
        "dcatde:licenseAttributionByText": {"@value": attribution, "@language": "de"},
        "dct:issued": _day(issued),
        "dct:modified": _day(modified),
    }


def _day(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _in_languages(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]
