"""What places like one's own have done: three stories from the library, told to the room."""

import streamlit as st

from design.fields import FIELDS, icon_svg
from translations import _
from translations.sentences import first_sentence
from ui import labels, state
from ui.frame import SERIES_PARAMETER
from ui.library import choice
from ui.library.comparables import suggestion_reasons
from ui.library.use_case import cost_word, language, status_line
from ui.navigation import LIBRARY
from ui.services import SeriesLibrary
from ui.text import literal, small
from workshops.library import stories
from workshops.library.suggestions import Suggestion, from_places_alike
from workshops.series import SeriesView

STORIES = 3
_LOOK = "".join(
    f'[class*="st-key-story-{area}-"] {{ border-top: 0.5rem solid {field.paper}; }}'
    for area, field in FIELDS.items()
)
_HEADINGS = '[class*="st-key-story-"] h3 { font-size: 1.35rem; padding: 0; }'
_PICTURE = '<div style="width:3.2rem">{}</div>'  # no translation: markup


def places_alike(library: SeriesLibrary, series: SeriesView) -> None:
    """Tell what places like this one have done; where nothing is known of any, say so and lead on."""
    found = from_places_alike(library.ranked, STORIES)
    if not found:
        st.info(_("No place like yours is in the library yet. What fits your place best stands first in it."))
        st.page_link(LIBRARY.file, icon=LIBRARY.icon, query_params={SERIES_PARAMETER: series.id})
        return
    st.html(f"<style>{_LOOK}{_HEADINGS}</style>")
    st.header(_("Places like {place} have …").format(place=literal(series.municipality_name)), anchor=False)
    for column, suggestion in zip(st.columns(STORIES), found, strict=False):
        with column:
            _story(series, suggestion)


def _story(series: SeriesView, suggestion: Suggestion) -> None:
    case = suggestion.use_case
    with st.container(border=True, height="stretch", key=state.widget("story", case.area, case.id)):
        # st.html drops pictures; in a block of HTML nothing is read as Markdown.
        picture = icon_svg(case.area, FIELDS[case.area].paper)
        st.markdown(_PICTURE.format(picture), unsafe_allow_html=True)
        st.subheader(literal(case.title(language())), anchor=False)
        (_where, place), *_facts = stories.story(case, series.municipality_ags).facts
        known = [f":material/place: {literal(place)}", status_line(case)]
        if cost := cost_word(case):
            known.insert(1, f":material/payments: {cost}")
        why = "; ".join(suggestion_reasons(suggestion.reasons)[1:2])
        told = literal(first_sentence(case.summary(language())))
        st.markdown("\n\n".join((small(labels.area(case.area)), told, "  \n".join(known), small(why))))
        st.page_link(
            LIBRARY.file,
            label=_("Look at it in the library"),
            icon=LIBRARY.icon,
            query_params={
                SERIES_PARAMETER: series.id,
                **choice.Choice(text=case.title(language())).to_address(),
            },
        )
