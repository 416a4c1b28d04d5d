"""What is wrong with an entry of the library, in sentences: what it is about, and what to do now."""

from collections.abc import Iterable, Mapping

from ui.entries.fields import column_name
from ui.text import literal
from usecases.problems import Problem
from workshops.library.problems import described


def sentence(problem: Problem, headings: Mapping[str, str] | None = None) -> str:
    """Return plain text that names the field, what is wrong with it, and what to do.

    ``headings`` are those of a file, by column: a field is then called as it stands there.
    """
    text = described(problem.code, problem.params)
    name = (headings or {}).get(problem.field or "") or column_name(problem.field)
    return f"{name}: {text}" if problem.field else text


def bullets(problems: Iterable[Problem], headings: Mapping[str, str] | None = None) -> str:
    """Return problems as a Markdown list, each once."""
    lines = (sentence(problem, headings) for problem in problems)
    return "\n".join(f"- {literal(line)}" for line in dict.fromkeys(lines))
