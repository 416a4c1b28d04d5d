"""The description for data portals, read as RDF and held against shapes."""

import json
from datetime import date
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCTERMS, RDF, Graph, Namespace, URIRef

from usecases.dcat import Publisher
from usecases.open_data import to_dcat

# rdflib and pyshacl use what rdflib deprecates itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:(rdflib|pyshacl)[.]")

BASE = "https://daten.example.org/usecases"
SHAPES = Path(__file__).with_name("dcat_ap_de.ttl")
DCAT, VCARD = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://www.w3.org/2006/vcard/ns#")
DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
FULL = Publisher(
    "Gemeinde Eichenzell", "daten@eichenzell.example", "http://dcat-ap.de/def/contributors/hessen"
)
DAY = date(2026, 12, 1)


def graph(publisher: Publisher = FULL, base: str = BASE) -> Graph:
    return Graph().parse(data=to_dcat(base, DAY, publisher), format="json-ld")


def violations(described: Graph) -> list[str]:
    conforms, _, text = pyshacl.validate(described, shacl_graph=str(SHAPES), shacl_graph_format="turtle")
    return [] if conforms else [line.strip() for line in text.splitlines() if "Result Path" in line]


@pytest.mark.parametrize(
    "contact", ["daten@eichenzell.example", "https://eichenzell.example/kontakt", "06659 9790", ""]
)
def test_the_description_keeps_the_shapes_however_the_publisher_is_reached(contact: str) -> None:
    assert violations(graph(Publisher(FULL.name, contact, FULL.contributor_id))) == []


@pytest.mark.parametrize(
    ("removed", "path"),
    [
        (DCATDE.contributorID, "contributorID"),
        (DCAT.contactPoint, "contactPoint"),
        (DCTERMS.publisher, "publisher"),
        (DCTERMS.spatial, "spatial"),
        (DCTERMS.issued, "issued"),
        (DCTERMS.license, "license"),
        (DCAT.accessURL, "accessURL"),
    ],
)
def test_the_shapes_notice_what_is_missing(removed: URIRef, path: str) -> None:
    described = graph()
    described.remove((None, removed, None))
    assert any(path in line for line in violations(described))


def test_without_a_contributor_the_rest_is_still_right() -> None:
    found = violations(graph(Publisher(FULL.name, FULL.contact)))
    assert len(found) == 1
    assert "contributorID" in found[0]


def test_the_publisher_is_an_organisation_that_can_be_reached() -> None:
    described = graph()
    (dataset,) = described.subjects(RDF.type, DCAT.Dataset)
    contact = described.value(dataset, DCAT.contactPoint)
    assert str(described.value(contact, VCARD.fn)) == "Gemeinde Eichenzell"
    assert described.value(contact, VCARD.hasEmail) == URIRef("mailto:daten@eichenzell.example")
    assert described.value(dataset, DCATDE.contributorID) == URIRef(FULL.contributor_id)
    assert str(described.value(dataset, DCAT.landingPage)) == f"{BASE}/"


def test_the_day_of_issue_stays_and_the_day_of_change_follows() -> None:
    described = graph()
    (dataset,) = described.subjects(RDF.type, DCAT.Dataset)
    issued, modified = (str(described.value(dataset, name)) for name in (DCTERMS.issued, DCTERMS.modified))
    assert issued <= modified == DAY.isoformat()


def test_a_slash_at_the_end_of_the_address_makes_no_difference() -> None:
    assert json.loads(to_dcat(f"{BASE}/", DAY, FULL)) == json.loads(to_dcat(BASE, DAY, FULL))


def test_a_contributor_that_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match="no address of a contributor"):
        Publisher(contributor_id="hessen")
