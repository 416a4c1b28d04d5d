"""Finds modules that no test answers for: tests lie at the path of what they prove, or a list says where."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.imports import MAY_IMPORT

LIST = Path(__file__).with_name("proved_elsewhere.toml")
SCREENS = {"workshop_app", "serve", "pages"}
"""Whole screens and the server have tests/browser and tests/serve."""


def unproved(root: Path, listed: Path = LIST) -> list[str]:
    """List modules without a test of their own and without a reason, and reasons that no longer hold."""
    reasons = dict(_reasons(listed))
    own = {module: _own_test(root, module) for module in _modules(root)}
    return [
        *(
            f"{module}: no {test} and no reason"
            for module, test in own.items()
            if not (root / test).exists() and module not in reasons
        ),
        *(
            f"{module}: has its own test now"
            for module in reasons
            if module in own and (root / own[module]).exists()
        ),
        *(f"{module}: is not there" for module in reasons if module not in own),
        *(f"{module}: {by} is not there" for module, by in reasons.items() if not (root / by).exists()),
    ]


def _modules(root: Path) -> Iterator[str]:
    for package in MAY_IMPORT.keys() - SCREENS:
        for file in sorted((root / package).rglob("*.py")):
            if not file.name.startswith("__") and "migrations" not in file.parts:
                yield file.relative_to(root).as_posix()


def _own_test(root: Path, module: str) -> str:
    file = Path("tests", module)
    return file.with_name(f"test_{file.name}").as_posix()


def _reasons(listed: Path) -> Iterator[tuple[str, str]]:
    for group in tomllib.loads(listed.read_text(encoding="utf-8"))["proved"]:
        for module in group["modules"]:
            yield module, group["by"]
