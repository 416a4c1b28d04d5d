"""A coat of arms or logo, read from whatever picture file somebody has and kept as a small PNG.

`as_png` runs in a process of its own (see `isolation`): a picture can be made to need gigabytes.
"""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from isolation.limits import Limits
from isolation.process import JobStoppedError, run
from translations import _
from workshops.errors import InvalidInput

LARGEST_FILE = 5 * 1024**2
LONGEST_SIDE = 600
SHORTEST_SIDE = 24
LARGEST_KEPT = 2 * 1024**2
_MOST_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_LIMITS = Limits(seconds=20, computing=10, megabytes=768)


def clean(data: bytes) -> bytes:
    """Return the picture as a PNG of at most 600 points a side, without anything else the file holds.

    Raises:
        InvalidInput: it is too large, or no picture of a kind we know.
    """
    if len(data) > LARGEST_FILE:
        raise InvalidInput(
            _("The picture is larger than 5 MB."), _("Please save it smaller: 600 points a side are enough.")
        )
    try:
        return run(as_png, data, refusals=(InvalidInput,), limits=_LIMITS)
    except JobStoppedError as stopped:
        raise InvalidInput(stopped.message, stopped.hint) from stopped


def as_png(data: bytes) -> bytes:
    """Decode and scale the picture; called in a process of its own only."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            _check(picture.width, picture.height)
            shown = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _unknown() from error
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    file = BytesIO()
    shown.save(file, "PNG", optimize=True)
    return file.getvalue()


def is_kept(data: bytes) -> bool:
    """Whether this is a picture as `clean` leaves it; called in a process of its own only."""
    try:
        with Image.open(BytesIO(data), formats=("PNG",)) as picture:
            _check(picture.width, picture.height)
            picture.load()
            return max(picture.size) <= LONGEST_SIDE
    except (InvalidInput, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def _check(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS or max(width, height) > 40 * min(width, height):
        raise InvalidInput(
            _("The picture has too many points or is far too narrow."),
            _("Please save it with at most 600 points a side."),
        )
    if min(width, height) < SHORTEST_SIDE:
        raise InvalidInput(
            _("The picture is too small to be recognised."),
            _("Please choose one with at least 24 points a side; 300 are better."),
        )


def _unknown() -> InvalidInput:
    return InvalidInput(
        _("This file is no picture that can be used here."), _("Please choose a PNG or JPEG file.")
    )
