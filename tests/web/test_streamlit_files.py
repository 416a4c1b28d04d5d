"""Streamlit's own page and files as this tool sends them."""

import re

import pytest
from starlette.testclient import TestClient

from tests.light.conftest import HTML, streamlit_files
from web.streamlit_files import localized
from workshops.access.admission import LANGUAGE_COOKIE


@pytest.mark.parametrize("code", ["de", "en"])
def test_the_page_speaks_the_devices_language(advisor: TestClient, code: str) -> None:
    advisor.cookies.set(LANGUAGE_COOKIE, code)
    page = advisor.get("/reihen", headers=HTML)
    assert f'<html lang="{code}">' in page.text
    assert "<title>Smart-Region-Werkstatt</title>" in page.text
    assert page.headers["vary"].startswith("Cookie")
    assert "etag" not in page.headers


def test_nothing_but_the_wanted_parts_differs_from_streamlits_page() -> None:
    original = (streamlit_files() / "index.html").read_text(encoding="utf-8")
    ours = localized(original, "de")
    *theirs, sending, printing = re.findall(r"<script\b[^>]*>", ours)
    assert theirs == re.findall(r"<script type[^>]*>", original)
    assert re.fullmatch(r'<script src="/light/reconnected\.js\?v=\w+" defer>', sending)
    assert re.fullmatch(r'<script src="/light/printing\.js\?v=\w+" defer>', printing)
    assert ours.count("<link") == original.count("<link") - 1 + ours.count('media="print"')
    assert "_stcore/agent" not in ours
    assert "AI" not in re.sub(r"[\w.-]+\.(js|css|woff2)", "", ours)
    assert '<div id="root"></div>' in ours


@pytest.mark.parametrize("path", ["/unbekannt", "/reihen/weiter", "/index.html"])
def test_an_address_without_a_page_says_so(advisor: TestClient, path: str) -> None:
    answer = advisor.get(path, headers=HTML)
    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.text
    assert '<a href="/">Zurück zum Werkzeug</a>' in answer.text
    assert 'id="root"' not in answer.text


def test_a_copy_in_the_other_language_is_not_used(advisor: TestClient) -> None:
    first = advisor.get("/", headers=HTML)
    again = advisor.get("/", headers=HTML | {"If-Modified-Since": "Wed, 01 Jan 2200 00:00:00 GMT"})
    assert (first.status_code, again.status_code) == (200, 200)


def test_scripts_are_compressed_and_kept(client: TestClient) -> None:
    script = max((streamlit_files() / "static" / "js").glob("*.js"), key=lambda file: file.stat().st_size)
    path = f"/static/js/{script.name}"
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.content == script.read_bytes()
    assert int(answer.headers["content-length"]) < script.stat().st_size / 2


def test_a_browser_that_cannot_unpack_gets_the_plain_file(client: TestClient) -> None:
    answer = client.get("/static/js/none.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
