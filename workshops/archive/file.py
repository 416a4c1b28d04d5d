"""The file of a series: a ZIP of JSON files with a manifest; read with suspicion, never unpacked to disk."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, FailFast, TypeAdapter, ValidationError

from storage.tables import SeriesRow
from translations import _
from workshops.archive.fields import Record, Time
from workshops.archive.records import SeriesRecord
from workshops.archive.tables import SCHEMA_VERSION, SERIES_FILE, SINCE_VERSION, TABLES, Table
from workshops.archive.upgrade import brought_along
from workshops.errors import InvalidInput

FORMAT = "smart-region-werkstatt/series"
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_CONTENT = 64 * 1024 * 1024
_MANIFEST = "manifest.json"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # entries carry no time of their own: the same series gives the same file
_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Archive:
    """A whole series: its own record, and for each of TABLES the records by the table's name."""

    written_at: datetime
    series: SeriesRecord
    records: Mapping[str, tuple[Record, ...]]

    def series_row(self, *, join_code: str) -> SeriesRow:
        """Return the row of the series; its join code is that of the installation."""
        return SeriesRow(**self.series.model_dump(), join_code=join_code)


class _Manifest(BaseModel):
    """What the file says about itself."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: Literal["smart-region-werkstatt/series"]
    schema_version: int
    written_at: Time
    sha256: dict[str, str]


def pack(archive: Archive) -> bytes:
    """Return the file of a series."""
    contents = {SERIES_FILE: archive.series.model_dump_json(indent=1).encode()}
    contents |= {table.file: _lines(archive.records[table.name]) for table in TABLES}
    manifest = {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "written_at": archive.written_at.isoformat(),
        "title": archive.series.title,
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in {_MANIFEST: json.dumps(manifest, indent=1).encode(), **contents}.items():
            file.writestr(zipfile.ZipInfo(name, _EARLIEST), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _lines(records: Iterable[Record]) -> bytes:
    """Return a JSON array with one record on each line, to be compared by eye and by tools."""
    return ("[" + ",\n".join(record.model_dump_json() for record in records) + "]").encode()


def unpack(data: bytes) -> Archive:
    """Read the file of a series; each record is checked by itself, not yet how they hang together.

    Raises:
        InvalidInput: with a sentence that says what is wrong with the file.
    """
    if len(data) > LARGEST_FILE:
        raise _refused(_("The file is larger than {size} MB.").format(size=LARGEST_FILE // 1024**2))
    contents = _contents(data)
    manifest = _manifest(contents.pop(_MANIFEST, b""))
    if set(contents) != {SERIES_FILE, *(table.file for table in _tables_of(manifest.schema_version))}:
        raise _refused(_("This is no file of a series."))
    for name, content in contents.items():
        if hashlib.sha256(content).hexdigest() != manifest.sha256.get(name):
            raise _refused(_("“{name}” in the file does not fit its checksum.").format(name=name))
    series = _parsed(TypeAdapter(SeriesRecord), SERIES_FILE, contents[SERIES_FILE])
    records = {
        table.name: _parsed(_array_of(table.record), table.file, contents.get(table.file, b"[]"))
        for table in TABLES
    }
    records = dict(brought_along(series, records, manifest.schema_version))
    return Archive(manifest.written_at, series, records)


def _tables_of(version: int) -> list[Table]:
    return [table for table in TABLES if SINCE_VERSION.get(table.name, 1) <= version]


def _array_of(record: type[Record]) -> TypeAdapter[Any]:
    # Stops at the first fault: a hostile file could otherwise hold millions of them.
    return TypeAdapter(Annotated[tuple[record, ...], FailFast()])  # type: ignore[arg-type,valid-type]


def _contents(data: bytes) -> dict[str, bytes]:
    """Return the files in the ZIP by name: none but those that we write, within the limit."""
    known = {_MANIFEST, SERIES_FILE, *(table.file for table in TABLES)}
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            entries = file.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST_CONTENT:
                raise _refused(
                    _("The file unpacks to more than {size} MB.").format(size=LARGEST_CONTENT // 1024**2)
                )
            names = {entry.filename for entry in entries}
            if len(entries) != len(names) or not names <= known:
                raise _refused(_("This is no file of a series."))
            if any(entry.flag_bits & _ENCRYPTED or entry.compress_type not in _PACKING for entry in entries):
                raise _refused(_("The file is encrypted or packed in an unusual way."))
            # zipfile stops at the size announced, which was counted above, and then checks the CRC.
            return {entry.filename: file.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise _refused(_("This is no file of a series.")) from error


def _manifest(content: bytes) -> _Manifest:
    try:
        manifest = _Manifest.model_validate_json(content)
    except ValidationError as error:
        raise _refused(_("This is no file of a series.")) from error
    if not 1 <= manifest.schema_version <= SCHEMA_VERSION:
        raise InvalidInput(
            _(
                "The file was written by another version of this tool ({found}; this one reads {read})."
            ).format(found=manifest.schema_version, read=SCHEMA_VERSION),
            _("Please bring both installations to the same version. Nothing was imported."),
        )
    return manifest


def _parsed(adapter: TypeAdapter[Any], name: str, content: bytes) -> Any:
    try:
        return adapter.validate_json(content, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise contradiction(name, *first["loc"]) from error


def contradiction(*place: object) -> InvalidInput:
    """Return the refusal of a file that holds at `place` what this tool never writes."""
    named = " ".join(map(str, place))
    return _refused(
        _("The file holds something that this tool never writes, at: {place}.").format(place=named)
    )


def _refused(reason: str) -> InvalidInput:
    return InvalidInput(
        reason,
        _("Please export the series again and choose the new file, unchanged. Nothing was imported."),
        field="archive",
    )
