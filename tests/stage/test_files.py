"""What a wall loads: little, and kept by browsers."""

import gzip
from typing import Any

import pytest

from stage import files
from tests.stage.afternoon import ADVISOR, Afternoon
from workshops.access import admission
from workshops.wall import steering
from workshops.wall.scenes import Scene

FIRST_LOAD = 80_000


def test_the_first_load_of_the_largest_scene_is_at_most_80_kilobytes(client: Any, revealed: Afternoon):
    steering.go(revealed.database, ADVISOR, revealed.id, Scene.PORTFOLIO, step=2)
    client.cookies.set(
        admission.WALL_COOKIE, admission.create_link(revealed.database, ADVISOR, revealed.id, "wall")
    )
    addresses = files.addresses()
    loaded = ["/wand", addresses["sheet"], addresses["script"], "/stage/schrift.woff", "/stage/zeichen.svg"]
    sizes = {}
    for address in loaded:
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        packed = answer.headers.get("content-encoding") == "gzip"
        sizes[address] = len(gzip.compress(answer.content, 6)) if packed else len(answer.content)
    assert sum(sizes.values()) <= FIRST_LOAD, sizes


@pytest.mark.parametrize("name", ["wall.css", "remote.css", "wall.js", "remote.js", "schrift.woff"])
def test_files_are_kept_for_a_year(client: Any, name: str):
    assert "immutable" in client.get(f"/stage/{name}").headers["cache-control"]


def test_there_are_no_other_files(client: Any):
    assert client.get("/stage/wall.py").status_code == 404
    assert client.get("/stage/..%2fwall.py").status_code in (403, 404)


def test_an_address_changes_with_its_content():
    assert len(set(files.addresses().values())) == len(files.addresses())


def test_nothing_is_asked_of_others():
    for name in ("wall.css", "remote.css"):
        assert "http" not in files.sheet(name)
