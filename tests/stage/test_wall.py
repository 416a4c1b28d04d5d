"""The wall at the wire: who gets in, what it follows, and that nothing is in the page before its time."""

import re
from html import unescape
from typing import Any

import pytest

from stage.watch import Pulse, Watch
from storage.database import Database
from tests.stage.afternoon import ADVISOR, Afternoon
from workshops.access import admission
from workshops.wall import pairing, steering
from workshops.wall.scenes import Ground, Scene

HERE = {"Origin": "http://testserver"}
HTML = {"Accept": "text/html"}


@pytest.fixture
def screen(client: Any, afternoon: Afternoon) -> Any:
    """A browser that was paired with the afternoon."""
    token = admission.create_link(afternoon.database, ADVISOR, afternoon.id, "wall")
    client.cookies.set(admission.WALL_COOKIE, token)
    return client


def mark_of(text: str) -> str:
    (found,) = re.findall(r'data-mark="([^"]*)"', text)
    return unescape(found)


def words(text: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", text))


def test_an_unknown_screen_shows_a_code_and_becomes_the_wall(
    client: Any, database: Database, afternoon: Afternoon
):
    first = client.get("/wand", headers=HTML)
    assert first.status_code == 200
    (code,) = re.findall(r'class="code">(.*?)<', first.text)
    assert client.get("/wand/szene?&seen=-").status_code == 403
    assert unescape(re.findall(r'class="code">(.*?)<', client.get("/wand").text)[0]) == unescape(code)
    pairing.confirm(database, ADVISOR, afternoon.id, unescape(code))
    assert client.get("/wand/szene?&seen=-").status_code == 200
    assert "Lautertal (Odenwald)" in client.get("/wand").text


def test_a_revoked_screen_shows_a_code_again(screen: Any, afternoon: Afternoon):
    assert "data-follow" in screen.get("/wand").text
    (link,) = admission.links(afternoon.database, ADVISOR, afternoon.id)
    admission.revoke_link(afternoon.database, ADVISOR, link.id)
    assert screen.get("/wand/szene?&seen=-").status_code == 403
    assert "data-waits" in screen.get("/wand").text


def test_a_screen_that_waits_gets_nothing_any_more_once_its_link_has_ended(
    screen: Any, afternoon: Afternoon, monkeypatch: pytest.MonkeyPatch
):
    mark = mark_of(screen.get("/wand/szene?&seen=").text)
    (link,) = admission.links(afternoon.database, ADVISOR, afternoon.id)
    looks, pulse = [], Watch.pulse

    async def and_then_revoked(watch: Watch, series_id: str) -> Pulse:
        looks.append(await pulse(watch, series_id))
        if len(looks) == 1:
            admission.revoke_link(afternoon.database, ADVISOR, link.id)
            watch.changed(series_id)
        return looks[-1]

    monkeypatch.setattr(Watch, "pulse", and_then_revoked)
    assert screen.get("/wand/szene", params={"seen": mark}).status_code == 403
    assert len(looks) == 2, "it was let in, waited, and was asked again"


def test_the_old_addresses_lead_to_the_wall(client: Any, afternoon: Afternoon):
    token = admission.create_link(afternoon.database, ADVISOR, afternoon.id, "wall")
    for address in (f"/wall/{token}", "/wall"):
        answer = client.get(address, headers=HTML)
        assert (answer.status_code, answer.headers["location"]) == (303, "/wand")


def test_the_scene_is_sent_once_it_is_another(
    screen: Any, afternoon: Afternoon, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("stage.wall._WAIT_SECONDS", 0.0)
    first = screen.get("/wand/szene?&seen=")
    mark = mark_of(first.text)
    assert screen.get("/wand/szene", params={"seen": mark}).status_code == 204
    steering.go(afternoon.database, ADVISOR, afternoon.id, Scene.WAY)
    monkeypatch.setattr("stage.watch._LOOK_SECONDS", 0.0)
    second = screen.get("/wand/szene", params={"seen": mark})
    assert second.status_code == 200
    assert 'data-scene="way"' in second.text
    assert mark_of(second.text) != mark


def test_another_shape_of_the_screen_is_drawn_anew(screen: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("stage.wall._WAIT_SECONDS", 0.0)
    wide = mark_of(screen.get("/wand/szene?&shape=1.8&seen=").text)
    assert screen.get("/wand/szene", params={"shape": "1.8", "seen": wide}).status_code == 204
    assert screen.get("/wand/szene", params={"shape": "0.6", "seen": wide}).status_code == 200
    for wrong in ("nan", "inf", "-3", "x"):
        assert screen.get("/wand/szene", params={"shape": wrong, "seen": ""}).status_code == 200


def test_before_the_reveal_no_place_and_no_value_is_in_the_page(screen: Any, afternoon: Afternoon):
    round_ = afternoon.open_round()
    afternoon.rate(round_)
    page = screen.get("/wand").text
    assert 'data-scene="rating-' in page
    assert "Punkt" not in words(page)


def test_a_place_is_in_the_page_only_once_it_is_revealed(screen: Any, revealed: Afternoon):
    from workshops.wall import known

    seen = known.result(revealed.database, revealed.id)
    assert seen is not None
    best, *_others = seen.evaluation.ranking
    winner = seen.titles[best.item_id]
    steps = steering.standing(revealed.database, ADVISOR, revealed.id).stop.steps
    shown = []
    for _step in range(steps):
        shown.append(winner in words(screen.get("/wand").text))
        now = steering.standing(revealed.database, ADVISOR, revealed.id)
        steering.forward(revealed.database, ADVISOR, revealed.id, seen=now.position.mark)
        screen.app_state = None
        import time

        time.sleep(0.4)
    assert shown == [False] * (steps - 2) + [True] * 2


def test_a_paired_screen_moves_nothing(screen: Any, afternoon: Afternoon):
    before = steering.standing(afternoon.database, ADVISOR, afternoon.id).position
    assert 'data-lead=""' in screen.get("/wand").text
    answer = screen.post("/wand/weiter", data={"way": "on", "seen": before.mark}, headers=HERE)
    assert answer.status_code == 403
    assert steering.standing(afternoon.database, ADVISOR, afternoon.id).position == before


def test_keys_in_the_advisors_own_window_move_it(advisor: Any, afternoon: Afternoon):
    page = advisor.get(f"/wand?reihe={afternoon.id}").text
    (lead,) = re.findall(r'data-lead="([^"]+)"', page)
    mark = mark_of(page)
    assert advisor.post(unescape(lead), data={"way": "on", "seen": mark}, headers=HERE).status_code == 204
    assert advisor.post(unescape(lead), data={"way": "on", "seen": mark}, headers=HERE).status_code == 204
    assert steering.standing(afternoon.database, ADVISOR, afternoon.id).position.scene is Scene.WAY
    assert advisor.post(unescape(lead), data={"way": "on", "seen": mark}).status_code == 403


def test_the_miniature_leads_nothing_and_may_stand_in_our_own_frame(advisor: Any, afternoon: Afternoon):
    answer = advisor.get(f"/wand?reihe={afternoon.id}&klein=")
    assert 'data-lead=""' in answer.text
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in advisor.get("/fernbedienung").headers["content-security-policy"]


def test_a_stranger_sees_no_series_by_its_key(client: Any, afternoon: Afternoon):
    page = client.get(f"/wand?reihe={afternoon.id}").text
    assert "Lautertal" not in page
    assert client.get(f"/wand/szene?reihe={afternoon.id}&seen=").status_code == 403
    assert client.get(f"/wand/wappen?reihe={afternoon.id}").status_code == 404


def test_a_series_that_is_gone_is_no_error(advisor: Any, afternoon: Afternoon):
    from workshops import series

    series.delete(afternoon.database, ADVISOR, afternoon.id)
    assert advisor.get(f"/wand?reihe={afternoon.id}").status_code == 404


def test_the_ground_changes_with_the_switch(screen: Any, afternoon: Afternoon):
    assert 'class="deep"' in screen.get("/wand").text
    steering.set_ground(afternoon.database, ADVISOR, afternoon.id, Ground.PAPER)
    import time

    time.sleep(0.4)
    assert 'class="paper"' in screen.get("/wand").text
