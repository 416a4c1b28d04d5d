"""Advisors come in by link or password; guesses and forms of other sites do not."""

import re
from http.cookies import SimpleCookie

import pytest
from httpx import Response
from starlette.testclient import TestClient

from storage.database import Database
from workshops.access import admission, guessing
from workshops.access.admission import ADVISOR_COOKIE
from workshops.access.known_devices import KNOWN_COOKIE

HERE = {"Origin": "http://testserver"}


def cookie(answer: Response, name: str = ADVISOR_COOKIE) -> dict[str, object]:
    (morsel,) = [jar[name] for jar in map(SimpleCookie, answer.headers.get_list("set-cookie")) if name in jar]
    return {key: value for key, value in morsel.items() if value} | {"value": morsel.value}


def test_the_terminals_link_signs_in_and_leaves_the_address_bar(
    client: TestClient, database: Database
) -> None:
    answer = client.get(f"/sign-in/{admission.sign_in_link_token(database)}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    kept = cookie(answer)
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "lax", "/")
    assert "secure" not in kept
    assert admission.advisor(database, str(kept["value"])) is not None


def test_the_cookie_is_secure_behind_https(client: TestClient, database: Database) -> None:
    token = admission.sign_in_link_token(database)
    answer = client.get(f"/sign-in/{token}", headers={"X-Forwarded-Proto": "https"})
    assert cookie(answer)["secure"] is True


def test_the_former_link_is_refused_with_a_sentence(client: TestClient, database: Database) -> None:
    former = admission.sign_in_link_token(database)
    admission.sign_in_link_token(database)
    answer = client.get(f"/sign-in/{former}")
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert "set-cookie" not in answer.headers


def test_the_password_signs_in_and_returns_to_the_page(
    client: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_PASSWORD", "Möhre-und-Erbse")
    form = client.get("/sign-in", params={"to": "/skizzen"}).text
    assert 'name="to" value="/skizzen"' in form
    answer = client.post("/sign-in", data={"secret": "Möhre-und-Erbse", "to": "/skizzen"}, headers=HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/skizzen")
    assert admission.advisor(database, answer.cookies[ADVISOR_COOKIE]) is not None


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"]
)
def test_sign_in_never_leads_to_another_host(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    monkeypatch.setenv("ADVISOR_PASSWORD", "correct horse")
    answer = client.post("/sign-in", data={"secret": "correct horse", "to": to}, headers=HERE)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://testserver:81"},
        {"Referer": "http://evil.example/http://testserver/"},
        {},
    ],
    ids=["other", "null", "longer", "port", "referer", "none"],
)
def test_a_form_of_another_site_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    monkeypatch.setenv("ADVISOR_PASSWORD", "correct horse")
    answer = client.post("/sign-in", data={"secret": "correct horse"}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_an_old_browser_may_name_itself_by_referer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_PASSWORD", "correct horse")
    headers = {"Referer": "http://testserver/sign-in"}
    assert client.post("/sign-in", data={"secret": "correct horse"}, headers=headers).status_code == 303


def test_guessing_is_slowed_down_and_the_right_secret_never_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_PASSWORD", "correct horse")
    tries = [client.post("/sign-in", data={"secret": f"guess {n}"}, headers=HERE) for n in range(11)]
    assert [answer.status_code for answer in tries] == [403] * 10 + [429]
    assert 0 < int(tries[-1].headers["Retry-After"]) <= 300
    assert client.post("/sign-in", data={"secret": "correct horse"}, headers=HERE).status_code == 303
    assert client.get("/sign-in/correct%20horse").status_code == 303
    client.cookies.clear()
    assert client.post("/sign-in", data={"secret": "guess 12"}, headers=HERE).status_code == 429


def test_a_device_that_signed_in_before_is_not_slowed_down_by_others(
    client: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_PASSWORD", "correct horse")
    mark = client.post("/sign-in", data={"secret": "correct horse"}, headers=HERE).cookies[KNOWN_COOKIE]
    client.post("/sign-out", headers=HERE)
    client.cookies.clear()
    for number in range(25):
        client.cookies.clear()
        with database.write() as session:
            guessing.count_wrong(session, guessing.PASSWORDS, "testclient", f"guess {number}")
    assert client.post("/sign-in", data={"secret": "wrong"}, headers=HERE).status_code == 429
    client.cookies.set(KNOWN_COOKIE, mark)
    assert client.post("/sign-in", data={"secret": "wrong"}, headers=HERE).status_code == 403
    again = client.post("/sign-in", data={"secret": "correct horse"}, headers=HERE)
    assert (again.status_code, again.cookies[KNOWN_COOKIE]) == (303, mark)


def test_signing_out_needs_the_button(advisor: TestClient, database: Database) -> None:
    token = advisor.cookies[ADVISOR_COOKIE]
    assert advisor.get("/sign-out").status_code == 200
    assert admission.advisor(database, token) is not None
    answer = advisor.post("/sign-out", headers=HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert admission.advisor(database, token) is None
    assert cookie(answer)["max-age"] == "0"


def test_what_was_typed_is_never_shown_as_markup(client: TestClient) -> None:
    answer = client.get("/sign-in", params={"to": '/"><script>alert(1)</script>'})
    assert "<script" not in answer.text
    assert not re.search(r'value="/"', answer.text) or "&#34;" in answer.text


def test_another_password_signs_every_browser_out_also_when_it_comes_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_PASSWORD", "first password")
    admission.end_sessions_of_other_passwords(database)
    browser = admission.sign_in(database, "first password")
    admission.end_sessions_of_other_passwords(database)
    assert admission.advisor(database, browser) is not None
    for password in ("second password", "first password"):
        monkeypatch.setenv("ADVISOR_PASSWORD", password)
        admission.end_sessions_of_other_passwords(database)
        assert admission.advisor(database, browser) is None
