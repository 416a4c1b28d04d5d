"""What the documents promise exists: settings, pages, words of the interface, links and pictures."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from babel.messages.pofile import read_po

import settings
from tests.architecture.imports import our_files
from ui import navigation

ROOT = Path(__file__).parents[2]
HANDBOOK = sorted((ROOT / "docs/handbuch").glob("*.md"))
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]


def _listed(page: str) -> list[str]:
    return re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / page).read_text(encoding="utf-8"), re.M)


def test_every_setting_is_explained() -> None:
    assert sorted(_listed("docs/operation.md")) == sorted(settings.names())
    assert set(_listed("README.md")) < set(settings.names())


ASK_THE_ENVIRONMENT = {
    "settings.py",
    "serve.py",  # tells NumPy how many threads to take
    "storage/copies.py",  # hands a password to PostgreSQL's own programs
    "isolation/process.py",  # hands on what Python needs to start, and nothing else
}


def test_nothing_else_asks_the_environment() -> None:
    asking = {
        file.as_posix()
        for file in our_files(ROOT)
        if re.search(r"os\.environ|getenv", (ROOT / file).read_text(encoding="utf-8"))
    }
    assert asking == ASK_THE_ENVIRONMENT


def test_every_page_is_in_the_handbook() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in HANDBOOK)
    entries = [value for value in vars(navigation).values() if isinstance(value, navigation.Entry)]
    for entry in (*entries, *navigation.JOURNEY, *navigation.FURTHER):
        assert f"`/{entry.address}`" in text, entry.address


@cache
def _german() -> list[re.Pattern[str]]:
    """Return what the interface says, with a number where a value goes; also each text up to it."""
    with (ROOT / "translations/de.po").open("rb") as file:
        strings = [message.string for message in read_po(file) if message.id]
    texts = {
        text.replace("**", "") for each in strings for text in ((each,) if isinstance(each, str) else each)
    }
    texts |= {text.partition("{")[0].rstrip(" (:") for text in texts}
    return [re.compile(r"\d+".join(map(re.escape, re.split(r"\{\w*\}", text)))) for text in texts if text]


@pytest.mark.parametrize("page", HANDBOOK, ids=lambda page: page.stem)
def test_bold_words_are_those_of_the_interface(page: Path) -> None:
    german = _german()
    bold = re.findall(r"\*\*(.+?)\*\*", re.sub(r"\s+", " ", page.read_text(encoding="utf-8")))
    assert [word for word in bold if not any(text.fullmatch(word) for text in german)] == []


def _anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        file, _, anchor = unquote(link).partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target.read_text(encoding="utf-8")), link


def test_no_page_names_the_machine_it_was_written_on() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not [place for place in (ROOT, Path.home()) if f"{place}/" in text], page
