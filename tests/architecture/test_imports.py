"""The house stands as it was drawn: who may import whom, how long files are, what names say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.imports import (
    MAY_IMPORT,
    ROOMS,
    empty_names,
    forbidden_imports,
    forbidden_libraries,
    going_round,
    layers,
    loose_pages,
    our_files,
    too_long,
    wrong_doors,
)

ROOT = Path(__file__).parents[2]
RULES = [forbidden_imports, wrong_doors, forbidden_libraries, too_long, loose_pages, empty_names]
Rule = Callable[[Path], list[str]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(rule: Rule):
    assert rule(ROOT) == []


def test_the_rules_see_every_package_of_ours():
    seen = {file.parts[0].removesuffix(".py") for file in our_files(ROOT)}
    with_code = {folder.parent.name for folder in ROOT.glob("[a-z]*/__init__.py")} - {"tests", "benchmarks"}
    scripts = {file.stem for file in ROOT.glob("*.py")}
    assert with_code | scripts <= seen
    assert with_code | scripts <= set(MAY_IMPORT)


def house(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("scoring/ranks.py", "import storage"),
        ("storage/tables.py", "from translations import _"),
        ("usecases/cells.py", "from translations import _"),
        ("usecases/cells.py", "from translations.formats import number"),
        ("scoring/ranks.py", "from translations import numerals"),
        ("pages/advisor/score.py", "from storage.tables import Series"),
        ("pages/advisor/score.py", "from municipalities import register"),
        ("pages/advisor/score.py", "from pages.advisor.series import table"),
        ("pages/advisor/score.py", "from .series import table"),
        ("pages/advisor/score.py", "from ..wall import screen"),
        ("workshops/series.py", "def late():\n    import ui.guard"),
        ("workshops/series.py", "if TYPE_CHECKING:\n    from reports import pdf"),
        ("reports/pdf.py", "from workshops import series"),
        ("phone/routes.py", "from storage import queries"),
        ("phone/routes.py", "from web import door"),
        ("light/pages.py", "from phone import rating"),
        ("serve.py", "import phone"),
        ("workshop_app.py", "from storage import queries"),
    ],
)
def test_an_import_against_the_direction_is_found(tmp_path: Path, file: str, code: str):
    (found,) = forbidden_imports(house(tmp_path, {file: code}))
    assert found.startswith(f"{file}:")


def test_the_library_reads_numbers_as_everybody_does(tmp_path: Path):
    code = "from translations import numerals\nfrom translations.gaps import says_nothing"
    assert forbidden_imports(house(tmp_path, {"usecases/cells.py": code})) == []


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("ui/charts/map.py", "from ui.library import cards"),
        ("ui/library/cards.py", "from ui import entries"),
        ("ui/frame.py", "from ui.library.cards import cards"),
        ("workshops/live/rounds.py", "from workshops.evaluation import outcome"),
        ("workshops/series.py", "import workshops.live.rounds"),
        ("ui/attic/boxes.py", ""),
    ],
)
def test_a_way_from_room_to_room_that_is_not_drawn_is_found(tmp_path: Path, file: str, code: str):
    (found,) = wrong_doors(house(tmp_path, {file: code}))
    assert found.startswith(f"{file}:")


@pytest.mark.parametrize("package", ROOMS)
def test_the_rooms_of_a_package_lie_one_above_the_other(package: str):
    assert going_round(ROOMS[package]) == []
    assert {path.name for path in (ROOT / package).iterdir() if (path / "__init__.py").exists()} == set(
        ROOMS[package]
    )


@pytest.mark.parametrize("package", ROOMS)
def test_rooms_lie_in_at_most_five_layers(package: str):
    assert len(layers(ROOMS[package])) <= 5, layers(ROOMS[package])


def test_layers_are_counted_from_the_ground():
    assert layers({"a": set(), "b": {"a"}, "c": {"a"}, "d": {"a", "c"}}) == [["a"], ["b", "c"], ["d"]]


def test_rooms_that_know_each_other_are_found():
    assert going_round({"a": set(), "b": {"a", "c"}, "c": {"b"}}) == ["b", "c"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("workshops/series.py", "import streamlit as st"),
        ("ui/cards.py", "from starlette.responses import Response"),
        ("workshops/series.py", "from sqlmodel import select"),
        ("pages/advisor/score.py", "import sqlalchemy.orm"),
        ("ui/cards.py", "import plotly.graph_objects as go"),
        ("scoring/ranks.py", "import pandas as pd"),
    ],
)
def test_a_library_out_of_its_place_is_found(tmp_path: Path, file: str, code: str):
    (found,) = forbidden_libraries(house(tmp_path, {file: code}))
    assert found.startswith(f"{file}:1:")


def test_what_the_rules_allow_is_not_reported(tmp_path: Path):
    allowed = {
        "workshop_app.py": "import streamlit\nfrom ui import guard",
        "serve.py": "import starlette\nimport streamlit\nimport web",
        "pages/advisor/score.py": "import streamlit\nfrom ui import guard\nfrom translations import _",
        "ui/charts/portfolio.py": "import plotly\nimport pandas",
        "workshops/series.py": "from sqlmodel import Session\nimport storage\nfrom . import journal",
        "storage/engine.py": "import sqlmodel, sqlalchemy.pool\nfrom storage.tables import Series",
        "phone/routes.py": "from starlette.routing import Route\nfrom workshops import rounds",
    }
    root = house(tmp_path, allowed)
    assert [rule(root) for rule in RULES] == [[], [], [], [], [], []]


@pytest.mark.parametrize(
    ("file", "limit"), [("workshop_app.py", 80), ("pages/wall/screen.py", 120), ("ui/cards.py", 300)]
)
def test_a_file_beyond_its_limit_is_found(tmp_path: Path, file: str, limit: int):
    assert too_long(house(tmp_path, {file: "a = 1\n" * limit})) == []
    assert too_long(house(tmp_path, {file: "a = 1\n" * (limit + 1)})) == [
        f"{file}: {limit + 1} lines, at most {limit}"
    ]


def test_a_page_outside_a_subfolder_is_found(tmp_path: Path):
    root = house(tmp_path, {"pages/score.py": "", "pages/advisor/score.py": ""})
    assert loose_pages(root) == ["pages/score.py: move it into a subfolder"]


def test_names_that_say_nothing_are_found(tmp_path: Path):
    files = {
        "ui/utils.py": "",
        "workshops/series_helpers.py": "",
        "storage/common/keys.py": "",
        "reports/pdf.py": "class ReportManager: ...",
        "ui/commonality.py": "class Managed: ...",
    }
    assert len(empty_names(house(tmp_path, files))) == 4
