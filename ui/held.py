"""Which browser a document of a page belongs to: nobody else gets it, whoever knows its address.

Streamlit gives each file an address made of its content, for as long as the page is open. It does not say
whose page that is. So each file is noted with the secret of the browser whose page or button made it, hashed;
the door compares it with the cookies of whoever asks, and asks each time whether the secret still holds.
"""

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

import streamlit as st
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from workshops.access import admission

_COOKIES = (admission.ADVISOR_COOKIE, admission.RESULT_COOKIE)
_holders: dict[str, set[str]] = {}
_maker = threading.local()


def holders(path: str) -> Collection[str]:
    """Return the hashed secrets of those to whom the file at an address belongs."""
    return frozenset(_holders.get(PurePosixPath(path).stem, ()))


def here() -> frozenset[str]:
    """Return the hashed secrets of the browser whose page is being run."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return frozenset()
    cookies = st.context.cookies
    return frozenset(admission.hashed(secret) for name in _COOKIES if (secret := cookies.get(name)))


@contextmanager
def made_for(secrets: frozenset[str]) -> Iterator[None]:
    """Note the next file that this thread hands over, on or after leaving, with these secrets."""
    yield
    _maker.secrets = secrets


def note_files() -> None:
    """Let Streamlit's store note whose each file is, and forget it with the file."""
    MemoryMediaFileStorage.load_and_get_id = _noting(MemoryMediaFileStorage.load_and_get_id)  # type: ignore[method-assign]
    MemoryMediaFileStorage.delete_file = _forgetting(MemoryMediaFileStorage.delete_file)  # type: ignore[method-assign]


def _noting(load: Callable[..., str]) -> Callable[..., str]:
    def loaded(*arguments: Any, **named: Any) -> str:
        file_id = load(*arguments, **named)
        secrets = here() or getattr(_maker, "secrets", frozenset())
        _maker.secrets = frozenset()
        _holders.setdefault(file_id, set()).update(secrets)
        return file_id

    return loaded


def _forgetting(delete: Callable[..., None]) -> Callable[..., None]:
    def deleted(storage: MemoryMediaFileStorage, file_id: str) -> None:
        delete(storage, file_id)
        _holders.pop(file_id, None)

    return deleted
