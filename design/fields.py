"""The nine fields of action: an own colour and an own icon each.

Colours are as far apart as nine can be for normal and for colour-deficient eyes (a test holds the
distance); still, nine are more than an eye keeps apart, so the icon or the name always stands beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Field:
    """How a field of action looks.

    `paper` and `deep` are its colour on the two grounds: at least 3:1 there, for icons and parts of pictures;
    words stay in ink. `icon` is a path of 24 by 24 units, drawn as round lines without filling.
    """

    paper: str
    deep: str
    icon: str


ICON_SIZE = 24
ICON_STROKE = 1.75

FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "administration": Field(
            "#0044a1", "#6f92ff", "M4 9l8-5 8 5zM6.5 9v8M10.2 9v8M13.8 9v8M17.5 9v8M4 20h16"
        ),
        "environment": Field(
            "#2e4a10", "#3ba205", "M6.5 18.5C3.5 10 9.5 4.5 20 4.5c.5 10-5 16-13.5 14zM4 21c2.5-5 6-8 10-10"
        ),
        "economy": Field("#4f4139", "#ffc067", "M4 10l2-6h12l2 6zM5.5 10v10h13V10M10 20v-5.5h4V20"),
        "data": Field(
            "#8466af",
            "#cfccff",
            "M12 7v4M12 11l-4.8 5M12 11l4.8 5M14 5a2 2 0 1 1-4 0 2 2 0 0 1 4 0z"
            "M8 18a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM20 18a2 2 0 1 1-4 0 2 2 0 0 1 4 0z",
        ),
        "energy": Field("#8f7243", "#f9ec43", "M13 3L5.5 13.5h5.5l-1 7.5 8-11h-5.8z"),
        "society": Field(
            "#cc4d0c",
            "#f9816c",
            "M12.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM3 20c0-4 2.3-6 6-6s6 2 6 6"
            "M15.5 4.8a3.3 3.3 0 0 1 0 6.4M17.5 14.3c2.3.7 3.5 2.6 3.5 5.7",
        ),
        "mobility": Field(
            "#637b79",
            "#90c5c0",
            "M5 17V6a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v11zM5 11h14M8 17v3M16 17v3M8.5 14h.1M15.5 14h.1",
        ),
        "health": Field(
            "#7d1761",
            "#d0848d",
            "M12 20C6.5 16.5 3.5 13 3.5 9.3A4.4 4.4 0 0 1 12 7.5a4.4 4.4 0 0 1 8.5 1.8c0 3.7-3 7.2-8.5 "
            "10.7zM12 10v5M9.5 12.5h5",
        ),
        "safety": Field(
            "#246ff5",
            "#8f83ca",
            "M12 3l7.5 2.8V12c0 4.5-3 7.3-7.5 9-4.5-1.7-7.5-4.5-7.5-9V5.8zM8.5 12l2.5 2.5 4.5-5",
        ),
    }
)
"""The fields by the id they have in the library."""


def icon_svg(area: str, colour: str = "currentColor") -> str:
    """Return the icon of a field of action as SVG; an unknown field, as of a later library, has none.

    It is decoration: the field's name stands beside it.
    """
    if area not in FIELDS:
        return ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ICON_SIZE} {ICON_SIZE}" aria-hidden="true" '
        f'fill="none" stroke="{colour}" stroke-width="{ICON_STROKE}" stroke-linecap="round" '
        f'stroke-linejoin="round"><path d="{FIELDS[area].icon}"/></svg>'
    )
