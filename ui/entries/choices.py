"""What can be chosen in the fields of an own entry, with its names in the language in use."""

from collections.abc import Callable, Mapping

from municipalities.register import load_register
from sketches.use_case_wording import COVERS, PERIODS, SETBACKS, STATUSES
from translations import N_, _
from translations.ordering import sort_key
from ui import labels
from ui.library.labels import ANSWERS, value_name
from ui.library.use_case import CONFIDENCES
from usecases.areas import areas
from usecases.facets import Facet
from usecases.model import Confidence, Covers, OriginKind, Period, Setback, Status
from usecases.vocabulary import programmes, themes

KINDS = {
    OriginKind.MUNICIPALITY: N_("municipality"),
    OriginKind.TOWN: N_("town"),
    OriginKind.CITY: N_("city (from 100,000 inhabitants)"),
    OriginKind.DISTRICT: N_("district"),
    OriginKind.JOINT: N_("joint project of several places"),
}
_OPEN_SOURCE = {"true": ANSWERS["yes"], "false": ANSWERS["no"]}


def has_choices(column: str) -> bool:
    """Whether a field has values to choose from."""
    return column in _CHOICES


def choices(column: str) -> list[str]:
    """Return the values of a field, in the order of the vocabulary."""
    return _CHOICES[column][0]()


def choices_name(column: str) -> Callable[[str], str]:
    """Return what names the values of a field."""
    return _CHOICES[column][1]


def _places() -> list[str]:
    places = load_register().places.values()
    return [
        place.ags for place in sorted(places, key=lambda place: (sort_key(place.display_name), place.ags))
    ]


def _place(ags: str) -> str:
    register = load_register()
    place = register.get(ags)
    return register.label(place) if place else ags


def _topics() -> list[str]:
    return [topic for area in areas() for topic in area.topics]


def _topic(topic_id: str) -> str:
    area = next(area for area in areas() if topic_id in area.topics)
    return f"{labels.area(area.id)}: {value_name(Facet.TOPIC, topic_id)}"


_COVERS = (lambda: [covers.value for covers in Covers], lambda value: _(COVERS[Covers(value)]))
_CHOICES: Mapping[str, tuple[Callable[[], list[str]], Callable[[str], str]]] = {
    "topic": (_topics, _topic),
    "themes": (lambda: [theme.id for theme in themes()], lambda value: value_name(Facet.THEME, value)),
    "status": (lambda: [status.value for status in Status], lambda value: _(STATUSES[Status(value)])),
    "confidence": (
        lambda: [confidence.value for confidence in Confidence],
        lambda value: _(CONFIDENCES[Confidence(value)]),
    ),
    "kind": (lambda: [kind.value for kind in OriginKind], lambda value: _(KINDS[OriginKind(value)])),
    "ags": (_places, _place),
    "cost_covers": _COVERS,
    "running_cost_covers": _COVERS,
    "grant_covers": _COVERS,
    "running_cost_per": (
        lambda: [period.value for period in Period],
        lambda value: _(PERIODS[Period(value)]),
    ),
    "setback": (lambda: [setback.value for setback in Setback], lambda value: _(SETBACKS[Setback(value)])),
    "open_source": (lambda: list(_OPEN_SOURCE), lambda value: _(_OPEN_SOURCE[value])),
    "funding_programme_id": (
        lambda: [programme.id for programme in programmes()],
        lambda value: value_name(Facet.FUNDING, value),
    ),
}
