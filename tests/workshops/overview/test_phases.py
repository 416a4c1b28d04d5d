"""Ticks in the head of each page: only what is done has one."""

import pytest

from workshops.overview.phases import Phase, done, phase_of
from workshops.overview.progress import Progress, Step

BEGUN = Progress(items=0, gates_open=0, revealed=0, running=None, weighed=False, picks=0, sketches=0, links=0)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, {Phase.PREPARE}),
        ({"items": 10, "gates_open": 1}, {Phase.PREPARE}),
        ({"items": 10}, {Phase.PREPARE, Phase.CHOOSE}),
        ({"items": 10, "running": Step.LIVE}, {Phase.PREPARE, Phase.CHOOSE}),
        ({"items": 3, "revealed": 1}, {Phase.PREPARE, Phase.CHOOSE, Phase.RATE}),
        ({"items": 3, "revealed": 1, "running": Step.LIVE}, {Phase.PREPARE, Phase.CHOOSE}),
        ({"items": 3, "revealed": 1, "picks": 3, "sketches": 2, "links": 1}, set(Phase) - {Phase.HAND_OVER}),
        ({"items": 3, "revealed": 1, "picks": 3, "sketches": 3, "links": 1}, set(Phase)),
    ],
)
def test_a_phase_is_done_once_its_work_is(changed: dict[str, object], expected: set[Phase]):
    assert done(BEGUN.model_copy(update=changed)) == expected


def test_the_steps_go_through_the_phases_in_order():
    order = [list(Phase).index(phase_of(step)) for step in Step]
    assert order == sorted(order)
