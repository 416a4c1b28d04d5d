"""The month in which a project begins, typed as people write it."""

import datetime as dt

import streamlit as st

from sketches.model import FIRST_YEAR, LAST_YEAR, SketchContent
from translations import _
from translations.formats import month
from ui.number_fields import FIELD_WIDTH
from ui.sketches.session import Editing, field_key
from usecases.cell_errors import Taken
from usecases.partial_dates import read_date
from workshops.handing_over.sketching import SketchView


def start(sketch: SketchView, editing: Editing, content: SketchContent) -> SketchContent:
    """Ask for the month; what cannot be read is said and leaves the saved one as it is."""
    kept = editing.content.start
    typed = st.text_input(
        _("Month in which the project begins, if it is known"),
        value=month(kept) if kept else "",
        max_chars=40,
        help=_("The plan then shows months of the calendar instead of numbers."),
        key=field_key(sketch, editing, "start"),
        width=FIELD_WIDTH,
    )
    if not typed.strip():
        return content.model_copy(update={"start": None})
    read = month_read(typed)
    if read is None:
        example = month(dt.date(2027, 3, 1))
        st.warning(
            _("“{text}” is no month and is not saved. Please write it as in {example}.").format(
                text=typed.strip(), example=example
            )
        )
        return content
    return content.model_copy(update={"start": read})


def month_read(text: str) -> dt.date | None:
    """Return the first day of a typed month, as in "März 2027" or "03/2027"; None for anything else."""
    read = read_date(text)
    if isinstance(read, Taken):
        return None
    parts = read.split("-")
    try:
        year, number = int(parts[0]), int(parts[1])
        if len(parts) == 3:
            dt.date(year, number, int(parts[2]))  # a day that does not exist is no month either
        return dt.date(year, number, 1) if FIRST_YEAR <= year <= LAST_YEAR else None
    except (ValueError, IndexError):
        return None
