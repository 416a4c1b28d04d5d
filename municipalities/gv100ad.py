"""Reader for GV100AD, the fixed-width edition of the official municipality register (Destatis).

One record per line; columns counted from 1, both ends included, as in the description that comes with the
file. Read here:

======== ======= =======================================================================================
columns  records content
======== ======= =======================================================================================
1-2      all     Satzart: 40 district, 60 municipality (10 state, 20 region, 50 association are skipped)
3-10     all     Gebietsstand YYYYMMDD; differs between records of one file
11-18    40, 60  official key AGS: state 2, region 1, district 2, municipality 3 (blank for districts)
19-22    60      association; the regional key ARS is AGS 1-5, association, AGS 6-8
23-72    40, 60  name
123-124  40, 60  Textkennzeichen: the kind, see ``_KINDS``
129-139  60      area in hectares
140-150  60      inhabitants
======== ======= =======================================================================================

The file says neither at the end of which year the inhabitants were counted (its description does) nor where
a place lies nor its degree of urbanisation. Source:
https://www.destatis.de/DE/Themen/Laender-Regionen/Regionales/Gemeindeverzeichnis/_inhalt.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from municipalities.register import Kind

STATE = "06"
_KINDS = {
    "41": Kind.URBAN_DISTRICT,
    "43": Kind.DISTRICT,
    "44": Kind.DISTRICT,
    "60": Kind.MUNICIPALITY,  # Markt
    "61": Kind.URBAN_DISTRICT,
    "63": Kind.TOWN,
    "64": Kind.MUNICIPALITY,
    "67": Kind.TOWN,  # Große Kreisstadt
}
_UNINCORPORATED = {"65", "66"}  # inhabited and uninhabited areas without a municipality


@dataclass(frozen=True, slots=True)
class District:
    """A district record: five-digit key and name ("Fulda" for Landkreis Fulda)."""

    ags: str
    name: str


@dataclass(frozen=True, slots=True)
class Record:
    """A municipality record; ``area_ha`` in hectares."""

    as_of: date
    ags: str
    association: str
    name: str
    kind: Kind
    area_ha: int
    population: int

    @property
    def ars(self) -> str:
        """Twelve-digit regional key (Regionalschlüssel)."""
        return self.ags[:5] + self.association + self.ags[5:]


@dataclass(frozen=True, slots=True)
class Edition:
    """The Hessian part of one file; ``as_of`` is the newest Gebietsstand of its municipalities."""

    as_of: date
    districts: tuple[District, ...]
    municipalities: tuple[Record, ...]


def read_gv100ad(path: Path) -> Edition:
    """Read the Hessian records of a GV100AD file, whichever of its encodings it has.

    Raises:
        ValueError: a record is not of the form above (the sentence names its line), a key occurs twice, or
            the file holds no municipality of Hessen.
    """
    entries: dict[str, District | Record] = {}
    for number, line in enumerate(_decode(path.read_bytes()).split("\n"), start=1):
        if not _is_wanted(line):
            continue
        try:
            entry = _record(line) if line.startswith("60") else _district(line)
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path.name}, line {number}: not a GV100AD record ({error})") from error
        if entry.ags in entries:
            raise ValueError(f"{path.name}, line {number}: {entry.ags} occurs twice")
        entries[entry.ags] = entry
    municipalities = tuple(entry for entry in entries.values() if isinstance(entry, Record))
    if not municipalities:
        raise ValueError(f"{path.name}: no municipality of Hessen (records 60, state {STATE}) in this file")
    districts = tuple(entry for entry in entries.values() if isinstance(entry, District))
    return Edition(max(record.as_of for record in municipalities), districts, municipalities)


def _is_wanted(line: str) -> bool:
    kind = line[122:124]
    if line[10:12] != STATE or kind in _UNINCORPORATED:
        return False
    # An urban district comes twice; its figures are in the municipality record.
    return line.startswith("60") or (line.startswith("40") and _KINDS.get(kind) is not Kind.URBAN_DISTRICT)


def _district(line: str) -> District:
    if not re.fullmatch(r"\d{5} {3}", line[10:18]) or _KINDS[line[122:124]] is not Kind.DISTRICT:
        raise ValueError("a district without its five-digit key or kind")
    return District(line[10:15], line[22:72].strip())


def _record(line: str) -> Record:
    if not re.fullmatch(r"\d{12}", line[10:22]):
        raise ValueError("a municipality without its key")
    return Record(
        as_of=date(int(line[2:6]), int(line[6:8]), int(line[8:10])),
        ags=line[10:18],
        association=line[18:22],
        name=line[22:72].strip(),
        kind=_KINDS[line[122:124]],
        area_ha=int(line[128:139]),
        population=int(line[139:150]),
    )


def _decode(content: bytes) -> str:
    """Decode UTF-8 (newer editions), DOS or Windows text (older ones).

    The bytes 80 to 9F are umlauts in DOS and hardly ever used in Windows-1252.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        dos = any(0x80 <= byte <= 0x9F for byte in content)
        return content.decode("cp850" if dos else "cp1252")
