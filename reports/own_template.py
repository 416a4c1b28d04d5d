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

import docx
from jinja2 import TemplateError as JinjaError
from jinja2 import Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reports.content import SketchReport
from reports.placeholders import LISTS, names, values
from reports.template_errors import OwnTemplateError
from reports.template_lines import MARK
from reports.template_package import (
    Prepared,
    asks_for_mail_merge,
    prepared,
    refuse_other_formats,
    unfilled_places,
)
from reports.word_template import WordTemplate
from sketches.outline import Outline
from translations import N_, _

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_CONTENT = 60 * 1024 * 1024
MOST_PARTS = 2000
EXAMPLE = "Ein Absatz.\n- ein Punkt\n- noch einer"  # no translation: nobody sees it
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


@dataclass(frozen=True)
class TemplateCheck:
    """What a template asks for: placeholders that do not exist, and offered ones it does not use.

    `places` are those where placeholders stay as they are. The numbers say what was done to make it a plain
    document: changes that were accepted, comments that were left out, controls freed from their properties.
    """

    unknown: tuple[str, ...]
    unused: tuple[str, ...]
    places: tuple[str, ...] = ()
    changes: int = 0
    comments: int = 0
    bound: int = 0
    mail_merge: bool = False
    used: int = 0


class _Sandbox(ImmutableSandboxedEnvironment):
    """Inserts, repeats and decides; whatever else a template tries is refused before anything runs."""

    def __init__(self, undefined: type[Undefined]) -> None:
        super().__init__(autoescape=True, undefined=undefined)
        self.asked: set[str] = set()
        self.globals.clear()
        for name in set(self.filters) - set(_FILTERS):
            del self.filters[name]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _refuse_unknown_nodes(tree)
        for loop in tree.find_all(nodes.For):
            _refuse_unknown_loop(loop)
        for output in tree.find_all(nodes.Output):
            _refuse_quoted_names(output)
        self.asked |= find_undeclared_variables(tree)
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


def _refuse_quoted_names(output: nodes.Output) -> None:
    for child in output.nodes:
        if isinstance(child, nodes.Const):
            text = _("“{name}” stands in quotation marks. Please write the placeholder without them.")
            raise OwnTemplateError(text.format(name=child.value))


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
    unknown: set[str] = set()

    class Recorded(_Shown):
        def __init__(self, *arguments: Any, **keywords: Any) -> None:
            super().__init__(*arguments, **keywords)
            unknown.add(str(self._undefined_name))

    environment = _Sandbox(Recorded)
    ready, filled = _filled(template, _example(outline), environment)
    _refuse_unreadable(filled)
    offered, asked = names(outline), environment.asked
    unknown |= asked - set(offered)
    return TemplateCheck(
        tuple(sorted(unknown)),
        tuple(name for name in offered if name not in asked),
        unfilled_places(filled),
        ready.changes,
        ready.comments,
        ready.bound,
        mail_merge=asks_for_mail_merge(ready.file),
        used=len(asked & set(offered)),
    )


def fill_template(template: bytes, report: SketchReport) -> bytes:
    """Return the template filled with the sketch; unknown placeholders stay visible.

    The file bears title, author, language and date of the sketch, never the template's. Raises
    OwnTemplateError.
    """
    return _filled(template, values(report), _Sandbox(_Shown), report)[1]


def _example(outline: Outline) -> dict[str, Any]:
    """One entry for every placeholder, so that a trial run reaches each of them; texts of several lines."""
    texts: dict[str, Any] = dict.fromkeys(names(outline), EXAMPLE)
    lists = {name: [dict.fromkeys(fields, "x") if fields else EXAMPLE] for name, fields in LISTS.items()}
    return {**texts, **lists}


def _filled(
    template: bytes, found: Mapping[str, Any], environment: _Sandbox, report: SketchReport | None = None
) -> tuple[Prepared, bytes]:
    refuse_unsuitable(template)
    stream = BytesIO()
    offered = _offered(_with_marks(found))

    def fill() -> Prepared:
        ready = prepared(template)
        document = WordTemplate(BytesIO(ready.file))
        document.render(offered, environment, autoescape=True)
        document.divide_lines()
        if report is not None:
            document.set_properties(report)
        document.save(stream)
        return ready

    return _speaking(fill), stream.getvalue()


def _with_marks(found: Mapping[str, Any]) -> dict[str, Any]:
    """Mark the ends of lines, which become paragraphs once the text stands in its place."""
    return {name: text.replace("\n", MARK) if isinstance(text, str) else text for name, text in found.items()}


def _refuse_unreadable(filled: bytes) -> None:
    """Read the example back, as Word will: each part once, and a document that opens."""
    with zipfile.ZipFile(BytesIO(filled)) as packed:
        parts = packed.namelist()
    try:
        opened = docx.Document(BytesIO(filled))
        readable = len(parts) == len(set(parts)) and all(table.rows is not None for table in opened.tables)
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError):
        readable = False
    if not readable:
        text = _("Filled, the template gives a file that Word cannot open. Please save it anew in Word.")
        raise OwnTemplateError(text)


def _speaking(fill: Callable[[], Prepared]) -> Prepared:
    """Fill, and say in words what the libraries raise."""
    try:
        return fill()
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
    refuse_other_formats(template)
    with zipfile.ZipFile(BytesIO(template)) as archive:
        parts = {info.filename: info.file_size for info in archive.infolist()}
    if len(parts) > MOST_PARTS or sum(parts.values()) > LARGEST_CONTENT:
        raise OwnTemplateError(_("The template unpacks to more than 60 MB. Please remove pictures from it."))
