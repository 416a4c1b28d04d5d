"""Names of the facets by which use cases are narrowed down, and of their values, in the language in use."""

from collections.abc import Callable, Iterable, Mapping

from municipalities.register import SizeClass
from sketches.use_case_wording import COST_CLASSES, SETBACKS, STATUSES
from translations import N_, _
from translations.ordering import sort_key
from ui import labels
from ui.library.use_case import language
from usecases import areas, vocabulary
from usecases.costs import CostClass
from usecases.facets import KNOWN, LESSON, NONE, SETBACK, Facet
from usecases.model import Status

FACETS = {
    Facet.AREA: N_("Field of action"),
    Facet.TOPIC: N_("Topic"),
    Facet.SIZE: N_("Size of the place"),
    Facet.SETTLEMENT: N_("Urban or rural"),
    Facet.STATUS: N_("Project status"),
    Facet.TECHNOLOGY: N_("Technology"),
    Facet.FUNDING: N_("Funding"),
    Facet.THEME: N_("Theme"),
    Facet.COST: N_("Costs"),
    Facet.EXPERIENCE: N_("Setbacks"),
    Facet.STATE: N_("State"),
    Facet.OPEN_SOURCE: N_("Open source"),
}
SIZES = {
    SizeClass.RURAL_MUNICIPALITY: N_("up to 5,000 inhabitants"),
    SizeClass.SMALL_TOWN: N_("5,000 to 10,000"),
    SizeClass.LARGER_SMALL_TOWN: N_("10,000 to 20,000"),
    SizeClass.MEDIUM_TOWN: N_("20,000 to 50,000"),
    SizeClass.LARGER_MEDIUM_TOWN: N_("50,000 to 100,000"),
    SizeClass.CITY: N_("from 100,000"),
    SizeClass.DISTRICT: N_("district"),
}
SETTLEMENTS = {"urban": N_("densely populated"), "intermediate": N_("in between"), "rural": N_("rural")}
ANSWERS = {"yes": N_("open source"), "no": N_("not open source")}

EXPERIENCES = {
    SETBACK: N_("all setbacks"),
    **{setback.value: name for setback, name in SETBACKS.items()},
    LESSON: N_("no setback, but lessons learnt"),
}


def facet_name(facet: Facet) -> str:
    """Return what a facet is called."""
    return _(FACETS[facet])


def value_name(facet: Facet, value: str) -> str:
    """Return what a value of a facet is called; one that nobody knows keeps its id."""
    if value == NONE:
        return _("not stated")
    known = _NAMES.get(facet)
    try:
        return known(value) if known else value
    except KeyError:
        return value


def in_order(facet: Facet, values: Iterable[str]) -> list[str]:
    """Return the values that occur in the order of the vocabulary; "not stated" comes last."""
    order = {value: place for place, value in enumerate(_ORDER[facet]())} if facet in _ORDER else {}
    return sorted(values, key=lambda value: (value == NONE, order.get(value, len(order)), sort_key(value)))


def _named(table: Callable[[str], areas.Labelled]) -> Callable[[str], str]:
    return lambda value: table(value).name(language())


def _technology(value: str) -> str:
    groups = {group.id: group for group in vocabulary.technology_groups()}
    return groups[value].name(language())


_NAMES: Mapping[Facet, Callable[[str], str]] = {
    Facet.AREA: labels.area,
    Facet.TOPIC: _named(areas.topic),
    Facet.SIZE: lambda value: _({size.value: name for size, name in SIZES.items()}[value]),
    Facet.SETTLEMENT: lambda value: _(SETTLEMENTS[value]),
    Facet.STATUS: lambda value: _({status.value: name for status, name in STATUSES.items()}[value]),
    Facet.COST: lambda value: _("cost is known") if value == KNOWN else _(COST_CLASSES[CostClass(value)]),
    Facet.EXPERIENCE: lambda value: _(EXPERIENCES[value]),
    Facet.TECHNOLOGY: _technology,
    Facet.FUNDING: _named(vocabulary.programme),
    Facet.THEME: _named(vocabulary.theme),
    Facet.OPEN_SOURCE: lambda value: _(ANSWERS[value]),
}
_ORDER: Mapping[Facet, Callable[[], Iterable[str]]] = {
    Facet.AREA: labels.areas,
    Facet.TOPIC: lambda: [topic for area in areas.areas() for topic in area.topics],
    Facet.SIZE: lambda: [size.value for size in SIZES],
    Facet.SETTLEMENT: lambda: SETTLEMENTS,
    Facet.STATUS: lambda: [status.value for status in Status],
    Facet.COST: lambda: [KNOWN, *(found.value for found in CostClass)],
    Facet.EXPERIENCE: lambda: EXPERIENCES,
    Facet.TECHNOLOGY: lambda: [group.id for group in vocabulary.technology_groups()],
    Facet.FUNDING: lambda: [programme.id for programme in vocabulary.programmes()],
    Facet.THEME: lambda: [theme.id for theme in vocabulary.themes()],
    Facet.OPEN_SOURCE: lambda: ANSWERS,
}
