"""Phones for tests: browsers that share one server and one workshop, but no cookies."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import httpx

from tests.workshops.room import Room
from workshops.live.rounds import RoundView

HERE = {"Origin": "http://testserver"}


class Phone:
    """One device; `browser` is a test client of its own."""

    def __init__(self, browser: Any, room: Room) -> None:
        self.browser = browser
        self.room = room

    def get(self, path: str, **headers: str) -> httpx.Response:
        answer: httpx.Response = self.browser.get(path, headers=headers)
        return answer

    def post(self, path: str, data: dict[str, str] | None = None) -> httpx.Response:
        answer: httpx.Response = self.browser.post(path, data=data or {}, headers=HERE)
        return answer

    def join(self, **fields: str) -> httpx.Response:
        path = f"/join/{self.room.series.join_code}"
        assert self.get(path).status_code == 200
        return self.post(path, fields)

    def send(self, *answers: dict[str, Any]) -> list[dict[str, Any]]:
        """Send answers as the script does, and return what became of each."""
        answer = self.browser.post("/live/answers", json={"answers": list(answers)}, headers=HERE)
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    def text(self, path: str) -> str:
        """Return a page's text without its tags."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.headers.get("location"))
        return unescape(re.sub(r"<[^>]+>", " ", answer.text))


NewPhone = Callable[[], Phone]


def entry(
    round_: RoundView, value: int | None, item: int = 0, criterion: int = 0, counter: int = 1
) -> dict[str, Any]:
    """Return one answer as the script sends it."""
    return {
        "round": round_.id,
        "item": round_.item_ids[item],
        "criterion": round_.criterion_ids[criterion],
        "value": value,
        "counter": counter,
    }
