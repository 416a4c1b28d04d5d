"""The newest revision is known without Alembic, and to the same effect."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from storage import migrate, revision
from storage.database import open_database

ROOT = Path(__file__).parents[2]
OPEN = """
import sys
from storage.database import open_database
open_database(sys.argv[1]).close()
print("alembic" in sys.modules, "openpyxl" in sys.modules)
"""


def test_it_is_the_one_that_alembic_finds():
    assert revision.newest() == ScriptDirectory.from_config(migrate.configuration()).get_current_head()


def test_a_database_without_tables_has_none(database_url: str):
    engine = create_engine(database_url)
    assert revision.of(engine) is None
    open_database(database_url).close()
    assert revision.of(engine) == revision.newest()
    engine.dispose()


def test_two_newest_ones_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "versions").mkdir()
    for name in ("a", "b"):
        (tmp_path / "versions" / f"{name}.py").write_text(f"revision = '{name}'\ndown_revision = None\n")
    monkeypatch.setattr(revision, "MIGRATIONS", tmp_path)
    with pytest.raises(ValueError, match="too many values"):
        revision.newest()


def test_a_database_of_today_is_opened_without_alembic(sqlite_url: str):
    open_database(sqlite_url).close()
    said = subprocess.run([sys.executable, "-c", OPEN, sqlite_url], cwd=ROOT, capture_output=True, text=True)
    assert said.stdout.split() == ["False", "False"], said.stderr
