"""Comparing in pairs: weights follow once somebody has compared every pair; the tool fills in none."""

from collections.abc import Mapping

from storage import queries
from storage.database import Database
from workshops.actors import Actor, Role, require
from workshops.criteria import criteria_of
from workshops.series import existing
from workshops.weighing import elicitation, weights
from workshops.weighing.weights import WeightsView


def save(
    database: Database,
    actor: Actor,
    series_id: str,
    level_id: str,
    given: Mapping[str, float],
    *,
    group: str | None = None,
) -> WeightsView:
    """Keep the comparisons of a level; the weights in force stay until all its pairs are compared.

    `given`: how many times more important the first of a pair is, by `elicitation.pair_key`.

    Raises:
        InvalidInput: a ratio outside the scale, a level or a group that is not of the series.
    """
    require(actor, Role.ADVISOR)
    with database.read() as session:
        in_force = criteria_of(existing(session, series_id))
    keys = weights.keys_of(level_id, in_force) if level_id in weights.levels(in_force) else ()
    if len(elicitation.compared(keys, given)) == len(elicitation.pairs(keys)):
        return weights.save_level(
            database, actor, series_id, level_id, method="pairwise", given=given, group=group
        )
    weights.check_ratios(given.values())
    with database.write() as session:
        series = existing(session, series_id)
        weights.check_place(series, level_id, group)
        row = weights.row_of(session, series_id, group)
        asked = weights.view(row, in_force).level(level_id, in_force).asked
        method = "points" if asked.method == "pairwise" else asked.method
        kept = weights.Asked(method=method, pairs=elicitation.compared(keys, given))
        row.judgements = {**(row.judgements or {}), level_id: kept.model_dump()}
        queries.add(session, row)
        queries.next_revision(session, series_id)
        return weights.view(row, in_force)
