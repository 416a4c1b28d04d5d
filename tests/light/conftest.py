"""The routes and layers of the light pages around a stand-in for Streamlit, with a real database."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from light.errorlog import ErrorLog
from light.house import House
from storage.database import Database
from storage.writer import GroupWriter
from tests.phone.phones import NewPhone, Phone
from tests.workshops.room import Room
from web import site
from workshops.access import admission

with warnings.catch_warnings():
    # Starlette prefers httpx2 from 1.10 on and still works with httpx.
    warnings.filterwarnings("ignore", message="Using `httpx`")
    from starlette.testclient import TestClient

PAGES = ("reihen", "skizzen")
HTML = {"Accept": "text/html,application/xhtml+xml"}


def streamlit_files() -> Path:
    import streamlit

    return Path(streamlit.__file__).parent / "static"


async def _break(request: Request) -> Response:
    raise RuntimeError("a secret detail")


async def _echo(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("hello")
    await websocket.close()


async def _text(request: Request) -> Response:
    return PlainTextResponse("streamlit")


async def _upload(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def _index(request: Request) -> Response:
    return FileResponse(streamlit_files() / "index.html")


@pytest.fixture
def database(new_sqlite: Database) -> Database:
    return new_sqlite


@pytest.fixture
def house(database: Database, tmp_path: Path) -> Iterator[House]:
    writer = GroupWriter(database)
    yield House(lambda: database, ErrorLog(tmp_path), lambda: writer)
    writer.close()


@pytest.fixture
def held_by() -> dict[str, set[str]]:
    """Return to whom the documents of pages belong: hashed secrets by address."""
    return {}


@pytest.fixture
def client(house: House, held_by: dict[str, set[str]]) -> TestClient:
    """A browser without cookies that does not follow redirects."""
    own = site.routes(house)
    app = Starlette(
        routes=[
            *own,
            Route("/break", _break, methods=["GET", "POST"]),
            Route("/_stcore/upload_file", _upload, methods=["PUT"]),
            Route("/_stcore/{rest:path}", _text),
            Route("/media/{rest:path}", _text),
            WebSocketRoute("/_stcore/stream", _echo),
            Route("/{page:path}", _index),
        ],
        middleware=site.middleware(house, own, streamlit_files(), PAGES, lambda path: held_by.get(path, ())),
        exception_handlers=site.exception_handlers,
    )
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def advisor(client: TestClient, database: Database) -> TestClient:
    """The same browser after signing in."""
    token = admission.sign_in(database, admission.sign_in_link_token(database))
    client.cookies.set(admission.ADVISOR_COOKIE, token)
    return client


@pytest.fixture
def room(database: Database) -> Room:
    """A workshop with three ideas."""
    return Room(database)


@pytest.fixture
def new_phone(client: TestClient, room: Room) -> NewPhone:
    """Make phones that have no cookies yet."""
    return lambda: Phone(TestClient(client.app, follow_redirects=False), room)


@pytest.fixture
def phone(new_phone: NewPhone) -> Phone:
    """A phone that has joined."""
    device = new_phone()
    assert device.join().status_code == 303
    return device
