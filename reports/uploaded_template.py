"""The door for Word templates from outside: measured, relieved of references, checked and filled elsewhere.

`reports.own_template` says what a template may ask for. Here is what makes it safe to let it try: the file is
measured before a library reads it, and all work on it is done in a process with limits of time and memory.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeVar

from isolation.process import JobStoppedError, run
from reports.content import SketchReport
from reports.own_template import LARGEST_FILE, TemplateCheck, check_template, fill_template, refuse_unsuitable
from reports.references import without_references
from reports.template_errors import OwnTemplateError
from sketches.outline import Outline
from translations import _, formats

Result = TypeVar("Result")

LARGEST_PART = 20 * 1024 * 1024
MOST_PLACEHOLDERS = 2_000
LONGEST_TEXT = 100_000
_PLACEHOLDER = re.compile(rb"\{\{|\{%")


@dataclass(frozen=True)
class UploadedTemplate:
    """A template that may be kept: its file without references to elsewhere, and what is to be said of it."""

    file: bytes
    check: TemplateCheck
    taken_out: tuple[str, ...]


def examined(template: bytes, outline: Outline) -> UploadedTemplate:
    """Return the template as it may be kept. Raises OwnTemplateError."""
    if len(template) > LARGEST_FILE:  # said at once, without carrying it anywhere
        refuse_unsuitable(template)
    return _elsewhere(examine, template, outline)


def filled(template: bytes, report: SketchReport) -> bytes:
    """Return the template filled with the sketch. Raises OwnTemplateError."""
    return _elsewhere(fill, template, report)


def _elsewhere(work: Callable[..., Result], *arguments: Any) -> Result:
    try:
        return run(work, *arguments, refusals=(OwnTemplateError,))
    except JobStoppedError as stopped:
        raise OwnTemplateError(f"{stopped.message} {stopped.hint}") from stopped


def examine(template: bytes, outline: Outline) -> UploadedTemplate:
    """Do the work of `examined`, in the process where it may take what it takes."""
    file, taken_out = _relieved(template)
    return UploadedTemplate(file, check_template(file, outline), taken_out)


def fill(template: bytes, report: SketchReport) -> bytes:
    """Do the work of `filled`, likewise; templates that were kept by older versions are relieved here."""
    return fill_template(_relieved(template)[0], report)


def _relieved(template: bytes) -> tuple[bytes, tuple[str, ...]]:
    try:
        measure(template)
        return without_references(template)
    except OwnTemplateError:
        raise
    except (zipfile.BadZipFile, zlib.error, SyntaxError, ValueError, EOFError, NotImplementedError) as error:
        text = _("The template is damaged or no Word document. Please save it again in Word as “.docx”.")
        raise OwnTemplateError(text) from error


def measure(template: bytes) -> None:
    """Refuse what no office's template looks like, before a library reads it. Raises OwnTemplateError."""
    refuse_unsuitable(template)
    placeholders = 0
    with zipfile.ZipFile(BytesIO(template)) as packed:
        for info in packed.infolist():
            if not info.filename.endswith((".xml", ".rels")):
                continue
            if info.file_size > LARGEST_PART:
                raise OwnTemplateError(
                    _("The text of the template is too long. Please keep only what the sketch needs.")
                )
            content = packed.read(info)
            placeholders += len(_PLACEHOLDER.findall(content))
            _refuse_long_texts(content)
    if placeholders > MOST_PLACEHOLDERS:
        text = _("The template holds more than {most} placeholders. Please leave some out.")
        raise OwnTemplateError(text.format(most=formats.number(MOST_PLACEHOLDERS)))


def _refuse_long_texts(content: bytes) -> None:
    """Refuse a single text of a length that nobody writes: what searches it can take very long."""
    if any(len(text) > LONGEST_TEXT for text in re.findall(rb">([^<]*)<", content)):
        raise OwnTemplateError(
            _("A single text in the template is too long. Please divide it into several paragraphs.")
        )
