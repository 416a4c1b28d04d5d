import streamlit as st

from translations import _
from ui import frame, guard
from ui.overview.coverage import coverage
from ui.overview.fields_of_action import fields_of_action
from ui.overview.hessen import PLACE, map_of_use_cases
from ui.overview.places_alike import places_alike
from ui.services import series_library
from workshops.actors import Role

PAGE = "pages/advisor/overview.py"

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Overview"),
    _("What others do already: the fields of action, where it runs, and how far it is."),
)
whole = series_library(actor, series)
library = whole.catalogue

alike, fields, places, covered = st.tabs(
    [_("Places like yours"), _("Fields of action"), _("Map of Hessen"), _("Coverage")],
    key="blick",
    default=_("Map of Hessen") if PLACE in st.query_params else None,
    on_change="rerun",
    bind="query-params",
)
if alike.open:
    with alike:
        places_alike(whole, series)
if fields.open:
    with fields:
        fields_of_action(library, series)
if places.open:
    with places:
        map_of_use_cases(library, series)
if covered.open:
    with covered:
        coverage(library)
frame.onward(series, PAGE)
