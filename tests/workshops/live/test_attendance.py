"""One device cannot decide: joining is limited and can be closed, records are taken out before a reveal."""

import pytest

from storage import queries
from storage.tables import CommentRow, DotRow, FinishedRow, ParticipantRow, RatingRow, TakenOutRow
from tests.workshops.room import ADVISOR, Room
from workshops import journal
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied, InvalidInput, NotFound, Refused
from workshops.evaluation import outcome
from workshops.live import attendance, dots, participants, steering
from workshops.live.activities import Activity, Phase, set_phase


def seen(room: Room) -> attendance.Admission:
    return attendance.admission(room.database, ADVISOR, room.id)


def test_nobody_joins_a_closed_room_but_who_is_there_goes_on(room: Room) -> None:
    person = room.join("phone")
    attendance.close_joining(room.database, ADVISOR, room.id)
    with pytest.raises(Refused, match=r"."):
        room.join("late")
    assert room.join("phone") == person
    code = participants.personal_code("phone")
    assert room.write(lambda session: participants.rejoin(session, room.id, code, "other")) == person
    attendance.close_joining(room.database, ADVISOR, room.id, closed=False)
    room.join("late")
    kinds = [event.kind for event in journal.events(room.database, ADVISOR, room.id)]
    assert kinds[-2:] == ["joining_closed", "joining_opened"]


def test_one_place_fills_no_room(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINS_PER_MINUTE", "5")

    def join(number: int, place: str) -> None:
        room.write(lambda session: participants.join(session, room.id, f"{place}-{number}", place=place))

    for number in range(5):
        join(number, "192.0.2.1")
    with pytest.raises(Refused):
        join(6, "192.0.2.1")
    join(0, "192.0.2.1")  # known devices go on
    join(6, "192.0.2.2")
    assert len(seen(room).records) == 6


def test_a_hundred_join_from_one_address_in_a_minute() -> None:
    assert participants.joining_limit().most >= 100


def test_the_expected_number_stands_beside_the_records(room: Room) -> None:
    room.people(3)
    assert seen(room).unexpected == 0
    attendance.expect(room.database, ADVISOR, room.id, 2)
    assert (seen(room).expected, seen(room).unexpected) == (2, 1)
    attendance.expect(room.database, ADVISOR, room.id, None)
    assert seen(room).expected is None
    for number in (0, -1, attendance.MOST_EXPECTED + 1):
        with pytest.raises(InvalidInput):
            attendance.expect(room.database, ADVISOR, room.id, number)


def test_late_joiners_and_look_alikes_are_told_apart(room: Room) -> None:
    room.people(2)
    round_ = room.open_round()
    late = [room.join(f"late-{number}") for number in range(3)]
    for person in late:
        room.answer_all(person, round_, (5, 1, 2))
    records = seen(room).records
    assert [record.late for record in records] == [False, False, True, True, True]
    assert [record.alike for record in records] == [0, 0, 1, 1, 1]
    assert [record.answered for record in records] == [0, 0, *[3 * len(round_.criterion_ids)] * 3]


def test_a_record_taken_out_counts_nowhere_and_can_be_put_back(room: Room) -> None:
    person, other = room.people(2)
    set_phase(room.database, ADVISOR, room.id, Activity.DOTS, Phase.OPEN)
    room.write(lambda session: dots.give(session, person, {("area", "mobility"): 3}))
    round_ = room.open_round()
    room.answer_all(person, round_, (5, 5, 5))
    room.answer_all(other, round_, (1, 1, 1))
    before = everything(room)
    assert attendance.take_out(room.database, ADVISOR, room.id, [person.participant_id or ""]) == 1
    assert attendance.take_out(room.database, ADVISOR, room.id, [person.participant_id or ""]) == 0
    with room.database.read() as session:
        assert queries.count(session, DotRow) == 0
        assert {row.participant_id for row in queries.many(session, RatingRow)} == {other.participant_id}
    assert steering.state(room.database, ADVISOR, room.id).readiness.joined == 1
    with pytest.raises(AccessDenied, match=r"."):
        room.answer(person, round_, 4, counter=9)
    assert attendance.put_back(room.database, ADVISOR, room.id, [person.participant_id or ""]) == 1
    assert everything(room) == before
    room.answer(person, round_, 4, counter=9)


def everything(room: Room) -> list[object]:
    with room.database.read() as session:
        return [
            sorted(map(repr, queries.many(session, table)))
            for table in (RatingRow, FinishedRow, CommentRow, DotRow, ParticipantRow)
        ]


def test_a_thousand_of_one_device_are_gone_from_the_result(room: Room) -> None:
    honest = room.people(6)
    round_ = room.open_round()
    for person in honest:
        room.answer_all(person, round_, (1, 3, 5))
    bad = [room.join(f"bad-{number}") for number in range(30)]
    for person in bad:
        room.answer_all(person, round_, (5, 1, 1))
    suspects = [record.id for record in seen(room).counted if record.alike == 1]
    assert set(suspects) == {person.participant_id for person in bad}
    attendance.take_out(room.database, ADVISOR, room.id, suspects)
    room.reveal(round_)
    result = outcome.of_round(room.database, ADVISOR, round_.id)
    assert result is not None
    ranks = {item.item_id: item.rank for item in result.evaluation.items}
    assert [ranks[item] for item in room.items] == [3, 2, 1]
    with room.database.read() as session:
        assert queries.count(session, ParticipantRow) == 6
        assert queries.count(session, TakenOutRow) == 0
    taken = [
        event.payload
        for event in journal.events(room.database, ADVISOR, room.id)
        if event.kind == "people_taken_out"
    ]
    assert taken == [{"number": 30, "round": 1}]


def test_after_the_reveal_nobody_is_taken_out(room: Room) -> None:
    person = room.people(1)[0]
    with pytest.raises(Refused):
        attendance.take_out(room.database, ADVISOR, room.id, [person.participant_id or ""])
    round_ = room.open_round()
    room.answer_all(person, round_, (1, 3, 5))
    with pytest.raises(NotFound):
        attendance.take_out(room.database, ADVISOR, room.id, ["nobody"])
    room.reveal(round_)
    with pytest.raises(Refused):
        attendance.take_out(room.database, ADVISOR, room.id, [person.participant_id or ""])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADVISOR])
def test_only_advisors_decide_who_counts(room: Room, role: Role) -> None:
    actor = Actor(role, series_id=room.id, participant_id=room.join("a").participant_id)
    for use in (
        lambda: attendance.admission(room.database, actor, room.id),
        lambda: attendance.expect(room.database, actor, room.id, 3),
        lambda: attendance.close_joining(room.database, actor, room.id),
        lambda: attendance.take_out(room.database, actor, room.id, []),
        lambda: attendance.put_back(room.database, actor, room.id, []),
    ):
        with pytest.raises(AccessDenied):
            use()
