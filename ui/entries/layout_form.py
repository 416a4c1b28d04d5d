"""Where in a file the table is: what was found, to be corrected by hand."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

import streamlit as st

from translations import _, ngettext
from translations.formats import number
from ui import state
from ui.entries.fields import column_name
from ui.services import database
from ui.text import literal
from usecases.columns import columns
from usecases.headings import LEFT_OUT
from usecases.layout import Choice, FileColumn, Layout
from usecases.tables import MOST_ROWS_ABOVE, Book, Sheet
from workshops.actors import Actor
from workshops.library import imports

_FIELDS_BESIDE = 3
_LONGEST_EXAMPLE, _LONGEST_ROW = 40, 90


def layout_choice(actor: Actor, book: Book, file: str) -> Choice:
    """Ask which sheet, header and columns are meant; `file` tells one file's fields from another's."""
    sheet = _sheet(actor, book, file)
    place = Choice(sheet)
    header = _header_row(imports.layout(database(), actor, book, place), file)
    place = Choice(sheet, header, {}, _hidden_rows(book, sheet, file))
    found = imports.layout(database(), actor, book, place)
    return Choice(sheet, header, _columns(found, state.widget(file, sheet, header)), place.hidden_rows)


def _sheet(actor: Actor, book: Book, file: str) -> str | None:
    """Ask for a sheet where there are several; the first choice is the one that would be found."""
    if len(book.sheets) < 2:
        return None
    names = [sheet.name for sheet in book.sheets]
    found = imports.layout(database(), actor, book, Choice()).sheet
    return st.selectbox(
        _("Sheet"),
        names,
        index=names.index(found.name) if found else 0,
        format_func=lambda name: _sheet_name(book.sheets[names.index(name)]),
        key=state.widget("import", file, "sheet"),
    )


def _sheet_name(sheet: Sheet) -> str:
    rows = ngettext("{n} row", "{n} rows", len(sheet.rows)).format(n=number(len(sheet.rows)))
    name = _("{sheet} ({rows}, hidden)") if sheet.hidden else _("{sheet} ({rows})")
    return name.format(sheet=sheet.name, rows=rows)


def _header_row(found: Layout, file: str) -> int | None:
    """Ask for the header where something stands above it, or where no heading is known."""
    if found.sheet is None or (found.header_row == found.sheet.rows[0][0] and found.headings):
        return None
    rows = dict(found.sheet.rows[: MOST_ROWS_ABOVE + 1])
    return st.selectbox(
        _("Row of the headings"),
        list(rows),
        index=list(rows).index(found.header_row),
        format_func=lambda place: f"{place}: {_in_short(rows[place])}",
        key=state.widget("import", file, found.sheet.name, "header"),
    )


def _in_short(cells: Sequence[object]) -> str:
    texts = [" ".join(str(cell).split()) for cell in cells]
    return _shortened(" | ".join(text for text in texts if text), _LONGEST_ROW)


def _shortened(text: str, longest: int) -> str:
    return shorten(text, longest, placeholder=" …")


def _hidden_rows(book: Book, name: str | None, file: str) -> bool:
    sheet = next((sheet for sheet in book.sheets if sheet.name == name), book.sheets[0])
    if not sheet.hidden_rows:
        return False
    count = len(sheet.hidden_rows)
    text = ngettext("Take over {n} hidden row, too", "Take over {n} hidden rows, too", count)
    return st.checkbox(text.format(n=number(count)), key=state.widget("import", file, sheet.name, "hidden"))


def _columns(found: Layout, key: str) -> dict[int, str]:
    """Ask what each column of the file means; return what was changed, by place."""
    unknown = [column for column in found.columns if column.text and column.heading is None]
    missing = [column for column in columns() if column.required and column.name not in found.headings]
    changed = {}
    with st.expander(_("Assign columns"), expanded=bool(unknown or missing), icon=":material/table_chart:"):
        st.caption(_("What each column of the file means. What you assign is remembered for the next file."))
        shown = [column for column in found.columns if column.text or column.examples]
        for start in range(0, len(shown), _FIELDS_BESIDE):
            beside = st.columns(_FIELDS_BESIDE)
            for place, column in zip(beside, shown[start : start + _FIELDS_BESIDE], strict=False):
                with place:
                    meaning = _meaning(column, found, key)
                if meaning != (column.heading.column.name if column.heading else LEFT_OUT):
                    changed[column.place] = meaning
    return changed


def _meaning(column: FileColumn, found: Layout, key: str) -> str:
    options = list(dict.fromkeys((LEFT_OUT, *(one.name for one in columns()), *found.headings)))
    now = column.heading.column.name if column.heading else LEFT_OUT
    chosen = st.selectbox(
        literal(column.text) or _("Column {number}").format(number=column.place + 1),
        options,
        index=options.index(now),
        format_func=lambda name: column_name(name) if name else _("not taken over"),
        key=state.widget("import", key, "column", column.place),
    )
    if column.heading and column.heading.times > 1:
        st.caption(
            _("Numbers without a unit are taken times {times}.").format(times=number(column.heading.times))
        )
    if column.examples:
        texts = "; ".join(_shortened(text, _LONGEST_EXAMPLE) for text in column.examples)
        st.caption(_("e.g. {examples}").format(examples=literal(texts)))
    return chosen or LEFT_OUT
