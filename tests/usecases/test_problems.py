from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.usecases.examples import FIELDS
from usecases.model import UseCase
from usecases.problems import FileProblem, from_validation


@pytest.mark.parametrize(
    ("changes", "code", "field", "params"),
    [
        ({"cost": {"amount": -1}}, "bad_amount", "cost.amount", {"value": -1}),
        ({"cost": {"amount": "viel"}}, "bad_amount", "cost.amount", {"value": "viel"}),
        ({"cost": {"amount": "0.001"}}, "bad_amount", "cost.amount", {"value": "0.001"}),
        (
            {"cost": {"amount": Decimal("1.234")}},
            "bad_amount",
            "cost.amount",
            {"value": Decimal("1.234")},
        ),
        ({"cost": {}}, "missing", "cost.amount", {}),
        ({"topic": "Zwei Wörter"}, "bad_id", "topic", {"value": "Zwei Wörter"}),
        ({"related": ["ok", "Zwei Wörter"]}, "bad_id", "related.2", {"value": "Zwei Wörter"}),
        ({"title_de": "  "}, "empty", "title_de", {}),
        ({"title_de": "x" * 81}, "too_long", "title_de", {"limit": 80, "length": 81}),
        ({"title_de": ["x"]}, "invalid", "title_de", {"value": "list"}),
        ({"start_year": 1066}, "out_of_range", "start_year", {"value": 1066, "ge": 1980}),
        ({"start_year": 3000}, "out_of_range", "start_year", {"value": 3000, "le": 2100}),
        ({"start_year": "bald"}, "not_a_number", "start_year", {"value": "bald"}),
        ({"benefits_de": ["x"] * 11}, "too_many", "benefits_de", {"limit": 10, "length": 11}),
        ({"colour": "red"}, "unknown_field", "colour", {"value": "red"}),
        ({"area": "sports"}, "unknown_area", "area", {"value": "sports"}),
        ({"status": "maybe"}, "unknown_value", "status", {"value": "maybe"}),
        ({"open_source": "maybe"}, "unknown_value", "open_source", {"value": "maybe"}),
    ],
)
def test_a_validation_error_becomes_a_code_a_field_and_what_a_sentence_needs(
    changes: dict[str, Any], code: str, field: str, params: dict[str, object]
) -> None:
    with pytest.raises(ValidationError) as error:
        UseCase.model_validate({**FIELDS, **changes})
    ((_, problem),) = from_validation(error.value)
    assert (problem.code, problem.field, dict(problem.params)) == (code, field, params)


def test_a_file_problem_reads_as_an_english_line() -> None:
    full = FileProblem(Path("a.toml"), 3, "area", "unknown_area", {"value": "sports"})
    assert str(full) == "a.toml:3: area: unknown_area (value=sports)"
    assert str(FileProblem(Path("a.toml"), None, None, "not_utf8")) == "a.toml: file: not_utf8"
