"""What is looked for in the library: kept in the address, so that a search can be shared and bookmarked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

import streamlit as st

from ui import state
from usecases.facets import Facet, Filters, filters_from_address
from usecases.search import SearchIndex, Sort

TEXT, SORT, PAGE = "suche", "sortierung", "seite"
OWN_PARAMETERS = frozenset({TEXT, SORT, PAGE, *(facet.value for facet in Facet)})
LONGEST_TEXT = 200


@dataclass(frozen=True)
class Choice:
    """A search: text, filters, order, and the page of results that is shown (from 1)."""

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing narrows the library down."""
        return not self.text and not self.filters.chosen

    def to_address(self) -> dict[str, str]:
        """Return the search as parameters of an address; what is as usual is left out."""
        usual = {TEXT: "", SORT: Sort.RELEVANCE.value, PAGE: "1"}
        own = {TEXT: self.text, SORT: self.sort.value, PAGE: str(self.page)}
        return self.filters.to_address() | {name: own[name] for name in own if own[name] != usual[name]}


def from_address(address: Mapping[str, str], known: Mapping[Facet, Iterable[str]]) -> Choice:
    """Return the search that an address asks for; what it does not understand is left out."""
    page, sort = address.get(PAGE, "1"), address.get(SORT, "")
    return Choice(
        text=address.get(TEXT, "").strip()[:LONGEST_TEXT],
        filters=filters_from_address(address, known),
        sort=Sort(sort) if sort in {known_sort.value for known_sort in Sort} else Sort.RELEVANCE,
        page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 and int(page) else 1,
    )


def key(name: str) -> str:
    """Return the key of the widget that holds a part of the search."""
    return state.widget("library", name)


def page_key(choice: Choice) -> str:
    """Return the key of the pages to turn: those of another search are others and begin with the first."""
    return key(f"{PAGE}:{state.get(key('turns'), 0)}:{urlencode(replace(choice, page=1).to_address())}")


def current(index: SearchIndex) -> Choice:
    """Return the search of this run and write it into the address; call it before its widgets are drawn.

    What was just chosen in a widget counts first, then an address that was changed from outside (a link,
    the browser's way back). Who comes back from another page without a search in the address finds the
    last one again.
    """
    asked = {name: value for name, value in st.query_params.items() if name in OWN_PARAMETERS}
    kept: Choice | None = state.get(state.LIBRARY_SEARCH)
    if kept is None:
        choice = from_address(asked, index.values)
    elif key(TEXT) not in st.session_state:
        choice = from_address(asked, index.values) if asked else kept
    else:
        choice = _from_widgets(index, kept)
        if choice == kept and asked != kept.to_address():
            choice = from_address(asked, index.values)
            # The pages to turn are drawn anew: Streamlit lets them start on a page, not be sent to one.
            state.keep(key("turns"), state.get(key("turns"), 0) + 1)
    _show(choice, index)
    if choice.to_address() != asked:
        _set_parameters(choice.to_address())
    state.keep(state.LIBRARY_SEARCH, choice)
    return choice


def turn_to(choice: Choice) -> None:
    """Make `choice` the search of the next run: the callback of buttons such as "reset"."""
    state.keep(state.LIBRARY_SEARCH, None)
    _set_parameters(choice.to_address())


def _from_widgets(index: SearchIndex, kept: Choice) -> Choice:
    chosen = {facet: frozenset(st.session_state.get(key(facet.value)) or ()) for facet in index.values}
    shown = Choice(
        text=(st.session_state.get(key(TEXT)) or "").strip(),
        filters=Filters({facet: values for facet, values in chosen.items() if values}),
        sort=st.session_state.get(key(SORT)) or Sort.RELEVANCE,
    )
    same_search = replace(kept, page=1) == shown
    return replace(shown, page=st.session_state.get(page_key(shown)) or (kept.page if same_search else 1))


def _show(choice: Choice, index: SearchIndex) -> None:
    """Let the widgets show the choice; one that does already is left alone while somebody types in it."""
    shown: dict[str, object] = {TEXT: choice.text, SORT: choice.sort}
    shown |= {facet.value: sorted(choice.filters.chosen.get(facet, ())) for facet in index.values}
    for name, value in shown.items():
        now = st.session_state.get(key(name))
        if (sorted(now) if isinstance(value, list) and now else now) != value:
            st.session_state[key(name)] = value


def _set_parameters(address: Mapping[str, str]) -> None:
    others = {name: value for name, value in st.query_params.items() if name not in OWN_PARAMETERS}
    st.query_params.from_dict(others | dict(address))
