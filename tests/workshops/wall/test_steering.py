"""Where the wall stands and who may move it: kept in the database, moved once for each key."""

from datetime import timedelta

import pytest

from storage.database import Database
from tests.stage.afternoon import ADVISOR, Afternoon
from translations import language
from workshops.access import admission
from workshops.actors import NOBODY, Actor, Role
from workshops.errors import AccessDenied, InvalidInput, Refused
from workshops.wall import naming, scenes, steering
from workshops.wall.scenes import Ground, Scene


@pytest.fixture
def afternoon(database: Database) -> Afternoon:
    return Afternoon(database, people_wanted=6, entries=5)


@pytest.fixture
def revealed(afternoon: Afternoon) -> Afternoon:
    afternoon.arrive()
    round_ = afternoon.open_round()
    afternoon.rate(round_)
    afternoon.reveal(round_)
    return afternoon


def at(afternoon: Afternoon) -> steering.Standing:
    return steering.standing(afternoon.database, ADVISOR, afternoon.id)


def remote(afternoon: Afternoon) -> Actor:
    return Actor(Role.REMOTE, series_id=afternoon.id)


def test_a_new_series_begins_with_arriving(afternoon: Afternoon):
    now = at(afternoon)
    assert now.position.scene is Scene.ARRIVE
    assert now.previous is None
    assert now.following is not None
    assert now.following.scene is Scene.WAY


def test_each_entry_has_its_story_in_the_field_it_belongs_to(afternoon: Afternoon):
    stops = at(afternoon).stops
    stories = [stop.subject for stop in stops if stop.scene is Scene.STORY]
    assert sorted(stories) == sorted(item.id for item in afternoon.items if item.use_case)
    fields = [stop.subject for stop in stops if stop.scene is Scene.FIELD]
    assert fields == list(dict.fromkeys(item.area for item in afternoon.items))


def test_nothing_of_the_result_is_a_scene_before_the_reveal(afternoon: Afternoon):
    afternoon.arrive()
    round_ = afternoon.open_round()
    afternoon.rate(round_)
    shown = {stop.scene for stop in at(afternoon).stops}
    hidden = {Scene.REVEAL, Scene.PORTFOLIO, Scene.DIFFER, Scene.MOVED, Scene.REMARKS, Scene.DECISION}
    assert shown & hidden == set()
    with pytest.raises(Refused):
        steering.go(afternoon.database, ADVISOR, afternoon.id, Scene.REVEAL)


def test_the_wall_follows_the_round_until_somebody_chooses_and_from_the_next_state_on(afternoon: Afternoon):
    afternoon.arrive()
    round_ = afternoon.open_round()
    assert at(afternoon).position.scene is Scene.RATING
    steering.go(afternoon.database, ADVISOR, afternoon.id, Scene.ARRIVE)
    assert at(afternoon).position.scene is Scene.ARRIVE
    afternoon.rate(round_)
    assert at(afternoon).position.scene is Scene.ARRIVE
    afternoon.reveal(round_)
    assert at(afternoon).position == scenes.Position(scene=Scene.REVEAL)
    steering.go(afternoon.database, ADVISOR, afternoon.id, Scene.ARRIVE)
    steering.follow_round(afternoon.database, ADVISOR, afternoon.id)
    assert at(afternoon).position.scene is Scene.REVEAL


def test_the_way_on_goes_through_every_step_and_the_way_back_is_the_same(revealed: Afternoon):
    steering.go(revealed.database, ADVISOR, revealed.id, Scene.ARRIVE)
    seen = [at(revealed).position]
    while (now := at(revealed)).following is not None:
        steering.forward(revealed.database, ADVISOR, revealed.id, seen=now.position.mark)
        seen.append(at(revealed).position)
    assert len(seen) == sum(stop.steps for stop in now.stops)
    assert len({position.mark for position in seen}) == len(seen)
    for expected in reversed(seen[:-1]):
        steering.back(revealed.database, ADVISOR, revealed.id, seen=at(revealed).position.mark)
        assert at(revealed).position == expected


def test_every_step_has_a_name_in_both_languages(revealed: Afternoon):
    revealed.decide()
    now = at(revealed)
    for stop in now.stops:
        for step in range(stop.steps):
            position = scenes.Position(scene=stop.scene, subject=stop.subject, step=step)
            names = []
            for code in ("de", "en"):
                with language(code):
                    names.append(naming.name(revealed.database, now, position))
            assert all(names)


def test_a_key_pressed_twice_moves_once(revealed: Afternoon):
    seen = at(revealed).position.mark
    first = steering.forward(revealed.database, ADVISOR, revealed.id, seen=seen)
    second = steering.forward(revealed.database, remote(revealed), revealed.id, seen=seen)
    assert first.position.step == second.position.step == 1


