"""Deep links of somebody without the role give no data: over a real websocket, on freshly started servers."""

import secrets
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.browser.application import Application
from tests.serve.conftest import PlainStreamlit, advisor_cookies, opened
from tests.serve.websocket import visit
from ui import navigation
from workshops import series
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.live import participants

SECRET = "Vertrauliche Reihe"
OTHER = "Fremde Reihe"
ADVISOR = Actor(Role.ADVISOR)
ADVISOR_PAGES = [entry.address for entry in (navigation.SERIES, *navigation.JOURNEY, *navigation.FURTHER)]
PAGES = ["", *ADVISOR_PAGES, navigation.RESULTS.address]
HTML = {"Accept": "text/html"}
PASSWORD_FIELD = "type: PASSWORD"


def make_series(application: Application, title: str) -> str:
    with closing(opened(application)) as database:
        made = series.create(
            database, ADVISOR, municipality_ags="06631006", title=title, criteria_set="short", groups=[]
        )
    return made.id


def make_link(application: Application, series_id: str, kind: str) -> str:
    with closing(opened(application)) as database:
        return admission.create_link(database, ADVISOR, series_id, kind)


@pytest.fixture(scope="module")
def secret_series(server: Application) -> str:
    return make_series(server, SECRET)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_gets_no_session(server: Application, secret_series: str, page: str) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        visit(server.url, page)
    assert refusal.value.response.status_code == 403
    answer = httpx.get(f"{server.url}/{page}", headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?to=/{page}")


def test_who_signs_in_comes_back_to_the_page_and_the_series(server: Application) -> None:
    answer = httpx.get(f"{server.url}/skizzen?reihe=1&eintrag=2", headers=HTML)
    assert answer.headers["location"] == "/sign-in?to=/skizzen%3Freihe%3D1%26eintrag%3D2"


@pytest.fixture(scope="module")
def participants_cookie(server: Application, secret_series: str) -> dict[str, str]:
    """Join the secret series as somebody in the room does."""
    token = secrets.token_urlsafe(24)
    with closing(opened(server)) as database, database.write() as session:
        participants.join(session, secret_series, token)
    return {admission.PARTICIPANT_COOKIE: token}


@pytest.mark.parametrize("page", PAGES)
def test_a_participant_gets_no_session(
    server: Application, secret_series: str, participants_cookie: dict[str, str], page: str
) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        visit(server.url, page, participants_cookie, query=f"reihe={secret_series}")
    assert refusal.value.response.status_code == 403
    answer = httpx.get(f"{server.url}/{page}", headers=HTML, cookies=participants_cookie)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?to=")


def test_the_first_pages_own_address_leads_to_it(server: Application) -> None:
    answer = httpx.get(f"{server.url}/reihen?reihe=1", headers=HTML, cookies=advisor_cookies(server))
    assert (answer.status_code, answer.headers["location"]) == (303, "/?reihe=1")
    answer = httpx.get(f"{server.url}/unbekannt", headers=HTML, cookies=advisor_cookies(server))
    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.text


@pytest.mark.parametrize("page", ["", navigation.SERIES.address])
def test_an_advisor_sees_the_series(server: Application, secret_series: str, page: str) -> None:
    assert SECRET in visit(server.url, page, advisor_cookies(server))


def test_another_sites_script_gets_no_session(server: Application) -> None:
    with pytest.raises(InvalidStatus):
        visit(server.url, "", advisor_cookies(server), origin="http://evil.example")


@pytest.mark.parametrize("page", PAGES)
def test_a_link_shows_nothing_of_another_series(server: Application, secret_series: str, page: str) -> None:
    own = make_series(server, OTHER)
    cookies = {admission.RESULT_COOKIE: make_link(server, own, "municipality")}
    seen = visit(server.url, page, cookies, query=f"reihe={secret_series}")
    assert SECRET not in seen
    assert secret_series not in seen
    assert PASSWORD_FIELD not in seen, "guesses would not be limited here"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("kind", "cookie"), [("wall", admission.WALL_COOKIE), ("remote", admission.REMOTE_COOKIE)]
)
def test_a_screen_or_a_remote_gets_no_session(
    server: Application, secret_series: str, kind: str, cookie: str, page: str
) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        visit(server.url, page, {cookie: make_link(server, secret_series, kind)})
    assert refusal.value.response.status_code == 403


def test_a_withdrawn_link_opens_nothing(server: Application, secret_series: str) -> None:
    token = make_link(server, secret_series, "municipality")
    cookies = {admission.RESULT_COOKIE: token}
    assert visit(server.url, navigation.RESULTS.address, cookies)
    with closing(opened(server)) as database:
        for link in admission.links(database, ADVISOR, secret_series):
            admission.revoke_link(database, ADVISOR, link.id)
    with pytest.raises(InvalidStatus):
        visit(server.url, navigation.RESULTS.address, cookies)


def test_without_the_door_each_page_still_guards_itself(plain_streamlit: Application) -> None:
    series_id = make_series(plain_streamlit, SECRET)
    # The first visit is the dangerous one: until a session has run st.navigation, Streamlit would look for
    # the file of the address by itself.
    for page in (navigation.SERIES.address, *PAGES):
        seen = visit(plain_streamlit.url, page)
        assert SECRET not in seen
        assert series_id not in seen
    assert PASSWORD_FIELD in visit(plain_streamlit.url)
    assert SECRET in visit(plain_streamlit.url, navigation.SERIES.address, advisor_cookies(plain_streamlit))


def test_without_the_door_nothing_is_shown_to_the_network(tmp_path: Path) -> None:
    with closing(PlainStreamlit(tmp_path, "--server.address", "0.0.0.0")) as open_to_all:
        open_to_all.start()
        make_series(open_to_all, SECRET)
        seen = visit(open_to_all.url, navigation.SERIES.address, advisor_cookies(open_to_all))
    assert "python serve.py" in seen
    assert SECRET not in seen
