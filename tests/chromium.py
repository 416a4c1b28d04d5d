"""The browser of this machine. `python -m tests.chromium` finds one, or installs Debian's where it may."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
OUTSIDE_THE_PATH = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
MISSING = "no Chromium, Chrome or Edge on this machine; install one or set CHROMIUM to its path"


def find() -> str | None:
    """Return the path of a browser; the environment variable CHROMIUM goes before all others."""
    if chosen := os.environ.get("CHROMIUM"):
        return shutil.which(chosen)
    on_path = (shutil.which(name) for name in NAMES)
    elsewhere = (path for path in OUTSIDE_THE_PATH if Path(path).exists())
    return next((path for path in on_path if path), next(elsewhere, None))


def install() -> None:
    """Install Debian's Chromium if this is root on a machine with apt; a failure is no error."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        if subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            return


def main() -> None:
    """Say which browser the tests will drive."""
    if not find():
        install()
    sys.stdout.write(f"Browser for the tests: {find() or MISSING}\n")


if __name__ == "__main__":
    main()
