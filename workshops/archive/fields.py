"""What a field of a record may hold: the kinds of values in the file of a series, checked when it is read."""

from datetime import datetime
from math import isfinite
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    StringConstraints,
)

from workshops.validation import leaves_ink
from workshops.weighing.weights import MOST_POINTS

DEEPEST_NESTING = 20
YEARS = range(1970, 2200)
"""When something can have happened; other years are too far out for a calendar to show."""


def _written(text: str) -> str:
    """Refuse what no database can hold."""
    if "\0" in text:
        raise ValueError("a text must not hold the character NUL")
    return text


def _titled(text: str) -> str:
    """Refuse a heading of which there is nothing to see."""
    if not leaves_ink(text):
        raise ValueError("a title must not be empty")
    return text


def _in_our_time(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError("a time must lie in a year that a clock could show")
    return moment


def each_once(keys: list[str]) -> list[str]:
    """Refuse a list that holds a key twice."""
    if len(set(keys)) < len(keys):
        raise ValueError("a key must not be listed twice")
    return keys


def _plain(value: Any, depth: int = 0) -> Any:
    """Refuse what JSON columns cannot hold, and towers of lists that no reader survives."""
    if depth > DEEPEST_NESTING:
        raise ValueError("the value is nested too deeply")
    if isinstance(value, dict):
        for key, inner in value.items():
            _plain(key, depth + 1)
            _plain(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _plain(inner, depth + 1)
    elif isinstance(value, str):
        _written(value)
    elif isinstance(value, float) and not isfinite(value):
        raise ValueError("a number must be finite")
    return value


Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,64}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{0,119}$")]
Text = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_written)]
Title = Annotated[Text, AfterValidator(_titled)]
Time = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
Json = Annotated[dict[str, Any], AfterValidator(_plain)]
Count = Annotated[int, Field(ge=0, lt=2**31)]
Points = Annotated[dict[Slug, Annotated[FiniteFloat, Field(ge=0, le=MOST_POINTS)]], Field(max_length=100)]


class Record(BaseModel):
    """Base of all records: immutable; an unknown field is passed over, for millions of them make no error."""

    model_config = ConfigDict(frozen=True, extra="ignore")
