"""The one typeface, Source Sans 3: its zero is open and its figures have one width: amounts look so.

Streamlit brings it along, PDFs take it from its package, and browsers on the wall get the part of it that
German and English need.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

import fontpkg_source_sans_3

FAMILY = "Source Sans 3"
STACK = '"Source Sans 3", "Source Sans", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'
DOCUMENT_FAMILY = "Arial"
"""In files that others open in their own programs: every office has it, and its zero is open."""
FILES = Path(fontpkg_source_sans_3.__file__).parent / "files"
"""The folder with the whole typeface, for Typst."""

_UPRIGHT = FILES / "SourceSans3[wght].ttf"
_WEIGHTS = (400, 700)
_FEATURES = ("kern", "liga", "tnum", "lnum", "ccmp", "mark", "locl")
# Western and central European letters, the signs of typography and arrows; German names have no others.
_LETTERS = (*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’‚“”„•…‰‹›€→←↑↓−×≤≥≈✓●■▲◆\u2009\u202f"))


@cache
def web_font() -> bytes:
    """Return the typeface for browsers as WOFF, weights 400 to 700: about 35 kB.

    Takes two seconds the first time; whoever answers visitors asks for it in a thread of its own.
    """
    # Late: they take a twentieth of the tool's start, and only the first wall needs them.
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(_UPRIGHT)
    options = subset.Options()
    options.layout_features = list(_FEATURES)
    options.hinting = False
    part = subset.Subsetter(options)
    part.populate(unicodes=_LETTERS)
    part.subset(font)
    narrowed = instancer.instantiateVariableFont(font, {"wght": _WEIGHTS})
    narrowed.flavor = "woff"
    file = BytesIO()
    narrowed.save(file)
    return file.getvalue()
