"""Figures for Prometheus, scraped from a real server and read by the client's own parser."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests import event_loop
from tests.browser.application import Application
from tests.live.hall import Hall
from tests.postgres import free_port
from tests.serve.conftest import ROOT, advisor_cookies
from tests.serve.websocket import visiting

Figures = dict[str, dict[tuple[str, ...], float]]
LABELS = {"result", "place", "route", "status", "le"}


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Application, int]]:
    port = free_port()
    with closing(Application(tmp_path, METRICS_PORT=str(port))) as tool:
        tool.start()
        yield tool, port


def scrape(port: int) -> Figures:
    """Return what the server tells, by name and values of labels."""
    text = httpx.get(f"http://127.0.0.1:{port}/metrics").raise_for_status().text
    found: Figures = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name.startswith("werkstatt_"):
                assert set(sample.labels) <= LABELS, sample
                found.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
    return found


async def vote(hall: Hall) -> set[str]:
    """Let two phones vote, then one into a round that is closed; return what must not be in a figure."""
    async with hall.phones(2) as phones:
        for phone in phones:
            await hall.insist(phone, 3)
        hall.close_round()
        late = phones[0].entry(hall.round.id, hall.round.item_ids[0], hall.round.criterion_ids[0], 3)
        assert await phones[0].try_to_send(late)
        return {value for phone in phones for value in phone.cookies.values()}


def test_what_a_room_does_is_counted_and_nobody_is_named(watched: tuple[Application, int]) -> None:
    tool, port = watched
    assert scrape(port)["werkstatt_answers_total"] == {("stored",): 0, ("refused",): 0}
    hall = Hall(tool)
    secrets = event_loop.run(vote(hall))
    cookies = advisor_cookies(tool)
    with visiting(tool.url, "", cookies) as page:
        page.run()
        figures = scrape(port)
    assert figures["werkstatt_answers_total"] == {("stored",): 6, ("refused",): 1}
    assert figures["werkstatt_answer_seconds_count"]["/live/answers", "2xx"] == 7
    assert figures["werkstatt_answer_seconds_count"]["/join/{code}", "3xx"] == 2
    assert 0 < figures["werkstatt_answer_seconds_sum"]["/live/answers", "2xx"] < 60
    assert figures["werkstatt_writes_waiting"] == {(): 0}
    assert figures["werkstatt_series"] == {(): 1}
    assert figures["werkstatt_revisions"][()] > 6
    assert figures["werkstatt_page_sessions"] == {(): 1}
    assert figures["werkstatt_signed_in"] == {(): 1}
    assert figures["werkstatt_database_up"] == {(): 1}
    assert set(figures["werkstatt_errors_total"].values()) == {0}
    text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    room = hall.room
    told = secrets | {
        room.id,
        room.series.title,
        "Eichenzell",
        room.series.join_code,
        *room.items,
    }
    assert [secret for secret in told if secret in text] == []


def test_an_error_is_counted_and_a_database_that_is_away_is_said(watched: tuple[Application, int]) -> None:
    tool, port = watched
    for file in tool.data_dir.glob("werkstatt.db*"):
        file.write_bytes(b"this is not a database" * 100)
    assert httpx.get(f"{tool.url}/results/any").status_code == 503
    figures = scrape(port)
    assert figures["werkstatt_errors_total"]["http",] == 1
    assert figures["werkstatt_database_up"] == {(): 0}


def test_nothing_is_measured_or_loaded_unless_it_is_wanted() -> None:
    code = "import sys, serve; print('prometheus_client' in sys.modules, len(serve.measured.around))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "0"]


def test_the_figures_are_for_this_computer_only(watched: tuple[Application, int]) -> None:
    """The server's own port tells none of them, and the other port listens to no other address."""
    tool, port = watched
    assert httpx.get(f"{tool.url}/metrics").text != httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert "werkstatt_" not in httpx.get(f"{tool.url}/metrics").text
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://127.0.0.2:{port}/metrics")


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as occupant:
        port = str(occupant.getsockname()[1])
        with closing(Application(tmp_path, METRICS_PORT=port)) as tool:
            with pytest.raises(AssertionError, match="the server ended"):
                tool.start()
            assert port in tool.output
            assert "METRICS_PORT" in tool.output
            assert "Traceback" not in tool.output
