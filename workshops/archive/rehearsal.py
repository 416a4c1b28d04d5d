"""A rehearsal: a copy of the series to try everything out with, gone without a trace when it ends."""

from storage import queries
from storage.database import Database
from storage.tables import SeriesRow
from translations import _
from workshops import series
from workshops.actors import Actor, Role, require
from workshops.archive.duplication import duplicate
from workshops.errors import Refused
from workshops.live import activities
from workshops.series import SeriesView, existing


def begin(database: Database, actor: Actor, series_id: str) -> SeriesView:
    """Return the rehearsal of a series, making one when there is none: own code, own people, own answers."""
    require(actor, Role.ADVISOR)
    if running := of_series(database, actor, series_id):
        return running
    original = series.get(database, actor, series_id)
    if original.rehearsal:
        raise Refused(_("This is a rehearsal already."), _("Please go on with it, or end it."))
    title = _("Rehearsal: {title}").format(title=original.title)[:120]
    copy = duplicate(database, actor, series_id, title=title)
    with database.write() as session:
        row = existing(session, copy.id)
        row.rehearsal = True
        row.settings = {}
        activities.change_settings(row, rehearsal_of=series_id)
        queries.next_revision(session, copy.id)
        return series.view(row)


def of_series(database: Database, actor: Actor, series_id: str) -> SeriesView | None:
    """Return the rehearsal of a series that is under way, or None."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        rows = queries.many(session, SeriesRow, rehearsal=True, order_by=("-created_at",))
        found = [row for row in rows if activities.settings(row).get("rehearsal_of") == series_id]
        return series.view(found[0]) if found else None


def original_of(database: Database, actor: Actor, series_id: str) -> str | None:
    """Return the series that a rehearsal rehearses, or None."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        origin: str | None = activities.settings(existing(session, series_id)).get("rehearsal_of")
    return origin


def end(database: Database, actor: Actor, series_id: str) -> None:
    """Delete a rehearsal with everybody and everything in it.

    Raises:
        Refused: this is a real series.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        if not existing(session, series_id).rehearsal:
            raise Refused(
                _("This is a real series, not a rehearsal."),
                _("Nothing was deleted. Please check the series."),
            )
        queries.remove(session, SeriesRow, id=series_id)
    database.erase_deleted()
