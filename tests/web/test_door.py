"""Without a sign-in or a valid link nobody gets past the light pages."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from storage import queries
from storage.database import Database
from storage.tables import AccessLinkRow, SeriesRow
from storage.types import new_id, now
from tests.light.conftest import HTML
from workshops.access import admission
from workshops.access.admission import ADVISOR_COOKIE, REMOTE_COOKIE, RESULT_COOKIE, WALL_COOKIE, hashed


def link(database: Database, kind: str, days: int = 1) -> str:
    """Store a link of `kind` and return its secret; negative `days` make it an expired one."""
    secret = f"secret-{kind}-{days}"
    with database.write() as session:
        series = SeriesRow(
            id=new_id(),
            title="Probe",
            municipality_ags="06631006",
            municipality_name="Eichenzell",
            criteria_set="short",
            join_code=new_id()[:6],
        )
        queries.add(session, series)
        session.flush()
        row = AccessLinkRow(
            series_id=series.id,
            kind=kind,
            token_hash=hashed(secret),
            expires_at=now() + timedelta(days=days),
        )
        queries.add(session, row)
    return secret


@pytest.mark.parametrize("path", ["/", "/reihen", "/skizzen", "/results", "/unknown"])
def test_a_browser_without_a_role_is_sent_to_the_sign_in(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?to={path}")


@pytest.mark.parametrize("path", ["/media/abc.pdf", "/component/x", "/_stcore/bidi-components/x", "/reihen"])
def test_a_program_without_a_role_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (403, "403\n")


def test_an_upload_without_a_role_is_refused(client: TestClient) -> None:
    answer = client.put("/_stcore/upload_file", headers={"Origin": "http://testserver"})
    assert answer.status_code == 403


def test_a_websocket_without_a_role_is_refused(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
        pass


def test_an_advisor_gets_pages_websocket_downloads_and_uploads(
    advisor: TestClient, held_by: dict[str, set[str]]
) -> None:
    held_by["/media/abc"] = {hashed(advisor.cookies[ADVISOR_COOKIE])}
    assert advisor.get("/reihen", headers=HTML).status_code == 200
    assert advisor.get("/media/abc").status_code == 200
    assert advisor.put("/_stcore/upload_file", headers={"Origin": "http://testserver"}).status_code == 200
    with advisor.websocket_connect("/_stcore/stream") as socket:
        assert socket.receive_text() == "hello"


def test_a_valid_link_opens_the_door(client: TestClient, database: Database) -> None:
    client.cookies.set(RESULT_COOKIE, link(database, "municipality"))
    assert client.get("/", headers=HTML).status_code == 200


@pytest.mark.parametrize(("kind", "cookie"), [("wall", WALL_COOKIE), ("remote", REMOTE_COOKIE)])
def test_screens_and_remotes_stay_outside(
    client: TestClient, database: Database, kind: str, cookie: str
) -> None:
    client.cookies.set(cookie, link(database, kind))
    assert client.get("/", headers=HTML).status_code == 303


@pytest.mark.parametrize(("kind", "cookie"), [("municipality", RESULT_COOKIE), ("wall", WALL_COOKIE)])
def test_a_link_uploads_nothing(client: TestClient, database: Database, kind: str, cookie: str) -> None:
    client.cookies.set(cookie, link(database, kind))
    for path in ("/_stcore/upload_file", "/_stcore/upload_file/session/file"):
        assert client.put(path, headers={"Origin": "http://testserver"}).status_code == 403


@pytest.mark.parametrize("cookie", [RESULT_COOKIE, WALL_COOKIE])
def test_an_expired_link_does_not(client: TestClient, database: Database, cookie: str) -> None:
    client.cookies.set(cookie, link(database, "municipality", days=-1))
    assert client.get("/", headers=HTML).status_code == 303


def test_an_ended_sign_in_does_not(advisor: TestClient, database: Database) -> None:
    admission.sign_out(database, advisor.cookies[admission.ADVISOR_COOKIE])
    assert advisor.get("/", headers=HTML).status_code == 303


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/script-health-check"])
def test_what_nobody_needs_is_closed_to_advisors_too(advisor: TestClient, path: str) -> None:
    assert advisor.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/_stcore/health", "/_stcore/host-config", "/sign-in", "/healthz", "/livez"]
)
def test_what_everybody_needs_is_open(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_a_document_belongs_to_the_browser_whose_page_made_it(
    client: TestClient, database: Database, held_by: dict[str, set[str]]
) -> None:
    own, other = link(database, "municipality"), link(database, "municipality", days=2)
    held_by["/media/abc.pdf"] = {hashed(own)}
    client.cookies.set(RESULT_COOKIE, other)
    assert client.get("/media/abc.pdf").status_code == 403
    client.cookies.set(RESULT_COOKIE, own)
    assert client.get("/media/abc.pdf").status_code == 200
    assert client.get("/media/unknown.pdf").status_code == 403
    signed_in = admission.sign_in(database, admission.sign_in_link_token(database))
    client.cookies.clear()
    client.cookies.set(ADVISOR_COOKIE, signed_in)
    assert client.get("/media/abc.pdf").status_code == 403, (
        "not even an advisor's, whose page did not make it"
    )


def test_a_document_is_gone_with_the_link(
    client: TestClient, database: Database, held_by: dict[str, set[str]]
) -> None:
    own = link(database, "municipality")
    held_by["/media/abc.pdf"] = {hashed(own)}
    client.cookies.set(RESULT_COOKIE, own)
    assert client.get("/media/abc.pdf").status_code == 200
    with database.write() as session:
        row = queries.one(session, AccessLinkRow, token_hash=hashed(own))
        assert row
        row.revoked_at = now()
    assert client.get("/media/abc.pdf").status_code == 403
