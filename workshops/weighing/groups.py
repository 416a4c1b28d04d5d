"""What the groups weighed, brought together."""

import numpy as np

from scoring.weights import aggregate_judgements
from storage.database import Database
from translations import _
from workshops.actors import Actor
from workshops.criteria import criteria_of
from workshops.errors import Refused
from workshops.series import existing
from workshops.weighing import elicitation, weights
from workshops.weighing.weights import Level, WeightsView


def adopt_groups(database: Database, actor: Actor, series_id: str) -> WeightsView:
    """Make the mean of what was noted for the groups the agreed weights; each group counts the same.

    Where all groups compared in pairs, their comparisons are merged by the geometric mean before the
    priorities are computed; elsewhere the mean of the normalised shares counts.
    """
    noted = {g: w for g, w in weights.of_groups(database, actor, series_id).items() if w.given}
    if not noted:
        raise Refused(
            _("No weights have been noted for any group yet."),
            _("Please choose a group above and enter its weights first."),
        )
    with database.read() as session:
        in_force = criteria_of(existing(session, series_id))
    merged = {
        level_id: _merged([one.level(level_id, in_force) for one in noted.values()])
        for level_id in weights.levels(in_force)
    }
    dimensions = merged.pop(weights.DIMENSIONS)
    criteria = {key: value for points in merged.values() for key, value in points.items()}
    return weights.save_agreed(
        database, actor, series_id, method="points", dimensions=dimensions, criteria=criteria
    )


def _merged(noted: list[Level]) -> dict[str, float]:
    keys = tuple(noted[0].points)
    if all(level.asked.method == "pairwise" for level in noted):
        matrices = [elicitation.comparison_matrix(keys, level.asked.pairs) for level in noted]
        group = aggregate_judgements(np.stack(matrices))
        judgements = {
            elicitation.pair_key(a, b): float(group[keys.index(a), keys.index(b)])
            for a, b in elicitation.pairs(keys)
        }
        points = elicitation.points_from_comparisons(keys, judgements)
    else:
        shares = elicitation.mean_shares([level.shares for level in noted])
        points = {key: share * weights.EQUAL_POINTS for key, share in shares.items()}
    return {key: round(value, 1) for key, value in points.items()}
