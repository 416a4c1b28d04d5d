"""Short ballots: who is asked what, late joiners, people who left, and asking on."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest

from storage import queries
from storage.tables import AskedRow, EventRow, FinishedRow, ParticipantRow
from storage.types import now
from tests.workshops.room import ADVISOR, Room
from translations import language
from workshops.actors import Actor
from workshops.errors import AccessDenied, Refused
from workshops.evaluation import outcome
from workshops.library import shortlist
from workshops.live import allocation, answers, asking, attendance, rounds, steering
from workshops.live.ratings import Answer
from workshops.live.rounds import RoundView

SEED = 11


@pytest.fixture
def wide(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Eight entries instead of three; each round draws from the same seed, so that each run is the same."""
    monkeypatch.setattr(allocation.secrets, "randbelow", lambda _below: SEED)
    for number in range(5):
        item = shortlist.add_idea(
            room.database, ADVISOR, room.id, title=f"Idee {number}", summary="x", area="mobility"
        )
        room.items.append(item.id)
    return room


def opened(room: Room, people: int = 12) -> tuple[RoundView, list[Actor]]:
    there = room.people(people, "citizens")
    round_ = room.open_round(short=True)
    for person in there:
        room.write(lambda session, who=person: allocation.give(session, who, round_.id))
    return round_, there


def queue(room: Room, person: Actor, round_: RoundView) -> list[asking.Question]:
    return asking.queue(room.database, person, round_.id)


def respond(room: Room, person: Actor, round_: RoundView, values: dict[str, int], noise: int = 0) -> None:
    rng = np.random.default_rng(noise)
    for item, criterion in queue(room, person, round_):
        value = int(np.clip(values[item] + rng.integers(-1, 2), 1, 5))
        sent = Answer(round_.id, item, criterion, value, 1)
        room.write(lambda session, sent=sent, who=person: answers.save(session, who, sent))


def test_each_person_gets_a_part_and_all_cells_are_asked_equally_often(wide: Room) -> None:
    round_, there = opened(wide)
    asked = [queue(wide, person, round_) for person in there]
    assert {len(own) for own in asked} == {18}  # 3 answers for each of 8 x 9 questions, from 12 people
    assert all({item for item, _criterion in own} == set(wide.items) for own in asked)
    times = np.unique([f"{i}|{c}" for own in asked for i, c in own], return_counts=True)[1]
    assert len(times) == 72
    assert times.min() >= 2
    assert times.max() <= 4


def test_questions_stand_entry_by_entry_and_begin_elsewhere_for_each_person(wide: Room) -> None:
    round_, there = opened(wide)
    entries = [[item for item, _c in queue(wide, person, round_)] for person in there]
    for own in entries:
        assert len([a for a, b in pairwise(own) if a != b]) == 7
    assert len({own[0] for own in entries}) == 8


def test_asking_twice_draws_once(wide: Room) -> None:
    round_, there = opened(wide)
    before = queue(wide, there[0], round_)
    wide.write(lambda session: allocation.give(session, there[0], round_.id))
    assert queue(wide, there[0], round_) == before


def test_who_joins_late_gets_what_those_who_left_did_not_answer(wide: Room) -> None:
    round_, there = opened(wide)
    gone = there[:4]
    left_open = {cell for person in gone for cell in queue(wide, person, round_)}
    with wide.database.write() as session:
        for person in gone:
            row = session.get_one(ParticipantRow, person.participant_id)
            row.last_seen_at = now() - timedelta(hours=1)
            session.add(row)
    late = wide.join("late", "citizens")
    wide.write(lambda session: allocation.give(session, late, round_.id))
    assert len(left_open & set(queue(wide, late, round_))) >= 12


def test_a_full_round_gives_no_part(room: Room) -> None:
    round_ = room.open_round()
    person = room.join("one")
    room.write(lambda session: allocation.give(session, person, round_.id))
    assert queue(room, person, round_) == []
    assert not round_.short
    assert allocation.progress(room.database, ADVISOR, round_.id) is None


def worth(room: Room) -> dict[str, int]:
    return dict(zip(room.items, (5, 4, 3, 3, 3, 2, 1, 1), strict=True))


def divided(room: Room, place: int) -> dict[str, int]:
    """Two entries lead for everybody; for the third place each third of the room wants another one."""
    third = [4 if place % 3 == wanted else 2 for wanted in range(3)]
    return dict(zip(room.items, (5, 5, *third, 1, 1, 1), strict=True))


def test_asking_on_asks_what_can_still_matter_and_nobody_is_done_any_more(wide: Room) -> None:
    round_, there = opened(wide)
    for place, person in enumerate(there):
        respond(wide, person, round_, divided(wide, place), place)
        wide.write(lambda session, who=person: answers.finish(session, who, round_.id))
    before = allocation.progress(wide.database, ADVISOR, round_.id)
    assert before is not None
    assert before.people == 12
    assert before.enough
    assert before.sure is not None
    assert before.sure < 0.8
    assert before.contested >= 3
    assert before.further > 0
    assert before.sure_after is not None
    assert before.sure_after >= before.sure
    people = allocation.ask_on(wide.database, ADVISOR, round_.id, 8)
    assert people == 12
    with wide.database.read() as session:
        assert queries.count(session, FinishedRow, round_id=round_.id) == 0
        further = [row for row in queries.many(session, AskedRow, round_id=round_.id) if row.in_pass]
    assert {row.item_id for row in further} <= set(wide.items[2:5])
    assert len(further) <= 12 * 4
    (event,) = [e for e in _events(wide) if e == "asked_on"]
    assert event
    assert rounds.every(wide.database, ADVISOR, wide.id)[0].passes == 1


