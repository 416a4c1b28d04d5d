"""Walls without a browser: they ask for the next scene as the script does."""

import asyncio
import re
from collections.abc import Mapping
from html import unescape

import httpx

PATIENCE = 20.0


class LightWall:
    """One open wall; `scenes` counts what it was sent, `sent` the bytes of it."""

    def __init__(self, address: str, cookies: Mapping[str, str]) -> None:
        self._client = httpx.AsyncClient(base_url=address, cookies=dict(cookies), timeout=PATIENCE)
        self._mark = ""
        self._following: asyncio.Task[None] | None = None
        self.scenes = 0
        self.sent = 0

    async def open(self) -> None:
        """Load the page, then follow."""
        page = await self._client.get("/wand")
        page.raise_for_status()
        self._take(page)
        self._following = asyncio.create_task(self._follow())

    def _take(self, answer: httpx.Response) -> None:
        (found,) = re.findall(r'data-mark="([^"]*)"', answer.text)
        self._mark = unescape(found)
        self.scenes += 1
        self.sent += len(answer.content)

    async def _follow(self) -> None:
        while True:
            answer = await self._client.get("/wand/szene", params={"seen": self._mark})
            if answer.status_code == 200:
                self._take(answer)

    async def close(self) -> None:
        if self._following:
            self._following.cancel()
        await self._client.aclose()
