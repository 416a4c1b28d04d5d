"""The nine fields of action for the projector: all at a glance, and one of them in full."""

from collections import Counter

import streamlit as st

from design.fields import FIELDS
from translations import _, ngettext
from translations.formats import number
from ui import labels, state
from ui.frame import SERIES_PARAMETER
from ui.library import choice
from ui.library.use_case import language
from ui.navigation import LIBRARY
from ui.text import literal, small
from usecases import areas as fields
from usecases import vocabulary
from usecases.areas import Area, Topic
from usecases.catalogue import Catalogue
from usecases.facets import Facet, Filters
from workshops.series import SeriesView

FIELD = "feld"
TILES_IN_A_ROW = 3

_COLOURS = "".join(
    f".st-key-tile_{area_id} {{ border-left: 0.4rem solid {field.paper}; padding-left: 0.8rem; }}"
    for area_id, field in FIELDS.items()
)

# The longest name on one line, or the third row would leave a projector of 720 lines.
_HEADINGS = '[class*="st-key-tile_"] h2 { font-size: 1.3rem; padding-top: 0.3rem; }'


def fields_of_action(library: Catalogue, series: SeriesView) -> None:
    """Show all fields, or the one that the address names."""
    chosen = next((area for area in fields.areas() if area.id == st.query_params.get(FIELD)), None)
    if chosen is None:
        _tiles(library)
    else:
        _one_field(library, series, chosen)


def choose_field(area_id: str | None) -> None:
    """Show another field, or all of them without one, in the next run."""
    if area_id:
        st.query_params[FIELD] = area_id
    else:
        st.query_params.pop(FIELD, None)


def _tiles(library: Catalogue) -> None:
    st.html(f"<style>{_COLOURS}{_HEADINGS}</style>")
    counts = library.area_counts()
    all_areas = fields.areas()
    for start in range(0, len(all_areas), TILES_IN_A_ROW):
        row = all_areas[start : start + TILES_IN_A_ROW]
        for column, area in zip(st.columns(TILES_IN_A_ROW), row, strict=True):
            with column:
                _tile(area, counts[area.id])


def _tile(area: Area, count: int) -> None:
    # Without a border: its margins would push the third row off a projector of 720 lines.
    with st.container(key=f"tile_{area.id}", gap=None):
        st.header(f"{labels.AREA_ICONS[area.id]} {area.name(language())}", anchor=False)
        st.markdown(small(_topics_line(area)))
        st.button(
            _use_cases(count),
            type="tertiary",
            icon=":material/arrow_forward:",
            icon_position="right",
            key=state.widget("field", area.id),
            help=_("Show {field} in full").format(field=area.name(language())),
            on_click=choose_field,
            args=(area.id,),
        )


def _use_cases(count: int) -> str:
    return ngettext("{n} use case", "{n} use cases", count).format(n=number(count))


def _topics_line(area: Area) -> str:
    return " · ".join(topic.name(language()) for topic in fields.topics_of(area.id))


def _one_field(library: Catalogue, series: SeriesView, area: Area) -> None:
    cases = library.in_area(area.id)
    _turn_over(area)
    st.header(
        f"{labels.AREA_ICONS[area.id]} {area.name(language())} · {_use_cases(len(cases))}", anchor=False
    )
    st.markdown(literal(area.meaning(language())))
    left, middle, right = st.columns(3)
    with left:
        st.subheader(_("Topics"), anchor=False)
        per_topic = Counter(case.topic for case in cases)
        st.markdown(
            "\n".join(f"- {_topic(topic, per_topic[topic.id])}" for topic in fields.topics_of(area.id))
        )
    with middle:
        st.subheader(_("Trend topics"), anchor=False)
        per_theme = Counter(theme for case in cases for theme in case.themes)
        st.markdown("\n".join(f"- {_trend(trend, per_theme[trend])}" for trend in area.trends))
    with right:
        st.subheader(_("In the funding guideline"), anchor=False)
        st.markdown(_funding(area))
    st.page_link(
        LIBRARY.file,
        label=_("All use cases of this field in the library"),
        icon=LIBRARY.icon,
        query_params={SERIES_PARAMETER: series.id, **_search(area)},
    )


def _turn_over(area: Area) -> None:
    order = [found.id for found in fields.areas()]
    place = order.index(area.id)
    with st.container(horizontal=True):
        st.button(
            _("All fields of action"),
            icon=":material/apps:",
            on_click=choose_field,
            args=(None,),
            key="fields",
        )
        for step, label, icon in (
            (-1, _("Previous field"), ":material/arrow_back:"),
            (1, _("Next field"), ":material/arrow_forward:"),
        ):
            st.button(
                label,
                icon=icon,
                type="tertiary",
                on_click=choose_field,
                args=(order[(place + step) % len(order)],),
                key=state.widget("field", "step", step),
            )


def _search(area: Area) -> dict[str, str]:
    return choice.Choice(filters=Filters({Facet.AREA: frozenset({area.id})})).to_address()


def _topic(topic: Topic, count: int) -> str:
    return f"{literal(topic.name(language()))} ({number(count)})"


def _trend(theme_id: str, count: int) -> str:
    name = literal(vocabulary.theme(theme_id).name(language()))
    return f"{name} ({number(count)})" if count else name


def _funding(area: Area) -> str:
    """List the guideline's areas; where the guideline does not name a topic, the place is our judgement."""
    named = {area_id for topic in fields.topics_of(area.id) if topic.named for area_id in topic.funding_areas}
    judged = _("{area} – our assignment, the guideline does not name it")
    names = {found.id: literal(found.name(language())) for found in fields.funding_areas_of(area.id)}
    lines = [name if found in named else judged.format(area=name) for found, name in names.items()]
    return "\n".join(f"- {line}" for line in lines)
