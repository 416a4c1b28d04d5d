"""A picture is always three things: a sentence, a chart with alternative text, and a table."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from reports import document
from reports.document import Align
from translations import _
from ui.charts import Figure, chart_figure
from ui.charts_gantt import gantt_figure
from ui.text import literal

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True)
class Shown:
    """What is shown besides the chart itself."""

    sentence: str
    alt: str
    table: document.Table


def picture(made: document.Picture, sentence: str, table: document.Table, key: str) -> None:
    """Show a picture of the documents on the page."""
    drawn = (
        gantt_figure(made.chart) if isinstance(made.chart, document.GanttChart) else chart_figure(made.chart)
    )
    figure(drawn, Shown(sentence, made.alt, table), key)


def figure(drawn: Figure, shown: Shown, key: str, *, open_table: bool = False) -> None:
    """Show a figure with its sentence above and its table below."""
    st.markdown(shown.sentence)
    st.plotly_chart(drawn, key=key, alt=shown.alt, config=CONFIG, theme=None)
    with st.expander(_("The same as a table"), expanded=open_table):
        table(shown.table)


def table(shown: document.Table) -> None:
    """Show a table with its caption and its row of sums; numbers stand right."""
    st.caption(literal(shown.caption))
    if not shown.rows:
        st.markdown(_("There is nothing to show yet."))
        return
    columns = _unique(shown.header)
    rows = (*shown.rows, *((shown.footer,) if shown.footer else ()))
    frame = pd.DataFrame([[literal(cell) for cell in row] for row in rows], columns=columns)
    right = [name for name, align in zip(columns, shown.columns, strict=True) if align is Align.RIGHT]
    st.table(frame.style.set_properties(subset=right, **{"text-align": "right"}), hide_index=True)


def _unique(header: tuple[str, ...]) -> list[str]:
    """Streamlit refuses two columns of one name; a trailing space tells them apart unseen."""
    return [name + " " * header[:place].count(name) for place, name in enumerate(header)]
