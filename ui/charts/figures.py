"""A picture is always three things: a sentence, a chart with alternative text, and a table."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from reports import document
from reports.document import Align
from translations import _
from ui import showing
from ui.charts.gantt import gantt_figure
from ui.charts.look import Figure, chart_figure, enlarged
from ui.charts.portfolio import portfolio_html
from ui.text import literal

_SCROLLED = (  # no translation: markup
    '<div role="region" tabindex="0" aria-label="{label}" style="overflow-x:auto">\n\n{table}\n\n</div>'
)
ROOM_SIZE = 20
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True)
class Shown:
    """What is shown besides the chart itself."""

    sentence: str
    alt: str
    table: document.Table


def picture(made: document.Picture, sentence: str, table: document.Table, key: str) -> None:
    """Show a picture of the documents on the page."""
    if isinstance(made.chart, document.PointChart):
        st.markdown(sentence)
        # st.html drops pictures. In a block of HTML nothing is read as Markdown; every name is escaped.
        st.markdown(portfolio_html(made.chart, made.alt), unsafe_allow_html=True)
        _as_table(table)
        return
    drawn = (
        gantt_figure(made.chart) if isinstance(made.chart, document.GanttChart) else chart_figure(made.chart)
    )
    figure(drawn, Shown(sentence, made.alt, table), key)


def figure(drawn: Figure, shown: Shown, key: str, *, open_table: bool = False) -> None:
    """Show a figure with its sentence above and its table below."""
    st.markdown(shown.sentence)
    if showing.is_on():
        drawn = enlarged(drawn, ROOM_SIZE)
    st.plotly_chart(drawn, key=key, alt=shown.alt, config=CONFIG, theme=None)
    _as_table(shown.table, open_table=open_table)


def _as_table(shown: document.Table, *, open_table: bool = False) -> None:
    with st.expander(_("The same as a table"), expanded=open_table):
        table(shown)


def table(shown: document.Table) -> None:
    """Show a table with its caption and its row of sums; numbers stand right."""
    st.caption(literal(shown.caption))
    if not shown.rows:
        st.markdown(_("There is nothing to show yet."))
        return
    rows = (*shown.rows, *((shown.footer,) if shown.footer else ()))
    # Not st.table: it sets all columns to the left, and figures are compared by their right end.
    lines = (shown.header, *rows)
    marks = ["--:" if align is Align.RIGHT else ":--" for align in shown.columns]
    head, *body = ["| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines]
    # Not in the page itself: there a table wider than a phone runs over the edge and cannot be scrolled. A
    # container of Streamlit's could not be scrolled by keyboard: it takes no focus.
    drawn = "\n".join((head, f"| {' | '.join(marks)} |", *body))
    block = _SCROLLED.format(label=escape(shown.caption), table=drawn)
    st.markdown(block, unsafe_allow_html=True)


def _cell(text: str) -> str:
    """Return a cell's text on one line, every character as it is; an empty cell keeps its place."""
    return literal(" ".join(text.split())) or "&nbsp;"
