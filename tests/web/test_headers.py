"""Every kind of answer carries the security headers and names no outside host."""

import re

import pytest
from starlette.testclient import TestClient

from web.headers import SECURITY_HEADERS
from workshops.access.admission import ADVISOR_COOKIE, hashed

ANSWERS = {
    "a page of ours": ("GET", "/sign-in", 200),
    "our style sheet": ("GET", "/light/style.css", 200),
    "health": ("GET", "/healthz", 200),
    "a redirect": ("GET", "/language/en", 303),
    "a visitor turned away": ("GET", "/media/abc", 403),
    "an unknown link": ("GET", "/results/unknown", 404),
    "a wrong method": ("DELETE", "/healthz", 403),
    "another site's form": ("POST", "/sign-in", 403),
    "a compressed file": ("GET", "/static/css/", 0),
    "closed to everybody": ("GET", "/_stcore/metrics", 404),
}


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_has_them(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    if status:
        assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS


@pytest.mark.parametrize("path", ["/", "/reihen", "/break", "/media/file"])
def test_streamlits_and_failing_answers_have_them(advisor: TestClient, path: str) -> None:
    answer = advisor.get(path)
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_the_policy_allows_no_other_host_and_no_inline_script() -> None:
    policy = dict(part.split(" ", 1) for part in SECURITY_HEADERS["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    sources = {source for value in policy.values() for source in value.split()}
    assert sources == {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
    assert not re.search(r"https?:|\*", SECURITY_HEADERS["Content-Security-Policy"])


@pytest.mark.parametrize("spoken", ["https", "HTTPS", " https ", "https, http", "wss"])
def test_behind_https_in_every_spelling_cookies_and_hosts_stay_with_it(
    client: TestClient, spoken: str
) -> None:
    answer = client.get("/language/en", headers={"X-Forwarded-Proto": spoken}, follow_redirects=False)
    assert "; secure" in answer.headers["Set-Cookie"].lower()
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize("spoken", ["", "http", "http, https", "httpsx"])
def test_without_https_no_browser_is_told_to_insist_on_it(client: TestClient, spoken: str) -> None:
    answer = client.get("/language/en", headers={"X-Forwarded-Proto": spoken}, follow_redirects=False)
    assert "; secure" not in answer.headers["Set-Cookie"].lower()
    assert "Strict-Transport-Security" not in answer.headers


def test_no_browser_keeps_a_document(advisor: TestClient, held_by: dict[str, set[str]]) -> None:
    held_by["/media/file"] = {hashed(advisor.cookies[ADVISOR_COOKIE])}
    assert advisor.get("/media/file").status_code == 200
    assert advisor.get("/media/file").headers["Cache-Control"] == "no-store"
