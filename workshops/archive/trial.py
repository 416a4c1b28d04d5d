"""A trial series with data: rated by invented people, to look around in and to throw away."""

from random import Random

from municipalities.register import Municipality, load_register
from storage import queries
from storage.database import Database
from storage.tables import SeriesRow
from translations import _
from workshops import series
from workshops.actors import Actor, Role, require
from workshops.library import arranging, holdings, shortlist
from workshops.library.comparables import Comparables
from workshops.library.suggestions import ranked, suggestions
from workshops.live import activities, paper, steering
from workshops.series import GROUPS, SeriesView, existing
from workshops.weighing import weights

PLACE = "06631006"
ENTRIES, PEOPLE = 8, 12
_SEED = 20_26
"""Always the same answers: what a handbook says about the trial stays true."""
_POINTS = {"benefit": 50, "transferability": 20, "feasibility": 30}
_UNSURE = 0.06
"""How many of the answers are "cannot judge"."""


def begin(database: Database, actor: Actor) -> SeriesView:
    """Return the trial series, making one when there is none: the next step in it is the evaluation.

    Its entries are what the library suggests to the municipality; the ratings are invented. It is marked as
    a rehearsal and counts nowhere.
    """
    require(actor, Role.ADVISOR)
    if there := running(database, actor):
        return there
    place = load_register().places[PLACE]
    title = _("Trial with invented ratings")
    made = series.create(database, actor, title=title, municipality_ags=place.ags, rehearsal=True)
    try:
        _fill(database, actor, made.id, place)
    except Exception:
        series.delete(database, actor, made.id)
        raise
    with database.write() as session:
        row = existing(session, made.id)
        activities.change_settings(row, trial=True)
        queries.next_revision(session, made.id)
        return series.view(row)


def running(database: Database, actor: Actor) -> SeriesView | None:
    """Return the trial series if there is one that was not put away."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        rows = queries.many(session, SeriesRow, rehearsal=True, archived_at=None, order_by=("-created_at",))
        found = next((row for row in rows if activities.settings(row).get("trial")), None)
        return series.view(found) if found else None


def _fill(database: Database, actor: Actor, series_id: str, place: Municipality) -> None:
    known = ranked(Comparables(holdings.shipped().all, place))
    for each in suggestions(known, limit=ENTRIES):
        shortlist.add_use_case(database, actor, series_id, each.use_case)
    arranging.agree_gates(database, actor, series_id)
    draft = steering.prepare(database, actor, series_id)
    steering.open_round(database, actor, draft.id)
    _rate(database, actor, draft.id, draft.item_ids, draft.criterion_ids)
    steering.close(database, actor, draft.id, confirmed_missing=0)
    steering.reveal(database, actor, draft.id)
    weights.save_level(database, actor, series_id, weights.DIMENSIONS, method="points", given=_POINTS)


def _rate(
    database: Database, actor: Actor, round_id: str, items: tuple[str, ...], criteria: tuple[str, ...]
) -> None:
    """Type in a ballot for each person: entries differ, people are strict or mild, nobody is sure of all."""
    chance, groups = Random(_SEED), list(GROUPS)
    liked = {item: chance.gauss(3.2, 0.6) for item in items}
    worth = {(item, criterion): chance.gauss(liked[item], 0.6) for item in items for criterion in criteria}
    for person in range(PEOPLE):
        mildness = chance.gauss(0, 0.5)
        answers = {
            asked: None if chance.random() < _UNSURE else _rating(chance.gauss(middle + mildness, 0.7))
            for asked, middle in worth.items()
        }
        paper.enter(database, actor, round_id, answers, group=groups[person % len(groups)])


def _rating(meant: float) -> int:
    return min(5, max(1, round(meant)))
