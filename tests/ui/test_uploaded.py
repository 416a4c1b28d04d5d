"""An uploaded file is read once, also when it is refused."""

import pytest

from translations import language
from ui import state
from ui.uploaded import forget, once


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    kept: dict[str, object] = {}
    monkeypatch.setattr(state.st, "session_state", kept)
    return kept


def test_the_same_file_is_read_once_and_another_one_again() -> None:
    read: list[bytes] = []

    def reading(content: bytes) -> int:
        read.append(content)
        return len(content)

    assert [once("a", content, reading, ValueError) for content in (b"one", b"one", b"three")] == [3, 3, 5]
    assert read == [b"one", b"three"]
    forget("a")
    once("a", b"three", reading, ValueError)
    assert read == [b"one", b"three", b"three"]


def test_a_refusal_is_kept_and_raised_again_in_each_language_once() -> None:
    times: list[int] = []

    def refusing(_content: bytes) -> None:
        times.append(1)
        raise ValueError("no")

    for code in ("de", "de", "en", "en"):
        with language(code), pytest.raises(ValueError, match="no"):
            once("a", b"x", refusing, ValueError)
    assert len(times) == 2
