"""Whether two colours can be told apart by reading eyes: WCAG 2.1, success criteria 1.4.3 and 1.4.11."""

import re

TEXT = 4.5
"""The least contrast of text that is not large."""
SHAPES = 3.0
"""The least contrast of large text, of borders of fields and of parts of pictures."""

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_STEPS = 100


def is_colour(text: str) -> bool:
    """Return whether `text` is a colour as we write them: "#" and six hexadecimal digits."""
    return _COLOUR.fullmatch(text) is not None


def luminance(colour: str) -> float:
    """Return the relative luminance of an sRGB colour, from 0 (black) to 1 (white).

    Raises ValueError if `colour` is not written as "#rrggbb".
    """
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 (the same) to 21 (black and white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `other` in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs)


def readable(colour: str, ground: str, least: float = TEXT) -> str:
    """Return `colour`, made darker or lighter as little as needed to reach `least` on `ground`.

    Where even black or white falls short of `least`, that end is returned: no colour would do better.
    """
    end = max(("#000000", "#ffffff"), key=lambda each: contrast(each, ground))
    tried = (mixed(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((each for each in tried if contrast(each, ground) >= least), end)


def ink_on(ground: str) -> str:
    """Return the colour of text that is read best on `ground`: near-black or white."""
    return max(("#0a161c", "#ffffff"), key=lambda each: contrast(each, ground))


def _parts(colour: str) -> tuple[int, int, int]:
    if not is_colour(colour):
        raise ValueError(f"not a colour: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
