"""Unexpected errors: a calm page with a reference, and everything else only in the log."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from light.errorlog import ErrorLog
from storage.database import Database

REFERENCE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{2}")


def test_the_page_names_the_reference_of_the_log_entry(advisor: TestClient, tmp_path: Path) -> None:
    answer = advisor.get("/break")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text
    found = REFERENCE.search(answer.text)
    assert found
    log = (tmp_path / "error.log").read_text(encoding="utf-8")
    assert f"{found[0]} http GET /break" in log
    assert "RuntimeError: a secret detail" in log
    assert "Traceback" in log


def test_a_broken_database_is_said_in_a_sentence(
    client: TestClient, database: Database, sqlite_url: str, tmp_path: Path
) -> None:
    database.close()
    Path(sqlite_url.removeprefix("sqlite:///")).write_bytes(b"this is not a database" * 100)
    answer = client.get("/results/some-token")
    assert answer.status_code == 503
    assert REFERENCE.search(answer.text)
    log = (tmp_path / "error.log").read_text(encoding="utf-8")
    assert "http GET /results\n" in log
    assert "some-token" not in log.split("Traceback")[0]


def test_health_touches_the_database(client: TestClient, database: Database, sqlite_url: str) -> None:
    for path in ("/readyz", "/healthz", "/livez"):
        assert (client.get(path).status_code, client.get(path).text) == (200, "ok\n")
    database.close()
    Path(sqlite_url.removeprefix("sqlite:///")).write_bytes(b"this is not a database" * 100)
    assert client.get("/livez").text == "ok\n", "starting the process again would not bring it back"
    assert client.get("/healthz").status_code == 503
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.text.startswith("The database does not answer or takes nothing. ")
    assert REFERENCE.search(answer.text)


def test_references_differ_and_are_easy_to_read_aloud(tmp_path: Path) -> None:
    log = ErrorLog(tmp_path)
    references = {log.record(ValueError(), "here") for _ in range(50)}
    assert len(references) == 50
    assert not any(set(reference) & set("0O1IL5S8B") for reference in references)


def test_one_traceback_for_each_cause_and_minute(tmp_path: Path) -> None:
    now = [0.0]
    log = ErrorLog(tmp_path, lambda: now[0])

    def fail(kind: type[Exception]) -> str:
        try:
            raise kind("reason")
        except kind as error:
            return log.record(error, "here")

    first = [fail(ValueError) for _request in range(100)]
    fail(KeyError)
    now[0] = 61.0
    fail(ValueError)
    text = log.file.read_text(encoding="utf-8")
    assert text.count("Traceback") == 3
    assert text.count(f"as {first[0]}") == 99
    assert all(reference in text for reference in first)
    assert len(text) < 12_000


def test_the_log_does_not_grow_without_end(tmp_path: Path) -> None:
    log = ErrorLog(tmp_path, iter(range(0, 10_000, 100)).__next__)
    for _ in range(9):
        log.record(ValueError("x" * 900_000), "here")
    assert len(list(tmp_path.glob("error.log*"))) == 6


@pytest.mark.parametrize("folder", ["missing", "missing/deeper"])
def test_no_file_appears_without_an_error(tmp_path: Path, folder: str) -> None:
    ErrorLog(tmp_path / folder)
    assert not (tmp_path / folder).exists()
