"""One JSON object a line, whatever is said, and no end of a link in it."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from light import events
from light.errorlog import ErrorLog


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """What the process writes; the handlers of the tests themselves come back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers = []
    written = io.StringIO()
    events.write_lines(written)
    yield written
    root.handlers, root.level = before, level
    logging.captureWarnings(False)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_a_line_with_its_fields(stream: io.StringIO) -> None:
    events.happened("secret refused", kind="link")
    (line,) = lines(stream)
    assert (line["level"], line["message"], line["kind"]) == ("INFO", "secret refused", "link")
    assert datetime.fromisoformat(line["time"]).tzinfo


def test_an_error_is_one_line_with_its_reference(stream: io.StringIO, tmp_path: Path) -> None:
    try:
        raise ValueError("Büdingen\nzwei Zeilen at /results/abc-DEF_123")
    except ValueError as error:
        reference = ErrorLog(tmp_path).record(error, "http GET /results")
    (line,) = lines(stream)
    assert (line["reference"], line["where"]) == (reference, "http GET /results")
    assert "Traceback" in line["exc_info"]
    assert "Büdingen\nzwei Zeilen" in line["exc_info"]
    for log in (stream.getvalue(), (tmp_path / "error.log").read_text(encoding="utf-8")):
        assert "abc-DEF_123" not in log
        assert reference in log


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ('GET "/sign-in/aB3-_x?to=/" 200', 'GET "/sign-in/…?to=/" 200'),
        ("http://localhost:8501/join/KLMNPQ/7", "http://localhost:8501/join/…/7"),
        ("/wall/x /tablet/y /fernbedienung/z", "/wall/… /tablet/… /fernbedienung/…"),
        ("/live/rate/7 and /results", "/live/rate/7 and /results"),
    ],
)
def test_links_lose_their_ends(said: str, kept: str) -> None:
    assert events.without_secrets(said) == kept
