"""The criteria, anchors and gates on which use cases are rated: read from a data file, never from code."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

CRITERIA_FILE = Path(__file__).parent / "data" / "criteria.json"
LANGUAGES = ("de", "en")
SCALE = (1, 2, 3, 4, 5)
GATE_ANSWERS = ("yes", "conditions", "no")

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Criterion:
    """One question, rated from 1 to 5 on worded anchors. Texts are mappings from language ("de", "en").

    `points`: what it counts within its dimension until weights are agreed. `german_only`: there is no English
    text, and the German one stands in its place. `left_out`: the groups of people who cannot judge it and are
    not asked.
    """

    id: str
    dimension: str
    names: Texts
    questions: Texts
    anchors: Mapping[str, tuple[str, ...]]
    sources: tuple[str, ...] = ()
    in_short_set: bool = True
    points: float = 100.0
    german_only: bool = False
    left_out: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Return the short name."""
        return self.names[language]

    def question(self, language: str) -> str:
        """Return the question that raters answer."""
        return self.questions[language]

    def anchor(self, rating: int, language: str) -> str:
        """Return what a rating from 1 to 5 means in words."""
        return self.anchors[language][SCALE.index(rating)]


@dataclass(frozen=True)
class Gate:
    """A knock-out question, answered "yes", "conditions" or "no"; never averaged into a score."""

    id: str
    names: Texts
    questions: Texts
    answer_texts: Mapping[str, Texts]
    reasons: Texts
    answers: tuple[str, ...] = GATE_ANSWERS

    def name(self, language: str) -> str:
        """Return the short name."""
        return self.names[language]

    def question(self, language: str) -> str:
        """Return the question that is answered once per use case."""
        return self.questions[language]

    def answer(self, answer: str, language: str) -> str:
        """Return the wording of one of the answers."""
        return self.answer_texts[language][answer]

    def reason(self, language: str) -> str:
        """Return why this is a gate and not a criterion."""
        return self.reasons[language]


@dataclass(frozen=True)
class Dimension:
    """A group of criteria with a weight of its own; `overall` is one question for all of it (first stage).

    `points`: what it counts until weights are agreed.
    """

    id: str
    names: Texts
    overall: Criterion
    points: float = 100.0

    def name(self, language: str) -> str:
        """Return the dimension's name."""
        return self.names[language]


