"""The order in which people look for names: ä beside a, ß as ss, capitals and accents aside (DIN 5007-1)."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def sort_key(text: str) -> tuple[str, str]:
    """Return what names are sorted by; names that differ in accents alone keep a fixed order."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each)), text


def by_name(items: Iterable[Item], name: Callable[[Item], str]) -> list[Item]:
    """Return the items sorted by their names; what has the same name keeps its order."""
    return sorted(items, key=lambda item: sort_key(name(item)))
