"""What a server writes when nobody looks at its terminal: lines of JSON, and no secret of anybody in them."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser.application import SIGN_IN_LINK, Application
from tests.postgres import free_port
from tests.serve.conftest import ROOT, opened
from tests.serve.websocket import visit
from tests.workshops.room import ADVISOR, Room
from workshops.access import admission
from workshops.live import participants, tablets

WRONG = "WrongSecretOfNobody_0123456789abcdef"


@pytest.fixture
def reachable(tmp_path: Path) -> Iterator[Application]:
    """A server that others can reach, so that its log must not open any door."""
    with closing(Application(tmp_path, HOST="0.0.0.0")) as tool:
        tool.start()
        yield tool


def made_link(tool: Application) -> str:
    """Ask for a sign-in link as an operator does, and return its secret."""
    made = subprocess.run(
        [sys.executable, "-m", "workshops.access", "sign-in-link"],
        cwd=ROOT,
        env={"PATH": "", "DATA_DIR": str(tool.data_dir), "PORT": str(tool.port)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout.startswith(f"http://localhost:{tool.port}/sign-in/")
    return made.stdout.strip().rsplit("/", 1)[1]


def use_everything(tool: Application) -> set[str]:
    """Come in by every door, with right and wrong secrets; return all that must not be in a log."""
    secrets = {WRONG, made_link(tool)}
    with closing(opened(tool)) as database:
        room = Room(database)
        kinds = {"municipality": "results", "wall": "wall", "remote": "fernbedienung"}
        links = {
            place: admission.create_link(database, ADVISOR, room.id, kind) for kind, place in kinds.items()
        }
        links["tablet"] = tablets.create(database, ADVISOR, room.id)
    links["sign-in"] = (secrets - {WRONG}).pop()
    links["join"] = room.series.join_code
    secrets |= set(links.values())
    for place, token in links.items():
        with httpx.Client(base_url=tool.url, headers={"Origin": tool.url}) as browser:
            assert browser.get(f"/{place}/{token}").status_code < 400, place
            browser.get(f"/{place}/{WRONG}")
            if place == "join":
                assert browser.post(f"/join/{token}").status_code == 303
            secrets |= {value for value in browser.cookies.values() if len(value) > 5}
            if device := browser.cookies.get(admission.PARTICIPANT_COOKIE):
                code = participants.personal_code(device)
                browser.post("/rejoin", data={"code": token, "personal": code})
                browser.post("/rejoin", data={"code": token, "personal": "WRONGONE"})
                secrets.add(code)
    with httpx.Client(base_url=tool.url, headers={"Origin": tool.url}) as browser:
        browser.post("/sign-in", data={"secret": WRONG})
        browser.get(f"/sign-in/{links['sign-in']}")
        visit(tool.url, "", {admission.ADVISOR_COOKIE: browser.cookies[admission.ADVISOR_COOKIE]})
        secrets.add(browser.cookies[admission.ADVISOR_COOKIE])
        browser.post("/sign-out")
    return secrets


def break_it(tool: Application, secrets: set[str]) -> str:
    """Take a table away, and return the reference that the visitor of a link reads."""
    with closing(opened(tool)) as database, database.write() as session:
        session.connection().exec_driver_sql("ALTER TABLE access_link RENAME TO gone")
    token = next(iter(sorted(secrets)))
    answer = httpx.get(f"{tool.url}/results/{token}", headers={"Accept": "text/html"})
    assert answer.status_code >= 500
    found = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{2}\b", answer.text)
    assert found
    return found[0]


def test_every_line_is_json_and_no_secret_is_in_it(reachable: Application) -> None:
    secrets = use_everything(reachable)
    reference = break_it(reachable, secrets)
    assert reachable.stop() == 0
    lines: list[dict[str, Any]] = [json.loads(line) for line in reachable.output.splitlines()]
    happened = [line["message"] for line in lines if line["logger"] == "werkstatt.events"]
    assert happened[0] == "ready"
    assert happened[-1] == "stopped"
    assert {"secret refused", "secret accepted", "advisor signed in", "advisor signed out"} <= set(happened)
    assert [line["where"] for line in lines if line.get("reference") == reference] == ["http GET /results"]
    logged = (reachable.data_dir / "error.log").read_text(encoding="utf-8")
    assert reference in logged
    assert len(secrets) >= 12
    for secret in secrets:
        assert secret not in reachable.output
        assert secret not in logged


def test_a_link_that_only_this_computer_can_follow_is_told(tmp_path: Path) -> None:
    """Beside the lines, for whoever started it in the background of a laptop."""
    with closing(Application(tmp_path)) as tool:
        tool.start()
        lines = tool.output.splitlines()
    assert [line for line in lines if line.startswith("{")]
    assert tool.sign_in_secret not in "".join(line for line in lines if line.startswith("{"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
def test_on_a_terminal_there_are_words_and_no_lines_for_machines(tmp_path: Path) -> None:
    near, far = os.openpty()
    environment = os.environ | {"DATA_DIR": str(tmp_path), "PORT": str(free_port())}
    with subprocess.Popen([sys.executable, "serve.py"], cwd=ROOT, env=environment, stdout=far) as server:
        os.close(far)
        seen = b""
        while b"Strg+C" not in seen:
            seen += os.read(near, 4096)
        server.terminate()
    os.close(near)
    assert SIGN_IN_LINK.search(seen.decode())
    assert b"{" not in seen


def test_where_a_password_is_set_no_link_is_made(tmp_path: Path) -> None:
    environment = {"PATH": "", "DATA_DIR": str(tmp_path), "ADVISOR_PASSWORD": "Handkäs mit Musik"}
    refused = subprocess.run(
        [sys.executable, "-m", "workshops.access", "sign-in-link"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "ADVISOR_PASSWORD" in refused.stderr
