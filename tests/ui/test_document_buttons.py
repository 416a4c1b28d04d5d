"""A document is made when its button is pressed, for those who may have it then."""

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st

from storage.database import Database
from tests.workshops.room import ADVISOR, Room
from translations import current_language
from ui import guard
from ui.document_buttons import JSON, document_button
from workshops import installation
from workshops.access import admission
from workshops.actors import Role
from workshops.errors import AccessDenied


@pytest.fixture
def press(
    new_sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> Callable[[dict[Role, str]], Callable[[], bytes]]:
    """Draw a button for a visitor with these secrets; return what pressing it does."""
    monkeypatch.setattr(installation, "database", lambda: new_sqlite)
    drawn: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda *_parts, **given: drawn.update(given))

    def draw(secrets: dict[Role, str]) -> Callable[[], bytes]:
        monkeypatch.setattr(guard, "_secret", lambda role: secrets.get(role, ""))
        document_button("Protokoll", "Protokoll", JSON, lambda: current_language().encode(), "en", "minutes")
        made: Callable[[], bytes] = drawn["data"]
        return made

    return draw


def test_it_is_made_in_its_language_until_the_link_is_revoked(new_sqlite: Database, press):
    room = Room(new_sqlite)
    token = admission.create_link(new_sqlite, ADVISOR, room.id, "municipality")
    made = press({Role.MUNICIPALITY: token})
    assert made() == b"en"
    (link,) = admission.links(new_sqlite, ADVISOR, room.id)
    admission.revoke_link(new_sqlite, ADVISOR, link.id)
    with pytest.raises(AccessDenied):
        made()


def test_an_advisor_gets_it_until_the_sign_out(new_sqlite: Database, press):
    token = admission.sign_in(new_sqlite, admission.sign_in_link_token(new_sqlite))
    assert token
    made = press({Role.ADVISOR: token, Role.MUNICIPALITY: "a link that was revoked"})
    assert made() == b"en"
    admission.sign_out(new_sqlite, token)
    with pytest.raises(AccessDenied):
        made()


def test_who_has_nothing_gets_nothing(press):
    with pytest.raises(AccessDenied):
        press({})()
