"""Connections are limited in number and in patience; whoever is served stays served."""

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from web import connections
from web.connections import Connections, QuietWithoutDescriptors, guarded


async def hello(_request: object) -> PlainTextResponse:
    return PlainTextResponse("hello")


async def talk(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(await websocket.receive_text())


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """Yield where a server with a limit of eight connections listens, four from one address."""
    monkeypatch.setattr(connections, "FIRST_REQUEST_SECONDS", 0.6)
    monkeypatch.setattr(connections, "SWEEP_SECONDS", 0.0)
    app = Starlette(routes=[Route("/", hello), WebSocketRoute("/ws", talk)])
    listening = socket.create_server(("127.0.0.1", 0))
    settings = uvicorn.Config(app, http=guarded(Connections(8)), log_level="warning")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield listening.getsockname()
    server.should_exit = True
    thread.join()


def opened(place: tuple[str, int]) -> socket.socket:
    return socket.create_connection(place, timeout=5)


def is_ended(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def test_a_connection_that_says_nothing_is_ended(place: tuple[str, int]) -> None:
    begun = time.monotonic()
    with opened(place) as silent:
        assert is_ended(silent)
    assert time.monotonic() - begun >= 0.5


def test_one_that_drips_is_ended_too(place: tuple[str, int]) -> None:
    with opened(place) as dripping:
        for _piece in range(20):
            try:
                dripping.sendall(b"G")
            except OSError:
                break
            time.sleep(0.1)
        assert is_ended(dripping)


def test_who_asks_again_in_time_keeps_the_connection(place: tuple[str, int]) -> None:
    with httpx.Client(base_url=f"http://{place[0]}:{place[1]}") as client:
        for _time in range(4):
            assert client.get("/").text == "hello"
            time.sleep(0.3)


def test_one_address_gets_half_and_the_rest_stays(place: tuple[str, int]) -> None:
    held = [opened(place) for _connection in range(4)]
    with opened(place) as fifth:
        fifth.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert is_ended(fifth)
    for connection in held:
        connection.close()
    time.sleep(0.1)
    assert httpx.get(f"http://{place[0]}:{place[1]}/").text == "hello"


def test_websockets_may_be_silent_and_make_room_when_they_end(place: tuple[str, int]) -> None:
    address = f"ws://{place[0]}:{place[1]}/ws"
    for _round in range(3):
        with ExitStack() as open_talks:
            talks = [open_talks.enter_context(connect(address, open_timeout=5)) for _talk in range(3)]
            time.sleep(0.8)
            for each in talks:
                each.send("still here")
                assert each.recv(timeout=5) == "still here"
        time.sleep(0.1)


def test_running_out_of_descriptors_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[dict[str, Any]] = []

    class Loop(asyncio.AbstractEventLoop):
        def default_exception_handler(self, context: dict[str, Any]) -> None:
            seen.append(context)

    quiet = QuietWithoutDescriptors()
    with caplog.at_level(logging.ERROR):
        for _connection in range(1000):
            quiet(Loop(), {"message": "socket.accept() out of system resource"})
        quiet(Loop(), {"message": "something else"})
    assert len(caplog.records) == 1
    assert seen == [{"message": "something else"}]
