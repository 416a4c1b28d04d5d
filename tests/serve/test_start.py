"""Starting: what is wrong is said in a sentence, with exit code 1 and without a traceback."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from streamlit import config

import serve
from storage.database import open_database
from tests.browser.application import OUR_SETTINGS, Application
from tests.serve.conftest import ROOT
from tests.serve.websocket import visit
from usecases.catalogue import load_catalogue
from web.start import Listening
from workshops import installation
from workshops.access import admission
from workshops.library import holdings


@pytest.fixture
def refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., str]]:
    """Start the tool, which must refuse before it serves; return what it said."""

    def start(**settings: str) -> str:
        for name in OUR_SETTINGS:
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"DATA_DIR": str(tmp_path / "data"), "PORT": free_port()} | settings).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(serve.app, "run", lambda **_settings: pytest.fail("the server started"))
        assert serve.main() == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert len(said.err.splitlines()) in (2, 3)
        return said.err

    yield start
    installation.close()


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.parametrize(
    "wrong",
    [
        {"PUBLIC_URL": "werkstatt.example"},
        {"PUBLIC_URL": "https://example.org/werkstatt"},
        {"JOINS_PER_MINUTE": "many"},
        {"STOP_DELAY": "-1"},
        {"METRICS_PORT": "0"},
        {"OPEN_DATA_CONTRIBUTOR_ID": "hessen"},
        {"DATABASE_URL_FILE": "/nowhere/secret"},
    ],
)
def test_a_setting_that_cannot_be_used_is_named(refused: Callable[..., str], wrong: dict[str, str]) -> None:
    said = refused(**wrong)
    assert all(name in said and value in said for name, value in wrong.items())


def test_settings_are_checked_before_anything_is_made(tmp_path: Path) -> None:
    """In a process of its own, two at once: two sentences each, no traceback, no secret."""
    wrong = {"PORT": "eight", "ADVISOR_PASSWORD": "hessen", "DATA_DIR": str(tmp_path / "data")}
    end = subprocess.run(
        [sys.executable, "serve.py"],
        cwd=ROOT,
        env=os.environ | wrong,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert (end.returncode, end.stdout, len(end.stderr.splitlines())) == (1, "", 4)
    assert "PORT=eight" in end.stderr
    assert "hessen" not in end.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("port", ["0", "65536", "eight", "-1", "8501.5"])
def test_a_port_that_is_none(refused: Callable[..., str], port: str) -> None:
    assert f"PORT={port}" in refused(PORT=port)


def test_a_port_in_use(tmp_path: Path) -> None:
    """In a process of its own: exit code 1, one sentence each, no traceback."""
    with socket.socket() as occupant:
        occupant.bind(("127.0.0.1", 0))
        occupant.listen()
        port = occupant.getsockname()[1]
        end = subprocess.run(
            [sys.executable, "serve.py"],
            cwd=ROOT,
            env=os.environ | {"DATA_DIR": str(tmp_path), "PORT": str(port), "HOST": "127.0.0.1"},
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
    assert (end.returncode, end.stdout, len(end.stderr.splitlines())) == (1, "", 2)
    assert str(port) in end.stderr
    assert f"PORT={port + 1}" in end.stderr


def test_an_address_of_another_computer(refused: Callable[..., str]) -> None:
    assert "192.0.2.1" in refused(HOST="192.0.2.1")


def test_a_name_that_is_no_address(refused: Callable[..., str]) -> None:
    assert "HOST=nowhere.invalid" in refused(HOST="nowhere.invalid")


def test_a_data_folder_that_cannot_be_made(refused: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = str(tmp_path / "file" / "data")
    assert folder in refused(DATA_DIR=folder)


def test_a_database_from_a_newer_version(refused: Callable[..., str], tmp_path: Path) -> None:
    file = tmp_path / "newer.db"
    with closing(open_database(f"sqlite:///{file}")) as database, database.write() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = 'from_the_future'")
    before = file.read_bytes()
    assert "from_the_future" in refused(DATABASE_URL=f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_file_that_is_no_database(refused: Callable[..., str], tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear reader, " * 100)
    refused(DATABASE_URL=f"sqlite:///{file}")
    assert file.read_text() == "Dear reader, " * 100


def test_a_database_server_that_is_not_there(refused: Callable[..., str]) -> None:
    assert "refused" in refused(DATABASE_URL=f"postgresql://127.0.0.1:{free_port()}/werkstatt")


def test_a_broken_use_case_file(
    refused: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mobility" / "broken.toml"
    file.parent.mkdir()
    file.write_text('id = "x"\ntitle_de = 7\n', encoding="utf-8")
    monkeypatch.setattr(holdings, "load_catalogue", lambda: load_catalogue(tmp_path))
    holdings.shipped.cache_clear()
    said = refused()
    assert f"{file}, Zeile 2, Feld „title_de“" in said


@pytest.mark.parametrize("url", ["nonsense", "oracle://host/name"])
def test_an_address_that_names_no_database(refused: Callable[..., str], url: str) -> None:
    assert "DATABASE_URL" in refused(DATABASE_URL=url)


def test_a_password_that_is_easily_guessed(refused: Callable[..., str]) -> None:
    assert "ADVISOR_PASSWORD" in refused(ADVISOR_PASSWORD="hessen")
    assert "ADVISOR_PASSWORD" in refused(ADVISOR_PASSWORD=" " * 12)
    assert "ADVISOR_PASSWORD" in refused(ADVISOR_PASSWORD="sieben7 ")


@pytest.mark.parametrize("name", ["runner.postScriptGC", "client.showErrorDetails", "server.address"])
def test_a_decisive_setting_that_was_changed(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    ask = config.get_option
    monkeypatch.setattr(config, "get_option", lambda asked: None if asked == name else ask(asked))
    assert name in refused()


def test_a_session_that_is_forgotten_too_soon(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "server.disconnectedSessionTTL"
    ask = config.get_option
    monkeypatch.setattr(config, "get_option", lambda asked: 120 if asked == name else ask(asked))
    assert name in refused()


def test_on_the_network_with_a_password_until_it_is_ended(tmp_path: Path) -> None:
    with closing(Application(tmp_path, ADVISOR_PASSWORD="Handkäs mit Musik", HOST="0.0.0.0")) as tool:
        tool.start()
        assert json.loads(tool.output.splitlines()[0])["address"] == f"http://localhost:{tool.port}/sign-in"
        form = {"secret": "Handkäs mit Musik"}
        answer = httpx.post(f"{tool.url}/sign-in", data=form, headers={"Origin": tool.url})
        assert answer.status_code == 303
        assert admission.ADVISOR_COOKIE in answer.cookies
        assert "Reihen" in visit(tool.url, "", dict(answer.cookies)), "the pages are behind the door"
        assert tool._end(signal.SIGTERM) in (0, -signal.SIGTERM)
        assert "Traceback" not in tool.output
        assert not (tool.data_dir / "error.log").exists()


@pytest.mark.parametrize(
    ("host", "own", "in_the_room"),
    [
        ("127.0.0.1", "http://localhost:8501", False),
        ("0.0.0.0", "http://localhost:8501", True),
        ("192.0.2.7", "http://192.0.2.7:8501", False),
    ],
)
def test_addresses_that_are_told(host: str, own: str, in_the_room: bool) -> None:
    place = Listening(host, 8501)
    assert place.own_address == own
    assert place.room_address is None or in_the_room


def test_the_public_address_is_the_one_that_is_told() -> None:
    place = Listening("0.0.0.0", 8501, "https://werkstatt.example")
    assert (place.own_address, place.room_address) == ("https://werkstatt.example", None)


@pytest.mark.skipif(sys.platform != "linux", reason="counts the threads that Linux lists")
def test_sums_take_no_second_processor_from_the_visitors():
    count = "import os, serve; print(len(os.listdir('/proc/self/task')))"
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    told = subprocess.run(
        [sys.executable, "-c", count], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert int(told.stdout) == 1


LATER = ["alembic", "openpyxl", "pandas", "docx", "docxtpl", "pptx", "typst", "xlsxwriter"]


def told(code: str) -> list[str]:
    """Return the words that a fresh Python says."""
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_what_only_some_pages_need_is_loaded_after_the_port_answers():
    loaded = "print(*[name for name in {} if name in sys.modules])"
    first, later = loaded.format(LATER), loaded.format(["pandas", "docxtpl", "ui.evaluation.ranking"])
    assert told(f"import sys, serve; {first}") == []
    collector = "print(gc.isenabled(), gc.get_freeze_count() > 9999)"
    seen = told(f"import gc, sys, serve; serve.warm_up(); {later}; {collector}")
    assert seen == ["pandas", "docxtpl", "ui.evaluation.ranking", "True", "True"]
