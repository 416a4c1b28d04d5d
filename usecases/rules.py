"""Rules that a use case keeps beyond its form: what it refers to, where figures come from, its language.

The language rule is a simple one: a text counts as written in the wrong language if it has at least two
function words of that language and more of them than of its own. Names and loan words do not trip it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from usecases.areas import area, topics
from usecases.model import UseCase
from usecases.problems import Problem
from usecases.vocabulary import programmes, themes

_WORD = re.compile(r"[a-zäöüß]+")
# Words that occur in both languages ("in", "was", "so", "die", "war", "an", "am") are left out.
_GERMAN = frozenset(
    _WORD.findall(
        "der das den dem des und oder mit für von ist sind wird werden nicht auf aus bei zum zur eine einen "
        "einer eines ein sich auch als nach über durch im vom sie es hat haben kann können noch nur wie dass"
    )
)
_ENGLISH = frozenset(
    _WORD.findall(
        "the and of with for is are to by from that this which it its has have were be been or not on their "
        "can will would than into more where who they at"
    )
)
# Umlauts written out: the stems that occur most in this field. "ue" alone proves nothing (neue, aktuell).
_TRANSCRIBED = re.compile(
    r"\b(fuer|ueber\w*|koenn\w+|muess\w+|wuerd\w+|zusaetzl\w+|oeffentl\w+|buerger\w*|gebaeude\w*|foerder\w+|"
    r"staedt\w+|laend\w+|naechst\w+|fuehr\w+|pruef\w+|strassen\w*|grossen?|waehrend|aemter\w*|raeum\w+)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")


def problems_of(use_case: UseCase, known_ids: Collection[str]) -> tuple[Problem, ...]:
    """Return every rule the use case breaks; ``known_ids`` are the ids that links may point to."""
    return (
        *reference_problems(use_case),
        *_link_problems(use_case, known_ids),
        *_completeness_problems(use_case),
        *_source_problems(use_case),
        *_date_problems(use_case),
        *_language_problems(use_case),
    )


def reference_problems(use_case: UseCase) -> Iterator[Problem]:
    """Check topic, themes and programme against the vocabulary."""
    if use_case.topic not in {topic.id for topic in topics()}:
        yield Problem("unknown_topic", "topic", {"value": use_case.topic})
    elif use_case.topic not in area(use_case.area).topics:
        yield Problem("topic_of_other_area", "topic", {"value": use_case.topic, "area": use_case.area})
    known_themes = {theme.id for theme in themes()}
    for theme in use_case.themes:
        if theme not in known_themes:
            yield Problem("unknown_theme", "themes", {"value": theme})
    programme = use_case.funding_programme
    if programme and programme.id not in {known.id for known in programmes()}:
        yield Problem("unknown_programme", "funding_programme.id", {"value": programme.id})


def _link_problems(use_case: UseCase, known_ids: Collection[str]) -> Iterator[Problem]:
    for link in use_case.related:
        if link == use_case.id:
            yield Problem("link_to_itself", "related", {"value": link})
        elif link not in known_ids:
            yield Problem("dead_link", "related", {"value": link})


def _completeness_problems(use_case: UseCase) -> Iterator[Problem]:
    if use_case.setback and not use_case.lessons_de:
        yield Problem("setback_without_lesson", "lessons_de")


def _source_problems(use_case: UseCase) -> Iterator[Problem]:
    if use_case.sources:
        return
    for name in ("cost", "running_cost", "grant", "funding_share"):
        if getattr(use_case, name):
            yield Problem("figure_without_source", name)
    for name, text in _texts(use_case, "_de"):
        if _FIGURE.search(text):
            yield Problem("figure_without_source", name, {"value": text})


def _date_problems(use_case: UseCase) -> Iterator[Problem]:
    """Find days that no calendar has. The model takes them: snapshots of earlier versions hold some."""
    for number, source in enumerate(use_case.sources, start=1):
        if source.date and len(source.date) == len("2024-04-30") and not _is_day(source.date):
            yield Problem("bad_date", f"sources.{number}.date", {"value": source.date})


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _language_problems(use_case: UseCase) -> Iterator[Problem]:
    for name, text in _texts(use_case, "_de"):
        if _mostly(text, _ENGLISH, _GERMAN):
            yield Problem("not_german", name, {"value": text})
        if transcribed := _TRANSCRIBED.search(text):
            yield Problem("transcribed_umlaut", name, {"value": transcribed.group()})
    for name, text in _texts(use_case, "_en"):
        if _mostly(text, _GERMAN, _ENGLISH):
            yield Problem("not_english", name, {"value": text})


def _mostly(text: str, foreign: frozenset[str], own: frozenset[str]) -> bool:
    words = _WORD.findall(text.lower())
    foreign_words = sum(word in foreign for word in words)
    return foreign_words >= 2 and foreign_words > sum(word in own for word in words)


def _texts(use_case: UseCase, suffix: str) -> Iterator[tuple[str, str]]:
    for name in type(use_case).model_fields:
        value = getattr(use_case, name) if name.endswith(suffix) else None
        if isinstance(value, str):
            yield name, value
        elif value:
            yield from ((f"{name}.{number}", text) for number, text in enumerate(value, start=1))
