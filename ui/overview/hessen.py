"""The map of Hessen: where use cases come from, as picture, sentence and table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st

from design.sketch_map import Cell, Spot, sketch_map, surroundings
from municipalities.cells import load_cells
from municipalities.register import Municipality, load_register
from reports.document import Align, Table
from translations import _, ngettext
from translations.formats import number
from ui import labels, state
from ui.charts import figures
from ui.frame import SERIES_PARAMETER
from ui.library import choice
from ui.library.use_case import language
from ui.navigation import LIBRARY
from ui.text import literal
from usecases.catalogue import Catalogue
from usecases.model import UseCase
from workshops.series import SeriesView

PLACE = "ort"
"""In the address: the key of the place whose use cases are shown."""
NEAR, WHOLE = "near", "whole"
SHOWN_IN_ALT = 12
PLACES_BESIDE = 8
# st.html drops pictures. In a block of HTML nothing is read as Markdown; every name in the map is escaped.
BLOCK = "<div>{}</div>"  # no translation: markup
FOR_ORIENTATION = ("06611000", "06534014", "06531005", "06631009", "06412000", "06411000", "06414000")
"""Kassel, Marburg, Gießen, Fulda, Frankfurt, Darmstadt and Wiesbaden: names by which one finds the way."""


def map_of_use_cases(library: Catalogue, series: SeriesView) -> None:
    """Show the surroundings of the own place, or all of Hessen, with the places that have use cases.

    A click on a place leads to what runs there, beside the map.
    """
    picture, words = st.columns([3, 2], gap="medium")
    with words:
        if place := load_register().get(st.query_params.get(PLACE, "")):
            _runs_there(library, series, place)
            st.divider()
        near = _near(series)
        area = _area_filter(library)
        cases = library.in_area(area) if area else library.all
        counts = counts_by_place(cases)
        st.markdown(_sentence(cases, counts))
        st.markdown(_own_sentence(cases, series))
        figures.table(_table(counts, limit=PLACES_BESIDE))
        with st.expander(_("All places as a table")):
            figures.table(_table(counts))
    with picture:
        address = f"/ueberblick?{urlencode({SERIES_PARAMETER: series.id, PLACE: ''})}"
        svg = drawn(counts, series.municipality_ags, _alt(counts), near=near, address=address)
        st.markdown(BLOCK.format(svg), unsafe_allow_html=True)
        st.caption(
            _(
                "Points are places with use cases, larger ones with more; a click shows what runs there. "
                "A sketch without real boundaries."
            )
        )


def _near(series: SeriesView) -> bool:
    """Ask how much is shown; a place that the register does not know any more has no surroundings."""
    if load_register().get(series.municipality_ags) is None:
        return False
    whole = st.segmented_control(
        _("Shown"),
        [NEAR, WHOLE],
        default=NEAR,
        required=True,
        format_func=lambda shown: _("Around you") if shown == NEAR else _("All of Hessen"),
        key=state.widget("map", "shown"),
        label_visibility="collapsed",
    )
    return whole != WHOLE


def _runs_there(library: Catalogue, series: SeriesView, place: Municipality) -> None:
    register = load_register()
    cases = [case for case in library if place in register.all_of(case.origin.ags)]
    st.header(literal(place.display_name), anchor=False)
    for case in cases:
        found = choice.Choice(text=case.title(language())).to_address()
        st.page_link(
            LIBRARY.file,
            label=literal(case.title(language())),
            icon=labels.AREA_ICONS.get(case.area),
            query_params={SERIES_PARAMETER: series.id, **found},
        )
    if not cases:
        st.markdown(_("None in the library so far."))


def counts_by_place(cases: Iterable[UseCase]) -> Counter[str]:
    """Count use cases by the keys that their places have now; each counts once for a place."""
    register = load_register()
    return Counter(place.ags for case in cases for place in register.all_of(case.origin.ags))


def _area_filter(library: Catalogue) -> str | None:
    counts = library.area_counts()
    return st.selectbox(
        _("Field of action"),
        list(counts),
        index=None,
        format_func=lambda area: f"{labels.area(area)} ({counts[area]})",
        placeholder=_("All fields of action"),
        key=state.widget("map", "area"),
    )


def drawn(counts: Counter[str], own_ags: str, label: str, *, near: bool = False, address: str = "") -> str:
    """Return the map as SVG; it is drawn once, for it is the same until a filter or a place is another.

    `near` shows the surroundings of the own place only; a click on a place goes to `address` with its key.
    """
    return _map(tuple(sorted(counts.items())), own_ags, label, near, address)


@lru_cache(maxsize=64)
def _map(counts: tuple[tuple[str, int], ...], own_ags: str, label: str, near: bool, address: str) -> str:
    register = load_register()
    own, places = register.get(own_ags), register.places
    cells = [
        Cell(places[key].display_name, places[key].district_ags, ring) for key, ring in load_cells().items()
    ]
    spots = [_spot(places[key], count, f"{address}{key}" if address else "") for key, count in counts]
    if near and own:
        return surroundings(cells, spots, own=_spot(own), label=label)
    return sketch_map(
        cells,
        spots,
        own=_spot(own) if own else None,
        towns=[_spot(places[key]) for key in FOR_ORIENTATION],
        label=label,
    )


def _spot(place: Municipality, use_cases: int = 0, href: str = "") -> Spot:
    return Spot(place.display_name, place.longitude, place.latitude, use_cases, href)


def _sentence(cases: Sequence[UseCase], counts: Counter[str]) -> str:
    inside = sum(case.in_hesse for case in cases)
    return _(
        "**{inside} of {all} use cases** come from Hessen, from {places} municipalities and districts."
    ).format(inside=number(inside), all=number(len(cases)), places=number(len(counts)))


def _own_sentence(cases: Sequence[UseCase], series: SeriesView) -> str:
    register = load_register()
    here = register.get(series.municipality_ags)
    own = [case for case in cases if here and here in register.all_of(case.origin.ags)]
    if not own:
        return _("★ {place}: none in the library so far.").format(place=literal(series.municipality_name))
    titles = "; ".join(literal(case.title_de) for case in own)
    return _("★ {place}: {titles}.").format(place=literal(series.municipality_name), titles=titles)


def _alt(counts: Counter[str]) -> str:
    names = [f"{_name(ags)} ({count})" for ags, count in counts.most_common(SHOWN_IN_ALT)]
    return _("Map of Hessen from the points of its municipalities. Most use cases: {names}.").format(
        names=", ".join(names)
    )


def _name(ags: str) -> str:
    return load_register().places[ags].display_name


def _table(counts: Counter[str], limit: int | None = None) -> Table:
    rows = tuple((_name(ags), number(count)) for ags, count in counts.most_common(limit))
    if limit:
        caption = _("The places with most use cases")
    else:
        text = ngettext(
            "{n} place with use cases. {source}", "{n} places with use cases. {source}", len(rows)
        )
        caption = text.format(n=number(len(rows)), source=literal(load_register().source))
    return Table(caption, (_("Municipality or district"), _("Use cases")), rows, (Align.LEFT, Align.RIGHT))
