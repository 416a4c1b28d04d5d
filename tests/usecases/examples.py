"""A small, sound use case for tests to change."""

from typing import Any

from usecases.model import UseCase

FIELDS: dict[str, Any] = {
    "id": "pegel-musterstadt",
    "title_de": "Pegelsensoren am Mühlbach",
    "area": "environment",
    "topic": "environmental-sensing",
    "origin": {"name": "Musterstadt", "state": "Hessen", "kind": "town", "ags": ["06631006"]},
    "status": "running",
    "summary_de": "Die Stadt misst mit drei Sensoren, wie hoch der Mühlbach steht.",
    "benefits_de": ["drei Sensoren an zwei Bächen"],
    "sources": [{"title": "Pegel online", "url": "https://www.musterstadt.de/pegel", "date": "2024-05"}],
}


def use_case(**changes: Any) -> UseCase:
    """Return the example with some fields changed."""
    return UseCase.model_validate({**FIELDS, **changes})
