"""The lower bounds of dependencies admit no version with a known hole in what this tool uses of them."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[2]
SOUND_FROM = {
    "fonttools": ("4.60.2", "CVE-2025-66034: files written elsewhere"),
    "jinja2": ("3.1.6", "CVE-2025-27516, CVE-2024-56326: ways out of the sandbox that fills templates"),
    "openpyxl": ("2.4.2", "CVE-2017-5992: outside entities"),
    "python-docx": ("0.8.6", "CVE-2016-5851: outside entities"),
    "python-multipart": (
        "0.0.22",
        "CVE-2026-24486, CVE-2024-53981: files elsewhere, slow boundaries",
    ),
    "pypdf": ("6.4", "CVE-2025-66019 and earlier: endless work on a file; for tests only"),
    "starlette": ("0.49.1", "CVE-2025-62727, CVE-2025-54121: slow ranges, large forms in the loop"),
    # Not asked for by name: they come with others.
    "h11": ("0.16", "CVE-2025-43859: requests smuggled past a proxy"),
    "lxml": ("4.6.5", "CVE-2021-43818: scripts past the cleaner"),
    "pillow": ("11.3", "CVE-2025-48379: a buffer too small"),
    "requests": ("2.32.4", "CVE-2024-47081: passwords sent elsewhere"),
    "urllib3": ("2.6", "CVE-2025-66418, CVE-2025-66471: answers that unpack without end"),
}
"""From which version on the known holes are closed, and which those are; to be added to when one is found."""


def bounds() -> dict[str, Version]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    found = {}
    for each in map(Requirement, asked):
        (lowest,) = [Version(part.version) for part in each.specifier if part.operator == ">="]
        found[each.name] = lowest
    return found


def locked() -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for package in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]:
        if "version" in package:
            found.setdefault(package["name"], []).append(Version(package["version"]))
    return found


@pytest.mark.parametrize("name", SOUND_FROM)
def test_bound_and_lock_are_sound(name: str) -> None:
    sound, why = SOUND_FROM[name]
    assert bounds().get(name, Version(sound)) >= Version(sound), why
    assert min(locked()[name]) >= Version(sound), why


def test_each_dependency_has_a_lower_bound() -> None:
    assert {"jinja2", "starlette", "python-multipart"} <= set(bounds())
