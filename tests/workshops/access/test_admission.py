"""Who comes in: by the newest link from the terminal or a password, and by links that end."""

from datetime import timedelta

import pytest
from sqlmodel import SQLModel

from storage import queries
from storage.database import Database
from storage.tables import AccessLinkRow, AdvisorSessionRow
from storage.types import now
from tests.workshops.factories import a_series
from tests.workshops.room import ADVISOR
from workshops import journal, series
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied, InvalidInput, NotFound
from workshops.live import tablets


@pytest.fixture(autouse=True)
def no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADVISOR_PASSWORD", raising=False)


def expire(database: Database, table: type[AccessLinkRow] | type[AdvisorSessionRow]) -> None:
    with database.write() as session:
        for row in queries.many(session, table):
            row.expires_at = now() - timedelta(seconds=1)


def test_the_link_from_the_terminal_opens_the_door(database: Database):
    token = admission.sign_in_link_token(database)
    session_token = admission.sign_in(database, f" {token}\n")
    assert admission.advisor(database, session_token) == Actor(Role.ADVISOR)
    assert admission.advisor(database, admission.sign_in(database, token)) == Actor(Role.ADVISOR)


def test_only_the_newest_link_opens_it_and_who_is_in_stays_in(database: Database):
    old = admission.sign_in_link_token(database)
    inside = admission.sign_in(database, old)
    new = admission.sign_in_link_token(database)
    assert old != new
    with pytest.raises(AccessDenied) as caught:
        admission.sign_in(database, old)
    assert caught.value.hint
    admission.sign_in(database, new)
    assert admission.advisor(database, inside) == Actor(Role.ADVISOR)


