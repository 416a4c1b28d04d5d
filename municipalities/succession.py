"""Keys that ended and the keys that follow them: dated data, each change with its source.

A municipality that leaves its district or merges gets another key, while series, entries and files keep the
one that they were written with. The register follows these changes, so that an old key still finds its place.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Container, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_HEAD = """\
# Keys of municipalities and districts of Hessen that ended, and the key that follows each.
# `date` is the first day of the new key, or the day of the edition of the register that first has it.
# `python -m municipalities update … --write` adds what an edition brings; dates and sources may then be made
# more precise by hand.
"""

Key = Annotated[str, Field(pattern=r"^06\d{3}(\d{3})?$")]


class KeyChange(BaseModel):
    """A key that ended: since ``date`` the place ``name`` is, or belongs to, the one with the key ``new``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: date
    old: Key
    new: Key
    name: Annotated[str, Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]
    url: str | None = None


def read_key_changes(path: Path) -> tuple[KeyChange, ...]:
    """Read dated changes, in the order of the file; none if there is no such file.

    Raises:
        ValueError: the file is not of the form above, a key ends twice, or keys lead in a circle.
    """
    if not path.exists():
        return ()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        changes = tuple(KeyChange.model_validate(change) for change in content.get("change", ()))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    successors = {change.old: change.new for change in changes}
    if len(successors) < len(changes):
        raise ValueError(f"{path.name}: a key ends twice")
    for key in successors:
        _require_an_end(path, key, successors)
    return changes


def follow(key: str, successors: Mapping[str, str], known: Container[str]) -> str:
    """Return the first key from ``key`` on along its successors that is ``known``, else the last one."""
    while key not in known and key in successors:
        key = successors[key]
    return key


def key_changes_text(changes: Iterable[KeyChange]) -> str:
    """Write changes as the file that :func:`read_key_changes` reads."""
    return "\n".join((_HEAD, *map(_block, changes)))


def _block(change: KeyChange) -> str:
    texts = change.model_dump(exclude={"date"}, exclude_none=True)
    # A JSON string is a TOML string.
    lines = (f"{name} = {json.dumps(text, ensure_ascii=False)}\n" for name, text in texts.items())
    return f"[[change]]\ndate = {change.date.isoformat()}\n{''.join(lines)}"


def _require_an_end(path: Path, start: str, successors: Mapping[str, str]) -> None:
    key, seen = start, {start}
    while (key := successors.get(key, "")) in successors:
        if key in seen:
            raise ValueError(f"{path.name}: the successors of {start} lead in a circle")
        seen.add(key)
