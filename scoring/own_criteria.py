"""An own set of criteria: read from TOML and checked like the set of the tool, and written again.

Dimensions and gates stay those of the tool; wording, anchors, points, order and number of criteria are one's
own. A set as plain data (`to_content`) is what a series keeps as its snapshot.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from scoring.criteria import LANGUAGES, SCALE, CriteriaSet, Criterion, load_criteria

MOST_IN_A_DIMENSION = 8
LONGEST_NAME = 60
LONGEST_TEXT = 300
MOST_POINTS = 1000
MOST_GROUPS = 12
EQUAL_POINTS = 100
_ID = re.compile(r"[A-Za-z][A-Za-z0-9]{0,15}")
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_TEXTS = ("name", "question")
_KNOWN = {
    "id",
    "dimension",
    "points",
    "german_only",
    "left_out",
    *(f"{name}_{language}" for name in (*_TEXTS, "anchors") for language in LANGUAGES),
}
_HEAD = """\
# Criteria of a workshop / Kriterien einer Werkstatt
# points: 100 = as much as the others; only relations count. Five anchors from 1 (lowest) to 5 (highest).
# german_only = true: the texts ..._en are left out, and the German ones are shown in their place.
# left_out = ["citizens"]: groups that cannot judge a criterion and are not asked: administration, politics,
# utilities, citizens, business, or the name of an own group.
"""


@dataclass(frozen=True)
class Problem:
    """What is wrong at `place` ("criteria[2].anchors_de"), as a code with its figures.

    Codes: "no_toml" (reason), "missing", "unknown", "no_text", "too_long" (limit), "anchors" (found), "id",
    "twice" (id), "dimension" (known), "points" (limit), "no_switch", "groups" (limit), "empty_dimension",
    "too_many" (limit), "nothing_left" (group), "not_a_table".
    """

    place: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Say it in English, for who checks a file on the command line."""
        facts = ", ".join(f"{name} {value}" for name, value in self.values.items())
        return f"{self.place}: {self.code.replace('_', ' ')}{f' ({facts})' if facts else ''}"


class CriteriaError(ValueError):
    """A set that cannot be used, with all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


def parse(text: str) -> CriteriaSet:
    """Read an own set from the text of a TOML file. Raises CriteriaError."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CriteriaError([Problem("", "no_toml", {"reason": str(error)})]) from error
    return from_content(content)


def from_content(content: Mapping[str, Any]) -> CriteriaSet:
    """Return the set that plain data hold. Raises CriteriaError."""
    shipped = load_criteria()
    known = tuple(dimension.id for dimension in shipped.dimensions)
    entries = content.get("criteria")
    rows = entries if isinstance(entries, list) else []
    problems = [
        *(Problem(key, "unknown") for key in content.keys() - {"criteria", "dimensions"}),
        *_wrong_points_of_dimensions(content.get("dimensions", {}), known),
        *(problem for place, entry in enumerate(rows, start=1) for problem in _wrong(place, entry, known)),
        *_wrong_together([entry for entry in rows if isinstance(entry, Mapping)], known),
    ]
    if problems:
        raise CriteriaError(problems)
    points = content.get("dimensions", {})
    return replace(
        shipped,
        criteria=tuple(_criterion(entry) for entry in rows),
        dimensions=tuple(
            replace(each, points=float(points.get(each.id, EQUAL_POINTS))) for each in shipped.dimensions
        ),
    )


def to_content(criteria: CriteriaSet) -> dict[str, Any]:
    """Return a set as plain data; `from_content` reads it again."""
    return {
        "dimensions": {each.id: _plain(each.points) for each in criteria.dimensions},
        "criteria": [_entry(each) for each in criteria.criteria],
    }


def to_toml(criteria: CriteriaSet) -> str:
    """Write a set as a TOML file; `parse` reads it again."""
    content = to_content(criteria)
    points = [f"{key} = {value}" for key, value in content["dimensions"].items()]
    blocks = [
        "\n".join(["[[criteria]]", *(f"{key} = {_value(value)}" for key, value in entry.items())])
        for entry in content["criteria"]
    ]
    return "\n".join([_HEAD, "[dimensions]", *points, "", "\n\n".join(blocks), ""])


def _wrong_points_of_dimensions(given: Any, known: Sequence[str]) -> Iterator[Problem]:
    if not isinstance(given, Mapping):
        yield Problem("dimensions", "not_a_table")
        return
    for key, value in given.items():
        if key not in known:
            yield Problem(f"dimensions.{key}", "dimension", {"known": ", ".join(known)})
        elif not _is_points(value):
            yield Problem(f"dimensions.{key}", "points", {"limit": MOST_POINTS})
    if given and not any(_is_points(given.get(key, EQUAL_POINTS)) and given.get(key, 1) for key in known):
        yield Problem("dimensions", "points", {"limit": MOST_POINTS})


