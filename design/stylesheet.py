"""The tokens as CSS custom properties, for phones, wall and remote."""

from collections.abc import Iterable, Mapping

from design.fields import FIELDS
from design.measures import MOTION, RADIUS, SPACE, TAP
from design.palette import Palette
from design.typeface import STACK


def colours(palette: Palette) -> Mapping[str, str]:
    """Return the custom properties of a palette: `accent_dark` is "--accent-dark"."""
    return {f"--{name.replace('_', '-')}": colour for name, colour in palette.as_mapping().items()}


def field_colours(ground: str) -> Mapping[str, str]:
    """Return the custom properties of the nine fields of action on a ground ("paper" or "deep")."""
    return {f"--field-{name}": getattr(field, ground) for name, field in FIELDS.items()}


def measures() -> Mapping[str, str]:
    """Return the custom properties of typeface, spaces and times."""
    sizes = {"--face": STACK, "--space": f"{SPACE}rem", "--radius": f"{RADIUS}rem", "--tap": f"{TAP}rem"}
    return sizes | {f"--motion-{name}": f"{length}ms" for name, length in MOTION.items()}


def rule(selector: str, *properties: Mapping[str, str]) -> str:
    """Return one rule that sets all these custom properties."""
    lines: Iterable[str] = (f"{name}:{value}" for each in properties for name, value in each.items())
    return f"{selector}{{{';'.join(lines)}}}\n"
