"""docxtpl's template, and what it leaves to be wished for: quotation marks, footnotes, properties, lines."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import Environment

from reports.content import SketchReport
from reports.prose import line
from reports.template_lines import MARK, Lines
from reports.wordprocessing import LOCALES

LONGEST_PROPERTY = 255
_PROPERTIES = ("title", "subject", "comments", "identifier", "keywords", "category")
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# German and French quotation marks as Word sets them; docxtpl itself knows the English ones.
_QUOTES = str.maketrans({"„": '"', "‟": '"', "«": '"', "»": '"', "‚": "'", "‛": "'", "‹": "'", "›": "'"})
_TAG = re.compile(r"(?<=\{[\{%])(.*?)(?=[\}%]\})")


class WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl comes without types
    """A template whose texts become paragraphs, and whose footnotes and properties are filled once."""

    def patch_xml(self, src_xml: str) -> str:
        """Understand the quotation marks of the languages that are written here."""
        patched: str = super().patch_xml(src_xml)
        return _TAG.sub(lambda tag: tag[0].translate(_QUOTES), patched)

    def render_footnotes(self, context: Mapping[str, Any], jinja_env: Environment | None = None) -> None:
        """Fill footnotes once; docxtpl does so for each section, and reads what was put in as template."""
        for part in self.docx.part.package.iter_parts():
            if part.content_type == _FOOTNOTES:
                source = self.patch_xml(part.blob.decode("utf-8"))
                part._blob = self.render_xml_part(source, part, context, jinja_env).encode("utf-8")

    def render_properties(self, context: Mapping[str, Any], jinja_env: Environment | None = None) -> None:
        """Fill properties as plain text of the length that fits; docxtpl escapes it and stops beyond."""
        environment, properties = jinja_env or Environment(), self.docx.core_properties
        for name in _PROPERTIES:
            text = getattr(properties, name)
            if "{{" in text or "{%" in text:
                filled = environment.from_string(text.translate(_QUOTES)).render(context)
                setattr(properties, name, html.unescape(filled).replace(MARK, " ")[:LONGEST_PROPERTY])

    def divide_lines(self) -> None:
        """Make paragraphs and lists of the texts that were put in."""
        lines = Lines(self.docx)
        lines.divide(self.docx.element)
        for part in self.docx.part.package.iter_parts():
            if part.content_type == _FOOTNOTES:
                root = parse_xml(part.blob)
                lines.divide(root)
                part._blob = serialize_part_xml(root)
        for relation in self.docx.part.rels.values():
            if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
                lines.divide(relation.target_part.element)

    def set_properties(self, report: SketchReport) -> None:
        """Say in the file whose it is: not the template's title, author and date, nor a library's."""
        core = self.docx.core_properties
        core.title = line(report.content.title)[:LONGEST_PROPERTY]
        core.author = core.last_modified_by = report.author
        core.language = LOCALES[report.language]
        core.created = core.modified = datetime.combine(report.date, time())
        core.revision = 1
