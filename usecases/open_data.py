"""The library as open data: JSON, CSV, its JSON Schema, and its description in DCAT-AP.de 3.0."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from usecases import dcat
from usecases.areas import areas, topics
from usecases.catalogue import Catalogue
from usecases.columns import columns, to_row, write_csv
from usecases.dcat import DESCRIPTION_FILE, Publisher
from usecases.model import UseCase
from usecases.vocabulary import programmes, themes

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION = "Smart-Region-Werkstatt, Bibliothek der Anwendungsfälle, CC BY 4.0"
OFFICIAL_DATA = (
    "Amtliche Gemeindeschlüssel: © Statistisches Bundesamt (Destatis), Gemeindeverzeichnis 30.11.2023, "
    "fortgeschrieben bis 01.01.2026, dl-de/by-2-0 (https://www.govdata.de/dl-de/by-2-0)"
)
SCHEMA_FILE = Path(__file__).with_name("schema.json")

ISSUED = date(2026, 11, 29)
"""The day on which the library was offered as open data for the first time."""

UPDATED = date(2026, 11, 29)
"""The day of the library's newest edition; set it with every change of the library that is published."""


def export(
    catalogue: Catalogue, folder: Path, base_url: str, published: date, publisher: Publisher
) -> tuple[Path, ...]:
    """Write the open-data export into ``folder``; ``base_url`` is where the files will be offered.

    Returns the files written.
    """
    contents = files(catalogue) | {DESCRIPTION_FILE: to_dcat(base_url, published, publisher).encode()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in contents)


def files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the files of the export by name, without their description."""
    return {
        "usecases.json": to_json(catalogue).encode(),
        "usecases.csv": to_csv(catalogue),
        "usecases.schema.json": to_schema().encode(),
        "LICENCE.txt": f"{ATTRIBUTION}\n{LICENCE_URL}\n{OFFICIAL_DATA}\n".encode(),
    }


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


def to_dcat(base_url: str, published: date, publisher: Publisher | None = None) -> str:
    """Describe the export in DCAT-AP.de 3.0, in JSON-LD; see ``dcat.catalogue``."""
    issued = min(ISSUED, published)
    return _dump(
        dcat.catalogue(base_url, issued, published, publisher or Publisher(), ATTRIBUTION, OFFICIAL_DATA)
    )


def _plain(use_case: UseCase) -> dict[str, Any]:
    plain = use_case.model_dump(mode="json", exclude_none=True)
    for money in (plain.get(name, {}) for name in ("cost", "running_cost", "grant")):
        for end in money.keys() & {"amount", "up_to"}:
            amount = Decimal(money[end])
            money[end] = float(amount) if amount % 1 else int(amount)
    return plain


def _dump(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