def test_a_move_raises_the_revision_and_a_move_that_is_none_does_not(revealed: Afternoon):
    before = at(revealed)
    steering.back(revealed.database, ADVISOR, revealed.id, seen="elsewhere")
    assert at(revealed).live.revision == before.live.revision
    steering.forward(revealed.database, ADVISOR, revealed.id, seen=before.position.mark)
    assert at(revealed).live.revision > before.live.revision


def test_a_scene_that_is_gone_gives_way(revealed: Afternoon):
    revealed.decide()
    steering.go(revealed.database, ADVISOR, revealed.id, Scene.DECISION, step=1)
    from workshops.deciding import decisions

    for pick in decisions.picks(revealed.database, ADVISOR, revealed.id):
        decisions.withdraw(revealed.database, ADVISOR, revealed.id, pick.item_id, reason="Doch nicht.")
    assert at(revealed).position.scene is Scene.REVEAL


def test_what_a_later_version_wrote_is_no_obstacle(afternoon: Afternoon):
    from workshops.series import existing

    with afternoon.database.write() as session:
        row = existing(session, afternoon.id)
        row.settings = {**row.settings, "wall": {"position": {"scene": "hologram"}}}
    assert at(afternoon).position.scene is Scene.ARRIVE


def test_a_copy_of_the_series_begins_at_the_beginning(revealed: Afternoon):
    from workshops.archive import duplication

    steering.set_ground(revealed.database, ADVISOR, revealed.id, Ground.PAPER)
    copy = duplication.duplicate(revealed.database, ADVISOR, revealed.id, title="Noch einmal")
    assert steering.standing(revealed.database, ADVISOR, copy.id).ground is Ground.DEEP


def test_a_remote_moves_its_own_series_only(afternoon: Afternoon):
    other = Afternoon(afternoon.database, people_wanted=1, entries=1)
    mark = at(afternoon).position.mark
    steering.forward(afternoon.database, remote(afternoon), afternoon.id, seen=mark)
    assert at(afternoon).position.scene is Scene.WAY
    with pytest.raises(AccessDenied):
        steering.forward(afternoon.database, remote(other), afternoon.id, seen=at(afternoon).position.mark)


@pytest.mark.parametrize("role", [Role.WALL, Role.PARTICIPANT, Role.MUNICIPALITY, Role.NOBODY])
def test_who_only_looks_moves_nothing(afternoon: Afternoon, role: Role):
    actor = NOBODY if role is Role.NOBODY else Actor(role, series_id=afternoon.id)
    for move in (steering.forward, steering.back):
        with pytest.raises(AccessDenied):
            move(afternoon.database, actor, afternoon.id, seen=at(afternoon).position.mark)
    with pytest.raises(AccessDenied):
        steering.go(afternoon.database, actor, afternoon.id, Scene.WAY)
    with pytest.raises(AccessDenied):
        steering.set_ground(afternoon.database, actor, afternoon.id, Ground.PAPER)
    with pytest.raises(AccessDenied):
        steering.talk(afternoon.database, actor, afternoon.id, timedelta(minutes=5))


def test_a_remote_does_not_choose_scenes_or_open_remarks(afternoon: Afternoon):
    with pytest.raises(AccessDenied):
        steering.go(afternoon.database, remote(afternoon), afternoon.id, Scene.WAY)
    with pytest.raises(AccessDenied):
        steering.allow_remarks(afternoon.database, remote(afternoon), afternoon.id, allowed=True)


def test_the_clock_for_talking_is_kept_and_stopped(afternoon: Afternoon):
    steering.talk(afternoon.database, ADVISOR, afternoon.id, timedelta(minutes=5))
    assert at(afternoon).talk_ends_at is not None
    steering.talk(afternoon.database, ADVISOR, afternoon.id, None)
    assert at(afternoon).talk_ends_at is None
    for wrong in (timedelta(0), timedelta(minutes=-1), timedelta(hours=2)):
        with pytest.raises(InvalidInput):
            steering.talk(afternoon.database, ADVISOR, afternoon.id, wrong)


def test_a_link_for_a_remote_opens_the_remote_and_ends_when_revoked(afternoon: Afternoon):
    token = admission.create_link(afternoon.database, ADVISOR, afternoon.id, "remote", days=1)
    assert admission.link_holder(afternoon.database, token) == remote(afternoon)
    (link,) = admission.links(afternoon.database, ADVISOR, afternoon.id)
    admission.revoke_link(afternoon.database, ADVISOR, link.id)
    assert admission.link_holder(afternoon.database, token) is None
