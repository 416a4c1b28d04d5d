"""What a Word file would fetch from elsewhere when it is opened: taken out, with the text around it kept.

A template is handed on with every document made from it. A reference in it to another host would tell that
host who opens the document, and a field of dynamic data exchange could start another program there. Links
that a reader has to click stay.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from docx.opc.oxml import parse_xml, serialize_part_xml

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = ".rels"
# Clicked by the reader, and shown before: nothing is fetched by opening the document.
_HARMLESS = ("/hyperlink",)
# Of a picture only the way to its other source goes, the picture that is in the file stays.
_PICTURES = ("blip", "imagedata")
_FETCHING_FIELDS = frozenset(
    {"DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "RD"}
)


def without_references(document: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a Word file that fetches nothing, and what was taken out: the kinds, sorted, each once.

    A kind is the last part of a relationship's type, such as "attachedTemplate", or the name of a field, such
    as "DDE". A file with nothing to take out comes back as it was.
    """
    with zipfile.ZipFile(BytesIO(document)) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    changed: dict[str, bytes] = {}
    taken: set[str] = set()
    for name in parts:
        if name.endswith(_RELATIONS):
            taken |= _cut_relations(parts, changed, name)
    for name in parts:
        if name.startswith("word/") and name.endswith(".xml"):
            taken |= _cut_fields(changed.get(name, parts[name]), changed, name)
    return (_packed(parts | changed) if changed else document), tuple(sorted(taken))


def _packed(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def _parsed(content: bytes) -> Any:
    return parse_xml(content)  # type: ignore[arg-type]  # it takes bytes, whatever it declares


def _cut_relations(parts: dict[str, bytes], changed: dict[str, bytes], name: str) -> set[str]:
    """Take the outside references out of one list of relations, and out of the part that uses it."""
    root = _parsed(parts[name])
    outside = [relation for relation in root if _leads_outside(relation)]
    if not outside:
        return set()
    keys = {relation.get("Id") for relation in outside}
    for relation in outside:
        root.remove(relation)
    changed[name] = serialize_part_xml(root)
    user = _user_of(name)
    if user in parts:
        using = _parsed(changed.get(user, parts[user]))
        _cut_uses(using, keys)
        changed[user] = serialize_part_xml(using)
    return {relation.get("Type", "").rsplit("/", 1)[-1] for relation in outside}


def _leads_outside(relation: Any) -> bool:
    external = relation.get("TargetMode", "").lower() == "external"
    return external and not relation.get("Type", "").endswith(_HARMLESS)


def _user_of(relations: str) -> str:
    """Return the part that a list of relations belongs to: for word/_rels/a.xml.rels it is word/a.xml."""
    folder, file = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(_RELATIONS))


def _cut_uses(root: Any, keys: set[str | None]) -> None:
    for element in list(_elements(root)):
        used = [
            name
            for name, value in element.attrib.items()
            if name.startswith(f"{{{_RELATION}}}") and value in keys
        ]
        if not used:
            continue
        if element.tag.rpartition("}")[2] in _PICTURES or element is root:
            for name in used:
                del element.attrib[name]
        else:
            _remove(element)


def _cut_fields(content: bytes, changed: dict[str, bytes], name: str) -> set[str]:
    """Take the fields that fetch something out of one part; what they show now stays as text."""
    if b"instr" not in content:
        return set()
    root = _parsed(content)
    taken: set[str] = set()
    for field in list(root.iter(_tag("fldSimple"))):
        if kind := _fetching(field.get(_tag("instr"), "")):
            taken.add(kind)
            _unwrap(field)
    for marks, instruction in list(_fields(root)):
        if kind := _fetching(instruction):
            taken.add(kind)
            for mark in marks:
                _remove(mark)
    if taken:
        changed[name] = serialize_part_xml(root)
    return taken


def _fields(root: Any) -> Iterator[tuple[list[Any], str]]:
    """Yield the fields of a part: the marks and instructions they are made of, and the instruction's text."""
    open_fields: list[tuple[list[Any], list[str]]] = []
    for element in list(root.iter(_tag("fldChar"), _tag("instrText"))):
        if element.tag == _tag("instrText"):
            if open_fields:
                open_fields[-1][0].append(element)
                open_fields[-1][1].append(element.text or "")
            continue
        kind = element.get(_tag("fldCharType"))
        if kind == "begin":
            open_fields.append(([], []))
        if not open_fields:
            continue
        open_fields[-1][0].append(element)
        if kind == "end":
            marks, words = open_fields.pop()
            yield marks, "".join(words)
    for marks, words in open_fields:  # never ended: Word would still read them
        yield marks, "".join(words)


def _fetching(instruction: str) -> str | None:
    """Return the name of a field that fetches something, None for all others."""
    names: Iterable[str] = instruction.split()[:1]
    return next((name.upper() for name in names if name.upper() in _FETCHING_FIELDS), None)


def _elements(root: Any) -> Iterator[Any]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    place = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(place + offset, child)
    parent.remove(element)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _tag(name: str) -> str:
    return f"{{{_WORD}}}{name}"
