"""The map of Hessen: where use cases come from, as picture, sentence and table."""

from collections import Counter

from municipalities.register import Municipality, load_register
from reports.document import Align, Table
from translations import _, ngettext
from translations.formats import number
from ui.charts import Place, place_map
from ui.figures import Shown, figure
from ui.text import literal
from usecases.catalogue import Catalogue
from workshops.series import SeriesView

SHOWN_IN_ALT = 12


def map_of_use_cases(library: Catalogue, series: SeriesView) -> None:
    """Show the municipalities of Hessen as points, those with use cases larger and outlined."""
    register = load_register()
    counts = Counter(ags for case in library for ags in case.origin.ags)
    own = register.get(series.municipality_ags)
    drawn = place_map(
        [_place(place, counts[place.ags]) for place in (*register.municipalities, *_districts(counts))],
        _place(own, counts[own.ags]) if own else None,
    )
    figure(drawn, Shown(_sentence(library, counts), _alt(counts), _table(counts)), "map_of_use_cases")


def _districts(counts: Counter[str]) -> list[Municipality]:
    """Districts are shown only where they have use cases of their own."""
    return [place for place in load_register().districts if counts[place.ags]]


def _place(place: Municipality, use_cases: int) -> Place:
    return Place(place.display_name, place.latitude, place.longitude, use_cases)


def _sentence(library: Catalogue, counts: Counter[str]) -> str:
    inside = sum(case.in_hesse for case in library)
    return _(
        "**{inside} of {all} use cases** come from Hessen, from {places} municipalities and districts."
    ).format(inside=number(inside), all=number(len(library)), places=number(len(counts)))


def _alt(counts: Counter[str]) -> str:
    names = [f"{_name(ags)} ({count})" for ags, count in counts.most_common(SHOWN_IN_ALT)]
    return _("Map of Hessen from the points of its municipalities. Most use cases: {names}.").format(
        names=", ".join(names)
    )


def _name(ags: str) -> str:
    place = load_register().get(ags)
    return place.display_name if place else ags


def _table(counts: Counter[str]) -> Table:
    rows = tuple((_name(ags), number(count)) for ags, count in counts.most_common())
    caption = ngettext(
        "{n} place with use cases. {source}", "{n} places with use cases. {source}", len(rows)
    ).format(n=number(len(rows)), source=literal(load_register().source))
    return Table(caption, (_("Municipality or district"), _("Use cases")), rows, (Align.LEFT, Align.RIGHT))
