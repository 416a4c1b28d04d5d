"""Hidden means hidden, at the wire: no message to a wall, municipality or advisor depends on a hidden vote.

The same screens are opened twice; in between all votes turn from 1 to 5. Whatever leaked a value, by text,
chart, cached result or length, would make a difference between the two.
"""

import re
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from storage.database import open_database
from tests.browser.application import Application
from tests.serve.websocket import visit
from tests.workshops.room import ADVISOR, Room
from ui import navigation
from workshops.access import admission
from workshops.live import steering
from workshops.live.rounds import RoundView, State

# What differs from visit to visit for reasons of Streamlit's: runs, hashes, how long something took.
NOISE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|(nanos|seconds|\w+_time|timestamp\w*): [\d.e-]+")
ADVISOR_PAGES = ("moderation", *(entry.address for entry in navigation.JOURNEY))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    with closing(Application(tmp_path_factory.mktemp("server"))) as application:
        application.start()
        yield application


@pytest.fixture
def room(server: Application) -> Iterator[Room]:
    with closing(open_database(f"sqlite:///{server.data_dir / 'werkstatt.db'}")) as database:
        yield Room(database)


def everybody_votes(room: Room, opened: RoundView, value: int, counter: int) -> None:
    for person in room.people(6, "citizens"):
        for item in range(3):
            for criterion in range(len(opened.criterion_ids)):
                room.answer(person, opened, value, item, criterion, counter)


def screens(server: Application, room: Room, cookies: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return all that each screen is sent, without Streamlit's own noise."""
    seen = {}
    for page in ADVISOR_PAGES:
        seen[f"advisor {page}"] = visit(server.url, page, cookies["advisor"], query=f"reihe={room.id}")
    wall = httpx.get(f"{server.url}/wand", cookies=cookies["wall"])
    seen["wall"] = re.sub(r'data-mark="[^"]*"|\d+ % aller', "", wall.text)
    seen["municipality"] = visit(server.url, navigation.RESULTS.address, cookies["municipality"])
    return {name: NOISE.sub("#", text) for name, text in seen.items()}


@pytest.mark.parametrize("state", [State.OPEN, State.CLOSED])
def test_no_message_depends_on_a_hidden_vote(server: Application, room: Room, state: State) -> None:
    opened = room.open_round()
    token = admission.sign_in(room.database, admission.sign_in_link_token(room.database))
    cookies = {"advisor": {admission.ADVISOR_COOKIE: token}}
    for kind, cookie in (("wall", admission.WALL_COOKIE), ("municipality", admission.RESULT_COOKIE)):
        cookies[kind] = {cookie: admission.create_link(room.database, ADVISOR, room.id, kind)}
    seen = []
    for counter, value in ((1, 1), (2, 5)):
        everybody_votes(room, opened, value, counter)
        if state is State.CLOSED:
            room.close(opened)
        seen.append(screens(server, room, cookies))
        if state is State.CLOSED:
            steering.reopen(room.database, ADVISOR, opened.id)
    for name, first in seen[0].items():
        differing = set(first.splitlines()) ^ set(seen[1][name].splitlines())
        assert differing == set(), name
        assert len(first) == len(seen[1][name]), name
    room.reveal(opened)
    revealed = screens(server, room, cookies)
    assert "100,0" in revealed["municipality"], "after the reveal the same screens do show the values"
    assert "100,0" in revealed["municipality"]
