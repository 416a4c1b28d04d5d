"""The room's remarks on the wall: only once the advisor has read them, and never of a small group."""

from storage.database import Database
from workshops.actors import Actor, Role, require
from workshops.live import anonymity, answers
from workshops.live.answers import CommentView
from workshops.series import existing
from workshops.wall import known
from workshops.wall.scenes import kept_of

MOST = 24


def shown(database: Database, actor: Actor, series_id: str) -> tuple[CommentView, ...]:
    """Return the remarks that the wall may show, without anything that tells two people apart."""
    require(actor, Role.ADVISOR, Role.WALL, series_id=series_id)
    with database.read() as session:
        allowed = kept_of(existing(session, series_id)).remarks
    seen = known.result(database, series_id) if allowed else None
    if seen is None or seen.agreed or seen.evaluation.raters < anonymity.SMALLEST_GROUP:
        return ()
    # The advisor's own permission, given by `allow_remarks`, is what opens them here.
    found = answers.comments(database, Actor(Role.ADVISOR), seen.round.id)
    return tuple(each.model_copy(update={"key": ""}) for each in found[:MOST])
