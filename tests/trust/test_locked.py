"""Small locks of the house, each tried again as it was once found open."""

import re
import stat
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from websockets.exceptions import ConnectionClosed

from light.errorlog import ErrorLog
from storage.database import Database, open_database
from storage.errors import StorageError, StorageProblem
from tests.browser.application import Application
from tests.phone.phones import HERE
from tests.serve.websocket import visiting
from tests.workshops.room import ADVISOR, Room
from workshops.access import admission

OPERATION = Path(__file__).parents[2] / "docs" / "operation.md"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    with closing(Application(tmp_path_factory.mktemp("server"))) as application:
        application.start()
        yield application


def test_files_are_for_the_owner_only(server: Application) -> None:
    files = [server.data_dir, *server.data_dir.iterdir()]
    assert len(files) > 1
    open_to_others = [file.name for file in files if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    assert open_to_others == []


def test_words_where_messages_are_expected_write_no_traceback(server: Application) -> None:
    with closing(open_database(f"sqlite:///{server.data_dir / 'werkstatt.db'}")) as database:
        room = Room(database)
        secret = admission.create_link(database, ADVISOR, room.id, "municipality")
    link = {admission.RESULT_COOKIE: secret}
    # The server may have closed after the first of them.
    with suppress(ConnectionClosed, TimeoutError), visiting(server.url, "results", link) as visitor:
        for _time in range(3):
            visitor._connection.send("not what a page sends")
        while True:
            visitor._connection.recv(timeout=3)
    assert "Traceback" not in server.output
    assert server.healthy()


def test_one_cause_has_one_traceback_a_minute(tmp_path: Path) -> None:
    seconds = [0.0]
    log = ErrorLog(tmp_path, clock=lambda: seconds[0])

    def fail() -> None:
        try:
            raise OSError("the database is away")
        except OSError as error:
            log.record(error, "vote")

    for _time in range(50):
        fail()
    assert log.file.read_text().count("Traceback") == 1
    seconds[0] = 61.0
    fail()
    assert log.file.read_text().count("Traceback") == 2


def test_health_is_not_well_while_nothing_can_be_written(
    client: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/healthz").status_code == 200

    def full(_database: Database) -> None:
        raise StorageError(StorageProblem.FULL)

    monkeypatch.setattr("web.health._SECONDS_BETWEEN_WRITES", 0.0)
    monkeypatch.setattr(Database, "check_writing", full)
    assert client.get("/healthz").status_code == 503


def test_a_participant_s_mark_is_never_a_guess(client: TestClient, room: Room) -> None:
    for made_up in ("a", "x" * 31):
        client.cookies.clear()
        client.cookies.set("werkstatt_joining", made_up)
        answer = client.post(f"/join/{room.series.join_code}", headers=HERE)
        assert admission.PARTICIPANT_COOKIE not in answer.cookies


def test_the_samples_keep_the_word_of_the_privacy_page() -> None:
    text = OPERATION.read_text(encoding="utf-8")
    nginx = next(block for block in re.findall(r"```.*?```", text, re.DOTALL) if "proxy_pass" in block)
    assert "access_log off;" in nginx
    assert "X-Forwarded-Proto" in nginx, "the tool itself tells browsers to insist on HTTPS"
    unit = next(block for block in re.findall(r"```.*?```", text, re.DOTALL) if "[Service]" in block)
    assert {"StateDirectoryMode=0700", "UMask=0077"} <= set(unit.splitlines())
