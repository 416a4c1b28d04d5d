"""What is wrong with an entry of the library, in sentences: what it is about, and what to do now."""

from collections.abc import Iterable

from ui.entries.fields import column_name
from ui.text import literal
from usecases.problems import Problem
from workshops.library.problems import described


def sentence(problem: Problem) -> str:
    """Return plain text that names the field, what is wrong with it, and what to do."""
    text = described(problem.code, problem.params)
    return f"{column_name(problem.field)}: {text}" if problem.field else text


def bullets(problems: Iterable[Problem]) -> str:
    """Return problems as a Markdown list, each once."""
    return "\n".join(f"- {literal(line)}" for line in dict.fromkeys(map(sentence, problems)))
