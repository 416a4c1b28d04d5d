"""What a file would bring: what is wrong with it as a whole, and row by row."""

from collections.abc import Mapping

import streamlit as st

from reports.document import Align, Table
from translations import _, ngettext
from translations.formats import number
from ui.charts import figures
from ui.entries.problems import bullets, sentence
from usecases.entry_rows import PreviewRow
from usecases.exchange import ImportPreview

ROWS_SHOWN = 200


def show(seen: ImportPreview) -> None:
    """Show the faults and hints of a file, the verdict, and every row."""
    headings = seen.layout.headings
    faults = [problem for problem in seen.problems if not problem.warning]
    hints = [problem for problem in seen.problems if problem.warning]
    if faults:
        st.error(bullets(faults, headings), title=_("The file cannot be taken over."))
    if hints:
        st.warning(bullets(hints, headings), title=_("Please check:"))
    if seen.rows:
        _verdict(seen)
        figures.table(preview_table(seen))


def _verdict(seen: ImportPreview) -> None:
    broken = sum(not row.sound for row in seen.rows)
    if broken:
        text = ngettext(
            "{n} of {all} rows has to be corrected. Nothing was taken over. "
            "Please correct the file and choose it again.",
            "{n} of {all} rows have to be corrected. Nothing was taken over. "
            "Please correct the file and choose it again.",
            broken,
        )
        st.error(text.format(n=number(broken), all=number(len(seen.rows))))
    elif seen.ready:
        text = ngettext("{n} row is in order.", "All {n} rows are in order.", len(seen.rows))
        st.success(text.format(n=number(len(seen.rows))))


def preview_table(seen: ImportPreview) -> Table:
    """Return the rows with what was found in each; rows with faults come first when there are many."""
    rows = sorted(seen.rows, key=lambda row: row.sound) if len(seen.rows) > ROWS_SHOWN else seen.rows
    header = (_("Row"), _("Title"), _("Result"), _("What was found"))
    caption = _("Every row of the file; row {header} holds the headings.")
    if len(seen.rows) > ROWS_SHOWN:
        caption = _("The first {n} of {all} rows, those with faults first; row {header} holds the headings.")
    named = caption.format(
        n=number(ROWS_SHOWN), all=number(len(seen.rows)), header=number(seen.layout.header_row)
    )
    cells = tuple(_cells(row, seen.layout.headings) for row in rows[:ROWS_SHOWN])
    return Table(named, header, cells, (Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT))


def _cells(row: PreviewRow, headings: Mapping[str, str]) -> tuple[str, ...]:
    sound = _("✓ please check") if row.problems else _("✓ in order")
    verdict = sound if row.sound else _("✗ to be corrected")
    found = " ".join(sentence(problem, headings) for problem in row.problems)
    return str(row.number), row.title, verdict, found
