"""Small groups stay hidden, and what is promised is what is set."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import queries
from storage.database import Database
from storage.tables import SeriesRow
from storage.types import now
from tests.workshops.room import ADVISOR, Room
from translations import language
from translations.formats import date
from workshops.archive import retention
from workshops.errors import InvalidInput, Refused
from workshops.evaluation import comparison, outcome
from workshops.live import activities, anonymity, points
from workshops.live.activities import Activity, Phase

GROUPS = st.lists(st.sampled_from(["a", "b", "c", None]), max_size=40)


@given(GROUPS)
def test_neither_a_shown_group_nor_the_rest_is_smaller_than_five(groups: list[str | None]) -> None:
    shown = anonymity.shown_groups(groups)
    sizes = [groups.count(group) for group in shown]
    assert all(size >= anonymity.SMALLEST_GROUP for size in sizes)
    rest = len(groups) - sum(sizes)
    assert not shown or rest == 0 or rest >= anonymity.SMALLEST_GROUP


@given(GROUPS)
def test_masking_changes_nothing_else(groups: list[str | None]) -> None:
    shown = anonymity.shown_groups(groups)
    assert anonymity.masked(groups) == tuple(group if group in shown else None for group in groups)


def test_one_person_left_over_hides_the_smallest_group_too() -> None:
    assert anonymity.shown_groups(["a"] * 6 + ["b"] * 5 + ["c"]) == {"a"}
    assert anonymity.shown_groups(["a"] * 6 + ["c"]) == set()


def promise(database: Database, series_id: str) -> str:
    with database.read() as session:
        row = queries.one(session, SeriesRow, id=series_id)
        assert row
        return " ".join(anonymity.promise(row))


def test_the_promise_follows_the_settings(room: Room) -> None:
    with language("en"):
        text = promise(room.database, room.id)
        assert "from 5 people on" in text
        assert "remarks" in text
        assert room.series.personal_data_until
        assert date(room.series.personal_data_until) in text
        activities.change(room.database, ADVISOR, room.id, comments=False)
        later = (now() + timedelta(days=3)).date()
        retention.set_date(room.database, ADVISOR, room.id, later)
        text = promise(room.database, room.id)
        assert "remarks" not in text
        assert date(later) in text
        ungrouped = Room(room.database, groups=())
        assert "no groups" in promise(room.database, ungrouped.id)


def test_the_groups_mean_needs_five_judgements(room: Room) -> None:
    opened = room.open_round()
    people = room.people(5)
    for place, person in enumerate(people):
        room.answer(person, opened, 2 if place < 4 else 5)
        room.answer(person, opened, 3 if place else None, item=1)
    room.reveal(opened)
    shown = comparison.group_means(room.database, people[4], room.id)
    first, second, third = (shown[item_id][0] for item_id in opened.item_ids)
    assert (first.mean, first.n) == (pytest.approx(2.6), 5)
    assert (second.mean, second.n) == (None, 0), "how many they were is a figure, too"
    assert (third.mean, third.n) == (None, 0)


def test_small_groups_are_unknown_to_the_evaluation(room: Room) -> None:
    opened = room.open_round()
    for person in room.people(6, "administration"):
        room.answer_all(person, opened, (5, 3, 3))
    for person in room.people(4, "citizens"):
        room.answer_all(person, opened, (1, 3, 3))
    room.reveal(opened)
    found = outcome.of_round(room.database, ADVISOR, opened.id)
    assert found is not None
    assert found.evaluation.group_gaps == ()
    assert "citizens" not in str(found.evaluation.to_dict())


def give(room: Room, shares: dict[str, tuple[int, int, int]]) -> None:
    activities.set_phase(room.database, ADVISOR, room.id, Activity.POINTS, Phase.OPEN)
    for device, (benefit, transferability, feasibility) in shares.items():
        person = room.join(device)
        given = {"benefit": benefit, "transferability": transferability, "feasibility": feasibility}
        room.write(lambda session, person=person, given=given: points.give(session, person, given))
    activities.set_phase(room.database, ADVISOR, room.id, Activity.POINTS, Phase.SHOWN)


def test_points_become_group_weights_with_spread(room: Room) -> None:
    give(room, {f"p{place}": (50 + place * 10, 25, 25 - place * 5) for place in range(5)})
    (everybody,) = points.result(room.database, room.wall, room.id)
    benefit = everybody.dimensions[0]
    shares = [(50 + place * 10) / (100 + place * 5) for place in range(5)]
    assert everybody.people == 5
    assert benefit.mean == pytest.approx(sum(shares) / 5)
    assert benefit.quarter == pytest.approx(sorted(shares)[1])
    agreed = points.adopt(room.database, ADVISOR, room.id)
    assert agreed.dimension_shares["benefit"] == pytest.approx(benefit.mean, abs=0.002)


def test_four_peoples_points_are_shown_to_nobody_and_weigh_nothing(room: Room) -> None:
    give(room, {f"p{place}": (90, 5, 5) for place in range(4)})
    assert points.result(room.database, ADVISOR, room.id) == ()
    with pytest.raises(Refused):
        points.adopt(room.database, ADVISOR, room.id)
    opened = room.open_round()
    room.answer(room.join("p0"), opened, 3)
    room.reveal(opened)
    found = outcome.of_round(room.database, ADVISOR, opened.id)
    assert found is not None
    assert "participant" not in found.evaluation.settings.weight_model


def test_five_peoples_points_feed_the_evaluation(room: Room) -> None:
    give(room, {f"p{place}": (60 + place, 20, 20 - place) for place in range(6)})
    opened = room.open_round()
    for place in range(6):
        room.answer_all(room.join(f"p{place}"), opened, (5, 3, 1 + place % 2))
    room.reveal(opened)
    found = outcome.of_round(room.database, ADVISOR, opened.id)
    assert found is not None
    assert found.evaluation.settings.weight_model == "participants"


@pytest.mark.parametrize("given", [(0, 0, 0), (101, 0, 0), (-1, 50, 50)])
def test_impossible_points_are_refused(room: Room, given: tuple[int, int, int]) -> None:
    with pytest.raises(InvalidInput):
        give(room, {"phone": given})
