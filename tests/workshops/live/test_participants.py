"""Joining and coming back: one person, one record, whatever the phone does."""

import pytest

from storage import queries
from storage.tables import DeviceRow, ParticipantRow
from tests.workshops.room import ADVISOR, Room
from workshops import series
from workshops.actors import Actor, Role
from workshops.archive import retention
from workshops.errors import AccessDenied, InvalidInput, NotFound, Refused
from workshops.live import answers, participants, rounds, tablets


def records(room: Room) -> int:
    with room.database.read() as session:
        return queries.count(session, ParticipantRow, series_id=room.id)


def test_the_code_opens_the_invitation_in_any_case(room: Room) -> None:
    invitation = participants.invitation(room.database, room.series.join_code.lower())
    assert invitation is not None
    assert invitation.series_id == room.id
    assert participants.invitation(room.database, "ACDEFH") is None


def test_joining_twice_with_one_device_is_one_record(room: Room) -> None:
    assert room.join("phone") == room.join("phone")
    assert records(room) == 1


def test_a_device_finds_its_person_after_everything_but_the_cookie_is_gone(room: Room) -> None:
    person = room.join("phone")
    assert participants.of_device(room.database, "phone") == person
    assert participants.of_device(room.database, "other") is None
    assert participants.of_device(room.database, "") is None


def test_the_database_holds_no_token_and_no_code(room: Room) -> None:
    room.join("a-secret-token")
    with room.database.read() as session:
        row = queries.many(session, DeviceRow)[0]
    kept = " ".join(str(value) for value in row.model_dump().values())
    assert "a-secret-token" not in kept
    assert participants.personal_code("a-secret-token") not in kept


def test_another_device_with_the_personal_code_is_the_same_person(room: Room) -> None:
    person = room.join("phone")
    code = participants.personal_code("phone")
    again = room.write(lambda session: participants.rejoin(session, room.id, f" {code.lower()} ", "laptop"))
    assert again == person
    assert records(room) == 1
    second_code = participants.personal_code("laptop")
    third = room.write(lambda session: participants.rejoin(session, room.id, second_code, "watch"))
    assert third == person


def test_a_personal_code_opens_nothing_in_another_series(room: Room) -> None:
    room.join("phone")
    other = Room(room.database)
    code = participants.personal_code("phone")
    with pytest.raises(AccessDenied, match="Code"):
        room.write(lambda session: participants.rejoin(session, other.id, code, "laptop"))


def test_the_group_is_optional_and_must_exist(room: Room) -> None:
    room.join("none")
    room.join("some", "citizens")
    with pytest.raises(InvalidInput):
        room.join("wrong", "martians")
    assert records(room) == 2


def test_who_comes_late_joins_an_open_round(room: Room) -> None:
    opened = room.open_round()
    late = room.join("late")
    assert room.answer(late, opened, 4).stored
    assert rounds.readiness(room.database, ADVISOR, opened.id).joined == 1


def test_nobody_joins_an_archived_or_finished_series(room: Room) -> None:
    retention.delete_now(room.database, ADVISOR, room.id)
    with pytest.raises(Refused):
        room.join("too-late")
    series.archive(room.database, ADVISOR, room.id)
    assert participants.invitation(room.database, room.series.join_code) is None
    with pytest.raises(NotFound):
        room.join("too-late")


def test_a_deleted_record_is_told_to_join_again(room: Room) -> None:
    person = room.join("phone")
    opened = room.open_round()
    retention.delete_now(room.database, ADVISOR, room.id)
    with pytest.raises(AccessDenied, match=r"deleted|gelöscht"):
        room.answer(person, opened, 3)


def test_an_actor_of_another_role_cannot_answer(room: Room) -> None:
    opened = room.open_round()
    for nobody in (ADVISOR, room.wall, Actor(Role.PARTICIPANT, series_id=room.id)):
        with pytest.raises(AccessDenied):
            room.answer(nobody, opened, 3)


def test_several_people_use_one_tablet_one_after_the_other(room: Room) -> None:
    token = tablets.create(room.database, ADVISOR, room.id)
    opened = room.open_round()
    first, second = (
        room.write(lambda session, device=device: tablets.next_person(session, token, device))
        for device in ("tablet-1", "tablet-2")
    )
    assert first != second
    room.answer(first, opened, 2)
    room.answer(second, opened, 5)
    assert (
        answers.own(room.database, first, opened.id).values
        != answers.own(room.database, second, opened.id).values
    )
    with pytest.raises(AccessDenied):
        room.write(lambda session: tablets.next_person(session, "guessed", "tablet-3"))


def test_one_device_in_several_series_keeps_each_record(room: Room) -> None:
    other = Room(room.database)
    here = room.join("phone")
    there = other.join("phone")
    assert here.participant_id != there.participant_id
    assert room.join("phone") == here
    assert participants.of_device(room.database, "phone") == here
    assert other.join("phone") == there
    assert room.join("phone") == here


def test_a_series_that_was_put_away_takes_no_votes(room: Room) -> None:
    person, held = room.join("phone"), room.open_round()
    room.answer(person, held, 3)
    series.archive(room.database, ADVISOR, room.id)
    with pytest.raises(Refused):
        room.answer(person, held, 4, counter=2)
    series.archive(room.database, ADVISOR, room.id, archived=False)
    assert room.answer(person, held, 4, counter=2).stored
