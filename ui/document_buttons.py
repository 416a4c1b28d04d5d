"""Buttons that make a document when they are pressed: the page itself never waits for it."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from reports.bundle import file_stem
from sketches.model import Language
from translations import language as in_language
from ui import guard, state


@dataclass(frozen=True)
class Format:
    """A kind of file: how its name ends, what browsers call it, and its icon."""

    suffix: str
    mime: str
    icon: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Format("pdf", "application/pdf", ":material/picture_as_pdf:")
WORD = Format("docx", f"{_OFFICE}wordprocessingml.document", ":material/description:")
SLIDES = Format("pptx", f"{_OFFICE}presentationml.presentation", ":material/slideshow:")
WORKBOOK = Format("xlsx", f"{_OFFICE}spreadsheetml.sheet", ":material/table:")
ZIP = Format("zip", "application/zip", ":material/folder_zip:")
JSON = Format("json", "application/json", ":material/data_object:")


def document_button(
    label: str, name: str, kind: Format, make: Callable[[], bytes], code: Language, *key: object
) -> None:
    """Offer one file; `name` becomes the beginning of its name, `code` the language it is made in.

    The right to it is checked again when it is made: a page may stay open for weeks.
    """
    check = guard.recheck()

    def made() -> bytes:
        check()
        # Streamlit makes downloads on a thread of their own, where no language has been chosen yet.
        with in_language(code):
            return make()

    st.download_button(
        label,
        data=made,
        file_name=f"{file_stem(name)}.{kind.suffix}",
        mime=kind.mime,
        icon=kind.icon,
        key=state.widget("document", kind.suffix, *key),
        on_click="ignore",
    )