@dataclass(frozen=True)
class CriteriaSet:
    """The criteria in force, in order, with the gates and the sources they were derived from."""

    criteria: tuple[Criterion, ...]
    gates: tuple[Gate, ...]
    dimensions: tuple[Dimension, ...]
    sources: Mapping[str, Mapping[str, str]]

    def short(self) -> "CriteriaSet":
        """Return the short set: three criteria per dimension instead of four."""
        return replace(self, criteria=tuple(c for c in self.criteria if c.in_short_set))

    def overall(self) -> "CriteriaSet":
        """Return the first stage of a long shortlist: one question per dimension, its id the dimension's."""
        return replace(self, criteria=tuple(d.overall for d in self.dimensions))

    def only(self, ids: "tuple[str, ...] | list[str]") -> "CriteriaSet":
        """Return the set reduced to these criteria, in the set's own order. Unknown ids raise KeyError."""
        for criterion_id in ids:
            self.criterion(criterion_id)
        return replace(self, criteria=tuple(c for c in self.criteria if c.id in ids))

    def criterion(self, criterion_id: str) -> Criterion:
        """Return one criterion; raises KeyError for an unknown id."""
        return {c.id: c for c in self.criteria}[criterion_id]

    def gate(self, gate_id: str) -> Gate:
        """Return one gate; raises KeyError for an unknown id."""
        return {g.id: g for g in self.gates}[gate_id]

    def dimension(self, dimension_id: str) -> Dimension:
        """Return one dimension; raises KeyError for an unknown id."""
        return {d.id: d for d in self.dimensions}[dimension_id]

    def of_dimension(self, dimension_id: str) -> tuple[Criterion, ...]:
        """Return the criteria of one dimension."""
        return tuple(c for c in self.criteria if c.dimension == dimension_id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the criteria in order: the last axis of every ratings array."""
        return tuple(c.id for c in self.criteria)

    @property
    def left_out(self) -> dict[str, list[str]]:
        """The groups that are not asked, by criterion; by dimension those that none of its criteria asks."""
        found = {each.id: list(each.left_out) for each in self.criteria}
        for dimension in self.dimensions:
            own = [set(each.left_out) for each in self.of_dimension(dimension.id)]
            found[dimension.id] = sorted(set.intersection(*own)) if own else []
        return {key: groups for key, groups in found.items() if groups}


def load_criteria(path: str | Path | None = None) -> CriteriaSet:
    """Read the criteria from a JSON file, by default the 12 criteria and 2 gates that come with the tool.

    A file without `dimensions` takes those of the tool that its criteria name, and its gates take what they
    leave out (a translation, the answers, the reason) from the tool's gate of the same id.
    Raises ValueError naming the file and what is missing: a text, an anchor, a dimension.
    """
    return _shipped() if path is None else _of_file(Path(path))


@cache
def _shipped() -> CriteriaSet:
    return _of_file(CRITERIA_FILE)


def _of_file(file: Path) -> CriteriaSet:
    try:
        return _criteria_set(_completed(_read(file)))
    except KeyError as missing:
        raise ValueError(f"{file.name}: the entry {missing} is missing") from missing
    except ValueError as error:
        raise ValueError(f"{file.name}: {error}") from error


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text(encoding="utf-8")))


def _completed(data: dict[str, Any]) -> dict[str, Any]:
    if "dimensions" in data:
        return data
    own = _read(CRITERIA_FILE)
    named = {entry["dimension"] for entry in data["criteria"]}
    gates = {entry["id"]: entry for entry in own["gates"]}
    return {
        **data,
        "dimensions": [entry for entry in own["dimensions"] if entry["id"] in named],
        "gates": [{**gates.get(entry["id"], {}), **entry} for entry in data["gates"]],
    }


def _criteria_set(data: Mapping[str, Any]) -> CriteriaSet:
    dimensions = tuple(_dimension(entry) for entry in data["dimensions"])
    criteria = tuple(_criterion(entry) for entry in data["criteria"])
    if strays := {c.dimension for c in criteria} - {d.id for d in dimensions}:
        raise ValueError(f"unknown dimension {', '.join(sorted(strays))}")
    if len({c.id for c in criteria}) < len(criteria):
        raise ValueError("two criteria share an id")
    return CriteriaSet(criteria, tuple(_gate(entry) for entry in data["gates"]), dimensions, data["sources"])


def _dimension(entry: Mapping[str, Any]) -> Dimension:
    overall = _criterion({"dimension": entry["id"], "sources": (), "in_short_set": True, **entry})
    return Dimension(entry["id"], _texts(entry, "name"), overall)


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    return Criterion(
        id=entry["id"],
        dimension=entry["dimension"],
        names=_texts(entry, "name"),
        questions=_texts(entry, "question"),
        anchors={
            lang: tuple(entry[f"anchors_{lang}"][str(rating)] for rating in SCALE) for lang in LANGUAGES
        },
        sources=tuple(entry["sources"]),
        in_short_set=entry["in_short_set"],
    )


def _gate(entry: Mapping[str, Any]) -> Gate:
    return Gate(
        id=entry["id"],
        names=_texts(entry, "name"),
        questions=_texts(entry, "question"),
        answer_texts={
            lang: {answer: entry[f"answers_{lang}"][answer] for answer in GATE_ANSWERS} for lang in LANGUAGES
        },
        reasons=_texts(entry, "why"),
    )


def _texts(entry: Mapping[str, Any], field: str) -> dict[str, str]:
    return {language: entry[f"{field}_{language}"] for language in LANGUAGES}
