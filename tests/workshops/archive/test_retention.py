"""At its date a series loses everything that belongs to a person, and keeps its result."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage import queries
from storage.database import Database, open_database
from storage.tables import DeviceRow, EventRow, ParticipantRow, RatingRow, SeriesRow, WeightRow
from storage.types import new_id, now
from tests.workshops.room import ADVISOR, Room
from workshops.archive import retention
from workshops.errors import InvalidInput
from workshops.evaluation import outcome
from workshops.live import activities, answers, ideas, participants, points
from workshops.live.activities import Activity, Phase
from workshops.live.rounds import RoundView

REMARK = "Frau Beispiel aus dem Bauamt ist dagegen"


@pytest.fixture
def revealed(room: Room) -> RoundView:
    """A round with five residents, one official, a remark, an idea and points."""
    opened = room.open_round()
    people = [*room.people(5, "citizens"), *room.people(1, "administration")]
    activities.set_phase(room.database, ADVISOR, room.id, Activity.IDEAS, Phase.OPEN)
    activities.set_phase(room.database, ADVISOR, room.id, Activity.POINTS, Phase.OPEN)
    for place, person in enumerate(people):
        room.answer_all(person, opened, (5, 1 + place % 5, 1))
        given = {"benefit": 50 + place, "transferability": 30, "feasibility": 20}
        room.write(lambda session, person=person, given=given: points.give(session, person, given))
    item = opened.item_ids[0]
    room.write(lambda session: answers.comment(session, people[0], opened.id, item, REMARK))
    room.write(
        lambda session: ideas.send(
            session, people[0], idea_id=new_id(), title=REMARK[:60], text="", area=None
        )
    )
    activities.set_phase(room.database, ADVISOR, room.id, Activity.POINTS, Phase.SHOWN)
    return room.reveal(opened)


def make_due(database: Database, series_id: str) -> None:
    with database.write() as session:
        row = queries.one(session, SeriesRow, id=series_id)
        assert row
        row.personal_data_until = now().date()
        session.add(row)


def test_only_series_whose_day_has_come_are_cleaned(room: Room, revealed: RoundView) -> None:
    assert retention.delete_due(room.database) == ()
    make_due(room.database, room.id)
    (deleted,) = retention.delete_due(room.database)
    assert (deleted.people, deleted.devices, deleted.comments, deleted.ideas) == (6, 6, 1, 1)
    assert retention.delete_due(room.database) == ()
    traces = retention.traces(room.database, ADVISOR, room.id)
    assert (traces.people, traces.devices, traces.deleted_on) == (6, 0, now().date())


def test_nothing_leads_back_to_a_person(room: Room, revealed: RoundView) -> None:
    with room.database.read() as session:
        before = {row.id for row in queries.many(session, ParticipantRow, series_id=room.id)}
    retention.delete_now(room.database, ADVISOR, room.id)
    with room.database.read() as session:
        people = queries.many(session, ParticipantRow, series_id=room.id)
        ratings = queries.many(session, RatingRow, round_id=revealed.id)
        assert queries.count(session, DeviceRow) == 0
    assert before.isdisjoint(person.id for person in people)
    assert {person.kind for person in people} == {"phone"}
    assert {person.group for person in people} == {None}, "the one official would stand out"
    assert len({person.joined_at for person in people}) == 1
    assert {rating.rated_at for rating in ratings} == {revealed.opened_at}
    assert {rating.counter for rating in ratings} == {0}
    assert participants.of_device(room.database, "device-citizens-0") is None
    assert answers.comments(room.database, ADVISOR, revealed.id) == ()
    assert ideas.every(room.database, ADVISOR, room.id) == ()
    with room.database.read() as session:
        points_given = queries.many(session, WeightRow, series_id=room.id, owner_kind="participant")
        begun = queries.one(session, SeriesRow, id=room.id)
    assert begun
    assert {row.changed_at for row in points_given} == {begun.created_at}


def test_the_journal_keeps_no_words_of_the_room(room: Room, revealed: RoundView) -> None:
    (idea,) = ideas.every(room.database, ADVISOR, room.id)
    ideas.judge(room.database, ADVISOR, idea.id, ideas.IdeaState.DISMISSED)
    retention.delete_now(room.database, ADVISOR, room.id)
    with room.database.read() as session:
        assert not [
            row for row in queries.many(session, EventRow, series_id=room.id) if REMARK[:20] in str(row)
        ]


def test_the_result_stays_the_same_to_the_last_digit(room: Room, revealed: RoundView) -> None:
    before = outcome.of_round(room.database, ADVISOR, revealed.id)
    retention.delete_now(room.database, ADVISOR, room.id)
    after = outcome.of_round(room.database, ADVISOR, revealed.id)
    assert before is not None
    assert after is not None
    assert after.evaluation == before.evaluation


def test_deleted_words_are_gone_from_the_disk(sqlite_url: str, tmp_path: Path) -> None:
    database = open_database(sqlite_url)
    room = Room(database)
    opened, person = room.open_round(), room.join("phone")
    room.write(lambda session: answers.comment(session, person, opened.id, opened.item_ids[0], REMARK))

    def on_disk() -> bool:
        return any(REMARK.encode() in file.read_bytes() for file in tmp_path.glob("test.db*"))

    assert on_disk()
    retention.delete_now(database, ADVISOR, room.id)
    assert not on_disk()
    database.close()


def test_the_date_is_set_by_the_advisor_and_lies_ahead(room: Room) -> None:
    until = (now() + timedelta(days=30)).date()
    assert retention.set_date(room.database, ADVISOR, room.id, until).personal_data_until == until
    for wrong in (now().date(), now().date() - timedelta(days=1), now().date() + timedelta(days=5 * 366)):
        with pytest.raises(InvalidInput):
            retention.set_date(room.database, ADVISOR, room.id, wrong)
