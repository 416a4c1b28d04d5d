"""`PUBLIC_URL`: a server behind a proxy that tells it neither the host nor the scheme that visitors see."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.browser.application import Application
from tests.serve.conftest import opened
from tests.serve.websocket import visit
from tests.workshops.room import ADVISOR, Room
from workshops.access import admission

PUBLIC = "https://werkstatt.example.org"


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """A server whose visitors come by PUBLIC; the tests are the proxy, and pass on no header of theirs."""
    folder: Path = tmp_path_factory.mktemp("hosted")
    with closing(Application(folder, PUBLIC_URL=f"{PUBLIC}/", ADVISOR_PASSWORD="Handkäs mit Musik")) as tool:
        tool.start()
        yield tool


def sign_in(hosted: Application, origin: str) -> httpx.Response:
    form = {"secret": "Handkäs mit Musik"}
    return httpx.post(f"{hosted.url}/sign-in", data=form, headers={"Origin": origin})


def test_forms_of_its_pages_are_its_own_and_cookies_stay_encrypted(hosted: Application) -> None:
    answer = sign_in(hosted, PUBLIC)
    assert answer.status_code == 303
    assert all("; secure" in cookie.lower() for cookie in answer.headers.get_list("set-cookie"))
    assert "Strict-Transport-Security" in answer.headers
    assert "X-Forwarded-Proto" not in answer.request.headers


@pytest.mark.parametrize("origin", ["http://werkstatt.example.org", f"{PUBLIC}.evil.example", "null", ""])
def test_forms_of_other_pages_are_not(hosted: Application, origin: str) -> None:
    assert sign_in(hosted, origin).status_code == 403


def test_its_pages_open_the_websocket_and_others_do_not(hosted: Application) -> None:
    cookies = advisor_cookies_by_password(hosted)
    assert "Reihen" in visit(hosted.url, "", cookies, origin=PUBLIC)
    with pytest.raises(InvalidStatus):
        visit(hosted.url, "", cookies, origin="https://evil.example")


def advisor_cookies_by_password(hosted: Application) -> dict[str, str]:
    answer = sign_in(hosted, PUBLIC)
    (token,) = [
        cookie for cookie in answer.headers.get_list("set-cookie") if admission.ADVISOR_COOKIE in cookie
    ]
    return {admission.ADVISOR_COOKIE: token.split(";")[0].split("=", 1)[1]}


def test_links_lead_to_it(hosted: Application) -> None:
    """In the log, in open data, on the wall, and as QR code and link on the advisor's page."""
    assert json.loads(hosted.output.splitlines()[0])["address"] == f"{PUBLIC}/sign-in"
    described = httpx.get(f"{hosted.url}/offene-daten/dcat-ap-de.jsonld").text
    for distribution in json.loads(described)["dcat:dataset"]["dcat:distribution"]:
        assert distribution["dcat:downloadURL"]["@id"].startswith(f"{PUBLIC}/offene-daten/")
    with closing(opened(hosted)) as database:
        room = Room(database)
        wall = admission.create_link(database, ADVISOR, room.id, "wall")
    shown = httpx.get(f"{hosted.url}/wall/{wall}", follow_redirects=False)
    cookies = {admission.WALL_COOKIE: wall}
    assert shown.status_code == 303
    assert "werkstatt.example.org" in httpx.get(f"{hosted.url}/wand", cookies=cookies).text
    page = visit(
        hosted.url, "moderation", advisor_cookies_by_password(hosted), origin=PUBLIC, query=f"reihe={room.id}"
    )
    assert f"{PUBLIC}/join/" in page
