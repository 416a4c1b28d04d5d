"""Finding a series again among many: words, filters, and the pages of what fits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from municipalities.register import load_register
from translations import N_, _, formats, ngettext
from ui import state
from ui.services import database
from workshops.actors import Actor
from workshops.overview import finding
from workshops.overview.finding import Choices, Criteria, Page, State

LONGEST_TEXT = 100
_FORM = "finding_series"
_STATES = {
    State.RUNNING: N_("Running"),
    State.FINISHED: N_("Finished"),
    State.ARCHIVED: N_("Archived"),
}
Option = TypeVar("Option", str, int, State)


def criteria(choices: Choices) -> Criteria:
    """Show the search and the filters, and return what is looked for; a short list has neither."""
    if not is_long(choices):
        return Criteria()
    text = st.text_input(
        _("Find a series"),
        type="search",
        placeholder=_("Title, municipality or district"),
        max_chars=LONGEST_TEXT,
        label_visibility="collapsed",
        key=_key("text"),
        persist_state="session",
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        progress = _choice("state", _("Standing"), {each: _(name) for each, name in _STATES.items()})
        year = _choice("year", _("Year"), {year: str(year) for year in choices.years})
        district = _district(choices)
        chosen = Criteria(
            text=(text or "").strip(),
            state=progress,
            year=year,
            district=district,
            municipality=_municipality(choices, district),
        )
        if chosen != Criteria() and st.button(_("Show all"), type="tertiary", icon=":material/close:"):
            state.begin_anew(_FORM)
            st.rerun()
    return chosen


def is_long(choices: Choices) -> bool:
    """Tell whether there are more series than one page shows."""
    return choices.number > finding.PAGE_LENGTH


def turned_to(chosen: Criteria) -> int:
    """Return the page that was turned to; what is looked for anew begins with the first."""
    return int(state.get(_page_key(chosen), 1))


def sentence(actor: Actor, found: Page, chosen: Criteria) -> None:
    """Say how many series fit and, where none does, what to do."""
    if found.number:
        text = ngettext("{n} series, the newest first", "{n} series, the newest first", found.number)
        if chosen.text:
            text = ngettext(
                "{n} series found, the best match first",
                "{n} series found, the best match first",
                found.number,
            )
        st.caption(text.format(n=formats.number(found.number)))
        return
    st.info(_nothing(actor, chosen))


def pages(found: Page, chosen: Criteria) -> None:
    """Show the pages to turn, if there are several."""
    if found.pages > 1:
        st.pagination(
            found.pages,
            default=found.page,
            width="stretch",
            key=_page_key(chosen),
            persist_state="session",
        )


def _nothing(actor: Actor, chosen: Criteria) -> str:
    if chosen.state is None and chosen != Criteria():
        put_away = finding.find(database(), actor, replace(chosen, state=State.ARCHIVED)).number
        if put_away:
            text = ngettext(
                "Nothing fits outside the archive; in it {n} series does. Please choose “{state}”.",
                "Nothing fits outside the archive; in it {n} series do. Please choose “{state}”.",
                put_away,
            )
            return text.format(n=formats.number(put_away), state=_(_STATES[State.ARCHIVED]))
    return _("No series fits. Please use fewer words or fewer filters.")


def _district(choices: Choices) -> str | None:
    """Return the district chosen; where all series lie in one, there is no choice."""
    names = {place.district_ags: place.display_name for place in choices.districts}
    if len(names) < 2:
        return next(iter(names), None)
    return _choice("district", _("District"), names)


def _municipality(choices: Choices, district: str | None) -> str | None:
    """Return the municipality chosen; there is a choice once the district is known."""
    names = {place.ags: load_register().label(place) for place in choices.within(district)}
    if len(names) < 2:
        return None
    return _choice(state.widget("place", district), _("Municipality"), names)


def _choice(name: str, label: str, options: Mapping[Option, str]) -> Option | None:
    """Show a filter that says what it is for as long as nothing is chosen."""
    chosen = st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder=label,
        label_visibility="collapsed",
        width=220,
        key=_key(name),
        persist_state="session",
    )
    return chosen if chosen in options else None  # the last series of a place may just have gone


def _key(name: str) -> str:
    return state.widget(_FORM, state.edition(_FORM), name)


def _page_key(chosen: Criteria) -> str:
    return _key(repr(chosen))
