"""Times typed on the page: what nobody touched stays as it is, and nothing typed is no time."""

from datetime import UTC, datetime

import pytest

from tests.ui.moderation.test_inviting import BEGIN, END, a_round
from translations import language
from ui.moderation.own_time import _times
from workshops.errors import InvalidInput


def test_what_nobody_touched_stays_to_the_second() -> None:
    end = datetime(2027, 1, 15, 17, 0, 42, tzinfo=UTC)
    with language("de"):
        found = _times("08.01.2027, 18:00 Uhr", "15.01.2027, 18:00 Uhr", a_round(ends_at=end))
    assert found == (BEGIN, end)


def test_the_beginning_may_stay_empty() -> None:
    with language("de"):
        assert _times(" ", "15.1.2027 18 Uhr", a_round(begins_at=None, ends_at=None)) == (None, END)


def test_nothing_typed_is_told_how_to_withdraw() -> None:
    with language("de"), pytest.raises(InvalidInput) as refused:
        _times("", " ", a_round())
    assert refused.value.message == "Das Ende fehlt."
    assert "zurückzunehmen" in refused.value.hint