@pytest.mark.parametrize("secret", ["", " ", "wrong", "ä", "\0", "x" * 10_000, "None", "' OR 1=1 --"])
def test_a_wrong_secret_is_refused(database: Database, secret: str, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(AccessDenied):
        admission.sign_in(database, secret)  # before there is any link
    admission.sign_in_link_token(database)
    with pytest.raises(AccessDenied):
        admission.sign_in(database, secret)
    monkeypatch.setenv("ADVISOR_PASSWORD", "ganz geheim")
    with pytest.raises(AccessDenied):
        admission.sign_in(database, secret)


def test_a_password_takes_the_place_of_the_link(database: Database, monkeypatch: pytest.MonkeyPatch):
    token = admission.sign_in_link_token(database)
    monkeypatch.setenv("ADVISOR_PASSWORD", " Straße 1\n")
    assert admission.advisor(database, admission.sign_in(database, "Straße 1")) == Actor(Role.ADVISOR)
    with pytest.raises(AccessDenied):
        admission.sign_in(database, token)


@pytest.mark.parametrize(
    ("before", "after"), [("Altes Wort", "Neues Wort"), ("", "Neues Wort"), ("Altes Wort", "")]
)
def test_another_password_ends_what_was_begun_with_the_one_before(
    database: Database, monkeypatch: pytest.MonkeyPatch, before: str, after: str
):
    link = admission.sign_in_link_token(database)
    monkeypatch.setenv("ADVISOR_PASSWORD", before)
    inside = admission.sign_in(database, before or link)
    monkeypatch.setenv("ADVISOR_PASSWORD", before and f" {before}\n")
    assert admission.advisor(database, inside), "a restart with the same password ends nothing"
    monkeypatch.setenv("ADVISOR_PASSWORD", after)
    assert admission.advisor(database, inside) is None
    again = admission.sign_in(database, after or link)
    assert admission.advisor(database, again)
    admission.sign_out(database, again)
    assert admission.advisor(database, again) is None


def test_an_empty_password_is_none(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ADVISOR_PASSWORD", "")
    with pytest.raises(AccessDenied):
        admission.sign_in(database, "")
    admission.sign_in(database, admission.sign_in_link_token(database))


def test_signing_out_ends_this_browser_only(database: Database):
    token = admission.sign_in_link_token(database)
    one, other = admission.sign_in(database, token), admission.sign_in(database, token)
    admission.sign_out(database, one)
    admission.sign_out(database, "unknown")
    assert admission.advisor(database, one) is None
    assert admission.advisor(database, other) is not None


def test_a_session_ends_by_itself(database: Database):
    token = admission.sign_in(database, admission.sign_in_link_token(database))
    expire(database, AdvisorSessionRow)
    assert admission.advisor(database, token) is None
    admission.sign_in(database, admission.sign_in_link_token(database))
    with database.read() as session:
        assert queries.count(session, AdvisorSessionRow) == 1


@pytest.mark.parametrize("token", ["", "wrong", "\0", "🚲"])
def test_a_wrong_token_is_nobody(database: Database, token: str):
    assert admission.advisor(database, token) is None
    assert admission.link_holder(database, token) is None


def test_the_database_keeps_no_secret(database: Database):
    series_id = a_series(database).id
    secrets = [admission.sign_in_link_token(database)]
    secrets.append(admission.sign_in(database, secrets[0]))
    secrets.append(admission.create_link(database, ADVISOR, series_id, "municipality"))
    with database.read() as session:
        kept = [
            repr(row) for table in SQLModel.metadata.sorted_tables for row in session.execute(table.select())
        ]
    assert kept
    assert [secret for secret in secrets if any(secret in row for row in kept)] == []


@pytest.mark.parametrize("kind", ["municipality", "wall"])
def test_a_link_opens_one_series_in_one_role(database: Database, kind: str):
    series_id = a_series(database).id
    a_series(database, "Andere")
    token = admission.create_link(database, ADVISOR, series_id, kind, days=1)
    holder = admission.link_holder(database, token)
    assert holder == Actor(Role(kind), series_id=series_id)
    assert series.get(database, holder, series_id).id == series_id
    [link] = admission.links(database, ADVISOR, series_id)
    assert (link.kind, link.is_valid) == (kind, True)
    assert timedelta(hours=23) < link.expires_at - now() <= timedelta(days=1)
    event = journal.events(database, ADVISOR, series_id)[-1]
    assert (event.kind, event.payload) == ("link_created", {"link": kind, "days": 1})


def test_a_revoked_link_is_closed_at_once_and_the_others_stay(database: Database):
    series_id = a_series(database).id
    first = admission.create_link(database, ADVISOR, series_id, "wall")
    second = admission.create_link(database, ADVISOR, series_id, "wall")
    newest, oldest = admission.links(database, ADVISOR, series_id)
    admission.revoke_link(database, ADVISOR, oldest.id)
    assert admission.link_holder(database, first) is None
    assert admission.link_holder(database, second) is not None
    revoked = admission.links(database, ADVISOR, series_id)[1]
    assert (revoked.id, revoked.is_valid) == (oldest.id, False)
    before = journal.revision(database, series_id)
    admission.revoke_link(database, ADVISOR, oldest.id)
    assert admission.links(database, ADVISOR, series_id) == (newest, revoked)
    assert journal.revision(database, series_id) == before
    kinds = [event.kind for event in journal.events(database, ADVISOR, series_id)]
    assert kinds.count("link_revoked") == 1


def test_a_link_ends_by_itself(database: Database):
    series_id = a_series(database).id
    token = admission.create_link(database, ADVISOR, series_id, "municipality")
    expire(database, AccessLinkRow)
    assert admission.link_holder(database, token) is None
    assert not admission.links(database, ADVISOR, series_id)[0].is_valid


def test_a_shared_tablet_opens_neither_wall_nor_results(database: Database):
    token = tablets.create(database, ADVISOR, a_series(database).id)
    assert admission.link_holder(database, token) is None


def test_a_link_of_a_deleted_series_opens_nothing(database: Database):
    series_id = a_series(database).id
    token = admission.create_link(database, ADVISOR, series_id, "municipality")
    [link] = admission.links(database, ADVISOR, series_id)
    series.delete(database, ADVISOR, series_id)
    assert admission.link_holder(database, token) is None
    for attempt in (
        lambda: admission.links(database, ADVISOR, series_id),
        lambda: admission.create_link(database, ADVISOR, series_id, "wall"),
        lambda: admission.revoke_link(database, ADVISOR, link.id),
    ):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.parametrize(
    ("kind", "days"), [("advisor", 1), ("", 1), ("wall", 0), ("wall", -1), ("wall", 731), ("wall", 10**12)]
)
def test_other_links_are_refused(database: Database, kind: str, days: int):
    series_id = a_series(database).id
    with pytest.raises(InvalidInput):
        admission.create_link(database, ADVISOR, series_id, kind, days=days)
    assert admission.links(database, ADVISOR, series_id) == ()
