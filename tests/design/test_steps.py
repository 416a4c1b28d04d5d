"""The five pictures of an afternoon: well-formed, in our colours, decoration for who does not see them."""

from xml.etree import ElementTree

import pytest

from design.palette import PAPER
from design.steps import STEPS, step_svg
from workshops.overview.phases import Phase


def test_there_is_a_picture_for_each_phase() -> None:
    assert tuple(str(phase) for phase in Phase) == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_a_picture_is_decoration_in_our_colours(step: str) -> None:
    picture = ElementTree.fromstring(step_svg(step))
    assert picture.get("aria-hidden") == "true"
    colours = {each.get(name) for each in picture.iter() for name in ("stroke", "fill")}
    assert colours - {None, "none"} == {PAPER.soft, PAPER.accent}
