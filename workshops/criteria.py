"""What a series rates by: a set of the tool, or its own one, as it was when the series took it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlmodel import Session

from scoring.criteria import CriteriaSet, load_criteria
from scoring.own_criteria import from_content
from storage import queries
from storage.tables import SettingRow
from translations import _, current_language
from workshops.errors import InvalidInput

OWN = "own"
INSTALLATION_KEY = "criteria"
"""Under which the own set of the installation is kept."""


class RatesByCriteria(Protocol):
    """A series, as a row or as pages see it."""

    @property
    def criteria_set(self) -> str:
        """ "short", "full" or "own"."""

    @property
    def own_criteria(self) -> Mapping[str, Any]:
        """The own set as plain data, empty without one."""


def criteria_of(series: RatesByCriteria) -> CriteriaSet:
    """Return the criteria that a series rates by."""
    if series.criteria_set == OWN:
        return from_content(series.own_criteria)
    criteria = load_criteria()
    return criteria.short() if series.criteria_set == "short" else criteria


def of_installation(session: Session) -> dict[str, Any] | None:
    """Return the set that new series of this installation can begin with, None if it keeps none."""
    row = queries.one(session, SettingRow, key=INSTALLATION_KEY)
    found: dict[str, Any] | None = json.loads(row.value) if row else None
    return found


def require_somebody_asked(criteria: CriteriaSet, groups: Sequence[str]) -> None:
    """Refuse criteria that would leave out all stakeholder groups of a series.

    Raises:
        InvalidInput: nobody would be left to be asked about one of them.
    """
    for criterion in criteria.criteria:
        if groups and set(groups) <= set(criterion.left_out):
            name = criterion.name("en" if current_language() == "en" else "de")
            raise InvalidInput(
                _("Nobody would be asked about “{name}”: all groups of this series are left out.").format(
                    name=name
                ),
                _("Please let at least one group be asked, or leave the criterion out."),
                field="left_out",
            )
