"""The month in which a project begins is read as people write it, or not at all."""

from datetime import date

import pytest

from ui.sketches.start import month_read


@pytest.mark.parametrize(
    "text", ["März 2027", "3/2027", "03.2027", "2027-03", "1. März 2027", "15.03.2027", "Mar 2027"]
)
def test_months_are_read(text: str) -> None:
    assert month_read(text) == date(2027, 3, 1)


@pytest.mark.parametrize(
    "text", ["2027", "Frühjahr 2027", "13/2027", "31.04.2027", "März", "März 1027", "bald", "3/27"]
)
def test_what_names_no_month_is_not_guessed(text: str) -> None:
    assert month_read(text) is None
