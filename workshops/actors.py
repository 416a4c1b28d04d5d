"""Who acts: the role is checked in every service, never only on a page."""

from dataclasses import dataclass
from enum import StrEnum

from translations import _
from workshops.errors import AccessDenied


class Role(StrEnum):
    """What somebody may do here."""

    ADVISOR = "advisor"
    PARTICIPANT = "participant"
    MUNICIPALITY = "municipality"
    CO_WRITER = "co_writer"
    WALL = "wall"
    REMOTE = "remote"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody with a role; all but advisors belong to one series. `watching`: is there without answering."""

    role: Role
    series_id: str | None = None
    participant_id: str | None = None
    watching: bool = False


NOBODY = Actor(Role.NOBODY)


def require(actor: Actor, *roles: Role, series_id: str | None = None) -> None:
    """Let pass who has one of `roles` and, when bound to a series, belongs to `series_id`.

    Raises:
        AccessDenied: with a sentence that tells what to do.
    """
    if actor.role not in roles:
        raise AccessDenied(_("This area is not open to you."), _sign_in_hint(roles))
    if actor.role is not Role.ADVISOR and (series_id is None or actor.series_id != series_id):
        raise AccessDenied(
            _("Your link belongs to another series."),
            _("Please open the link that you were given for this series."),
        )


def _sign_in_hint(roles: tuple[Role, ...]) -> str:
    if Role.PARTICIPANT in roles:
        return _("Please join with the code of your workshop.")
    if Role.MUNICIPALITY in roles or Role.CO_WRITER in roles:
        return _("Please open the link that your advisor gave you.")
    return _("Please sign in as an advisor.")
