"""One server for one SQLite file, whatever name it is called by; a killed one is forgotten."""

import subprocess
import sys
from pathlib import Path

import pytest

from storage.errors import StorageError, StorageProblem
from storage.occupation import Occupation

HOLD = "import sys, time; from storage.occupation import Occupation; o = Occupation(sys.argv[1]); print('held', flush=True); time.sleep(600)"  # noqa: E501


def another(url: str) -> subprocess.Popen[str]:
    """Let another process take the file, and return it."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, url], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_is_there_and_a_killed_one_blocks_nobody(sqlite_url: str):
    with another(sqlite_url) as first:
        with pytest.raises(StorageError) as taken:
            Occupation(sqlite_url)
        assert taken.value.problem is StorageProblem.TAKEN
        assert taken.value.detail == f"process {first.pid}"
        first.kill()
        first.wait()
        Occupation(sqlite_url).end()


def test_it_is_free_again_after_its_end_and_by_whatever_name_it_is_called(sqlite_url: str, tmp_path: Path):
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    held = Occupation(sqlite_url)
    (tmp_path / "other_name.db").symlink_to(file)
    with pytest.raises(StorageError):
        Occupation(f"sqlite:///{tmp_path / 'other_name.db'}")
    held.end()
    held.end()
    Occupation(f"sqlite:///{tmp_path / 'other_name.db'}").end()


@pytest.mark.parametrize(
    "url", ["postgresql://db/werkstatt", "nonsense", "sqlite://", "sqlite:////proc/no/where.db"]
)
def test_what_is_no_file_of_ours_is_taken_by_nobody(url: str):
    first, second = Occupation(url), Occupation(url)
    first.end()
    second.end()
