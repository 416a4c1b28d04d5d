"""User texts on Streamlit's Markdown surfaces."""

import re

_MARKUP = frozenset("\\`*_{}[]()#+-.!|~<>$:&")


def small(text: str) -> str:
    """Return literal text for Markdown, set small."""
    return f":small[{literal(text)}]"


def literal(text: str) -> str:
    """Return `text` so that Markdown shows every character as it was typed.

    Streamlit reads Markdown, LaTeX and colour directives in labels and texts;
    a title such as "*Ampel* :red[jetzt]" must stay what somebody wrote.
    """
    return "".join(f"\\{character}" if character in _MARKUP else character for character in text)


def unmarked(markdown: str) -> str:
    """Return a sentence without its markup, for documents: bold signs go, escaped characters stay."""
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!|~<>$:&])", r"\1", re.sub(r"(?<!\\)\*\*", "", markdown))
