"""The colours, on the two grounds we draw on: paper (pages, documents, bright halls) and deep (dim).

A colour has a task, not a place: `sun` is what matters now, `leaf` is yes and done, `sky` the third thing,
`coral` no and trouble. None of them speaks alone: a word, a shape or a pattern says the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from design import contrast


@dataclass(frozen=True)
class Palette:
    """The colours on one ground, each as "#rrggbb".

    `ink`, `soft`, `accent`, `sun`, `leaf`, `sky` and `coral` reach 4.5:1 on `ground`, `deep`, `card` and
    `shade`, `border` reaches 3:1; `line` only divides and means nothing. `on_accent` is read on `accent`.
    """

    ground: str
    deep: str
    card: str
    shade: str
    ink: str
    soft: str
    line: str
    border: str
    accent: str
    on_accent: str
    accent_dark: str
    accent_pale: str
    sun: str
    leaf: str
    sky: str
    coral: str

    def with_accent(self, colour: str) -> "Palette":
        """Return this palette with somebody's own accent, made readable on its grounds."""
        own = contrast.readable(contrast.readable(colour, self.shade), self.card)
        return Palette(
            **{
                **self.as_mapping(),
                "accent": own,
                "on_accent": contrast.ink_on(own),
                "accent_dark": contrast.mixed(own, self.ink, 0.35),
                "accent_pale": contrast.mixed(self.card, own, 0.1),
            }
        )

    def as_mapping(self) -> Mapping[str, str]:
        """Return the colours by name."""
        return MappingProxyType({field.name: getattr(self, field.name) for field in fields(self)})


PAPER = Palette(
    ground="#fbfaf7",
    deep="#f3f1ea",
    card="#ffffff",
    shade="#eff3f2",
    ink="#0a161c",
    soft="#46555c",
    line="#cbd5d5",
    border="#6c7f85",
    accent="#0e5866",
    on_accent="#ffffff",
    accent_dark="#0a424d",
    accent_pale="#e3f0f1",
    sun="#8f5600",
    leaf="#1b6b49",
    sky="#1d639a",
    coral="#a83a20",
)
DEEP = Palette(
    ground="#0f2b33",
    deep="#0a2027",
    card="#14353f",
    shade="#173a44",
    ink="#f6f3ea",
    soft="#a9c3c5",
    line="#2b4d55",
    border="#6f949a",
    accent="#ffc145",
    on_accent="#0a161c",
    accent_dark="#d99a1c",
    accent_pale="#24434b",
    sun="#ffc145",
    leaf="#7fd1a8",
    sky="#7cc4ef",
    coral="#ff9a80",
)
GROUNDS: Mapping[str, Palette] = MappingProxyType({"deep": DEEP, "paper": PAPER})

CHART = ("#0e5866", "#b45309", "#2f7d4f")
"""The three dimensions in charts on white; patterns and shapes tell them apart as well."""
CHART_MORE = ("#7a3b8f", "#4b5a61", "#a61e4d", "#1d639a")
"""Further series, in the rare picture with more than three."""
CHART_PALE = ("#0e5866", "#e0b44c", "#9fcbb4")
"""The same three where black text stands in them: slides and printed pages."""
ANSWERS = ("#8a3d05", "#e3ab80", "#e6eaea", "#93c4c6", "#06414d")
"""The five answers, from the lowest to the highest, diverging from the middle."""
ANSWERS_INK = ("#ffffff", "#0a161c", "#0a161c", "#0a161c", "#ffffff")


def bare(colour: str) -> str:
    """Return a colour as office formats write it: "0E5866"."""
    return colour.removeprefix("#").upper()
