"""A series' own look on the wall: its accent as a style, its coat of arms as a picture."""

from design.palette import GROUNDS
from workshops.look import Look


def style_of(own: Look, ground: str) -> str:
    """Return the custom properties that are the series' own: the accent, made readable on the ground."""
    if not own.accent:
        return ""
    palette = GROUNDS[ground].with_accent(own.accent)
    return f"--accent:{palette.accent};--on-accent:{palette.on_accent}"


def emblem_address(own: Look, follow: str) -> str:
    """Return where the coat of arms is, "" without one; the address changes with the picture."""
    if own.emblem is None:
        return ""
    parameters = follow.partition("?")[2]
    return f"/wand/wappen?{parameters}&v={own.emblem.mark}".replace("?&", "?")
