"""The tool as a user starts it: `python serve.py` in its own process, to be killed and started again."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from settings import names
from tests.postgres import free_port

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 180
SECONDS_TO_STOP = 60
SIGN_IN_LINK = re.compile(r"https?://\S+/sign-in/\S+")


class Application:
    """One installation: a port and a data folder that outlive the processes serving them."""

    program: Sequence[str] = ("serve.py",)

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.data_dir = folder / "data"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = settings
        self._starts = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process, "the application was not started"
        return self._process.pid

    @property
    def output(self) -> str:
        """What the newest process wrote to its terminal."""
        return self._terminal.read_text(encoding="utf-8", errors="replace")

    @property
    def sign_in_link(self) -> str:
        """The advisor's link from the terminal, on 127.0.0.1."""
        match = SIGN_IN_LINK.search(self.output)
        assert match, f"no sign-in link in the terminal:\n{self.output}"
        return self.url + urlsplit(match[0]).path

    @property
    def sign_in_secret(self) -> str:
        """The secret part of the advisor's link; empty where the terminal shows none."""
        match = SIGN_IN_LINK.search(self.output)
        return match[0].rsplit("/", 1)[1] if match else ""

    def start(self) -> None:
        """Start the server and wait until it is healthy."""
        self._starts += 1
        own = {"PORT": str(self.port), "DATA_DIR": str(self.data_dir), "PYTHONUNBUFFERED": "1"}
        inherited = {name: value for name, value in os.environ.items() if name not in OUR_SETTINGS}
        with self._terminal.open("wb") as terminal:
            self._process = subprocess.Popen(
                [sys.executable, *self.program],
                cwd=ROOT,
                env=inherited | own | self.settings,
                stdin=subprocess.DEVNULL,
                stdout=terminal,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.healthy():
            assert self._process.poll() is None, f"the server ended:\n{self.output}"
            assert time.monotonic() < deadline, f"the server does not answer:\n{self.output}"
            time.sleep(0.1)

    def healthy(self) -> bool:
        """Tell whether /healthz answers 200."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> int:
        """End the server as Ctrl-C does and return its exit code."""
        return self._end(signal.SIGINT)

    def kill(self) -> None:
        """End the server as a power cut does: it gets no chance to do anything."""
        self._end(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)

    def restart(self) -> None:
        """Stop and start on the same port and data."""
        self.stop()
        self.start()

    def close(self) -> None:
        """End whatever still runs."""
        if self._process and self._process.poll() is None:
            self.kill()

    @property
    def _terminal(self) -> Path:
        return self.folder / f"terminal-{self._starts}.txt"

    def _end(self, how: signal.Signals) -> int:
        assert self._process, "the application was not started"
        self._process.send_signal(how)
        return self._process.wait(timeout=SECONDS_TO_STOP)


OUR_SETTINGS = {f"{name}{end}" for name in names() for end in ("", "_FILE")}
"""Settings of the developer's shell that must not reach the tests."""
