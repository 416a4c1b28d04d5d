"""Files that cannot read Python hold copies of the tokens; here they are compared with their source."""

import re
import tomllib
from pathlib import Path

import pytest

from design.palette import ANSWERS, CHART, CHART_MORE, PAPER

ROOT = Path(__file__).parents[2]
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
OF_DESIGN = {*PAPER.as_mapping().values(), *CHART, *CHART_MORE, *ANSWERS}


def theme() -> dict[str, object]:
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    found: dict[str, object] = tomllib.loads(text)["theme"]
    return found


@pytest.mark.parametrize(
    ("setting", "colour"),
    [
        ("primaryColor", PAPER.accent),
        ("backgroundColor", PAPER.card),
        ("secondaryBackgroundColor", PAPER.shade),
        ("textColor", PAPER.ink),
        ("linkColor", PAPER.accent),
        ("borderColor", PAPER.border),
        ("redTextColor", PAPER.coral),
        ("orangeTextColor", PAPER.sun),
        ("greenTextColor", PAPER.leaf),
        ("blueTextColor", PAPER.sky),
        ("grayTextColor", PAPER.soft),
        ("chartCategoricalColors", [*CHART, *CHART_MORE]),
    ],
)
def test_streamlit_has_our_colours(setting: str, colour: object):
    assert theme()[setting] == colour


def test_phones_have_our_colours():
    sheet = ROOT / "light/static/style.css"
    text = sheet.read_text(encoding="utf-8")
    (own,) = re.findall(r":root \{(.*?)\}", text, flags=re.DOTALL)
    named = dict(re.findall(r"--([\w-]+): (#\w+);", own))
    names = {"quiet": "soft", "paper": "card", "alarm": "coral", "done": "leaf", "late": "sun"}
    ours = {name.replace("_", "-"): colour for name, colour in PAPER.as_mapping().items()}
    assert named == {name: ours[names.get(name, name)] for name in named}
    assert COLOUR.findall(text.replace(own, "")) == []


@pytest.mark.parametrize("package", ["ui", "pages", "reports", "stage"])
def test_nobody_else_writes_colours(package: str):
    """A colour in code or in a template comes from design/; "none" is the only list of exceptions."""
    found = {
        f"{file.relative_to(ROOT)}: {colour}"
        for suffix in ("py", "typ", "css", "html")
        for file in (ROOT / package).rglob(f"*.{suffix}")
        for colour in re.findall(r"#[0-9a-fA-F]{6}\b", file.read_text(encoding="utf-8"))
    }
    assert found == set()
