"""The remote at the wire: a link makes a phone a remote, keys work without a script, revoking ends it."""

import re
from html import unescape
from typing import Any

import pytest

from tests.stage.afternoon import ADVISOR, Afternoon
from workshops.access import admission
from workshops.live import steering as live
from workshops.live.rounds import State
from workshops.wall import remote, steering
from workshops.wall.scenes import Ground, Scene

HERE = {"Origin": "http://testserver"}
KEYS = "/fernbedienung"


@pytest.fixture
def phone(client: Any, afternoon: Afternoon) -> Any:
    token = remote.create(afternoon.database, ADVISOR, afternoon.id)
    answer = client.get(f"{KEYS}/{token}")
    assert (answer.status_code, answer.headers["location"]) == (303, KEYS)
    assert "samesite=lax" in answer.headers["set-cookie"].lower()
    assert "httponly" in answer.headers["set-cookie"].lower()
    return client


def position(afternoon: Afternoon) -> str:
    return steering.standing(afternoon.database, ADVISOR, afternoon.id).position.mark


def press(phone: Any, **given: object) -> Any:
    return phone.post(KEYS, data=given, headers=HERE)


def test_it_shows_what_is_on_the_wall_and_what_comes_next(phone: Any):
    text = unescape(re.sub(r"<[^>]+>", " ", phone.get(KEYS).text))
    assert "Ankommen: Code und wer da ist" in text
    assert "Unser Weg heute" in text


def test_on_and_back(phone: Any, afternoon: Afternoon):
    begun = position(afternoon)
    assert press(phone, key="on", seen=begun).status_code == 303
    assert steering.standing(afternoon.database, ADVISOR, afternoon.id).position.scene is Scene.WAY
    press(phone, key="on", seen=begun)
    assert steering.standing(afternoon.database, ADVISOR, afternoon.id).position.scene is Scene.WAY
    press(phone, key="back", seen=position(afternoon))
    assert position(afternoon) == begun


def test_the_reveal_asks_once(phone: Any, afternoon: Afternoon):
    round_ = afternoon.open_round()
    afternoon.rate(round_, afternoon.people[:5])
    asked = press(phone, key="reveal")
    assert asked.status_code == 200
    assert 'name="missing" value="1"' in asked.text
    assert press(phone, key="reveal", missing=1).status_code == 303
    found = live.state(afternoon.database, ADVISOR, afternoon.id).round
    assert found is not None
    assert found.state is State.REVEALED


def test_the_answers_of_few_people_are_not_revealed_from_the_remote(phone: Any, afternoon: Afternoon):
    round_ = afternoon.open_round()
    afternoon.rate(round_, afternoon.people[:4])
    answer = press(phone, key="reveal", missing=2)
    assert 'role="alert"' in answer.text
    found = live.state(afternoon.database, ADVISOR, afternoon.id).round
    assert found is not None
    assert found.state is State.CLOSED


def test_a_refusal_is_a_sentence_on_the_page(phone: Any):
    answer = press(phone, key="reveal")
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text


def test_clock_and_ground(phone: Any, afternoon: Afternoon):
    press(phone, key="talk", minutes=5)
    assert steering.standing(afternoon.database, ADVISOR, afternoon.id).talk_ends_at is not None
    press(phone, key="talk", minutes=0)
    assert steering.standing(afternoon.database, ADVISOR, afternoon.id).talk_ends_at is None
    press(phone, key="ground", ground="paper")
    assert steering.standing(afternoon.database, ADVISOR, afternoon.id).ground is Ground.PAPER


def test_an_unknown_key_does_nothing(phone: Any, afternoon: Afternoon):
    before = position(afternoon)
    assert press(phone, key="explode").status_code == 303
    assert position(afternoon) == before


def test_another_site_presses_nothing(phone: Any, afternoon: Afternoon):
    before = position(afternoon)
    assert phone.post(KEYS, data={"key": "on", "seen": before}).status_code == 403
    assert position(afternoon) == before


def test_without_a_link_there_is_nothing(client: Any, afternoon: Afternoon):
    assert client.get(KEYS).status_code == 403
    assert client.get(f"{KEYS}/stand").status_code == 403
    wall = admission.create_link(afternoon.database, ADVISOR, afternoon.id, "wall")
    assert client.get(f"{KEYS}/{wall}").status_code == 403


def test_revoking_ends_it_at_once(phone: Any, afternoon: Afternoon):
    (link,) = admission.links(afternoon.database, ADVISOR, afternoon.id)
    admission.revoke_link(afternoon.database, ADVISOR, link.id)
    assert phone.get(f"{KEYS}/stand").status_code == 403
    before = position(afternoon)
    assert press(phone, key="on", seen=before).status_code == 403
    assert position(afternoon) == before
