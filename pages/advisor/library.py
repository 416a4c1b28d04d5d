import math

import streamlit as st

from translations import _
from ui import frame, guard
from ui.library import choice as library_choice
from ui.library import filters
from ui.library.cards import Shelf, cards
from ui.library.tray import tray
from ui.services import series_library, shortlisted
from workshops.actors import Role

CARDS_ON_A_PAGE = 12  # whole rows of three

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

typed, ordered = st.columns([4, 1])
with typed:
    filters.search_field()
with ordered:
    filters.order()
filters.facets(found, choice)
if found.total:
    st.markdown(filters.found_sentence(found, choice))
else:
    filters.nothing(found, choice, library.index)
first = (page - 1) * CARDS_ON_A_PAGE
cards(shelf, found.use_cases[first : first + CARDS_ON_A_PAGE])
filters.pages(pages, choice)
tray(actor, series, items)
