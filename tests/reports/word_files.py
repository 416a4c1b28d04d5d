"""Word files as other programs save them, built from python-docx's by changing their packages."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: DocxDocument) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def document(*paragraphs: str) -> DocxDocument:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    return made


def parts_of(file: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(file)) as packed:
        assert len(packed.namelist()) == len(set(packed.namelist()))
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def replaced(file: bytes, old: bytes, new: bytes, part: str = "") -> bytes:
    """Replace bytes in one part, or in all of them."""
    parts = parts_of(file)
    assert any(old in content for content in parts.values())
    return packed({n: c.replace(old, new) if part in ("", n) else c for n, c in parts.items()})


def with_part(file: bytes, name: str, kind: str, content: str, content_type: str) -> bytes:
    """Add a part that the main document points to."""
    parts = parts_of(file)
    target = name.removeprefix("word/")
    parts[name] = content.encode()
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    relation = (
        f'<Relationship Id="rIdNew{len(parts)}" Type="{RELATION}/{kind}" Target="{target}"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    return packed(parts)


def word_online(file: bytes) -> bytes:
    parts = parts_of(file)
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    renamed = packed(parts)
    for part in ("[Content_Types].xml", "_rels/.rels"):
        renamed = replaced(renamed, b"word/document.xml", b"word/document2.xml", part)
    return renamed


def saved_by_libreoffice(file: bytes) -> bytes:
    return replaced(
        file,
        b"package/2006/relationships/metadata/core-properties",
        b"officeDocument/2006/relationships/metadata/core-properties",
        "_rels/.rels",
    )


def dotx(file: bytes) -> bytes:
    return replaced(file, b"document.main+xml", b"template.main+xml", "[Content_Types].xml")


def word_for_mac(file: bytes) -> bytes:
    """Word for Mac leaves its own marks and a thumbnail, and names targets from the root."""
    return replaced(file, b'Target="word/document.xml"', b'Target="/word/document.xml"', "_rels/.rels")


PROGRAMS: dict[str, Callable[[bytes], bytes]] = {
    "Word": lambda file: file,
    "Word for Mac": word_for_mac,
    "Word Online": word_online,
    "LibreOffice": saved_by_libreoffice,
    "Word, as a template": dotx,
    "LibreOffice, as a template": lambda file: dotx(saved_by_libreoffice(file)),
}


def element(xml: str) -> Any:
    """Return an element of Word's own vocabulary."""
    head, _sign, rest = xml.partition(">")
    names = nsdecls("w")
    return parse_xml(f"{head[:-1]} {names}/>{rest}" if head.endswith("/") else f"{head} {names}>{rest}")
