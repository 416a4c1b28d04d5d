"""The official register: the 421 municipalities and 21 districts of Hessen.

Municipalities come from Destatis' Gemeindeverzeichnis. A district has no figures there: its population,
census count and area are the sums over its municipalities and its point is their population-weighted
centre. Urban districts (kreisfreie Städte) are municipalities and appear once.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from rapidfuzz import fuzz, process

from municipalities.succession import KeyChange, follow, read_key_changes

DATA = Path(__file__).parent / "data" / "municipalities_hessen.csv"
KEY_CHANGES = "changes.toml"
"""The file beside a register that says which keys ended."""
EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
_LICENCE = "dl-de/by-2-0"
_TYPO_CUTOFF = 80.0  # percent of alike letters: one slip in five, two in ten


class Kind(StrEnum):
    """Legal kind of a place, under its official German term."""

    MUNICIPALITY = "Gemeinde"
    TOWN = "Stadt"
    URBAN_DISTRICT = "Kreisfreie Stadt"
    DISTRICT = "Landkreis"


class SizeClass(StrEnum):
    """Municipal size by inhabitants, bounds of the "Stadt- und Gemeindetyp" of the BBSR.

    Landgemeinde below 5,000, Kleinstadt below 20,000 (halved at 10,000), Mittelstadt below 100,000 (halved
    at 50,000), Großstadt from 100,000. The BBSR also calls a smaller place a Kleinstadt if it is a basic
    centre of spatial planning; the register does not say so, hence inhabitants alone decide here.
    Source: https://www.bbsr.bund.de/BBSR/DE/forschung/raumbeobachtung/Raumabgrenzungen/deutschland/gemeinden/StadtGemeindetyp/StadtGemeindetyp.html
    """

    RURAL_MUNICIPALITY = "rural_municipality"
    SMALL_TOWN = "small_town"
    LARGER_SMALL_TOWN = "larger_small_town"
    MEDIUM_TOWN = "medium_town"
    LARGER_MEDIUM_TOWN = "larger_medium_town"
    CITY = "city"
    DISTRICT = "district"


SIZE_BOUNDS: tuple[tuple[int, SizeClass], ...] = (
    (5_000, SizeClass.RURAL_MUNICIPALITY),
    (10_000, SizeClass.SMALL_TOWN),
    (20_000, SizeClass.LARGER_SMALL_TOWN),
    (50_000, SizeClass.MEDIUM_TOWN),
    (100_000, SizeClass.LARGER_MEDIUM_TOWN),
)
"""Inhabitants below which a place belongs to the class; from the last bound on it is a city."""


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


class Municipality(BaseModel):
    """A municipality or, where ``is_district``, a district of Hessen.

    ``ags`` has eight digits for a municipality and five for a district; ``area_km2`` is in square
    kilometres, ``population`` is the register's count at the end of ``Register.population_year``,
    ``census_2022`` the census count of 15 May 2022 (None for a place formed later), coordinates are
    degrees (WGS 84), and ``degree_of_urbanisation`` is Eurostat's 1 densely populated, 2 intermediate,
    3 thinly populated (None for districts).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ags: Annotated[str, Field(pattern=r"^06\d{3}(\d{3})?$")]
    ars: Annotated[str, Field(pattern=r"^06\d{3}(\d{7})?$")]
    name: Annotated[str, Field(min_length=1)]
    kind: Kind
    district_ags: Annotated[str, Field(pattern=r"^06\d{3}$")]
    district: Annotated[str, Field(min_length=1)]
    area_km2: Annotated[float, Field(gt=0)]
    population: Annotated[int, Field(gt=0)]
    census_2022: Annotated[int | None, BeforeValidator(_empty_is_none)] = None
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    degree_of_urbanisation: Annotated[
        Literal[1, 2, 3] | None,
        BeforeValidator(lambda value: int(value) if value else None),
    ] = None

    @property
    def display_name(self) -> str:
        """Name without its official addition: "Darmstadt" for "Darmstadt, Wissenschaftsstadt"."""
        return self.name.partition(",")[0]

    @property
    def is_district(self) -> bool:
        """Whether this is a Landkreis."""
        return self.kind is Kind.DISTRICT

    @property
    def density(self) -> float:
        """Inhabitants per square kilometre."""
        return self.population / self.area_km2

    @property
    def size_class(self) -> SizeClass:
        """Size class by inhabitants; districts form a class of their own."""
        if self.is_district:
            return SizeClass.DISTRICT
        return next((size for bound, size in SIZE_BOUNDS if self.population < bound), SizeClass.CITY)


