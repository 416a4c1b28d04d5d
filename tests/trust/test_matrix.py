"""Every kind of visitor at every place; the places come from routes and pages, so a new one needs a rule."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from light.house import House
from storage import queries
from storage.database import Database
from storage.tables import AccessLinkRow
from storage.types import now
from tests.light.conftest import HTML
from tests.workshops.room import ADVISOR, Room
from ui import navigation
from web import site
from workshops.access import admission
from workshops.access.admission import (
    ADVISOR_COOKIE,
    CO_WRITING_COOKIE,
    PARTICIPANT_COOKIE,
    RESULT_COOKIE,
    WALL_COOKIE,
    hashed,
)
from workshops.live.tablets import TABLET_COOKIE

ROOT = Path(__file__).parents[2]
OPEN, SECRET, PARTICIPANT, WALL, REMOTE = "everybody", "a secret in it", "participant", "wall", "remote"
CO_WRITER = "co-writer"
RULES = {
    **dict.fromkeys(
        ("/healthz", "/readyz", "/livez", "/sign-in", "/sign-out", "/language/{code}", "/wall"), OPEN
    ),
    **dict.fromkeys(("/barrierefreiheit", "/datenschutz", "/offene-daten", "/offene-daten/"), OPEN),
    **dict.fromkeys(("/offene-daten/{name}", "/stage/{name}", "/light", "/phone", "/cowriting"), OPEN),
    **dict.fromkeys(("/join", "/join/{code}", "/join/{code}/{item}", "/rejoin"), OPEN),
    **dict.fromkeys(
        ("/sign-in/{token}", "/results/{token}", "/wall/{token}", "/mitschreiben/{token}"), SECRET
    ),
    **dict.fromkeys(("/tablet/{token}", "/fernbedienung/{token}"), SECRET),
    **dict.fromkeys(
        ("/live", "/live/answers", "/live/state", "/live/code", "/live/leave", "/live/watch", "/live/group"),
        PARTICIPANT,
    ),
    **dict.fromkeys(("/live/next-person", "/live/hand-over", "/live/finish", "/live/result"), PARTICIPANT),
    **dict.fromkeys(("/live/rate", "/live/rate/{item}", "/live/sheet/{round}"), PARTICIPANT),
    **dict.fromkeys(("/live/question", "/live/question/{place}", "/live/overview"), PARTICIPANT),
    **dict.fromkeys(("/live/ideas", "/live/dots", "/live/points"), PARTICIPANT),
    **dict.fromkeys(("/wand", "/wand/szene", "/wand/weiter", "/wand/wappen"), WALL),
    **dict.fromkeys(("/fernbedienung", "/fernbedienung/stand"), REMOTE),
    **dict.fromkeys(("/mitschreiben", "/mitschreiben/skizze/{sketch}"), CO_WRITER),
}
"""Who gets anything of a series at each address that is answered without Streamlit; nobody else may."""
REFUSALS = {303, 400, 401, 403, 404, 405, 429}
ENTITLED = {
    "participant": {PARTICIPANT}, "shared tablet": {PARTICIPANT}, "wall": {WALL}, "advisor": {WALL},
    "co-writer": {CO_WRITER},
}  # fmt: skip
"""What the visitors with a valid secret may see."""
EVERY_COOKIE = {ADVISOR_COOKIE, CO_WRITING_COOKIE, PARTICIPANT_COOKIE, RESULT_COOKIE, WALL_COOKIE}
HERE = {"Origin": "http://testserver"}
OF_THE_SERIES = re.compile("Smarte Kommune|Eichenzell|Pegel|Rufbus")
ROLES = {"advisor": "ADVISOR", "municipality": "MUNICIPALITY", "wall": "WALL"}


def routes(house: House) -> list[Route | Mount]:
    return [route for route in site.routes(house) if isinstance(route, Route | Mount)]


def test_each_route_has_a_rule_and_each_rule_a_route(house: House) -> None:
    assert {route.path for route in routes(house)} == set(RULES), "who may see a new address?"


def test_nobody_gets_anything_of_a_series_at_an_address_that_is_not_theirs(
    client: TestClient, house: House, visitors: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stage.wall._WAIT_SECONDS", 0.0)
    places = [
        (method, route.path)
        for route in routes(house)
        if isinstance(route, Route)
        for method in sorted((route.methods or set()) - {"HEAD"})
    ]
    for name, cookies in visitors.items():
        for method, path in places:
            client.cookies.clear()
            for key, value in cookies.items():
                client.cookies.set(key, value)
            address = re.sub(r"{\w+}", "x" * 32, path)
            answer = client.request(method, address, headers={**HTML, **HERE}, follow_redirects=False)
            assert answer.status_code < 500, (name, method, path)
            if RULES[path] in ENTITLED.get(name, set()):
                continue
            assert not OF_THE_SERIES.search(answer.text), (name, method, path)
            if RULES[path] in (SECRET, PARTICIPANT, REMOTE, CO_WRITER):
                assert answer.status_code in REFUSALS, (name, method, path, answer.status_code)


def test_each_page_asks_for_the_role_of_its_folder_before_anything_else() -> None:
    pages = sorted((ROOT / "pages").glob("*/*.py"))
    assert len(pages) > 10
    for page in pages:
        role = ROLES.get(page.parent.name)
        if role is None:
            assert page.parent.name == "visitor", f"{page}: which role may see this folder?"
            continue
        assert _first_call(page) == f"guard.require(Role.{role})", page


def _first_call(page: Path) -> str:
    """Return the first thing a page does, imports, constants and functions aside."""
    for node in ast.parse(page.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            return ast.unparse(node.value)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            return ast.unparse(node.value)
    return ""


def test_each_entry_of_the_navigation_is_a_page_in_a_folder_with_a_role() -> None:
    entries = [entry for entry in vars(navigation).values() if isinstance(entry, navigation.Entry)]
    entries += navigation.JOURNEY
    assert {Path(entry.file).parts[1] for entry in entries} <= {*ROLES, "visitor"}


@pytest.fixture
def visitors(database: Database) -> dict[str, dict[str, str]]:
    """Return the cookies of each kind of visitor; the valid ones at the end."""
    room = Room(database)
    room.join("participant's own secret, long enough")
    return {
        "nobody": {},
        "made up": dict.fromkeys(EVERY_COOKIE, "x" * 32),
        "participant": {PARTICIPANT_COOKIE: "participant's own secret, long enough"},
        "participant's token elsewhere": dict.fromkeys(
            (ADVISOR_COOKIE, RESULT_COOKIE, WALL_COOKIE), "participant's own secret, long enough"
        ),
        "join code as a cookie": dict.fromkeys((ADVISOR_COOKIE, RESULT_COOKIE), room.series.join_code),
        "shared tablet": {TABLET_COOKIE: link(room, "tablet")},
        "tablet's token elsewhere": dict.fromkeys((ADVISOR_COOKIE, RESULT_COOKIE), link(room, "tablet")),
        "co-writer": {CO_WRITING_COOKIE: link(room, "co_writer")},
        "co-writer's token elsewhere": dict.fromkeys(
            EVERY_COOKIE - {CO_WRITING_COOKIE}, link(room, "co_writer")
        ),
        "municipality's token to co-write": {CO_WRITING_COOKIE: link(room, "municipality")},
        "expired co-writer": {CO_WRITING_COOKIE: link(room, "co_writer", days=-1)},
        "revoked co-writer": {CO_WRITING_COOKIE: link(room, "co_writer", revoked=True)},
        "expired municipality": {RESULT_COOKIE: link(room, "municipality", days=-1)},
        "revoked wall": {WALL_COOKIE: link(room, "wall", revoked=True)},
        "signed-out advisor": {ADVISOR_COOKIE: signed_out(database)},
        "sign-in token as a session": {ADVISOR_COOKIE: admission.sign_in_link_token(database)},
        "municipality": {RESULT_COOKIE: link(room, "municipality")},
        "wall": {WALL_COOKIE: link(room, "wall")},
        "advisor": {ADVISOR_COOKIE: admission.sign_in(database, admission.sign_in_link_token(database))},
    }


def link(room: Room, kind: str, *, days: int = 1, revoked: bool = False) -> str:
    secret = f"secret of {kind} {days} {revoked}".ljust(32, ".")
    row = AccessLinkRow(
        series_id=room.id,
        kind=kind,
        token_hash=hashed(secret),
        expires_at=now() + timedelta(days=days),
        revoked_at=now() if revoked else None,
    )
    with room.database.write() as session:
        if queries.one(session, AccessLinkRow, token_hash=row.token_hash) is None:
            queries.add(session, row)
    return secret


def signed_out(database: Database) -> str:
    session = admission.sign_in(database, admission.sign_in_link_token(database))
    admission.sign_out(database, session)
    return session


VALID = ("municipality", "advisor")


def test_nobody_without_a_valid_role_gets_a_page_a_file_a_websocket_or_an_upload(
    client: TestClient, visitors: dict[str, dict[str, str]], held_by: dict[str, set[str]]
) -> None:
    places = [f"/{address}" for address in (*navigation.ADDRESSES, "")]
    for name, cookies in visitors.items():
        client.cookies.clear()
        for key, value in cookies.items():
            client.cookies.set(key, value)
        for place in places:
            status = client.get(place, headers=HTML, follow_redirects=False).status_code
            assert (status == 303) == (name not in VALID), (name, place, status)
        held_by["/media/own.pdf"] = {hashed(secret) for secret in cookies.values()}
        for path in ("/media/own.pdf", "/component/x"):
            assert (client.get(path).status_code == 403) == (name not in VALID), (name, path)
        assert client.get("/media/somebody-elses.pdf").status_code == 403, name
        upload = client.put("/_stcore/upload_file/session/file", headers={"Origin": "http://testserver"})
        assert (upload.status_code == 403) == (name != "advisor"), name
        assert client.get("/_stcore/metrics").status_code == 404, name


def test_the_services_refuse_the_roles_that_their_pages_do_not_admit(database: Database) -> None:
    room = Room(database)
    for actor in (room.municipality, room.wall, room.join("a")):
        with pytest.raises(admission.AccessDenied):
            admission.create_link(database, actor, room.id, "wall")
    assert admission.links(database, ADVISOR, room.id) == ()
