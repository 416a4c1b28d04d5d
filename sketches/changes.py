"""What differs between two versions of a sketch, as codes and counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Literal

from sketches.model import Frozen, SketchContent

ROWS = (
    "partners",
    "supporters",
    "milestones",
    "costs",
    "staffing",
    "risks",
    "measures",
    "follow_up",
    "voices",
    "sources",
)
_TOKENS = re.compile(r"\n|[^\S\n]*\S+|[^\S\n]+")  # a word with the blanks before it
_MOST_PAIRS = 1_000_000
CHOICES = ("applicant", "programme", "rate", "language", "start")


class Kind(StrEnum):
    """What was changed: words of a text, rows of a table, or a single choice."""

    WORDS = "words"
    ROWS = "rows"
    CHOICE = "choice"


class Change(Frozen):
    """A part that differs: `name` is a field of the sketch or, with `is_section`, a section's id."""

    name: str
    kind: Kind
    added: int = 0
    removed: int = 0
    is_section: bool = False


def changes(before: SketchContent, after: SketchContent) -> tuple[Change, ...]:
    """Return what differs, texts first; an origin alone is no difference."""
    return tuple(_changes(before, after))


def _changes(before: SketchContent, after: SketchContent) -> Iterator[Change]:
    yield from _words("title", before.title, after.title)
    yield from _words("summary", before.summary.text, after.summary.text)
    for section_id in dict.fromkeys(section.id for section in (*before.sections, *after.sections)):
        texts = before.section(section_id).text, after.section(section_id).text
        yield from _words(section_id, *texts, is_section=True)
    for name in CHOICES:
        if _seen(getattr(before, name)) != _seen(getattr(after, name)):
            yield Change(name=name, kind=Kind.CHOICE)
    for name in ROWS:
        yield from _rows(name, getattr(before, name), getattr(after, name))


class Piece(Frozen):
    """Words in a row: `sign` is "" for what both texts have, "-" for what is gone, "+" for what is new."""

    text: str
    sign: Literal["", "-", "+"] = ""


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return how a text became another one, word by word; line breaks count as words of their own.

    Texts that repeat the same words so often that comparing would take seconds are shown as replaced.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    times_old, times_new = Counter(old), Counter(new)
    if sum(times * times_new[word] for word, times in times_old.items()) > _MOST_PAIRS:
        found = (Piece(text=before, sign="-"), Piece(text=after, sign="+"))
        return (Piece(text=before),) if before == after else found
    return tuple(_pieces(old, new))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        gone, come = "".join(old[first:last]), "".join(new[begin:end])
        if tag == "equal":
            yield Piece(text=gone)
            continue
        if gone:
            yield Piece(text=gone, sign="-")
        if come:
            yield Piece(text=come, sign="+")


def _words(name: str, before: str, after: str, *, is_section: bool = False) -> Iterator[Change]:
    if before == after:
        return
    old, new = before.split(), after.split()
    same = sum(block.size for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())
    yield Change(
        name=name, kind=Kind.WORDS, added=len(new) - same, removed=len(old) - same, is_section=is_section
    )


def _rows(name: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Change]:
    old, new = (Counter(_seen(row) for row in rows) for rows in (before, after))
    if list(map(_seen, before)) != list(map(_seen, after)):
        yield Change(name=name, kind=Kind.ROWS, added=(new - old).total(), removed=(old - new).total())


def _seen(value: Any) -> str:
    """Return a value as a person sees it: without where it came from."""
    return repr(value.model_dump(exclude={"origin"}) if isinstance(value, Frozen) else value)
