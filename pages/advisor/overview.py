import streamlit as st

from translations import _
from ui import frame, guard, state
from ui.overview.coverage import coverage
from ui.overview.fields_of_action import fields_of_action
from ui.overview.hessen import map_of_use_cases
from ui.services import catalogue
from workshops.actors import Role

PAGE = "pages/advisor/overview.py"

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Overview"),
    _("What others do already: the fields of action, where it runs, and how far it is."),
)
library = catalogue(actor, series)

fields, places, covered = st.tabs(
    [_("Fields of action"), _("Map of Hessen"), _("Coverage")],
    key=state.widget("overview", "tabs"),
    on_change="rerun",
)
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
