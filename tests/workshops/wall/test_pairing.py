"""A projector's computer becomes a wall when an advisor types the code that it shows."""

from datetime import timedelta

import pytest

from storage import queries
from storage.database import Database
from storage.tables import WallPairingRow
from storage.types import now
from tests.workshops.room import ADVISOR, Room
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied, InvalidInput
from workshops.wall import pairing


def test_the_screen_becomes_a_wall_of_the_series(database: Database, room: Room):
    waiting = pairing.begin(database)
    assert pairing.waiting_code(database, waiting.token) == waiting.code
    assert admission.link_holder(database, waiting.token) is None
    pairing.confirm(database, ADVISOR, room.id, waiting.code)
    assert admission.link_holder(database, waiting.token) == room.wall
    assert pairing.waiting_code(database, waiting.token) is None


def test_codes_are_forgiven_their_look_alikes(database: Database, room: Room):
    waiting = pairing.begin(database)
    typed = f" {waiting.code[:3].lower()} {waiting.code[3:].lower()} "
    pairing.confirm(database, ADVISOR, room.id, typed)
    assert admission.link_holder(database, waiting.token) == room.wall


def test_a_code_works_once(database: Database, room: Room):
    waiting = pairing.begin(database)
    pairing.confirm(database, ADVISOR, room.id, waiting.code)
    with pytest.raises(InvalidInput):
        pairing.confirm(database, ADVISOR, room.id, waiting.code)


def test_only_an_advisor_confirms(database: Database, room: Room):
    waiting = pairing.begin(database)
    for actor in (room.wall, room.municipality, Actor(Role.REMOTE, series_id=room.id)):
        with pytest.raises(AccessDenied):
            pairing.confirm(database, actor, room.id, waiting.code)
    assert admission.link_holder(database, waiting.token) is None


def test_a_code_ends_by_itself(database: Database, room: Room):
    waiting = pairing.begin(database)
    with database.write() as session:
        row = queries.one(session, WallPairingRow, code=waiting.code)
        assert row is not None
        row.expires_at = now() - timedelta(seconds=1)
        session.add(row)
    assert pairing.waiting_code(database, waiting.token) is None
    with pytest.raises(InvalidInput):
        pairing.confirm(database, ADVISOR, room.id, waiting.code)
    pairing.begin(database)
    with database.read() as session:
        assert queries.one(session, WallPairingRow, code=waiting.code) is None


def test_not_more_wait_than_there_is_room_for(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pairing, "MOST_WAITING", 3)
    tokens = [pairing.begin(database).token for _screen in range(5)]
    waiting = [pairing.waiting_code(database, token) is not None for token in tokens]
    assert sum(waiting) == 3
    assert waiting[-1]


def test_the_advisor_sends_a_screen_away(database: Database, room: Room):
    waiting = pairing.begin(database)
    pairing.confirm(database, ADVISOR, room.id, waiting.code)
    (link,) = admission.links(database, ADVISOR, room.id)
    assert link.kind == "wall"
    admission.revoke_link(database, ADVISOR, link.id)
    assert admission.link_holder(database, waiting.token) is None
