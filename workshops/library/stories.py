"""A use case told to a room: what it is, where, what it cost, whom to ask. Only what a source says."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from municipalities.register import distance_km, load_register
from translations import _, current_language
from translations.formats import euro, number
from usecases import areas
from usecases.model import Money, Status, UseCase
from workshops.library import holdings
from workshops.library.shortlist import ItemView


class FieldTold(BaseModel):
    """A field of action: its name, what it means, and how many examples the library has."""

    model_config = ConfigDict(frozen=True)

    name: str
    meaning: str
    examples: int
    in_hesse: int


class StoryTold(BaseModel):
    """A use case: its summary and facts as (name, sentence); what no source says is left out."""

    model_config = ConfigDict(frozen=True)

    summary: str
    facts: tuple[tuple[str, str], ...]


def field(area_id: str) -> FieldTold:
    """Return what a field of action is, in the language in use."""
    area = areas.area(area_id)
    own = [use_case for use_case in holdings.shipped() if use_case.area == area_id]
    return FieldTold(
        name=area.name(_language()),
        meaning=area.meaning(_language()),
        examples=len(own),
        in_hesse=sum(use_case.in_hesse for use_case in own),
    )


def title(item: ItemView) -> str:
    """Return an entry's name: in the language in use, unless the room has given it a name of its own."""
    return item.name


def story(use_case: UseCase, own_ags: str) -> StoryTold:
    """Return a use case as a story for a place, in the language in use where there is a text in it."""
    return StoryTold(summary=use_case.summary(_language()), facts=tuple(_facts(use_case, own_ags)))


def _facts(use_case: UseCase, own_ags: str) -> Iterator[tuple[str, str]]:
    yield _("Where"), _where(use_case, own_ags)
    if standing := _standing(use_case):
        yield _("How far"), standing
    if use_case.cost:
        yield _("What it cost"), _money(use_case.cost)
    if use_case.grant:
        yield _("Funded with"), _money(use_case.grant)
    yield _("Whom to ask"), use_case.origin.name


def _where(use_case: UseCase, own_ags: str) -> str:
    """Return the place with its size and distance, where the register knows it."""
    register = load_register()
    here = register.get(own_ags)
    (place, *others) = register.all_of(use_case.origin.ags) or (None,)
    if place is None or others or here is None or place == here:
        return use_case.origin.name
    return _("{place}, {people} inhabitants, {km} km away").format(
        place=use_case.origin.name,
        people=number(place.population),
        km=number(distance_km(here, place), digits=0),
    )


def _standing(use_case: UseCase) -> str:
    states = {
        Status.PLANNED: _("planned"),
        Status.RUNNING: _("under way"),
        Status.IMPLEMENTED: _("implemented"),
        Status.ENDED: _("ended"),
    }
    parts = [states[use_case.status]] if use_case.status in states else []
    if use_case.start_year:
        parts.append(_("since {year}").format(year=use_case.start_year))
    return ", ".join(parts)


def _money(money: Money) -> str:
    text = euro(float(money.amount))
    return f"{text} ({money.scope_de})" if money.scope_de else text


def _language() -> Literal["de", "en"]:
    return "en" if current_language() == "en" else "de"
