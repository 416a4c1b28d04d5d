"""Files that were uploaded: each is read once, not again with every click on its page."""

import hashlib
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from translations import current_language
from ui import state

Result = TypeVar("Result")


class _Read(NamedTuple):
    """What came of a file: a result, or the refusal that it met."""

    mark: tuple[str, str]
    result: object
    refusal: Exception | None


def once(kind: str, content: bytes, read: Callable[[bytes], Result], refusals: type[Exception]) -> Result:
    """Return `read(content)`, kept for this browser session until another file of this `kind` is read.

    A refusal of the type `refusals` is kept as well and raised again.
    """
    mark = (hashlib.sha256(content).hexdigest(), current_language())
    key = state.widget(state.UPLOADED, kind)
    kept = state.get(key)
    if not isinstance(kept, _Read) or kept.mark != mark:
        kept = _read(mark, content, read, refusals)
        state.keep(key, kept)
    if kept.refusal is not None:
        raise kept.refusal
    return kept.result  # type: ignore[return-value]


def forget(kind: str) -> None:
    """Forget what a file brought, once it is taken over."""
    state.take(state.widget(state.UPLOADED, kind))


def _read(
    mark: tuple[str, str], content: bytes, read: Callable[[bytes], object], refusals: type[Exception]
) -> _Read:
    try:
        return _Read(mark, read(content), None)
    except refusals as error:
        return _Read(mark, None, error)
