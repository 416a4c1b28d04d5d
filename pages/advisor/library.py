import math

import streamlit as st

from translations import _
from ui import frame, guard
from ui.library import choice as library_choice
from ui.library import filters
from ui.library.cards import Shelf, cards, suggestions
from ui.services import series_library, shortlisted
from workshops.actors import Role

PAGE = "pages/advisor/library.py"
CARDS_ON_A_PAGE = 12

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Library"),
    _("Find what fits your municipality: every use case with its sources, and where it runs already."),
)
library = series_library(actor, series)
items = shortlisted(actor, series)
shelf = Shelf(actor, series, library, frozenset(item.use_case_id for item in items if item.use_case_id))

choice = library_choice.current(library.index)
found = library.index.search(choice.text, choice.filters, choice.sort, library.distances, fits=library.fits)
pages = max(1, math.ceil(found.total / CARDS_ON_A_PAGE))
page = min(choice.page, pages)

filters.search_field()
filters.facets(found, choice)
if choice.is_empty and page == 1:
    suggestions(shelf)

with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
    st.markdown(filters.found_sentence(found, choice))
    filters.order()
filters.pages(pages, choice)
first = (page - 1) * CARDS_ON_A_PAGE
cards(shelf, found.use_cases[first : first + CARDS_ON_A_PAGE])
if not found.total:
    st.info(filters.nothing_sentence(found, choice))
frame.onward(series, PAGE)
