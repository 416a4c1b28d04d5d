"""A sketch filled into the office's own Word template: checked on upload, rendered in a sandbox.

A template is somebody else's file: it may only insert what the sketch offers, loop over it and ask whether
it is there. Everything else the template language knows is refused, and the size of the file is limited.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError as JinjaError
from jinja2 import Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reports.content import SketchReport
from reports.placeholders import LISTS, names, values
from sketches.outline import Outline
from translations import _

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_CONTENT = 60 * 1024 * 1024
MOST_PARTS = 2000
MAIN_PART = "word/document.xml"
MOST_NESTED_LOOPS = 2
# None of these can make a text much longer, so that no template can fill the memory.
_FILTERS = ("default", "first", "last", "length", "lower", "trim", "upper")
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.CondExpr,
)
_MACRO_PART = "word/vbaProject.bin"


class OwnTemplateError(ValueError):
    """A template that cannot be used; the message is a sentence for the person who uploaded it."""


@dataclass(frozen=True)
class TemplateCheck:
    """What a template asks for: placeholders that do not exist, and offered ones it does not use."""

    unknown: tuple[str, ...]
    unused: tuple[str, ...]


class _Sandbox(ImmutableSandboxedEnvironment):
    """Inserts, repeats and decides; whatever else a template tries is refused before anything runs."""

    def __init__(self, undefined: type[Undefined]) -> None:
        super().__init__(autoescape=True, undefined=undefined)
        self.globals.clear()
        for name in set(self.filters) - set(_FILTERS):
            del self.filters[name]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _refuse_unknown_nodes(tree, loops=0)
        return tree


def _refuse_unknown_nodes(node: nodes.Node, loops: int) -> None:
    if not isinstance(node, _ALLOWED):
        text = _("“{part}” in line {line}")
        raise SecurityError(text.format(part=type(node).__name__, line=node.lineno))
    loops += isinstance(node, nodes.For)
    if loops > MOST_NESTED_LOOPS:
        raise SecurityError(_("more than two loops within each other"))
    for child in node.iter_child_nodes():
        _refuse_unknown_nodes(child, loops)


class _Shown(Undefined):
    """An unknown placeholder stands in the document under its own name, so that nobody overlooks it."""

    def __str__(self) -> str:
        return "{{" + str(self._undefined_name) + "}}"


def check_template(template: bytes, outline: Outline) -> TemplateCheck:
    """Return which placeholders are unknown and which stay unused. Raises OwnTemplateError."""
    asked: set[str] = set()
    unknown: set[str] = set()

    class Recorded(_Shown):
        def __init__(self, *arguments: Any, **keywords: Any) -> None:
            super().__init__(*arguments, **keywords)
            unknown.add(str(self._undefined_name))

    def render(document: DocxTemplate) -> None:
        environment = _Sandbox(Recorded)
        asked.update(document.get_undeclared_template_variables(environment))
        document.render(_example(outline), environment, autoescape=True)

    _with_template(template, render)
    offered = names(outline)
    unknown |= asked - set(offered)
    return TemplateCheck(tuple(sorted(unknown)), tuple(name for name in offered if name not in asked))


def fill_template(template: bytes, report: SketchReport) -> bytes:
    """Return the template filled with the sketch; unknown placeholders stay visible.

    Raises OwnTemplateError.
    """
    stream = BytesIO()

    def render(document: DocxTemplate) -> None:
        document.render(values(report), _Sandbox(_Shown), autoescape=True)
        document.save(stream)

    _with_template(template, render)
    return stream.getvalue()


def _example(outline: Outline) -> dict[str, Any]:
    """One entry for every placeholder, so that a trial run reaches each of them."""
    texts: dict[str, Any] = dict.fromkeys(names(outline), "x")
    lists = {name: [dict.fromkeys(fields, "x") if fields else "x"] for name, fields in LISTS.items()}
    return {**texts, **lists}


def _with_template(template: bytes, use: Callable[[DocxTemplate], None]) -> None:
    _refuse_unsuitable(template)
    try:
        use(DocxTemplate(BytesIO(template)))
    except SecurityError as error:
        text = _("The template does more than insert and repeat: {detail}. Please remove that part.")
        raise OwnTemplateError(text.format(detail=str(error).rstrip("."))) from error
    except JinjaError as error:
        text = _("A placeholder is not written correctly: {detail}. Please correct the template in Word.")
        raise OwnTemplateError(text.format(detail=str(error).rstrip("."))) from error
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, SyntaxError) as error:
        text = _("The template is damaged or no Word document. Please save it again in Word as “.docx”.")
        raise OwnTemplateError(text) from error


def _refuse_unsuitable(template: bytes) -> None:
    if len(template) > LARGEST_FILE:
        raise OwnTemplateError(_("The template is larger than 10 MB. Please remove large pictures from it."))
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            parts = {info.filename: info.file_size for info in archive.infolist()}
    except zipfile.BadZipFile as error:
        text = _("This is no Word document. Please choose a file that ends in “.docx”.")
        raise OwnTemplateError(text) from error
    if MAIN_PART not in parts:
        raise OwnTemplateError(_("This is no Word document. Please choose a file that ends in “.docx”."))
    if _MACRO_PART in parts:
        raise OwnTemplateError(_("The template contains macros. Please save it as “.docx” without macros."))
    if len(parts) > MOST_PARTS or sum(parts.values()) > LARGEST_CONTENT:
        raise OwnTemplateError(_("The template unpacks to more than 60 MB. Please remove pictures from it."))
