"""The controls of the library: search field, facets with live counts, order, and pages to turn."""

from collections.abc import Iterable, Mapping

import streamlit as st

from translations import N_, _, ngettext
from translations.formats import number
from ui.library import choice as library_choice
from ui.library.choice import Choice, key
from ui.library.labels import facet_name, in_order, value_name
from ui.text import literal
from usecases.facets import Facet
from usecases.related import related
from usecases.search import SearchIndex, SearchResult, Sort

# The themes hold those of the consulting programme: they must be at hand.
FIRST = (Facet.AREA, Facet.TOPIC, Facet.THEME, Facet.SIZE, Facet.STATUS, Facet.COST, Facet.EXPERIENCE)
FURTHER = (Facet.TECHNOLOGY, Facet.FUNDING, Facet.SETTLEMENT, Facet.STATE, Facet.OPEN_SOURCE)
SORTS = {
    Sort.RELEVANCE: N_("Best fit first"),
    Sort.NEAREST: N_("Nearest first"),
    Sort.NEWEST: N_("Newest first"),
    Sort.TITLE: N_("By title"),
}


def search_field() -> None:
    """Show the field that is typed into; the search itself is read by ``library_choice.current``."""
    st.text_input(
        _("Search the library"),
        type="search",
        placeholder=_("for example “flood sensors” or “village app”"),
        max_chars=library_choice.LONGEST_TEXT,
        label_visibility="collapsed",
        key=key(library_choice.TEXT),
    )


def facets(found: SearchResult, choice: Choice) -> None:
    """Show the facets, each with the number of use cases that choosing a value would show."""
    with st.container(horizontal=True, gap="small"):
        for facet in FIRST:
            with st.popover(_popover_name(facet_name(facet), facet, choice=choice), key=key(f"{facet}:open")):
                _values(facet, found.facets[facet])
        with st.popover(_popover_name(_("More filters"), *FURTHER, choice=choice), key=key("further:open")):
            for facet in FURTHER:
                _values(facet, found.facets[facet])
        if not choice.is_empty:
            st.button(
                _("Show everything"),
                type="tertiary",
                icon=":material/close:",
                key=key("reset"),
                on_click=library_choice.turn_to,
                args=(Choice(sort=choice.sort),),
            )


def _popover_name(name: str, *facets: Facet, choice: Choice) -> str:
    chosen = sum(len(choice.filters.chosen.get(facet, ())) for facet in facets)
    return f"{name} ({chosen})" if chosen else name


def _values(facet: Facet, counts: Mapping[str, int]) -> None:
    st.pills(
        facet_name(facet),
        in_order(facet, counts),
        selection_mode="multi",
        format_func=lambda value: f"{literal(value_name(facet, value))} ({number(counts[value])})",
        key=key(facet.value),
    )


def found_sentence(found: SearchResult, choice: Choice) -> str:
    """Say how many use cases there are, and what the search had to leave aside."""
    count = ngettext("**{n} use case** found.", "**{n} use cases** found.", found.total)
    sentences = [count.format(n=number(found.total))]
    if found.unknown and choice.text:
        sentences.append(_("Nowhere found: {words}.").format(words=_quoted(found.unknown)))
    for typed, meant in found.near.items():
        text = _("“{typed}” stands nowhere; shown is what holds “{meant}”.")
        sentences.append(text.format(typed=literal(typed), meant=literal(meant)))
    if found.relaxed:
        sentences.append(_("No entry has all the words; the best matches come first."))
    return " ".join(sentences)


def nothing(found: SearchResult, choice: Choice, index: SearchIndex) -> None:
    """Say why nothing is shown, and offer what to look for instead."""
    near = [word for word in related(found.unknown) if index.search(word).total]
    st.info(nothing_sentence(found, choice, any_near=bool(near)))
    if near:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(_("Something like it:"), width="content")
            for word in near:
                st.button(
                    f"{literal(word)} ({number(index.search(word).total)})",
                    key=key(f"near:{word}"),
                    on_click=library_choice.turn_to,
                    args=(Choice(text=word, sort=choice.sort),),
                )


def nothing_sentence(found: SearchResult, choice: Choice, *, any_near: bool = False) -> str:
    """Say why nothing is shown, and what to do."""
    if not (found.unknown and choice.text):
        return _("Nothing fits. Please use fewer words or fewer filters.")
    words = _quoted(found.unknown)
    if any_near:
        return _("Nothing under {words}.").format(words=words)
    text = _("Nothing under {words}. Please try a more general word, or choose a topic.")
    return text.format(words=words)


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(_("“{word}”").format(word=literal(word)) for word in words)


def order() -> None:
    """Show the choice of the order; what fits best is told by the words or, without any, the municipality."""
    st.selectbox(
        _("Order"),
        list(SORTS),
        format_func=lambda sort: _(SORTS[sort]),
        key=key(library_choice.SORT),
        label_visibility="collapsed",
    )


def pages(number_of_pages: int, choice: Choice) -> None:
    """Show the pages of results to turn, if there are several."""
    if number_of_pages > 1:
        start = min(choice.page, number_of_pages)
        # A row of its own: beside other things it hides the pages between the first and the last.
        page_key = library_choice.page_key(choice)
        st.pagination(number_of_pages, default=start, key=page_key, width="stretch")
