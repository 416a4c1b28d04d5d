"""What may come in: texts are cleaned and measured here before anything is stored."""

import unicodedata

from translations import _
from workshops.errors import InvalidInput

TITLE_LENGTH = 120
NAME_LENGTH = 60
TEXT_LENGTH = 5_000


def line(text: str, *, label: str, limit: int = TITLE_LENGTH, required: bool = True) -> str:
    """Return `text` as one clean line, or say what is wrong with the input called `label`."""
    return _measured(" ".join(_printable(text, keep="").split()), label, limit, required)


def paragraphs(text: str, *, label: str, limit: int = TEXT_LENGTH, required: bool = False) -> str:
    """Return `text` with its line breaks but without control characters."""
    return _measured(_printable(text.replace("\r\n", "\n"), keep="\n\t").strip(), label, limit, required)


def _printable(text: str, keep: str) -> str:
    """Compose accents and drop control characters; letters, emoji and joiners stay."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        character if character in keep or not _is_control(character) else " " for character in composed
    )


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Cn"}


def _measured(text: str, label: str, limit: int, required: bool) -> str:
    if required and not text:
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
