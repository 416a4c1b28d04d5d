"""Use cases from a table: shown row by row with what is wrong, taken over all together or not at all."""

import streamlit as st

from reports.document import Align, Table
from translations import _, ngettext
from translations.formats import number
from ui import messages, state
from ui.charts import figures
from ui.document_buttons import CSV, document_button
from ui.entries.problems import bullets, sentence
from ui.language import code
from ui.services import database
from ui.uploaded import forget, once
from usecases.columns import template_csv
from usecases.exchange import ImportPreview, PreviewRow
from usecases.tables import MOST_BYTES, MOST_ROWS
from workshops.actors import Actor
from workshops.archive import uploads
from workshops.errors import WorkshopError
from workshops.library import holdings
from workshops.series import SeriesView

ROWS_SHOWN = 200


def entry_import(actor: Actor, series: SeriesView) -> int:
    """Offer the template and the upload; return how many entries were taken over."""
    st.markdown(
        _(
            "Take over many use cases at once: a CSV or XLSX file with one row each. "
            "Nothing is taken over until you have seen every row, and never only a part."
        )
    )
    document_button(
        _("Download the template"), "anwendungsfaelle-vorlage", CSV, template_csv, code(), "import_template"
    )
    uploaded = st.file_uploader(
        _("Choose a file (CSV or XLSX, up to {rows} rows)").format(rows=number(MOST_ROWS)),
        type=["csv", "xlsx"],
        max_upload_size=MOST_BYTES // 1024 // 1024,
        key=state.widget("import", "file", state.get(state.IMPORTS_DONE, 0)),
    )
    if uploaded is None:
        return 0
    with messages.refusals():
        seen = once(
            "table",
            uploaded.getvalue(),
            lambda data: uploads.table(database(), actor, uploaded.name, data),
            WorkshopError,
        )
        _show(seen)
        if seen.ready:
            return _take_over(actor, series, seen)
    return 0


def _take_over(actor: Actor, series: SeriesView, seen: ImportPreview) -> int:
    count = len(seen.use_cases)
    for_all = st.radio(
        _("Who sees the entries"),
        (False, True),
        format_func=lambda everyone: _("all series") if everyone else _("only this series"),
        horizontal=True,
        key=state.widget("import", "scope"),
    )
    text = ngettext("Take over {n} entry", "Take over {n} entries", count).format(n=number(count))
    if not st.button(text, type="primary", key=state.widget("import", "take")):
        return 0
    holdings.add_all(database(), actor, seen.use_cases, series_id=None if for_all else series.id)
    forget("table")
    # The next upload field is a new one: the file must not stand there as if it were still to be done.
    state.keep(state.IMPORTS_DONE, state.get(state.IMPORTS_DONE, 0) + 1)
    return count


def _show(seen: ImportPreview) -> None:
    faults = [problem for problem in seen.problems if not problem.warning]
    hints = [problem for problem in seen.problems if problem.warning]
    if faults:
        st.error(bullets(faults), title=_("The file cannot be taken over."))
    if hints:
        st.warning(bullets(hints), title=_("Please check:"))
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
    caption = _("Every row of the file; row 1 is the header.")
    if len(seen.rows) > ROWS_SHOWN:
        caption = _("The first {n} of {all} rows, those with faults first; row 1 is the header.").format(
            n=number(ROWS_SHOWN), all=number(len(seen.rows))
        )
    cells = tuple(_cells(row) for row in rows[:ROWS_SHOWN])
    return Table(caption, header, cells, (Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT))


def _cells(row: PreviewRow) -> tuple[str, ...]:
    sound = _("✓ please check") if row.problems else _("✓ in order")
    verdict = sound if row.sound else _("✗ to be corrected")
    return str(row.number), row.title, verdict, " ".join(map(sentence, row.problems))
