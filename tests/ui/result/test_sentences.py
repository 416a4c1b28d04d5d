"""The heading, who decided and what happens next, in words that are right for every state of a series."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from reports.content import SketchReport
from sketches.model import SketchContent
from tests.reports.factories import report
from tests.ui.evaluated import evaluated
from translations import language
from ui.result.sentences import headline, next_steps, who_decided
from workshops.deciding.decisions import PickView


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language("en"):
        yield


def pick(item_id: str, title: str) -> PickView:
    at = datetime(2026, 11, 29, tzinfo=UTC)
    return PickView(
        id=item_id, item_id=item_id, title=title, source="", area="mobility", reason="Gut.", picked_at=at
    )


@pytest.mark.parametrize(
    ("picked", "said"),
    [
        (0, "Was gewählt wurde"),
        (1, "Eichenzell hat ein Vorhaben gewählt"),
        (3, "Eichenzell hat drei Vorhaben gewählt"),
    ],
)
def test_the_heading_counts_in_words(picked: int, said: str):
    with language("de"):
        assert headline("Eichenzell", picked) == said


def test_people_are_counted_and_an_agreed_rating_has_no_heads():
    assert who_decided(None) == ""
    assert who_decided(evaluated(np.full((12, 4, 9), 3.0))) == "12 people scored 4 entries."
    assert who_decided(evaluated(np.full((1, 4, 9), 3.0))) == "4 entries were scored."


def test_each_project_has_its_next_step():
    picks = [pick("a", "Bank"), pick("b", "Bus"), pick("c", "Pegel")]
    reports = {"a": unfinished(), "b": replace(report(), funding=None)}
    steps = next_steps(picks, reports)
    assert "open points of the sketch “Bank”" in steps[0]
    assert "“Bus”" in steps[1]
    assert steps[2] == "The advisor begins the sketch for “Pegel”."


def test_too_few_projects_and_no_programme_are_named():
    steps = next_steps([pick("a", "Bank")], {"a": unfinished()})
    assert steps[0].startswith("Choose two or three projects")
    assert steps[-1].startswith("Choose a funding programme")
    with_programme = next_steps([pick("a", "Bank"), pick("b", "Bus")], {"a": report()})
    assert not any("programme" in step for step in with_programme)


def unfinished() -> SketchReport:
    return replace(report(), content=SketchContent(title="Bank"), funding=None)
