"""A document is made when its button is pressed, for those who may have it then; a failure is said."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import streamlit as st

from reports.glyphs import printable
from reports.template_errors import OwnTemplateError
from storage.database import Database
from tests.workshops.room import ADVISOR, Room
from translations import current_language, language
from ui import document_buttons, failures, guard, state
from ui.document_buttons import JSON, Making, Offer, document_button
from workshops import installation
from workshops.access import admission
from workshops.actors import Role
from workshops.errors import AccessDenied, Refused

Press = Callable[..., Callable[[], bytes]]


@pytest.fixture
def press(new_sqlite: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Press:
    """Draw a button for a visitor with these secrets; return what pressing it does."""
    monkeypatch.setattr(installation, "database", lambda: new_sqlite)
    monkeypatch.setattr(installation, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(st, "fragment", lambda drawing: drawing)  # without a page there are none
    monkeypatch.setattr(st, "session_state", {})
    drawn: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda *_parts, **given: drawn.update(given))

    def draw(secrets: dict[Role, str], make: Callable[[], bytes] | None = None) -> Callable[[], bytes]:
        monkeypatch.setattr(guard, "_secret", lambda role: secrets.get(role, ""))
        make = make or (lambda: current_language().encode())
        document_button("Protokoll", "Protokoll", JSON, make, "en", "minutes")
        made: Callable[[], bytes] = drawn["data"]
        return made

    return draw


@pytest.fixture
def advisor(new_sqlite: Database) -> dict[Role, str]:
    token = admission.sign_in(new_sqlite, admission.sign_in_link_token(new_sqlite))
    assert token
    return {Role.ADVISOR: token}


def failure() -> str:
    offer = Offer("", "", JSON, lambda: b"", "en", ("minutes",))
    found: Making = state.get(state.widget("making", offer.widget))
    return found.failure


def test_it_is_made_in_its_language_until_the_link_is_revoked(new_sqlite: Database, press: Press):
    room = Room(new_sqlite)
    token = admission.create_link(new_sqlite, ADVISOR, room.id, "municipality")
    made = press({Role.MUNICIPALITY: token})
    assert made() == b"en"
    (link,) = admission.links(new_sqlite, ADVISOR, room.id)
    admission.revoke_link(new_sqlite, ADVISOR, link.id)
    with pytest.raises(AccessDenied):
        made()
    assert "nicht freigegeben" in failure()


def test_an_advisor_gets_it_until_the_sign_out(new_sqlite: Database, press: Press):
    token = admission.sign_in(new_sqlite, admission.sign_in_link_token(new_sqlite))
    assert token
    made = press({Role.ADVISOR: token, Role.MUNICIPALITY: "a link that was revoked"})
    assert made() == b"en"
    admission.sign_out(new_sqlite, token)
    with pytest.raises(AccessDenied):
        made()


def test_who_has_nothing_gets_nothing(press: Press):
    with pytest.raises(AccessDenied):
        press({})()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OwnTemplateError("This template is closed."), "This template is closed."),
        (Refused("No.", "Wait."), "No. Wait."),
    ],
)
def test_an_expected_refusal_is_said_in_its_own_words(
    press: Press, advisor: dict[Role, str], tmp_path: Path, error: Exception, said: str
):
    def refuse() -> bytes:
        raise error

    with pytest.raises(type(error)):
        press(advisor, refuse)()
    assert failure() == said
    assert not (tmp_path / "error.log").exists()


def test_what_nobody_expected_has_a_reference_in_the_error_log(
    press: Press, advisor: dict[Role, str], tmp_path: Path
):
    with pytest.raises(ZeroDivisionError):
        press(advisor, lambda: b"%d" % (1 // 0))()
    log = (tmp_path / "error.log").read_text(encoding="utf-8")
    reference = log.split()[2]
    assert reference in failure()
    assert "document json Protokoll" in log
    assert "ZeroDivisionError" in log


def test_a_document_that_succeeds_takes_the_failure_back(press: Press, advisor: dict[Role, str]):
    outcome = [b"done"]
    with pytest.raises(IndexError):
        press(advisor, lambda: outcome[1])()
    assert failure()
    press(advisor, lambda: outcome[0])()
    assert failure() == ""


def test_characters_that_no_font_has_are_listed(press: Press, advisor: dict[Role, str]):
    press(advisor, lambda: printable("1\ufe0f\u20e3 und 😀").encode())()
    offer = Offer("", "", JSON, lambda: b"", "en", ("minutes",))
    found: Making = state.get(state.widget("making", offer.widget))
    assert "„1\u20e3“ als „1“, „😀“ als „[grinning face]“" in found.notice


def test_the_page_waits_for_the_document_that_was_asked_for(monkeypatch: pytest.MonkeyPatch):
    making = Making()
    making.begin()
    making.end()

    def make() -> None:
        making.begin()
        making.end("It failed.")

    thread = Thread(target=make)
    thread.start()
    assert making.wait(1)
    thread.join()
    assert making.failure == "It failed."
    monkeypatch.setattr(document_buttons, "SECONDS_TO_BEGIN", 0.01)
    assert not making.wait(making.ended)


def test_a_failure_is_said_in_german():
    with language("de"):
        assert "Kennung" in failures.said(RuntimeError("x"), "a test")
