"""Which language speaks, and the German catalogue behind it.

Source strings are English and stand in the code; ``de.po`` holds the German ones. The catalogue is compiled
in memory at first use, so that no binary file has to be built, shipped or kept in step.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"de": "Deutsch", "en": "English"}
"""Language codes with the name each language gives itself; the first one is the default."""

CATALOGUE = Path(__file__).with_name("de.po")

_language: ContextVar[str] = ContextVar("language", default="de")


def current_language() -> str:
    """Return the code of the language that texts and formats use here and now: ``"de"`` or ``"en"``."""
    return _language.get()


def use(code: str) -> None:
    """Speak `code` in this thread or task from now on.

    Raises ValueError for a code that is not in LANGUAGES.
    """
    _language.set(_known(code))


@contextmanager
def language(code: str) -> Iterator[None]:
    """Speak `code` inside the block and return to the former language afterwards.

    Raises ValueError for a code that is not in LANGUAGES.
    """
    token = _language.set(_known(code))
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str) -> str:
    """Return `message` in the current language, or `message` itself where no translation exists."""
    return _translations(current_language()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form that fits the count `n`, in the current language."""
    return _translations(current_language()).ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Return `message` translated for `context`, which tells apart equal English words."""
    return _translations(current_language()).pgettext(context, message)


def mark(message: str) -> str:
    """Return `message` unchanged: marks a constant for translation where the language is not known yet."""
    return message


def _known(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"unknown language {code!r}, expected one of {', '.join(LANGUAGES)}")
    return code


@cache
def _translations(code: str) -> NullTranslations:
    if code == "en":
        return NullTranslations()
    compiled = BytesIO()
    with CATALOGUE.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
