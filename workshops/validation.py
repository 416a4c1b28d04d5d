"""What may come in: texts are cleaned and measured here before anything is stored."""

import unicodedata

from translations import _
from workshops.errors import InvalidInput

TITLE_LENGTH = 120
NAME_LENGTH = 60
TEXT_LENGTH = 5_000
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def line(text: str, *, label: str, limit: int = TITLE_LENGTH, required: bool = True) -> str:
    """Return `text` as one clean line, or say what is wrong with the input called `label`."""
    return _measured(" ".join(_clean(text, keep="").split()), label, limit, required)


def paragraphs(text: str, *, label: str, limit: int = TEXT_LENGTH, required: bool = False) -> str:
    """Return `text` with its line breaks but without control characters."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return _measured(_clean(unix, keep="\n\t").strip(), label, limit, required)


def _clean(text: str, keep: str) -> str:
    """Compose accents and drop what is no writing; letters of all scripts, emoji and joiners stay."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(each if each in keep or not _is_harmful(each) else " " for each in composed)


def _is_harmful(character: str) -> bool:
    """Whether a document must not hold a character, or the rest of the line would run backwards after it."""
    code = ord(character)
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return noncharacter or character in _DIRECTIONS or unicodedata.category(character) in {"Cc", "Cs"}


def leaves_ink(text: str) -> bool:
    """Return whether there is anything to see of a text."""
    return any(map(_is_visible, text))


def _is_visible(character: str) -> bool:
    """Whether it leaves ink: a letter, digit, sign or emoji; also one that this Python does not know yet."""
    return unicodedata.category(character)[0] in "LNPS" or unicodedata.category(character) == "Cn"


def _measured(text: str, label: str, limit: int, required: bool) -> str:
    if required and not leaves_ink(text):
        raise InvalidInput(_("“{label}” is empty.").format(label=label), _("Please fill it in."), field=label)
    if len(text) > limit:
        raise InvalidInput(
            _("“{label}” has {length} characters; {limit} fit.").format(
                label=label, length=len(text), limit=limit
            ),
            _("Please shorten it; nothing has been changed yet."),
            field=label,
        )
    return text
