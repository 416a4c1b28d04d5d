"""Records of what a municipality wrote on its sketches and what it confirmed in the file of a series."""

from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from workshops.archive.fields import Count, Key, Record, Slug, Text, Time


class ContributionRecord(Record):
    """A remark or a proposed text, with what came of it."""

    id: Key
    sketch_id: Key
    place: Slug
    kind: Literal["remark", "proposal"]
    text: Text
    base: Text
    base_version: Count
    state: Literal["open", "adopted", "adapted", "answered", "withdrawn"]
    answer: Text
    adopted_version: Count | None
    sent_at: Time
    answered_at: Time | None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.state == "withdrawn") == bool(self.text.strip()):
            raise ValueError("only what was taken back holds no text")
        return self


class ConfirmationRecord(Record):
    """A confirmed state of a sketch."""

    id: Key
    sketch_id: Key
    version: Count
    fingerprint: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    confirmed_at: Time
    taken_back_at: Time | None
