"""All documents of a series in one ZIP file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.content import SketchReport
from reports.docx import document_docx
from reports.pdf import document_pdf
from reports.submission import submission_document

NAME_LENGTH = 60
EARLIEST = (1980, 1, 1, 0, 0, 0)  # entries carry no time of their own


def sketches_zip(reports: Sequence[SketchReport], extra: Mapping[str, bytes] | None = None) -> bytes:
    """Return each sketch to hand in as PDF and DOCX, numbered, and what else is given by its file name."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for number, report in enumerate(reports, start=1):
            document = submission_document(report)
            stem = f"{number:02d}-{file_stem(document.title)}"
            _add(archive, f"{stem}.pdf", document_pdf(document))
            _add(archive, f"{stem}.docx", document_docx(document))
        for name, content in (extra or {}).items():
            stem, _dot, suffix = name.rpartition(".")
            _add(archive, f"{file_stem(stem)}.{file_stem(suffix)}", content)
    return stream.getvalue()


def file_stem(text: str) -> str:
    """Return a name that every file system takes: ASCII letters, digits and hyphens, never empty."""
    for umlaut, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(umlaut, plain).replace(umlaut.upper(), plain.capitalize())
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_text).strip("-")[:NAME_LENGTH].strip("-").lower() or "document"


def _add(archive: ZipFile, name: str, content: bytes) -> None:
    entry = ZipInfo(name, EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    archive.writestr(entry, content)