def _events(room: Room) -> list[str]:
    with room.database.read() as session:
        return [row.kind for row in queries.many(session, EventRow, series_id=room.id)]


def test_the_rest_of_a_pass_comes_a_few_at_a_time_and_never_exceeds_what_was_allowed(wide: Room) -> None:
    round_, there = opened(wide)
    for place, person in enumerate(there):
        respond(wide, person, round_, worth(wide), place)
    allocation.ask_on(wide.database, ADVISOR, round_.id, 6)
    person = there[0]
    first = len(queue(wide, person, round_))
    for _attempt in range(4):
        wanted = allocation.next_questions(wide.database, person, round_.id)
        assert len(wanted) <= 4
        wide.write(lambda session, w=wanted: allocation.ask_next(session, person, round_.id, w))
    asked = queue(wide, person, round_)
    assert len(asked) == len(set(asked))
    assert len(asked) - 18 <= 6
    assert len(asked) >= first


def test_together_it_stays_a_short_ballot_unless_the_advisor_decides_otherwise(wide: Room) -> None:
    round_, there = opened(wide)
    for place, person in enumerate(there):
        respond(wide, person, round_, divided(wide, place), place)
    assert allocation.left(wide.database, ADVISOR, round_.id) == 12
    allocation.ask_on(wide.database, ADVISOR, round_.id)
    assert allocation.left(wide.database, ADVISOR, round_.id) == 35 - 18 - 12
    allocation.ask_on(wide.database, ADVISOR, round_.id)
    assert allocation.left(wide.database, ADVISOR, round_.id) == 0
    with language("de"), pytest.raises(Refused, match="35 Fragen"):
        allocation.ask_on(wide.database, ADVISOR, round_.id)
    assert allocation.ask_on(wide.database, ADVISOR, round_.id, beyond=True) > 0


def test_nothing_is_asked_on_where_nothing_can_change(wide: Room) -> None:
    round_, there = opened(wide)
    clear = dict(zip(wide.items, (5, 5, 5, 1, 1, 1, 1, 1), strict=True))
    for person in there:
        for item, criterion in queue(wide, person, round_):
            sent = Answer(round_.id, item, criterion, clear[item], 1)
            wide.write(lambda session, sent=sent, who=person: answers.save(session, who, sent))
    found = allocation.progress(wide.database, ADVISOR, round_.id)
    assert found is not None
    assert (found.sure, found.contested, found.further, found.sure_after) == (1.0, 0, 0, None)
    with pytest.raises(Refused, match=r"change|ändern"):
        allocation.ask_on(wide.database, ADVISOR, round_.id)


def test_only_the_advisor_sees_how_sure_it_is_and_asks_on(wide: Room) -> None:
    round_, there = opened(wide, 2)
    for actor in (there[0], wide.wall, wide.municipality):
        with pytest.raises(AccessDenied):
            allocation.progress(wide.database, actor, round_.id)
        with pytest.raises(AccessDenied):
            allocation.ask_on(wide.database, actor, round_.id)


def test_who_was_taken_out_counts_nowhere(wide: Room) -> None:
    round_, there = opened(wide)
    attendance.take_out(wide.database, ADVISOR, wide.id, [there[0].participant_id or ""])
    late = wide.join("late", "citizens")
    wide.write(lambda session: allocation.give(session, late, round_.id))
    assert len(queue(wide, late, round_)) == 18
    found = allocation.progress(wide.database, ADVISOR, round_.id)
    assert found is not None
    assert found.people == 0


def test_the_result_knows_what_was_asked(wide: Room) -> None:
    round_, there = opened(wide)
    for place, person in enumerate(there):
        respond(wide, person, round_, worth(wide), place)
    steering.close(wide.database, ADVISOR, round_.id, confirmed_missing=12)
    steering.reveal(wide.database, ADVISOR, round_.id)
    seen = outcome.of_round(wide.database, ADVISOR, round_.id)
    assert seen is not None
    assert seen.evaluation.settings.as_asked
    assert seen.evaluation.settings.method == "rater_adjusted_across"
    assert {note.code for note in seen.evaluation.notes} >= {"short_ballots"}
    assert [item.item_id for item in seen.evaluation.ranking][:2] == wide.items[:2]
    with wide.database.read() as session:
        rows = [rounds.row_of(session, round_.id)]
        known = outcome.known_in(session, rows)
    assert known is not None
    assert known.asked is not None
    assert known.asked.sum() == 12 * 18
    assert (~np.isnan(known.own) <= known.asked).all()


def test_a_full_round_on_a_part_counts_as_asked_there(wide: Room) -> None:
    round_, there = opened(wide)
    for place, person in enumerate(there):
        respond(wide, person, round_, worth(wide), place)
    steering.close(wide.database, ADVISOR, round_.id, confirmed_missing=12)
    steering.reveal(wide.database, ADVISOR, round_.id)
    second = wide.open_round(item_ids=wide.items[:2])
    wide.answer(there[0], second, 5)
    steering.close(wide.database, ADVISOR, second.id, confirmed_missing=12)
    steering.reveal(wide.database, ADVISOR, second.id)
    with wide.database.read() as session:
        rows = [rounds.row_of(session, each.id) for each in (round_, second)]
        known = outcome.known_in(session, rows)
    assert known is not None
    assert known.asked is not None
    assert known.asked[:, :2].all()
    assert known.asked[:, 2:].sum() == sum(
        item in wide.items[2:] for person in there for item, _criterion in queue(wide, person, round_)
    )
