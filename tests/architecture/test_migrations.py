"""Two branches may each bring the next migration: then one of them has to be renumbered before both meet."""

import re
from pathlib import Path

VERSIONS = Path(__file__).parents[2] / "storage/migrations/versions"


def test_each_migration_follows_exactly_one_other() -> None:
    files = sorted(VERSIONS.glob("*.py"))
    named = [
        dict(re.findall(r"""^(\w+) = ["'](\w+)["']""", file.read_text(encoding="utf-8"), re.MULTILINE))
        for file in files
    ]
    revisions = [each["revision"] for each in named]
    assert [file.name.split("_")[0] for file in files] == revisions
    assert [each.get("down_revision") for each in named] == [None, *revisions[:-1]]
