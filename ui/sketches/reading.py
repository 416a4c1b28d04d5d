"""A sketch to read on the page: the text of its documents, without a download.

Pictures are left out: in the documents each is followed by the table that says the same.
"""

from collections.abc import Iterable

import streamlit as st

from reports.content import SketchReport
from reports.document import Block, Bullets, Facts, Heading, Link, Links, Paragraph, Table, Tone
from reports.sketch import sketch_document
from translations import _
from ui.charts import figures
from ui.text import literal, small

TOP_LEVEL = 4  # below the heading of the sketch in the list
QUIET = (Tone.NOTE, Tone.ORIGIN)


def readable_sketch(report: SketchReport, key: str) -> None:
    """Offer the whole sketch to read; nothing of it is made until somebody wants to."""
    if not st.toggle(_("Read the sketch here"), key=key):
        return
    made = sketch_document(report)
    with st.container(border=True):
        for block in (*made.summary, *made.blocks):
            if isinstance(block, Table):
                figures.table(block)
            elif text := _markdown(block):
                st.markdown(text)


def _markdown(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (TOP_LEVEL - 1 + block.level)} {literal(block.text)}"
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Bullets):
        return _listed(literal(item) for item in block.items)
    if isinstance(block, Facts):
        return _listed(f"**{literal(label)}:** {literal(value)}" for label, value in block.rows)
    if isinstance(block, Links):
        return _listed(_link(item) for item in block.items)
    return ""


def _paragraph(block: Paragraph) -> str:
    text = literal(block.text)
    if block.tone is Tone.GAP:
        return f"**{text}**"
    return small(block.text) if block.tone in QUIET else text


def _link(item: Link) -> str:
    return f"[{literal(item.title)}](<{item.url}>)" if item.url else literal(item.title)


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
