"""Which schema a database has, and which is the newest: asked at every start, so without loading Alembic."""

import re
from pathlib import Path

from sqlalchemy import Engine, inspect

MIGRATIONS = Path(__file__).parent / "migrations"
_NAMED = re.compile(r"^(revision|down_revision) = ['\"](\w+)['\"]$", re.MULTILINE)
_TABLE = "alembic_version"


def newest() -> str:
    """Return the revision that no other one follows, as the migrations' files name it."""
    revisions: set[str] = set()
    followed: set[str | None] = set()
    for file in MIGRATIONS.glob("versions/*.py"):
        names = dict(_NAMED.findall(file.read_text(encoding="utf-8")))
        revisions.add(names["revision"])
        followed.add(names.get("down_revision"))
    (last,) = revisions - followed
    return last


def of(engine: Engine) -> str | None:
    """Return the revision of a database, None where there are no tables yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(_TABLE):
            return None
        found: str | None = connection.exec_driver_sql(f"SELECT version_num FROM {_TABLE}").scalar()
        return found
