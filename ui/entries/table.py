"""Use cases from a table: shown row by row with what is wrong, taken over all together or not at all."""

import streamlit as st

from translations import _, ngettext
from translations.formats import number
from ui import messages, state
from ui.document_buttons import CSV, document_button
from ui.entries import preview
from ui.entries.fields import column_name
from ui.entries.layout_form import layout_choice
from ui.language import code
from ui.services import database
from ui.uploaded import forget, once
from usecases.columns import columns, template_csv
from usecases.exchange import ImportPreview
from usecases.layout import Choice
from usecases.tables import MOST_BYTES, MOST_ROWS
from workshops.actors import Actor
from workshops.archive import uploads
from workshops.errors import WorkshopError
from workshops.library import holdings, imports
from workshops.series import SeriesView

_FILE, _PREVIEW = "table", "table_preview"


def entry_import(actor: Actor, series: SeriesView) -> int:
    """Offer the template and the upload; return how many entries were taken over."""
    st.markdown(
        _(
            "Take over many use cases at once: a CSV, XLSX or ODS file with one row each. "
            "Nothing is taken over until you have seen every row, and never only a part."
        )
    )
    headings = [column_name(column.name) for column in columns()]
    document_button(
        _("Download the template"),
        "anwendungsfaelle-vorlage",
        CSV,
        lambda: template_csv(headings),
        code(),
        "import_template",
    )
    uploaded = st.file_uploader(
        _("Choose a file (CSV, XLSX or ODS, up to {rows} rows and {mb} MB)").format(
            rows=number(MOST_ROWS), mb=MOST_BYTES // 1024 // 1024
        ),
        type=["csv", "xlsx", "ods"],
        max_upload_size=MOST_BYTES // 1024 // 1024,
        key=state.widget("import", "file", state.get(state.IMPORTS_DONE, 0)),
    )
    if uploaded is None:
        return 0
    with messages.refusals():
        seen = _seen(actor, uploaded.getvalue(), uploaded.file_id)
        preview.show(seen)
        if seen.ready:
            return _take_over(actor, series, seen)
    return 0


def _seen(actor: Actor, data: bytes, file: str) -> ImportPreview:
    """Return what a file would bring, laid out as it was found or chosen; worked out once for each choice."""
    book = once(_FILE, data, lambda content: uploads.table(actor, content), WorkshopError)
    choice = layout_choice(actor, book, file) if book.sheets else Choice()
    mark = repr((file, choice, holdings.everything_changed(database(), actor))).encode()
    return once(_PREVIEW, mark, lambda _mark: imports.preview(database(), actor, book, choice), WorkshopError)


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
    imports.take_over(database(), actor, seen, series_id=None if for_all else series.id)
    forget(_FILE)
    forget(_PREVIEW)
    # The next upload field is a new one: the file must not stand there as if it were still to be done.
    state.keep(state.IMPORTS_DONE, state.get(state.IMPORTS_DONE, 0) + 1)
    return count
