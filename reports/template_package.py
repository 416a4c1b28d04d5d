"""A Word package from outside, made ready to be filled.

Word, Word for Mac, Word Online and LibreOffice write the same document in different packages, and a template
brings along what belongs to its own life: tracked changes, comments, controls bound to its properties. Here
all that becomes one plain document whose placeholders can be filled; nothing else in it is changed.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx.opc.oxml import parse_xml, serialize_part_xml

from reports import template_statements
from reports.template_errors import OwnTemplateError
from translations import _

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIPS = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_DOCUMENT = "wordprocessingml.document.main+xml"
_TEMPLATE = "wordprocessingml.template.main+xml"
_CORE = b"/package/2006/relationships/metadata/core-properties"
_CORE_OF_LIBREOFFICE = b"/officeDocument/2006/relationships/metadata/core-properties"
_OLE = bytes.fromhex("d0cf11e0")
_COMMENT_PARTS = re.compile(r"word/(comments\w*|people)\.xml")
_STORIES = re.compile(r"word/(document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml")
_GONE = ("del", "moveFrom")
_KEPT = ("ins", "moveTo")
_MARKS = ("commentRangeStart", "commentRangeEnd", "annotationRef", "moveFromRangeStart", "moveFromRangeEnd")
_MORE_MARKS = ("moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd")


@dataclass(frozen=True)
class Prepared:
    """A package ready to be filled, and what was done to it."""

    file: bytes
    changes: int = 0
    comments: int = 0
    bound: int = 0


def prepared(template: bytes) -> Prepared:
    """Return the template as a plain document.

    Tracked changes are accepted, comments left out, controls freed from the properties they are bound to, and
    sections and page breaks kept although the statement goes in whose paragraph they sit. Raises
    OwnTemplateError for what is no Word document, or has a loop that cannot work.
    """
    refuse_other_formats(template)
    with zipfile.ZipFile(BytesIO(template)) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    main = main_part(parts)
    parts[_RELATIONSHIPS] = parts[_RELATIONSHIPS].replace(_CORE_OF_LIBREOFFICE, _CORE)
    parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE.encode(), _DOCUMENT.encode())
    changes = comments = bound = 0
    for name in [name for name in parts if name == main or _STORIES.fullmatch(name)]:
        root = parse_xml(parts[name])  # type: ignore[arg-type]  # it takes bytes, whatever it declares
        changes += _accept_changes(root)
        comments += _leave_out_comments(root)
        bound += _free_controls(root)
        template_statements.refuse_torn_loops(root)
        template_statements.keep_breaks(root)
        parts[name] = serialize_part_xml(root)
    _leave_out_comment_parts(parts)
    return Prepared(_packed(parts), changes, comments, bound)


def refuse_other_formats(template: bytes) -> None:
    """Say what a file is that is no Word document, and what to do. Raises OwnTemplateError."""
    if template.startswith(_OLE):
        raise OwnTemplateError(
            _("The file is protected by a password or saved in the old format “.doc”.")
            + " "
            + _("Please open it in Word and save it as “.docx” without a password.")
        )
    try:
        with zipfile.ZipFile(BytesIO(template)) as packed:
            parts = dict.fromkeys(packed.namelist(), b"")
            for name in (_RELATIONSHIPS, _TYPES, "mimetype"):
                if name in parts:
                    parts[name] = packed.read(name)
    except zipfile.BadZipFile as error:
        raise OwnTemplateError(_no_word_document()) from error
    if b"opendocument.text" in parts.get("mimetype", b""):
        raise OwnTemplateError(
            _("This is an OpenDocument text. Please save it as “Word 2010–365 Document (.docx)”.")
        )
    main_part(parts)
    if any(posixpath.basename(name).casefold() == "vbaproject.bin" for name in parts) or (
        b"macroEnabled" in parts.get(_TYPES, b"")
    ):
        raise OwnTemplateError(_("The template contains macros. Please save it as “.docx” without macros."))


def main_part(parts: dict[str, bytes]) -> str:
    """Return the name of the part that holds the text: `word/document.xml`, from Word Online another."""
    relations = parts.get(_RELATIONSHIPS, b"").decode("utf-8", "replace")
    if "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" in relations:
        raise OwnTemplateError(
            _("The template is saved as “Strict Open XML”. Please save it as “Word Document (.docx)”.")
        )
    for relation in re.findall(r"<[^>]*Relationship\s[^>]*>", relations):
        kind, target = (re.search(rf'\b{name}\s*=\s*"([^"]*)"', relation) for name in ("Type", "Target"))
        if kind and target and kind[1].endswith("/relationships/officeDocument"):
            name = posixpath.normpath(target[1].lstrip("/"))
            if name in parts and name.startswith("word/"):
                return name
    raise OwnTemplateError(_no_word_document())


def _no_word_document() -> str:
    return _("This is no Word document. Please choose a file that ends in “.docx” or “.dotx”.")


def _accept_changes(root: Any) -> int:
    """Take out what was deleted and keep what was inserted with change tracking; return how many."""
    accepted = 0
    for gone in [one for name in _GONE for one in root.iter(W + name)]:
        accepted += 1
        parent = gone.getparent()
        if parent is not None and parent.tag == W + "trPr":
            gone = parent.getparent()  # a whole row was deleted
            parent = gone.getparent()
        if parent is not None:
            parent.remove(gone)
    for kept in [one for name in _KEPT for one in root.iter(W + name)]:
        accepted += 1
        _unwrap(kept)
    for change in [one for one in root.iter() if isinstance(one.tag, str) and one.tag.endswith("PrChange")]:
        accepted += 1
        change.getparent().remove(change)
    return accepted


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place + 1, child)
    parent.remove(element)


def _leave_out_comments(root: Any) -> int:
    references = list(root.iter(W + "commentReference"))
    for reference in references:
        run = reference.getparent()
        run.getparent().remove(run)
    for mark in [one for name in (*_MARKS, *_MORE_MARKS) for one in root.iter(W + name)]:
        mark.getparent().remove(mark)
    return len(references)


def _free_controls(root: Any) -> int:
    """Free content controls: a bound one would show the template's property instead of the text put in."""
    bindings = [one for one in root.iter() if isinstance(one.tag, str) and one.tag.endswith("}dataBinding")]
    for binding in bindings:
        binding.getparent().remove(binding)
    return len(bindings)


