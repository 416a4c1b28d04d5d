"""Links for municipalities and walls, the language switch, and addresses that lead nowhere."""

import pytest
from starlette.testclient import TestClient

from storage.database import Database
from tests.light.conftest import HTML
from tests.web.test_door import link
from workshops.access.admission import CO_WRITING_COOKIE, LANGUAGE_COOKIE, RESULT_COOKIE, WALL_COOKIE


@pytest.mark.parametrize(
    ("kind", "place", "cookie"),
    [
        ("municipality", "results", RESULT_COOKIE),
        ("co_writer", "mitschreiben", CO_WRITING_COOKIE),
        ("wall", "wand", WALL_COOKIE),
    ],
)
def test_a_link_is_remembered_on_the_device(
    client: TestClient, database: Database, kind: str, place: str, cookie: str
) -> None:
    secret = link(database, kind)
    opened = "wall" if place == "wand" else place
    answer = client.get(f"/{opened}/{secret}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{place}")
    assert client.cookies[cookie] == secret
    assert "httponly" in answer.headers["set-cookie"].lower()


def test_a_link_opens_only_its_own_place(client: TestClient, database: Database) -> None:
    answer = client.get(f"/wall/{link(database, 'municipality')}")
    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers


def test_trying_links_is_slowed_down(client: TestClient, database: Database) -> None:
    codes = [client.get(f"/results/guess-{n}").status_code for n in range(61)]
    assert codes == [404] * 60 + [429]
    assert client.get(f"/results/{link(database, 'municipality')}").status_code == 303
    assert client.get("/results/guess-62").status_code == 429


@pytest.mark.parametrize("path", ["/results/x", "/wall/x"])
def test_an_unknown_code_gets_a_calm_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert '<html lang="de">' in answer.text
    assert "<h1>" in answer.text


def test_the_language_is_kept_on_the_device(client: TestClient) -> None:
    assert '<html lang="de">' in client.get("/sign-in").text
    answer = client.get("/language/en", params={"to": "/sign-in"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert client.cookies[LANGUAGE_COOKIE] == "en"
    page = client.get("/sign-in").text
    assert '<html lang="en">' in page
    assert "Sign in for advisors" in page
    assert '<a href="/language/de?to=/sign-in" lang="de" hreflang="de">Deutsch</a>' in page


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_language_switch_never_leads_to_another_host(client: TestClient, to: str) -> None:
    assert client.get("/language/en", params={"to": to}).headers["location"] == "/"


def test_an_unknown_language_changes_nothing(client: TestClient) -> None:
    answer = client.get("/language/fr")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/phone/nothing", 404), ("POST", "/healthz", 405)]
)
def test_starlettes_refusals_are_pages_too(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path, headers=HTML | {"Origin": "http://testserver"})
    assert answer.status_code == status
    assert "<h1>" in answer.text
