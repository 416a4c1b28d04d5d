"""Buttons that make a document when they are pressed: the page itself never waits for it.

Streamlit makes such a file on a thread of its own, and shows nothing at all if that fails. So each click also
runs the buttons' fragment, which waits for what becomes of the document and says what went wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Condition

import streamlit as st
from streamlit.errors import StreamlitAPIException

from reports.bundle import file_stem
from reports.glyphs import replacements
from sketches.model import Language
from translations import _, current_language
from translations import language as in_language
from ui import failures, guard, held, language, state
from ui.text import literal

SECONDS_TO_BEGIN = 10
SECONDS_TO_MAKE = 300


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
CALENDAR = Format("ics", "text/calendar", ":material/event:")
CSV = Format("csv", "text/csv", ":material/download:")
TOML = Format("toml", "application/toml", ":material/download:")


class Making:
    """What becomes of a button's document, told by the thread that makes it to the page that waits."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._begun = 0
        self._ended = 0
        self.failure = ""
        self.failures = 0
        self.notice = ""

    @property
    def ended(self) -> int:
        """How often a document was made or failed so far."""
        return self._ended

    def begin(self) -> None:
        """Say that the document is being made."""
        with self._changed:
            self._begun += 1
            self._changed.notify_all()

    def end(self, failure: str = "", notice: str = "") -> None:
        """Say that it is made, and what is to be known of it, or what went wrong."""
        with self._changed:
            self._ended += 1
            self.failure = failure
            self.failures += bool(failure)
            self.notice = notice
            self._changed.notify_all()

    def wait(self, ended_before: int) -> bool:
        """Wait for the end that follows `ended_before` others; return whether it came."""
        with self._changed:
            begun = self._changed.wait_for(lambda: self._begun > ended_before, SECONDS_TO_BEGIN)
            return begun and self._changed.wait_for(lambda: self._ended > ended_before, SECONDS_TO_MAKE)


@dataclass(frozen=True)
class Offer:
    """A document to be had: `name` becomes the beginning of the file's name, `code` its language."""

    label: str
    name: str
    kind: Format
    make: Callable[[], bytes]
    code: Language
    key: tuple[object, ...]

    @property
    def widget(self) -> str:
        """The key of its button."""
        return state.widget("document", self.kind.suffix, *self.key)


def document_button(
    label: str, name: str, kind: Format, make: Callable[[], bytes], code: Language, *key: object
) -> None:
    """Offer one file, see `Offer`."""
    document_buttons(Offer(label, name, kind, make, code, key))


def file_button(label: str, name: str, kind: Format, data: bytes, *key: object) -> None:
    """Offer a small file that is there already.

    A file that is made on pressing is gone a moment later where parts of the page are drawn by themselves
    again and again; one that the page holds stays as long as its button.
    """
    st.download_button(
        label,
        data=data,
        file_name=f"{file_stem(name)}.{kind.suffix}",
        mime=kind.mime,
        icon=kind.icon,
        on_click="ignore",
        key=state.widget("file", kind.suffix, *key),
    )


def document_buttons(*offers: Offer) -> None:
    """Offer files in one row; below it stands what went wrong with the one asked for last.

    The right to each is checked again when it is made: a page may stay open for weeks.
    """

    @st.fragment
    def row() -> None:
        language.apply()  # a part that is run again by itself passes by the entry page
        with st.container(horizontal=True):
            clicked = [offer for offer in offers if _button(offer)]
        for offer in clicked:
            _await(offer)
        for offer in offers:
            if failure := _making(offer).failure:
                st.error(literal(failure), title=_("“{label}” was not made.").format(label=offer.label))
            if notice := _making(offer).notice:
                st.info(literal(notice))

    row()


def _making(offer: Offer) -> Making:
    key = state.widget("making", offer.widget)
    if state.get(key) is None:
        state.keep(key, Making())
    found: Making = state.get(key)
    return found


def _button(offer: Offer) -> bool:
    making = _making(offer)
    return st.download_button(
        offer.label,
        data=_maker(offer, making, guard.recheck()),
        file_name=f"{file_stem(offer.name)}.{offer.kind.suffix}",
        mime=offer.kind.mime,
        icon=offer.kind.icon,
        # After a failure it is another button: the old one would say so in English for ever.
        key=state.widget(offer.widget, making.failures),
    )


def _maker(offer: Offer, making: Making, check: Callable[[], None]) -> Callable[[], bytes]:
    reading, here = current_language(), held.here()

    def made() -> bytes:
        making.begin()
        try:
            check()
            # Streamlit makes downloads on a thread of their own, where no language has been chosen yet.
            with held.made_for(here), in_language(offer.code), replacements() as replaced:
                document = offer.make()
        except Exception as error:
            with in_language(reading):
                making.end(failures.said(error, f"document {offer.kind.suffix} {offer.name}"))
            raise
        with in_language(reading):
            making.end(notice=_notice(replaced))
        return document

    return made


def _notice(replaced: Mapping[str, str]) -> str:
    """List the characters that the PDF shows otherwise because no font has them."""
    if not replaced:
        return ""
    pairs = (
        _("“{character}” as “{instead}”").format(character=character, instead=instead)
        if instead
        else _("“{character}” not at all").format(character=character)
        for character, instead in replaced.items()
    )
    return _("The fonts of the PDF lack some characters, which it shows otherwise: {characters}.").format(
        characters=", ".join(pairs)
    )


def _await(offer: Offer) -> None:
    making = _making(offer)
    failures_drawn = state.widget("failures_drawn", offer.widget)
    before = state.widget("made_before", offer.widget)
    with st.spinner(_("The document is being made …")):
        came = making.wait(int(state.get(before, 0)))
    state.keep(before, making.ended)
    if not came:
        st.warning(_("If no download begins, please press the button again."))
    elif making.failure and state.get(failures_drawn) != making.failures:
        state.keep(failures_drawn, making.failures)
        _draw_anew()


def _draw_anew() -> None:
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:  # the whole page was drawn
        st.rerun()
