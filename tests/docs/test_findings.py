"""Each script of findings/ has the form that its README asks for, and nothing that CI runs starts one."""

import os
import re
from pathlib import Path

import pytest

from tests.architecture.imports import our_files

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "findings").glob("*.sh"))
RUN_BY_CI = ["Makefile", ".ci/run", "pyproject.toml"]
PARTS = ["Software:", "Expected:", "Seen:", "Here:"]
PACKAGES = sorted({Path(file.parts[0]).stem for file in our_files(ROOT)})
OURS = re.compile(rf"^\s*(?:from|import) (?:{'|'.join(PACKAGES)})\b", re.M)


def faults(script: str) -> list[str]:
    """Return what a script lacks of the form."""
    comment = "\n".join(line for line in script.splitlines() if line.startswith("#"))
    lacking = [part for part in PARTS if part not in comment]
    lacking += [line for line in ("set -euo pipefail", "mktemp -d", "trap ", "exit 1") if line not in script]
    if not re.search(r"[\w.-]+==\d", script):
        lacking.append("a pinned package")
    if OURS.search(script):
        lacking.append("independence of this project")
    return lacking


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_has_the_form_of_its_readme(script: Path) -> None:
    assert faults(script.read_text(encoding="utf-8")) == []
    assert os.name == "nt" or os.access(script, os.X_OK), "not executable"


def test_a_script_without_the_form_is_found() -> None:
    assert len(faults("pip install streamlit\npython -c '\nfrom storage import tables\n'")) == 10


def test_findings_hold_scripts_and_their_readme_only() -> None:
    others = {path.name for path in (ROOT / "findings").iterdir()} - {script.name for script in SCRIPTS}
    assert others == {"README.md"}


@pytest.mark.parametrize("file", RUN_BY_CI)
def test_nothing_that_ci_runs_starts_a_finding(file: str) -> None:
    assert "findings" not in (ROOT / file).read_text(encoding="utf-8")
