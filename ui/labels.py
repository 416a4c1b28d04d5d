"""Names of dimensions, criteria, gates and areas in the language in use."""

from collections.abc import Mapping
from functools import cache

from scoring.criteria import CriteriaSet, load_criteria
from translations import N_, _, current_language, ngettext
from translations.formats import number
from usecases import areas as fields
from usecases.model import Language
from workshops import criteria as in_force
from workshops.actors import Role
from workshops.deciding.afterwards import ProjectState
from workshops.live.rounds import RoundView, Stage
from workshops.series import SeriesView

_ROLES: Mapping[str, str] = {
    Role.ADVISOR: N_("Advisor"),
    Role.PARTICIPANT: N_("Participants"),
    Role.CO_WRITER: N_("Municipality"),
    Role.NOBODY: N_("The tool itself"),
}
_PROJECT_STATES: Mapping[str, str] = {
    ProjectState.APPLIED: N_("applied for"),
    ProjectState.GRANTED: N_("granted"),
    ProjectState.REFUSED: N_("refused"),
    ProjectState.RUNNING: N_("running now"),
    ProjectState.LIVE: N_("in operation"),
    ProjectState.ENDED: N_("ended"),
}

AREA_ICONS = {
    "administration": ":material/account_balance:",
    "environment": ":material/eco:",
    "economy": ":material/storefront:",
    "data": ":material/hub:",
    "energy": ":material/bolt:",
    "society": ":material/diversity_3:",
    "mobility": ":material/directions_bus:",
    "health": ":material/medical_services:",
    "safety": ":material/shield:",
}
"""An icon for each field of action, where pages read Markdown."""


@cache
def _criteria() -> CriteriaSet:
    return load_criteria()


def criteria_of(series: SeriesView) -> CriteriaSet:
    """Return the criteria that a series rates by."""
    return in_force.criteria_of(series)


def criteria_in(series: SeriesView, held: RoundView) -> CriteriaSet:
    """Return the criteria with the questions of a round: those of the dimensions in a first stage."""
    criteria = criteria_of(series)
    return criteria.overall() if held.stage is Stage.DIMENSIONS else criteria


def dimension(dimension_id: str) -> str:
    """Return a dimension's name."""
    return _criteria().dimension(dimension_id).name(current_language())


def area(area_id: str) -> str:
    """Return a field of action's name."""
    return fields.area(area_id).name(_language())


def areas() -> tuple[str, ...]:
    """Return the ids of the nine fields of action in their order."""
    return tuple(field.id for field in fields.areas())


def _language() -> Language:
    return "en" if current_language() == "en" else "de"


def gate_answer(answer: str) -> str:
    """Return what an answer to a gate is called."""
    return {"yes": _("yes"), "conditions": _("with conditions"), "no": _("no")}[answer]


def gate(gate_id: str) -> str:
    """Return the name of an exclusion question."""
    return _criteria().gate(gate_id).name(current_language())


def role_words(role: str) -> str:
    """Return who did something: a role, never a person."""
    return _(_ROLES[role]) if role in _ROLES else role


def project_state(state: str) -> str:
    """Return what a state of a chosen project is called."""
    return _(_PROJECT_STATES[state])


def people(n: int) -> str:
    """Return a number of people."""
    return ngettext("{n} person", "{n} people", n).format(n=number(n))
