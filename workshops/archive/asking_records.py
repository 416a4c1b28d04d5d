"""Records of who was asked what in the file of a series."""

from typing import Annotated

from pydantic import AfterValidator

from workshops.archive.fields import Count, Key, Record, Slug, each_once


class AllocationRecord(Record):
    """How the questions of a round with short ballots were given out.

    With what each person was asked (`AskedRecord`) the result can be computed again.
    """

    round_id: Key
    seed: Count
    first: Count
    further: Count
    passes: Count


class AskedRecord(Record):
    """One question that one person was asked."""

    round_id: Key
    participant_id: Key
    item_id: Key
    criterion_id: Slug
    place: Count
    in_pass: Count


class NotAskedRecord(Record):
    """What one person was not asked in a round because the group is left out."""

    round_id: Key
    participant_id: Key
    criterion_ids: Annotated[list[Slug], AfterValidator(each_once)]
