"""What tests of several modules share: a disk that is full soon, and a database with a round in it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import queries
from storage.database import Database
from storage.tables import ItemRow, ParticipantRow, RoundRow
from tests.storage.rows import series_row


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


@pytest.fixture
def in_a_round(database: Database) -> Database:
    """Return a database with the series "s", its round "r", its item "i" and its participant "p"."""
    with database.write() as session:
        queries.add(
            session,
            series_row(id="s"),
            RoundRow(id="r", series_id="s", number=1, kind="live"),
            ItemRow(id="i", series_id="s", kind="idea", title="T", area="energy", position=1),
            ParticipantRow(id="p", series_id="s", kind="phone"),
        )
    return database
