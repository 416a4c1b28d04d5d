"""How the documents of a series look: its accent colour and its coat of arms or logo."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache

from design.palette import CHART_PALE, PAPER, Palette
from design.typeface import FAMILY

_SIZE = slice(16, 24)  # where a PNG says how wide and high it is, four bytes each


@dataclass(frozen=True)
class Look:
    """An accent as "#rrggbb", "" for ours, and the coat of arms as PNG, empty without one."""

    accent: str = ""
    emblem: bytes = b""

    @property
    def palette(self) -> Palette:
        """The colours of the documents."""
        return PAPER.with_accent(self.accent) if self.accent else PAPER

    @property
    def chart(self) -> tuple[str, ...]:
        """The colours of a chart's parts, the first of them the accent."""
        return (self.palette.accent, *CHART_PALE[1:])

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the emblem in its own points; only where there is one."""
        found = self.emblem[_SIZE]
        return int.from_bytes(found[:4]), int.from_bytes(found[4:])

    def within(self, width: int, height: int) -> tuple[int, int]:
        """Return width and height of the emblem, as large as they fit a room, in the room's unit."""
        own = self.size
        scale = min(width / own[0], height / own[1])
        return round(own[0] * scale), round(own[1] * scale)


USUAL = Look()


@lru_cache(maxsize=16)
def tokens(accent: str) -> str:
    """Return colours and typeface as the templates read them."""
    look = Look(accent)
    return json.dumps({**look.palette.as_mapping(), "chart": look.chart, "face": FAMILY})


@lru_cache(maxsize=16)
def drawn(emblem: bytes) -> str:
    """Return the emblem as SVG, which a template takes as text; "" without one."""
    if not emblem:
        return ""
    width, height = Look(emblem=emblem).size
    picture = b64encode(emblem).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" xlink:href="data:image/png;base64,{picture}"/></svg>'
    )
