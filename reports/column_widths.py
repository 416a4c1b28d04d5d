"""Widths of table columns in Word: none so narrow that a word of its heading is torn.

Word hyphenates, LibreOffice without a dictionary does not and breaks a word wherever the cell ends. The room
a word takes is estimated, since the font may be another one where the file is opened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.shared import Cm, Pt

_SIGN = 0.6
"""Average width of a bold letter, in parts of the font's size."""
_MARGINS = Cm(0.4)
_WORD_END = re.compile(r"(?<=[\s/-])")


def column_widths(parts: Sequence[float], header: Sequence[str], size: float, total: int) -> tuple[int, ...]:
    """Return widths in EMU that add up to at most `total`, in proportion to `parts` as far as words allow.

    `size` is that of the heading in points. If even the words alone do not fit, the proportions are kept.
    """
    wished = [total * part / sum(parts) for part in parts]
    needed = [_longest(text) * _SIGN * Pt(size) + _MARGINS for text in header]
    short = sum(max(0.0, need - wish) for need, wish in zip(needed, wished, strict=True))
    spare = sum(max(0.0, wish - need) for need, wish in zip(needed, wished, strict=True))
    if not short or short > spare:
        return tuple(map(int, wished))
    kept = 1 - short / spare
    return tuple(
        int(need if wish < need else need + (wish - need) * kept)
        for need, wish in zip(needed, wished, strict=True)
    )


def _longest(text: str) -> int:
    return max((len(word.strip()) for word in _WORD_END.split(text)), default=0)