def _wrong(number: int, entry: Any, known: Sequence[str]) -> Iterator[Problem]:
    place = f"criteria[{number}]"
    if not isinstance(entry, Mapping):
        yield Problem(place, "not_a_table")
        return
    yield from (Problem(f"{place}.{key}", "unknown") for key in sorted(entry.keys() - _KNOWN))
    key = entry.get("id")
    if not (isinstance(key, str) and _ID.fullmatch(key) and key not in known):
        yield Problem(f"{place}.id", "id")
    if entry.get("dimension") not in known:
        yield Problem(f"{place}.dimension", "dimension", {"known": ", ".join(known)})
    if not _is_points(entry.get("points", EQUAL_POINTS)):
        yield Problem(f"{place}.points", "points", {"limit": MOST_POINTS})
    german_only = entry.get("german_only", False)
    if not isinstance(german_only, bool):
        yield Problem(f"{place}.german_only", "no_switch")
    if not _are_groups(entry.get("left_out", [])):
        yield Problem(f"{place}.left_out", "groups", {"limit": MOST_GROUPS})
    for language in ("de",) if german_only is True else LANGUAGES:
        for name in _TEXTS:
            yield from _wrong_text(f"{place}.{name}_{language}", entry.get(f"{name}_{language}"), name)
        yield from _wrong_anchors(f"{place}.anchors_{language}", entry.get(f"anchors_{language}"))


def _wrong_text(place: str, value: Any, name: str = "") -> Iterator[Problem]:
    limit = LONGEST_NAME if name == "name" else LONGEST_TEXT
    if value is None:
        yield Problem(place, "missing")
    elif _is_no_line(value):
        yield Problem(place, "no_text")
    elif len(value) > limit:
        yield Problem(place, "too_long", {"limit": limit})


def _is_harmful(character: str) -> bool:
    """Whether a character breaks a line or a document: controls, unassigned ones, and turned directions."""
    return character in _DIRECTIONS or unicodedata.category(character) in {"Cc", "Cs", "Cn", "Zl", "Zp"}


def _wrong_anchors(place: str, value: Any) -> Iterator[Problem]:
    if value is None:
        yield Problem(place, "missing")
    elif not isinstance(value, list) or len(value) != len(SCALE):
        yield Problem(place, "anchors", {"found": len(value) if isinstance(value, list) else 0})
    else:
        for rating, text in zip(SCALE, value, strict=True):
            yield from _wrong_text(f"{place}[{rating}]", text)


def _wrong_together(rows: Sequence[Mapping[str, Any]], known: Sequence[str]) -> Iterator[Problem]:
    ids = [str(entry.get("id")) for entry in rows]
    for number, key in enumerate(ids, start=1):
        if key in ids[: number - 1]:
            yield Problem(f"criteria[{number}].id", "twice", {"id": key})
    for dimension in known:
        own = [entry for entry in rows if entry.get("dimension") == dimension]
        if not own:
            yield Problem(dimension, "empty_dimension")
        elif len(own) > MOST_IN_A_DIMENSION:
            yield Problem(dimension, "too_many", {"limit": MOST_IN_A_DIMENSION})
        elif not any(entry.get("points", EQUAL_POINTS) for entry in own):
            yield Problem(dimension, "points", {"limit": MOST_POINTS})

    left_out = [set(groups) for entry in rows if _are_groups(groups := entry.get("left_out", []))]
    for group in sorted(set.intersection(*left_out)) if left_out else ():
        yield Problem("criteria", "nothing_left", {"group": group})


def _are_groups(value: Any) -> bool:
    """Whether this names groups, each once."""
    return (
        isinstance(value, list)
        and len(value) <= MOST_GROUPS
        and not any(_is_no_line(group) for group in value)
        and len(set(value)) == len(value)
    )


def _is_no_line(value: Any) -> bool:
    return not isinstance(value, str) or not value.strip() or any(map(_is_harmful, value))


def _is_points(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_POINTS


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    german_only = entry.get("german_only", False)
    said = {language: "de" if german_only else language for language in LANGUAGES}
    return Criterion(
        id=entry["id"],
        dimension=entry["dimension"],
        names={language: entry[f"name_{said[language]}"].strip() for language in LANGUAGES},
        questions={language: entry[f"question_{said[language]}"].strip() for language in LANGUAGES},
        anchors={
            language: tuple(text.strip() for text in entry[f"anchors_{said[language]}"])
            for language in LANGUAGES
        },
        points=float(entry.get("points", EQUAL_POINTS)),
        german_only=german_only,
        left_out=tuple(entry.get("left_out", [])),
    )


def _entry(criterion: Criterion) -> dict[str, Any]:
    languages = ("de",) if criterion.german_only else LANGUAGES
    entry: dict[str, Any] = {"id": criterion.id, "dimension": criterion.dimension}
    entry["points"] = _plain(criterion.points)
    if criterion.german_only:
        entry["german_only"] = True
    if criterion.left_out:
        entry["left_out"] = list(criterion.left_out)
    entry |= {f"name_{language}": criterion.name(language) for language in languages}
    entry |= {f"question_{language}": criterion.question(language) for language in languages}
    return entry | {f"anchors_{language}": list(criterion.anchors[language]) for language in languages}


def _plain(points: float) -> int | float:
    return int(points) if points == int(points) else points


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "\n".join(["[", *(f"  {_value(each)}," for each in value), "]"])
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return str(value)
