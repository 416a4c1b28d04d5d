"""A round with short ballots can be computed again from the file of its series alone."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import numpy as np
import pytest

from scoring.allocation import first_pass
from scoring.criteria import load_criteria
from scoring.evaluation import evaluate
from tests.workshops.room import ADVISOR, Room
from workshops.archive import transfer
from workshops.archive.transfer import Mode
from workshops.evaluation import outcome
from workshops.library import shortlist
from workshops.live import allocation, answers, asking, steering
from workshops.live.ratings import Answer

FIRST = 14


@pytest.fixture
def held(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Six entries, ten people who joined one after the other, a first pass and a second one."""
    monkeypatch.setattr(allocation, "first_questions", lambda *_given: FIRST)
    for number in range(3):
        item = shortlist.add_idea(
            room.database, ADVISOR, room.id, title=f"Idee {number}", summary="x", area="mobility"
        )
        room.items.append(item.id)
    people = [room.join(f"device-{place}", room.groups[place % 2]) for place in range(10)]
    round_ = room.open_round(short=True)
    for person in people:
        room.write(lambda session, who=person: allocation.give(session, who, round_.id))
    for _pass in range(2):
        for place, person in enumerate(people):
            for item, criterion in asking.queue(room.database, person, round_.id):
                value = 1 + (place * 3 + room.items.index(item) * 2 + len(criterion)) % 5
                sent = Answer(round_.id, item, criterion, value, 1)
                room.write(lambda session, sent=sent, who=person: answers.save(session, who, sent))
        if not _pass:
            assert allocation.ask_on(room.database, ADVISOR, round_.id, 4) == 10
    steering.close(room.database, ADVISOR, round_.id, confirmed_missing=10)
    steering.reveal(room.database, ADVISOR, round_.id)
    return room


class Read:
    """What somebody finds in the file who has nothing else: JSON."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as file:
            self.tables: dict[str, Any] = {
                name.removesuffix(".json"): json.loads(file.read(name)) for name in file.namelist()
            }
        self.criteria = load_criteria().short()
        (round_,) = self.tables["rounds"]
        self.items = round_["item_ids"]
        self.people = sorted(self.tables["participants"], key=lambda each: (each["joined_at"], each["id"]))

    def array(self, rows: Iterator[dict[str, Any]], field: str, empty: float) -> Any:
        found = np.full((len(self.people), len(self.items), len(self.criteria.ids)), empty)
        ids = [each["id"] for each in self.people]
        for row in rows:
            place = (ids.index(row["participant_id"]), self.items.index(row["item_id"]))
            found[*place, self.criteria.ids.index(row["criterion_id"])] = row.get(field, 1.0)
        return found


def test_the_result_is_computed_again_from_the_file(held: Room) -> None:
    read = Read(transfer.export(held.database, ADVISOR, held.id))
    asked = read.array(iter(read.tables["asked"]), "", 0.0).astype(bool)
    ratings = read.array(iter(read.tables["ratings"]), "value", np.nan)
    # People stand in the order of their answers, as in the workbook: whom chance draws depends on it.
    order = np.lexsort(np.nan_to_num(ratings).reshape(len(ratings), -1).T[::-1])
    seen = outcome.current(held.database, ADVISOR, held.id)
    assert seen is not None
    again = evaluate(
        ratings[order],
        item_ids=read.items,
        criteria=read.criteria,
        dimension_weights={},
        within_weights={},
        groups=[read.people[place]["group"] for place in order],
        asked=asked[order],
        minimum_group_size=5,
        seed=seen.evaluation.settings.seed,
        draws=seen.evaluation.settings.draws,
        quorum=seen.evaluation.settings.quorum,
    )
    assert again.settings.as_asked
    assert {each.item_id: each.score for each in again.ranking} == pytest.approx(
        {each.item_id: each.score for each in seen.evaluation.ranking}
    )
    assert [each.item_id for each in again.ranking] == [each.item_id for each in seen.evaluation.ranking]
    assert again.verdict == seen.evaluation.verdict
    (given,) = seen.given_out
    (drawn,) = read.tables["allocations"]
    assert (drawn["seed"], drawn["first"], drawn["further"]) == (given.seed, FIRST, 4)
    assert asked.sum() == given.questions


def test_the_first_pass_is_drawn_again_from_seed_and_order(held: Room) -> None:
    read = Read(transfer.export(held.database, ADVISOR, held.id))
    (drawn,) = read.tables["allocations"]
    first = read.array((row for row in read.tables["asked"] if not row["in_pass"]), "", 0.0).astype(bool)
    again = first_pass(
        np.zeros_like(first),
        drawn["first"],
        dimensions=[each.dimension for each in read.criteria.criteria],
        seed=drawn["seed"],
        groups=[each["group"] for each in read.people],
    )
    assert np.array_equal(again, first)


def test_a_copy_has_the_same_result_and_says_the_same(held: Room) -> None:
    data = transfer.export(held.database, ADVISOR, held.id)
    before = outcome.current(held.database, ADVISOR, held.id)
    copied = transfer.bring_in(held.database, ADVISOR, transfer.read(ADVISOR, data), Mode.COPY)
    after = outcome.current(held.database, ADVISOR, copied.id)
    assert before is not None
    assert after is not None
    assert after.given_out == before.given_out
    assert [each.score for each in after.evaluation.ranking] == [
        each.score for each in before.evaluation.ranking
    ]
    assert after.evaluation.verdict.status == before.evaluation.verdict.status
    assert after.evaluation.settings == before.evaluation.settings
