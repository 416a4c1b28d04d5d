"""What tests of several modules share: a disk that is full soon."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """Yield a disk of one megabyte; only root may mount one."""
    folder = tempfile.mkdtemp(prefix="disk-")
    try:
        mounted = (
            shutil.which("mount")
            and not subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True
            ).returncode
        )
        if not mounted:
            pytest.skip("this account cannot mount a small disk")
        yield Path(folder)
        subprocess.run(["umount", folder], check=True)
    finally:
        os.rmdir(folder)  # noqa: PTH106
