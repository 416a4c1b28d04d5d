"""Advisor's page and walls without a browser: Streamlit's protocol, fragments that rerun included."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol


class Screen:
    """One open page; `rerun` is what a click costs, from sending it to the end of the script."""

    def __init__(self, address: str, page: str, query: str, cookies: Mapping[str, str]) -> None:
        self._address = address
        self._page, self._query = page, query
        self._cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self._socket: ClientConnection | None = None
        self._fragments: dict[str, asyncio.Task[None]] = {}
        self._finished = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None
        self.refreshes = 0

    async def open(self) -> None:
        self._socket = await connect(
            self._address.replace("http", "ws", 1) + "/_stcore/stream",
            origin=Origin(self._address),
            additional_headers={"Cookie": self._cookies},
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
        )
        self._reading = asyncio.create_task(self._read())
        await self.rerun()

    async def rerun(self) -> float:
        """Run the whole page as a click does; return the milliseconds until it is drawn."""
        self._finished.clear()
        begin = time.perf_counter()
        await self._send()
        async with asyncio.timeout(120):
            await self._finished.wait()
        return (time.perf_counter() - begin) * 1000

    async def _send(self, fragment: str = "") -> None:
        assert self._socket
        request = BackMsg()
        request.rerun_script.page_name = self._page
        request.rerun_script.query_string = self._query
        if fragment:
            request.rerun_script.fragment_id = fragment
            request.rerun_script.is_auto_rerun = True
        await self._socket.send(request.SerializeToString())

    async def _read(self) -> None:
        assert self._socket
        async for raw in self._socket:
            message = ForwardMsg()
            message.ParseFromString(raw)  # type: ignore[arg-type]
            kind = message.WhichOneof("type")
            if kind == "auto_rerun":
                self._repeat(message.auto_rerun)
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
                    self.refreshes += 1
                else:
                    self._finished.set()

    def _repeat(self, wanted: Any) -> None:
        fragment, interval = wanted.fragment_id, wanted.interval

        async def again() -> None:
            while True:
                await asyncio.sleep(interval)
                await self._send(fragment)

        if old := self._fragments.pop(fragment, None):
            old.cancel()
        self._fragments[fragment] = asyncio.create_task(again())

    async def close(self) -> None:
        for task in (*self._fragments.values(), *([self._reading] if self._reading else [])):
            task.cancel()
        if self._socket:
            await self._socket.close()
