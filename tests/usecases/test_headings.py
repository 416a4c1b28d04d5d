"""Headings as offices write them, and those that somebody assigned."""

import pytest

from usecases.columns import MOST_SOURCES, columns
from usecases.headings import compared, understood


@pytest.mark.parametrize(
    ("text", "name", "times"),
    [
        ("Titel", "title_de", 1),
        ("Titel*", "title_de", 1),
        ("TITEL:", "title_de", 1),
        ("title_de", "title_de", 1),
        ("Kosten\n(Euro)", "cost", 1),
        ("Kosten (€)", "cost", 1),
        ("Kosten in Euro", "cost", 1),
        ("Kosten in T€", "cost", 1000),
        ("Kosten (TEUR)", "cost", 1000),
        ("Kosten (Tsd. €)", "cost", 1000),
        ("Förderung in Mio. €", "grant", 1_000_000),
        ("Quelle 2: Adresse", "source_2_url", 1),
        ("Source 12: Title", "source_12_title", 1),
        ("Kurzbe-\nschreibung", "summary_de", 1),
        ("Kurzbeschreibung (max. 400 Zeichen)", "summary_de", 1),
        ("Amtlicher  Gemeindeschlüssel", "ags", 1),
    ],
)
def test_a_heading_is_understood(text: str, name: str, times: int) -> None:
    heading = understood(text)
    assert heading is not None
    assert (heading.column.name, heading.times) == (name, times)


@pytest.mark.parametrize("text", ["", "Ansprechperson", "Jahr (T€)", "Titel 2", "Quelle 13: Titel"])
def test_an_unknown_heading_is_not_guessed(text: str) -> None:
    assert understood(text) is None


def test_every_column_is_understood_by_its_names() -> None:
    for column in columns(MOST_SOURCES):
        for name in (column.name, column.heading_de, column.heading_de.upper(), f"{column.heading_de} *"):
            heading = understood(name)
            assert heading is not None, name
            assert heading.column == column


def test_a_heading_that_somebody_assigned_is_remembered_before_anything_else() -> None:
    remembered = {compared("Ansprechperson"): "note_de", compared("Titel"): ""}
    heading = understood("ANSPRECHPERSON ", remembered)
    assert heading is not None
    assert heading.column.name == "note_de"
    assert understood("Titel", remembered) is None
    assert understood("Ort", remembered) == understood("Ort")


def test_a_remembered_column_that_is_gone_is_forgotten() -> None:
    assert understood("Ansprechperson", {"ansprechperson": "no_such_column"}) is None