class Register:
    """All places by key, with type-ahead search and distances; immutable after construction.

    ``key_changes`` say which keys ended; an old key finds the place that followed.
    """

    def __init__(
        self,
        places: Iterable[Municipality],
        as_of: date,
        population_year: int,
        key_changes: Iterable[KeyChange] = (),
    ) -> None:
        self.as_of = as_of
        self.population_year = population_year
        self.key_changes = tuple(key_changes)
        self._successors = {change.old: change.new for change in self.key_changes}
        self.places = MappingProxyType({place.ags: place for place in places})
        self.municipalities = tuple(place for place in self.places.values() if not place.is_district)
        self.districts = tuple(place for place in self.places.values() if place.is_district)
        self._folded = {place.ags: fold(place.display_name) for place in self.places.values()}
        self._base_names = Counter(_base_name(place) for place in self.municipalities)

    @property
    def source(self) -> str:
        """The line that the licence asks for wherever figures or points are shown."""
        newest = max((change.date for change in self.key_changes), default=self.as_of)
        carried_on = f", fortgeschrieben bis {newest:%d.%m.%Y}" if newest > self.as_of else ""
        return (
            "© Statistisches Bundesamt (Destatis), "
            f"Gemeindeverzeichnis {self.as_of:%d.%m.%Y}{carried_on} (Koordinaten: Auszug 4. Quartal 2020) "
            f"und Zensus 2022, {_LICENCE}"
        )

    def get(self, ags: str) -> Municipality | None:
        """Return the place with this key (8 digits municipality, 5 district), or None.

        A key that ended leads to the place that followed.
        """
        return self.places.get(self.current_key(ags))

    def current_key(self, ags: str) -> str:
        """Return the key that a place has now: the key itself, or that of its successor if it ended."""
        return follow(ags, self._successors, self.places)

    def all_of(self, keys: Iterable[str]) -> tuple[Municipality, ...]:
        """Return the places with these keys, each once; keys that nobody knows are left out."""
        current = dict.fromkeys(map(self.current_key, keys))
        return tuple(self.places[key] for key in current if key in self.places)

    def within(self, district_ags: str) -> tuple[Municipality, ...]:
        """Return the municipalities of a district; an urban district contains itself."""
        return tuple(place for place in self.municipalities if place.district_ags == district_ags)

    def label(self, place: Municipality) -> str:
        """Return the display name, with the district's where two municipalities bear the same name.

        "Lautertal (Odenwald)" becomes "Lautertal (Odenwald), Landkreis Bergstraße".
        """
        district = self.places.get(place.district_ags)
        if place.is_district or district is None or self._base_names[_base_name(place)] == 1:
            return place.display_name
        return f"{place.display_name}, {district.display_name}"

    def find(self, text: str, limit: int = 8) -> tuple[Municipality, ...]:
        """Return the places that ``text`` may become while it is typed, best first.

        Names that begin with it come first, then names with a word that begins with it, then names that
        contain it, then names it may be a misspelling of; within these, the larger place. Umlauts may be
        typed as ä, ae or a and ß as ss. A full or partial AGS is understood too, also one that ended.
        """
        typed = self.current_key(text.strip())
        if typed.isdecimal():
            return self._ranked(((0, p) for p in self.places.values() if p.ags.startswith(typed)), limit)
        wanted = fold(typed)
        if not wanted:
            return ()
        hits = ((_position(wanted, self._folded[p.ags]), p) for p in self.places.values())
        found = self._ranked(((rank, p) for rank, p in hits if rank is not None), limit)
        return found or self._misspelt(wanted, limit)

    def neighbours(self, place: Municipality, limit: int = 5) -> tuple[tuple[Municipality, float], ...]:
        """Return the nearest places of the same level with their distance in km, nearest first."""
        others = self.districts if place.is_district else self.municipalities
        distances = [(other, distance_km(place, other)) for other in others if other.ags != place.ags]
        return tuple(sorted(distances, key=lambda pair: pair[1])[:limit])

    @staticmethod
    def _ranked(hits: Iterable[tuple[int, Municipality]], limit: int) -> tuple[Municipality, ...]:
        ordered = sorted(hits, key=lambda hit: (hit[0], hit[1].is_district, -hit[1].population))
        return tuple(place for _, place in ordered[:limit])

    def _misspelt(self, wanted: str, limit: int) -> tuple[Municipality, ...]:
        matches = process.extract(
            wanted, self._folded, scorer=fuzz.partial_ratio, score_cutoff=_TYPO_CUTOFF, limit=None
        )
        best_first = sorted(matches, key=lambda match: (-match[1], -fuzz.ratio(wanted, match[0])))
        return tuple(self.places[ags] for _, _, ags in best_first[:limit])


def fold(name: str) -> str:
    """Return a name as it is compared: lower case, ä/ae/a alike, ß as ss, signs as single blanks."""
    plain = name.casefold().translate(str.maketrans("äöü", "aou"))
    return " ".join(re.findall(r"\w+", re.sub(r"([aou])e", r"\1", plain)))


def distance_km(a: Municipality, b: Municipality) -> float:
    """Return the great-circle distance between two places in kilometres (haversine formula).

    d = 2 r asin sqrt(sin²(Δφ/2) + cos φa cos φb sin²(Δλ/2)); r is the mean radius of the earth.
    """
    phi_a, phi_b = radians(a.latitude), radians(b.latitude)
    haversine = (
        sin((phi_b - phi_a) / 2) ** 2
        + cos(phi_a) * cos(phi_b) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(haversine))


def _base_name(place: Municipality) -> str:
    return place.display_name.partition(" (")[0]


def _position(wanted: str, folded: str) -> int | None:
    if folded.startswith(wanted):
        return 0
    if f" {wanted}" in folded:
        return 1
    return 2 if wanted in folded else None


def read_register(path: Path) -> Register:
    """Read a register from a CSV file of the shipped form, and beside it the file of key changes.

    The column ``population_YYYY`` names the year at whose end the inhabitants were counted.

    Raises:
        ValueError: a row or the header is not as expected; the sentence names the file and the place.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        years = [name for name in reader.fieldnames or () if re.fullmatch(r"population_\d{4}", name)]
        rows = list(reader)
    if len(years) != 1 or not rows:
        raise ValueError(f"{path.name}: expected rows and exactly one column population_YYYY")
    dates = {row.pop("as_of") for row in rows}
    for row in rows:
        row["population"] = row.pop(years[0])
    return Register(
        (Municipality.model_validate(row) for row in rows),
        as_of=date.fromisoformat(max(dates)),
        population_year=int(years[0].removeprefix("population_")),
        key_changes=read_key_changes(path.with_name(KEY_CHANGES)),
    )


@lru_cache(maxsize=1)
def load_register() -> Register:
    """Return the shipped register, read once per process."""
    return read_register(DATA)
