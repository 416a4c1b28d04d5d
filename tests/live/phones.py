"""Phones without a browser: keep-alive HTTP/1.1 over plain sockets, so that one core can play a thousand."""

import asyncio
import json
import random
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

SECONDS_BETWEEN_VOTES = 3.0
PATIENCE = 60.0
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Tally:
    """What all phones of one run have seen; times in milliseconds."""

    votes: list[float] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    joins: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    unchanged: int = 0
    reconnections: int = 0
    received: int = 0


class Channel:
    """One connection of a phone; a browser, too, asks for the state beside a vote that is under way."""

    def __init__(self, port: int, cookies: dict[str, str], tally: Tally) -> None:
        self._port = port
        self._cookies = cookies
        self._tally = tally
        self._lock = asyncio.Lock()
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def request(
        self, method: str, path: str, body: bytes = b"", kind: str = "", headers: Sequence[str] = ()
    ) -> Answer:
        """Send one request and read its answer; once more if the idle connection had just been closed."""
        async with self._lock:
            was_open = self._writer is not None
            try:
                return await self._exchange(method, path, body, kind, headers)
            except (OSError, asyncio.IncompleteReadError):
                self.drop()
                if not was_open:
                    raise
                self._tally.reconnections += 1
                return await self._exchange(method, path, body, kind, headers)

    async def _exchange(
        self, method: str, path: str, body: bytes, kind: str, headers: Sequence[str]
    ) -> Answer:
        if self._writer is None or self._reader is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self._port}", "Accept-Encoding: gzip"]
        lines += [f"Origin: http://127.0.0.1:{self._port}", f"Cookie: {cookies}", *headers]
        if method == "POST":
            lines += [f"Content-Length: {len(body)}", f"Content-Type: {kind}"]
        self._writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        status = int(head.split(" ", 2)[1])
        found = dict(re.findall(r"^([\w-]+): (.*)\r$", head.lower(), re.MULTILINE))
        for name, value in re.findall(r"^set-cookie: ([^=]+)=([^;]*)", head, re.MULTILINE):
            self._cookies[name] = value
        content = await self._body(self._reader, found)
        self._tally.received += len(head) + len(content)
        return status, found, content

    async def _body(self, reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
        if "content-length" in headers:
            return await reader.readexactly(int(headers["content-length"]))
        parts = []
        while headers.get("transfer-encoding") == "chunked":
            size = int(await reader.readline(), 16)
            parts.append(await reader.readexactly(size))
            await reader.readexactly(2)
            if not size:
                break
        return b"".join(parts)

    def drop(self) -> None:
        """Give the connection up; the next request opens another one."""
        if self._writer:
            self._writer.close()
        self._reader = self._writer = None

    async def close(self) -> None:
        writer = self._writer
        self.drop()
        if writer:
            with suppress(OSError):
                await writer.wait_closed()


class Phone:
    """One phone: joins, votes every three seconds with jitter, asks for the state as the script does."""

    def __init__(self, port: int, number: int, tally: Tally) -> None:
        self._tally = tally
        self._random = random.Random(number)
        self.cookies: dict[str, str] = {}
        self._pages = Channel(port, self.cookies, tally)
        self._states = Channel(port, self.cookies, tally)
        self.acknowledged: dict[tuple[str, str], int] = {}
        self.refused = 0
        self._counters: dict[tuple[str, str], int] = {}

    async def get(self, path: str) -> Answer:
        """Load a page or file."""
        return await self._pages.request("GET", path)

    async def _timed(self, into: list[float], channel: Channel, *request: Any, **more: Any) -> Answer:
        begin = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await channel.request(*request, **more)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            self._tally.failures.append(f"{request[:2]}: {type(error).__name__}")
            channel.drop()
            raise
        into.append((time.perf_counter() - begin) * 1000)
        return answer

    async def join(self, code: str) -> None:
        """Scan, take part, and open the first question, with which all others come."""
        steps: list[tuple[str, str]] = [("GET", f"/join/{code}"), ("POST", f"/join/{code}")]
        steps += [("GET", path) for path in ("/live", "/live/rate", "/live/question", "/live/question/1")]
        for method, path in steps:
            kind = "application/x-www-form-urlencoded"
            status, _headers, _body = await self._timed(
                self._tally.joins, self._pages, method, path, kind=kind
            )
            if status >= 400:
                self._tally.failures.append(f"{method} {path}: {status}")

    async def live(self, until: float, questions: Sequence[tuple[str, str, str]], *, polls: bool) -> None:
        """Vote (and poll) until the given time of the monotonic clock."""
        asking = asyncio.create_task(self._ask(until)) if polls else None
        await asyncio.sleep(self._random.uniform(0, SECONDS_BETWEEN_VOTES))
        while time.monotonic() < until:
            begin = time.monotonic()
            try:
                await self.vote(questions)
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                await asyncio.sleep(1)
            pause = SECONDS_BETWEEN_VOTES * self._random.uniform(0.7, 1.3)
            await asyncio.sleep(max(0.0, pause - (time.monotonic() - begin)))
        if asking:
            await asking

    async def vote(self, questions: Sequence[tuple[str, str, str]]) -> None:
        """Answer a random question once."""
        round_id, item, criterion = self._random.choice(questions)
        await self.send(self.entry(round_id, item, criterion, self._random.randint(1, 5)))

    def entry(self, round_id: str, item: str, criterion: str, value: int) -> dict[str, Any]:
        """Return a new answer with the phone's next counter for this question."""
        counter = self._counters[item, criterion] = self._counters.get((item, criterion), 0) + 1
        return {"round": round_id, "item": item, "criterion": criterion, "value": value, "counter": counter}

    async def send(self, entry: dict[str, Any]) -> None:
        """Send an answer once; what the server acknowledges is remembered."""
        body = json.dumps({"answers": [entry]}).encode()
        status, _headers, content = await self._timed(
            self._tally.votes, self._pages, "POST", "/live/answers", body, "application/json"
        )
        result = json.loads(content)["results"][0] if status == 200 else {}
        if result.get("stored"):
            self.acknowledged[entry["item"], entry["criterion"]] = entry["value"]
        elif "refused" in result:
            self.refused += 1
        else:
            self._tally.failures.append(f"vote: {status} {content[:80]!r}")

    async def try_to_send(self, entry: dict[str, Any]) -> bool:
        """Send an answer once; return whether the server has answered for it."""
        refused = self.refused
        key = entry["item"], entry["criterion"]
        try:
            await self.send(entry)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            return False
        return self.refused > refused or self.acknowledged.get(key) == entry["value"]

    async def _ask(self, until: float) -> None:
        etag, poll = "", 3.0
        await asyncio.sleep(self._random.uniform(0, poll))
        while time.monotonic() < until:
            headers = [f"If-None-Match: {etag}"] if etag else []
            try:
                status, found, content = await self._timed(
                    self._tally.polls, self._states, "GET", "/live/state", headers=headers
                )
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                await asyncio.sleep(1)
                continue
            if status == 200:
                etag, poll = found.get("etag", ""), json.loads(content)["poll"]
            elif status == 304:
                self._tally.unchanged += 1
            else:
                self._tally.failures.append(f"state: {status}")
            await asyncio.sleep(poll * self._random.uniform(0.8, 1.2))

    async def close(self) -> None:
        for channel in (self._pages, self._states):
            await channel.close()
