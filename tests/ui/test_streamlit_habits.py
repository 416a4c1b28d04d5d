"""What Streamlit does otherwise with us: at once, together, and without looking at files."""

import asyncio
import socket
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import cast

import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent
from streamlit.web.server.starlette import starlette_server

from tests import event_loop
from tests.postgres import free_port
from ui import streamlit_habits


def test_streamlits_habits_are_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are private, so a new version of Streamlit may rename them unnoticed."""
    monkeypatch.setattr(starlette_server, "_bind_socket", starlette_server._bind_socket)
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    monkeypatch.setattr(AppSession, "register_file_watchers", AppSession.register_file_watchers)
    monkeypatch.setattr(AppSession, "_on_scriptrunner_event", AppSession._on_scriptrunner_event)
    streamlit_habits.correct()
    assert AppSession._on_scriptrunner_event is streamlit_habits._hand_over_together
    assert PagesManager.uses_pages_directory is False
    assert AppSession.register_file_watchers(cast("AppSession", object())) is None
    with (
        starlette_server._bind_socket("127.0.0.1", free_port(), 1) as listening,
        socket.create_connection(listening.getsockname()),
        listening.accept()[0] as connection,
    ):
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), "small answers wait 40 ms"


def test_what_a_page_shows_is_handed_over_together_in_order_and_at_its_end():
    """The loop is woken once for three elements; then each was queued, and it was told once."""

    class Session:
        def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
            self._event_loop = loop
            self.seen: list[tuple[str, bool]] = []
            self.told = 0
            self._message_enqueued_callback: Callable[[], None] | None = self.tell

        def tell(self) -> None:
            self.told += 1

        def _handle_scriptrunner_event_on_event_loop(
            self, sender: str, event: ScriptRunnerEvent, forward_msg: str = ""
        ) -> None:
            self.seen.append((forward_msg or event.name, self._message_enqueued_callback is None))

    async def run() -> tuple[Session, list[int]]:
        session = Session(asyncio.get_running_loop())
        show = partial(streamlit_habits._hand_over_together, cast("AppSession", session), "runner")
        counted = []
        for text in ("a", "b", "c"):
            show(ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, forward_msg=text)
        await asyncio.sleep(0)
        counted.append(len(session.seen))
        show(ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS)
        await asyncio.sleep(0)
        counted.append(len(session.seen))
        show(ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, forward_msg="d")
        while len(session.seen) < 5:
            await asyncio.sleep(streamlit_habits.SECONDS_TOGETHER)
        return session, counted

    session, counted = event_loop.run(run())
    assert counted == [0, 4], "elements wait for each other, the end waits for nothing"
    assert [name for name, _quiet in session.seen] == ["a", "b", "c", "SCRIPT_STOPPED_WITH_SUCCESS", "d"]
    assert all(quiet for _name, quiet in session.seen)
    assert 1 <= session.told <= 4
    assert session._message_enqueued_callback is not None


def test_what_comes_after_the_end_of_the_server_is_dropped():
    loop = asyncio.new_event_loop()
    loop.close()
    session = SimpleNamespace(_event_loop=loop, _message_enqueued_callback=None)
    streamlit_habits._hand_over_together(
        cast("AppSession", session), None, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, forward_msg=None
    )
