"""The remote on the advisor's own phone: a link that ends, bound to one series, for the afternoon's keys."""

from datetime import timedelta

from storage.database import Database
from translations import _
from workshops.access import admission
from workshops.actors import Actor, Role, require
from workshops.errors import Refused
from workshops.live import objections
from workshops.live import steering as rounds_steering
from workshops.live.rounds import State
from workshops.wall import known

VALID_DAYS = 1


def create(database: Database, actor: Actor, series_id: str) -> str:
    """Make a remote for one day and return its secret, which is kept nowhere."""
    return admission.create_link(database, actor, series_id, "remote", days=VALID_DAYS)


def reveal(database: Database, actor: Actor, series_id: str, *, confirmed_missing: int | None = None) -> None:
    """Close the round if it is open, and show its result to everybody.

    Raises:
        PeopleMissing: somebody is not done and nothing was confirmed.
        Refused: there is no round to reveal, or so few have answered that the advisor has to decide how.
    """
    require(actor, Role.ADVISOR, Role.REMOTE, series_id=series_id)
    round_ = rounds_steering.state(database, known.eyes(series_id), series_id).round
    if round_ is None or round_.state not in (State.OPEN, State.CLOSED):
        raise Refused(_("There is no round to reveal."), _("Please open a round in the cockpit first."))
    if round_.state is State.OPEN:
        rounds_steering.close(database, actor, round_.id, confirmed_missing=confirmed_missing)
    if few := objections.few_people(database, actor, round_.id):
        raise Refused(
            few.message,
            _("Please decide on the advisor's page: agree in the room, wait, or show it without figures."),
        )
    rounds_steering.reveal(database, actor, round_.id)


def clock(database: Database, actor: Actor, series_id: str, length: timedelta | None) -> None:
    """Set the clock of the round that is open; None stops it.

    Raises:
        Refused: no round is open.
    """
    require(actor, Role.ADVISOR, Role.REMOTE, series_id=series_id)
    round_ = rounds_steering.state(database, known.eyes(series_id), series_id).round
    if round_ is None or not round_.takes_ratings:
        raise Refused(_("No round is open."), _("The clock for talking can be set at any time."))
    rounds_steering.set_timer(database, actor, round_.id, length)
