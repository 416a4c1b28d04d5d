"""What happens next, in words that are right for every state of a series."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reports.content import SketchReport
from sketches.model import SketchContent
from tests.reports.factories import report
from translations import language
from ui.documents.next_steps import next_steps
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
