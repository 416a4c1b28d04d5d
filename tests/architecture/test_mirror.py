"""Whoever looks for the tests of a module finds them in one guess, or reads where they are."""

import tomllib
from pathlib import Path

from tests.architecture.mirror import LIST, unproved

ROOT = Path(__file__).parents[2]


def test_every_module_has_its_test_or_a_written_reason():
    assert unproved(ROOT) == []


def test_what_is_missing_or_no_longer_true_is_found(tmp_path: Path):
    for name in ("scoring/ranks.py", "scoring/ties.py", "ui/room/card.py", "tests/scoring/test_ranks.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    listed = tmp_path / "list.toml"
    listed.write_text(
        '[[proved]]\nby = "tests/browser/test_gone.py"\n'
        'modules = ["ui/room/card.py", "scoring/ranks.py", "ui/old.py"]\n'
    )
    found = "\n".join(unproved(tmp_path, listed))
    for part in (
        "scoring/ties.py: no ",
        "scoring/ranks.py: has its own",
        "ui/old.py: is not",
        "test_gone.py is not",
    ):
        assert part in found


def test_each_reason_is_written():
    groups = tomllib.loads(LIST.read_text(encoding="utf-8"))["proved"]
    assert all(len(group["why"].split()) >= 2 for group in groups)
