"""Finds texts that users would see and nobody could translate, because they are not marked with _().

Two nets: a literal where a text belongs (the label of a button, the message of an error), and a literal that
reads like a sentence, wherever it stands. A line that ends in "# no translation: <reason>" is believed.
"""

import ast
import builtins
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

LIGHT = ("light", "phone", "stage", "cowriting", "web")
SPEAKING = ("workshop_app.py", "serve.py", "pages", "ui", *LIGHT, "workshops", "sketches", "reports")
MARKS = {"_", "N_", "gettext", "ngettext", "pgettext"}
LOGS = {"log", "logger", "logging", "_log", "_logger", "LOG", "LOGGER", "warnings"}
FOR_DEVELOPERS = {name for name in dir(builtins) if name.endswith("Error")} | {"Field", "ProgrammeFileError"}

FIRST_ARGUMENT_IS_TEXT = re.compile(
    r"HTMLResponse|PlainTextResponse|add_heading|add_paragraph|add_run|badge|button|caption|"
    r"checkbox|date_input|dialog|download_button|error|expander|file_uploader|form_submit_button|"
    r"header|info|link_button|markdown|metric|multiselect|number_input|pills|popover|print|"
    r"radio|segmented_control|selectbox|slider|spinner|status|subheader|success|tabs|text|"
    r"text_area|text_input|title|toast|toggle|warning|write|write_string"
)
KEYWORD_IS_TEXT = {
    "alt",
    "caption",
    "detail",
    "help",
    "hint",
    "label",
    "message",
    "page_title",
    "placeholder",
    "title",
    "tooltip",
}
ATTRIBUTE_IS_TEXT = {"alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title"}
NOT_READ = {"script", "style"}

WORD = re.compile(r"[^\W\d_]{2,}")
ICON = re.compile(r":[a-z_]+/[a-z0-9_]+:|:[a-z_]+:")
BELIEVED = re.compile(r"#\s*no translation: \S")


def unmarked(root: Path) -> list[str]:
    """List every unmarked text in our speaking packages and in our templates of light pages."""
    found = []
    for place in SPEAKING:
        files = [root / place] if place.endswith(".py") else sorted((root / place).rglob("*.py"))
        for file in filter(Path.exists, files):
            source = file.read_text(encoding="utf-8")
            found += [
                f"{file.relative_to(root)}:{line}: {text!r}" for line, text in unmarked_in_python(source)
            ]
    for file in sorted(file for package in LIGHT for file in (root / package).rglob("*.html")):
        source = file.read_text(encoding="utf-8")
        found += [f"{file.relative_to(root)}: {text!r}" for text in unmarked_in_template(source)]
    return found


def unmarked_in_python(source: str) -> list[tuple[int, str]]:
    """Return line and text of each unmarked literal, in the order of the lines."""
    reader = _Reader()
    reader.visit(ast.parse(source))
    lines = source.splitlines()
    believed = {number for number, line in enumerate(lines, start=1) if BELIEVED.search(line)}
    return sorted(
        (node.lineno, text)
        for node, text in reader.found.items()
        if not believed & set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    )


def unmarked_in_template(source: str) -> list[str]:
    """Return the texts and spoken attributes of a Jinja template that are not marked, in reading order."""
    tree = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(source)
    html = _SpokenHTML()
    for output in tree.find_all(nodes.Output):
        for part in output.nodes:
            html.feed("".join(_literals_of_output(part)))
    html.close()
    return html.found


class _Reader(ast.NodeVisitor):
    """Walks a module past everything that is marked or not for users, and keeps the rest."""

    def __init__(self) -> None:
        self.found: dict[ast.Constant | ast.JoinedStr, str] = {}

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node.func)
        if name in MARKS:
            self._filled_too_early(node)
            return
        if name in FOR_DEVELOPERS or _receiver(node.func) in LOGS:
            return
        texts = node.args[:1] if FIRST_ARGUMENT_IS_TEXT.fullmatch(name) else []
        texts += [keyword.value for keyword in node.keywords if keyword.arg in KEYWORD_IS_TEXT]
        self._keep(texts)
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        if isinstance(node.exc, ast.Call) and _name(node.exc.func) not in FOR_DEVELOPERS:
            self._keep(node.exc.args)
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring is not for users
            self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        self.visit(node.test)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and _reads_like_a_sentence(node.value):
            self.found[node] = node.value

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        text = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
        if _reads_like_a_sentence(text):
            self.found[node] = text
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def _keep(self, values: list[ast.expr]) -> None:
        for value in values:
            for literal in _literals(value):
                if WORD.search(ICON.sub("", literal.value)):
                    self.found[literal] = literal.value

    def _filled_too_early(self, node: ast.Call) -> None:
        """A text that is filled in before it is looked up is in no catalogue."""
        for value in node.args:
            if isinstance(value, ast.JoinedStr):
                self.found[value] = ast.unparse(node)
            elif isinstance(value, ast.Call):
                self.found.update({literal: ast.unparse(node) for literal in _literals(value)})


def _literals(node: ast.expr) -> Iterator[ast.Constant]:
    """Yield the string literals that can become the value of an expression, or a part of it."""
    match node:
        case ast.Constant(value=str()):
            yield node
        case (
            ast.JoinedStr(values=parts)
            | ast.List(elts=parts)
            | ast.Tuple(elts=parts)
            | ast.BoolOp(values=parts)
        ):
            for part in parts:
                yield from _literals(part)
        case ast.BinOp(left=first, right=second) | ast.IfExp(body=first, orelse=second):
            yield from _literals(first)
            yield from _literals(second)
        case ast.Call(func=ast.Attribute(value=text, attr="format" | "join")):
            yield from _literals(text)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _receiver(function: ast.expr) -> str:
    return _name(function.value) if isinstance(function, ast.Attribute) else ""


def _reads_like_a_sentence(text: str) -> bool:
    """Tell sentences from codes and from names such as "Table Text", whose words all begin with a capital."""
    stripped = text.strip()
    others = WORD.findall(stripped)[1:]
    return stripped[:1].isupper() and " " in stripped and any(word[0].islower() for word in others)


def _literals_of_output(node: nodes.Expr) -> Iterator[str]:
    """Yield the literal texts that `{{ … }}` or the markup around it prints."""
    match node:
        case nodes.TemplateData(data=text) | nodes.Const(value=str() as text):
            yield text
        case nodes.CondExpr(expr1=first, expr2=second) | nodes.Or(left=first, right=second):
            for part in filter(None, (first, second)):
                yield from _literals_of_output(part)


class _SpokenHTML(HTMLParser):
    """Collects what a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag if tag in NOT_READ else ""
        spoken = (
            {"value", *ATTRIBUTE_IS_TEXT}
            if tag == "input" and ("type", "submit") in attrs
            else ATTRIBUTE_IS_TEXT
        )
        for name, value in attrs:
            if name in spoken:
                self._keep(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._silent = ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._keep(data)

    def _keep(self, text: str) -> None:
        if WORD.search(text):
            self.found.append(" ".join(text.split()))
