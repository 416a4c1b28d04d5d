"""User texts on Streamlit's Markdown surfaces."""

import re

_MARKUP = "\\`*_{}[]()#+-.!|~<>$:&="
_WORD_JOINER = "\u2060"  # without width: between two signs it keeps them from being read as one
# Streamlit sets these as typographic signs and as icons although they are escaped.
_ARROWS = re.compile(r"(?<!\S)(<->|->|<-|--|>=|<=|~=)(?!\S)")
_ICON = re.compile(r":(?=material/|streamlit:)")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def small(text: str) -> str:
    """Return literal text for Markdown, set small."""
    return f":small[{literal(text)}]"


def badge(text: str, colour: str, icon: str = "") -> str:
    """Return literal text for Markdown as a badge, as `st.badge` shows it; several stand in one line."""
    return f":{colour}-badge[{f'{icon} ' if icon else ''}{literal(text)}]"


def literal(text: str) -> str:
    """Return `text` so that Markdown shows every character as it was typed.

    Streamlit reads Markdown, LaTeX, icons and colour directives in labels and texts;
    a title such as "*Ampel* :red[jetzt]" must stay what somebody wrote.
    """
    text = _ARROWS.sub(lambda arrow: arrow[0][0] + _WORD_JOINER + arrow[0][1:], text)
    text = _ICON.sub(":" + _WORD_JOINER, text)
    text = _INDENT.sub(lambda indent: "\u00a0" * len(indent[0]), text)  # four spaces would begin a listing
    return "".join(f"\\{character}" if character in _MARKUP else character for character in text)


def unmarked(markdown: str) -> str:
    """Return a sentence without its markup, for documents: bold signs go, escaped characters stay."""
    plain = re.sub(r"(?<!\\)\*\*", "", markdown).replace(_WORD_JOINER, "")
    return re.sub(rf"\\([{re.escape(_MARKUP)}])", r"\1", plain)
