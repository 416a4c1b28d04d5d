"""A sketch filled into the office's own Word template: checked on upload, rendered in a sandbox.

A template is somebody else's file: it may only insert what the sketch offers, loop over it and ask whether
it is there. Everything else the template language knows is refused, and the size of the file is limited.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
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
from translations import N_, _

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_CONTENT = 60 * 1024 * 1024
MOST_PARTS = 2000
MAIN_PART = "word/document.xml"
LONGEST_DETAIL = 100
# None of these can make a text much longer, and one loop repeats what is in it no more often than its list is
# long: a filled template grows in proportion to the template.
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
_MISTAKES = (
    (r"filter named '(.+)'", N_("the filter “{name}” does not exist here")),
    (r"test named '(.+)'", N_("the condition “is {name}” does not exist here")),
    (r"unknown tag '(.+?)'", N_("the instruction “{name}” is unknown or does not belong there")),
    (r"closed is '(.+)'", N_("the instruction “{name}” is never ended; “end{name}” is missing")),
    (r"^'(.+)' is undefined", N_("the placeholder “{name}” is unknown")),
    (r"unexpected char ['\"](.+)['\"] at", N_("the character {name} does not belong there")),
    (
        r"(end of print statement|unexpected '}')",
        N_("something is missing or too much before the braces close"),
    ),
)
"""What the template language says of the mistakes that are made most, and what we say."""


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
        _refuse_unknown_nodes(tree)
        for loop in tree.find_all(nodes.For):
            _refuse_unknown_loop(loop)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Hide what could only be called: it has no text of its own."""
        return not callable(value) and super().is_safe_attribute(obj, attr, value)


def _refuse_unknown_nodes(node: nodes.Node) -> None:
    if not isinstance(node, _ALLOWED):
        text = _("“{part}” in line {line}")
        raise SecurityError(text.format(part=type(node).__name__, line=node.lineno))
    for child in node.iter_child_nodes():
        _refuse_unknown_nodes(child)


def _refuse_unknown_loop(loop: nodes.For) -> None:
    if not isinstance(loop.iter, nodes.Name) or loop.iter.name not in LISTS:
        raise SecurityError(_("a loop over something that is no list"))
    if next(loop.find_all(nodes.For), None):  # no entry holds a list: what is in it would only be multiplied
        raise SecurityError(_("a loop within another loop"))


class _Shown(Undefined):
    """An unknown placeholder stands in the document under its own name, so that nobody overlooks it."""

    def __str__(self) -> str:
        return "{{" + str(self._undefined_name) + "}}"


class _List(list[Any]):
    """A list to loop over; as a whole it has no text that could stand in a document."""

    def __init__(self, name: str, entries: Iterable[Any]) -> None:
        super().__init__(_Entry(name, entry) if isinstance(entry, dict) else entry for entry in entries)
        self._name = name

    def __str__(self) -> str:
        text = _(
            "“{name}” is a list and cannot be inserted as a whole. Please repeat a paragraph or a table row "
            "for each entry, as the sample template does."
        )
        raise OwnTemplateError(text.format(name=self._name))


class _Entry(dict[str, Any]):
    """An entry of a list: its parts have texts, it has none."""

    def __init__(self, name: str, parts: Mapping[str, Any]) -> None:
        super().__init__(parts)
        self._name = name

    def __str__(self) -> str:
        text = _("An entry of “{name}” cannot be inserted as a whole. Please insert its parts: {parts}.")
        raise OwnTemplateError(text.format(name=self._name, parts=", ".join(self)))


def _offered(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _List(name, value) if name in LISTS else value for name, value in found.items()}


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
        document.render(_offered(_example(outline)), environment, autoescape=True)

    _with_template(template, render)
    offered = names(outline)
    unknown |= asked - set(offered)
    return TemplateCheck(tuple(sorted(unknown)), tuple(name for name in offered if name not in asked))


def fill_template(template: bytes, report: SketchReport) -> bytes:
    """Return the template filled with the sketch; unknown placeholders stay visible.

    Raises OwnTemplateError.
    """
    stream = BytesIO()
    offered = _offered(values(report))

    def render(document: DocxTemplate) -> None:
        document.render(offered, _Sandbox(_Shown), autoescape=True)
        document.save(stream)

    _with_template(template, render)
    return stream.getvalue()


def _example(outline: Outline) -> dict[str, Any]:
    """One entry for every placeholder, so that a trial run reaches each of them."""
    texts: dict[str, Any] = dict.fromkeys(names(outline), "x")
    lists = {name: [dict.fromkeys(fields, "x") if fields else "x"] for name, fields in LISTS.items()}
    return {**texts, **lists}


def _with_template(template: bytes, use: Callable[[DocxTemplate], None]) -> None:
    refuse_unsuitable(template)
    try:
        use(DocxTemplate(BytesIO(template)))
    except OwnTemplateError:
        raise
    except SecurityError as error:
        text = _("The template does more than insert and repeat: {detail}. Please remove that part.")
        raise OwnTemplateError(text.format(detail=str(error).rstrip("."))) from error
    except JinjaError as error:
        text = _("A placeholder is not written correctly: {detail}. Please correct the template in Word.")
        raise OwnTemplateError(text.format(detail=_mistake(error.message or ""))) from error
    except RecursionError as error:
        raise OwnTemplateError(_("The template is nested too deeply. Please simplify it.")) from error
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, SyntaxError) as error:
        text = _("The template is damaged or no Word document. Please save it again in Word as “.docx”.")
        raise OwnTemplateError(text) from error


def _mistake(message: str) -> str:
    """Say in the reader's language what the template language says in English."""
    for pattern, text in _MISTAKES:
        if found := re.search(pattern, message):
            return _(text).format(name=found[1])
    return _("the template language says “{detail}”").format(detail=message[:LONGEST_DETAIL].rstrip("."))


def refuse_unsuitable(template: bytes) -> None:
    """Refuse what is too large, no Word document, or holds macros. Raises OwnTemplateError."""
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
