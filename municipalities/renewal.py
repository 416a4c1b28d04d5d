"""Renewal of the register from an official edition: the new rows, and every change by name.

What the edition does not hold is kept: coordinates, degree of urbanisation and census count. A municipality
that got another key (as one that leaves its district does) keeps them too; it is recognised by its name. A
municipality that is really new, after a merger, stands at the centre of its district until somebody enters
its coordinates; its change says so. Each key that ends is kept with the key that follows, see ``succession``;
which one follows a municipality that is gone, no edition says: somebody has to name it.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from municipalities.gv100ad import District, Edition, Record
from municipalities.register import KEY_CHANGES, Kind, Municipality, Register, read_register
from municipalities.succession import KeyChange, key_changes_text, read_key_changes

COMPLETE_SHARE = 0.9
"""An edition with fewer than this share of the register's municipalities is taken for incomplete."""


class ChangeKind(StrEnum):
    """What happened to a place between two editions."""

    NEW = "new"
    GONE = "gone"
    KEY = "key"
    NAME = "name"
    KIND = "kind"
    DISTRICT = "district"
    AREA = "area"
    POPULATION = "population"


_COMPARED = {
    ChangeKind.KEY: "ags",
    ChangeKind.NAME: "name",
    ChangeKind.KIND: "kind",
    ChangeKind.DISTRICT: "district",
    ChangeKind.AREA: "area_km2",
    ChangeKind.POPULATION: "population",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one place: its key and name now (or last), the value before and after."""

    kind: ChangeKind
    ags: str
    name: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        if self.kind is ChangeKind.NEW:
            return f"{self.ags} {self.name}: new, placed at {self.after}: please enter its coordinates"
        if self.kind is ChangeKind.GONE:
            return f"{self.ags} {self.name}: gone"
        return f"{self.ags} {self.name}: {self.kind} {self.before} -> {self.after}"


def renew(register: Register, edition: Edition, population_year: int) -> Register:
    """Return the register with the places and figures of the edition.

    Args:
        register: the register so far; gives what the edition lacks.
        edition: the Hessian part of a GV100AD file.
        population_year: at the end of which the edition's inhabitants were counted.

    Raises:
        ValueError: the edition is incomplete or older than the register, a municipality belongs to no
            district, or a whole district is new.
    """
    if edition.as_of < register.as_of:
        raise ValueError(f"the file is of {edition.as_of}, older than the register of {register.as_of}")
    expected = len(register.municipalities)
    if len(edition.municipalities) < COMPLETE_SHARE * expected:
        raise ValueError(
            f"the file has {len(edition.municipalities)} municipalities, the register {expected}: "
            "it is not a complete edition"
        )
    former = _former(register, edition)
    districts = {district.ags: district for district in edition.districts}
    members: dict[str, list[Record]] = {}
    for record in edition.municipalities:
        members.setdefault(record.ags[:5], []).append(record)
    places = [place for ags in members for place in _territory(districts.get(ags), members[ags], former)]
    in_order = sorted(places, key=lambda place: place.ags)
    return Register(in_order, edition.as_of, population_year, register.key_changes)


def with_key_changes(old: Register, new: Register, named: Mapping[str, str]) -> Register:
    """Return the new register with every key that ended since the old one and the key that follows.

    Args:
        old: the register before.
        new: the renewed one.
        named: the successors of municipalities that are gone, by old key.

    Raises:
        ValueError: a successor was named that the new register does not have, or for a key that did not end.
    """
    renamed = _same_name_other_key(old, new.municipalities)
    found = {before.ags: after for after, before in renamed.items()} | dict(named)
    for key, successor in named.items():
        if key not in old.places or key in new.places:
            raise ValueError(f"{key} did not end with this edition")
        if successor not in new.places:
            raise ValueError(f"{successor}, named to follow {key}, is not in this edition")
    added = (_key_change(old.places[key], after, new.as_of) for key, after in sorted(found.items()))
    kept = (change for change in new.key_changes if change.old not in found)
    return Register(new.places.values(), new.as_of, new.population_year, (*kept, *added))


def without_successor(old: Register, new: Register) -> tuple[Municipality, ...]:
    """Return the places of the old register to which no key of the new one leads."""
    return tuple(place for place in old.places.values() if new.get(place.ags) is None)


def _key_change(place: Municipality, successor: str, as_of: date) -> KeyChange:
    return KeyChange(
        date=as_of,
        old=place.ags,
        new=successor,
        name=place.name,
        source=f"Destatis, Gemeindeverzeichnis {as_of:%d.%m.%Y} (GV100AD)",
    )


def changes(old: Register, new: Register) -> Iterator[Change]:
    """Yield every difference between two registers, by key; a place with a new key is one place."""
    former = _same_name_other_key(old, new.municipalities)
    for place in new.places.values():
        before = old.get(place.ags) or former.get(place.ags)
        if before is None:
            yield Change(ChangeKind.NEW, place.ags, place.name, after=f"{place.latitude}, {place.longitude}")
        else:
            yield from _differences(before, place)
    kept = new.places.keys() | {place.ags for place in former.values()}
    for place in old.places.values():
        if place.ags not in kept:
            yield Change(ChangeKind.GONE, place.ags, place.name)


def write_register(register: Register, path: Path) -> None:
    """Write the register as a CSV file, and its key changes beside it.

    Each file is written beside the old one, read back for proof, and only then put in its place: readers see
    the old file or the new one, never half. Key changes come first: before the new places are there, the old
    keys among them still find their own.
    """
    if register.key_changes:
        changes = path.with_name(KEY_CHANGES)
        with _replaced(changes, lambda draft: read_key_changes(draft) == register.key_changes) as file:
            file.write(key_changes_text(register.key_changes))
    with _replaced(path, lambda draft: read_register(draft).places == register.places) as file:
        _write_rows(register, file)


@contextmanager
def _replaced(path: Path, reads_back: Callable[[Path], bool]) -> Iterator[TextIO]:
    draft = path.with_name(f".{path.name}.new")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not reads_back(draft):
            raise ValueError(f"{draft.name} does not read back as it was written")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write_rows(register: Register, file: TextIO) -> None:
    year = f"population_{register.population_year}"
    columns = [year if name == "population" else name for name in Municipality.model_fields]
    writer = csv.DictWriter(file, ("as_of", *columns), lineterminator="\n")
    writer.writeheader()
    for place in register.places.values():
        row = place.model_dump()
        row[year] = row.pop("population")
        writer.writerow({"as_of": register.as_of.isoformat(), **row})


def _former(register: Register, edition: Edition) -> dict[str, Municipality]:
    """Return by new key what each municipality of the edition was before."""
    kept = {r.ags: place for r in edition.municipalities if (place := register.get(r.ags))}
    return kept | _same_name_other_key(register, edition.municipalities)


def _same_name_other_key(old: Register, places: Iterable[Record | Municipality]) -> dict[str, Municipality]:
    keys = {place.ags: place.name.partition(",")[0] for place in places}
    gone = {place.display_name: place for place in old.municipalities if place.ags not in keys}
    return {ags: gone[name] for ags, name in keys.items() if old.get(ags) is None and name in gone}


def _territory(
    district: District | None, records: list[Record], former: Mapping[str, Municipality]
) -> Iterator[Municipality]:
    """Yield the municipalities of one district and, unless it is an urban district, the district itself."""
    if district is None and not (len(records) == 1 and records[0].kind is Kind.URBAN_DISTRICT):
        raise ValueError(f"{records[0].ags} {records[0].name}: the file has no record 40 of its district")
    located = [(record, former[record.ags]) for record in records if record.ags in former]
    if not located:
        raise ValueError(f"{records[0].ags} {records[0].name}: a new district; please enter its rows by hand")
    centre = _centre(located)
    name = district.name if district else records[0].name
    members = [_municipality(record, name, former.get(record.ags), centre) for record in records]
    yield from members
    if district is not None:
        yield _summed(district, members, centre)


def _centre(located: list[tuple[Record, Municipality]]) -> tuple[float, float]:
    population = sum(record.population for record, _ in located)
    latitude = sum(record.population * place.latitude for record, place in located) / population
    longitude = sum(record.population * place.longitude for record, place in located) / population
    return round(latitude, 5), round(longitude, 5)


def _municipality(
    record: Record, district: str, former: Municipality | None, centre: tuple[float, float]
) -> Municipality:
    latitude, longitude = (former.latitude, former.longitude) if former else centre
    return Municipality(
        ags=record.ags,
        ars=record.ars,
        name=record.name,
        kind=record.kind,
        district_ags=record.ags[:5],
        district=district,
        area_km2=record.area_ha / 100,
        population=record.population,
        census_2022=former.census_2022 if former else None,
        latitude=latitude,
        longitude=longitude,
        degree_of_urbanisation=former.degree_of_urbanisation if former else None,
    )


def _summed(district: District, members: list[Municipality], centre: tuple[float, float]) -> Municipality:
    name = district.name if district.name.lower().endswith("kreis") else f"Landkreis {district.name}"
    census = [member.census_2022 for member in members]
    return Municipality(
        ags=district.ags,
        ars=district.ags,
        name=name,
        kind=Kind.DISTRICT,
        district_ags=district.ags,
        district=district.name,
        area_km2=round(sum(member.area_km2 for member in members), 2),
        population=sum(member.population for member in members),
        census_2022=None if None in census else sum(filter(None, census)),
        latitude=centre[0],
        longitude=centre[1],
    )


def _differences(before: Municipality, place: Municipality) -> Iterator[Change]:
    for kind, field in _COMPARED.items():
        was, now = getattr(before, field), getattr(place, field)
        if was != now:
            yield Change(kind, place.ags, place.name, str(was), str(now))