def _leave_out_comment_parts(parts: dict[str, bytes]) -> None:
    for name in [name for name in parts if _COMMENT_PARTS.fullmatch(name)]:
        del parts[name]
        parts.pop(f"word/_rels/{posixpath.basename(name)}.rels", None)
        _drop(parts, _TYPES, "Override", "PartName", f"/{name}")
        for relations in [each for each in parts if each.startswith("word/_rels/")]:
            _drop(parts, relations, "Relationship", "Target", posixpath.basename(name))


def _drop(parts: dict[str, bytes], name: str, tag: str, attribute: str, value: str) -> None:
    root = parse_xml(parts[name])  # type: ignore[arg-type]
    for entry in list(root):
        if entry.tag.endswith(tag) and entry.get(attribute) == value:
            root.remove(entry)
    parts[name] = serialize_part_xml(root)


def _packed(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return target.getvalue()


def unfilled_places(filled: bytes) -> tuple[str, ...]:
    """Return where placeholders are left in a filled document: places that are not filled."""
    with zipfile.ZipFile(BytesIO(filled)) as packed:
        found = {place for name in packed.namelist() if (place := _place(name)) and _asks(packed.read(name))}
    return tuple(sorted(found))


def _place(name: str) -> str:
    names: Iterator[tuple[str, str]] = iter(
        (
            ("word/endnotes", _("endnotes")),
            ("word/charts/", _("charts")),
            ("word/diagrams/", _("SmartArt")),
            ("docProps/core", _("keywords and categories")),
            ("docProps/", _("document properties")),
            ("customXml/", _("document properties")),
            ("word/glossary/", _("text modules")),
        )
    )
    return next((called for start, called in names if name.startswith(start) and name.endswith(".xml")), "")


def _asks(content: bytes) -> bool:
    text = re.sub(rb"<[^>]+>", b"", content)
    return b"{{" in text or b"{%" in text


def asks_for_mail_merge(package: bytes) -> bool:
    """Return whether the document has fields of Word's mail merge, which are not filled here."""
    with zipfile.ZipFile(BytesIO(package)) as packed:
        return any(
            b"MERGEFIELD" in packed.read(name)
            for name in packed.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        )
