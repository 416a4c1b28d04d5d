"""What the room knows, as far as the wall may show it: the result, what moved, what is contested."""

from storage.database import Database
from workshops.actors import Actor, Role
from workshops.evaluation import outcome
from workshops.evaluation.kept import ByRevision
from workshops.evaluation.outcome import RoundEvaluation
from workshops.library import shortlist
from workshops.library.shortlist import ItemView

MOST_QUESTIONS = 6
"""More contested questions are not talked about in one afternoon."""

_results: ByRevision[RoundEvaluation | None] = ByRevision()
_shortlists: ByRevision[tuple[ItemView, ...]] = ByRevision()


def eyes(series_id: str) -> Actor:
    """Return the actor who sees what the wall may show: nothing before its reveal, whoever asks."""
    return Actor(Role.WALL, series_id=series_id)


def result(database: Database, series_id: str) -> RoundEvaluation | None:
    """Return the revealed result of a series, None while there is nothing with a rank."""
    return _results.get(database, series_id, lambda: _result(database, series_id))


def _result(database: Database, series_id: str) -> RoundEvaluation | None:
    seen = outcome.current(database, eyes(series_id), series_id)
    return seen if seen and seen.evaluation.ranking else None


def shortlisted(database: Database, series_id: str) -> tuple[ItemView, ...]:
    """Return the shortlist of a series in its order."""
    return _shortlists.get(database, series_id, lambda: shortlist.items(database, eyes(series_id), series_id))


def top_ranks(seen: RoundEvaluation) -> tuple[int, ...]:
    """Return the ranks up to three that are revealed one by one, last first; equal places come together."""
    ranks = {item.rank for item in seen.evaluation.ranking if item.rank is not None and item.rank <= 3}
    return tuple(sorted(ranks, reverse=True))


def has_rest(seen: RoundEvaluation) -> bool:
    """Whether there are places behind the third."""
    return any((item.rank or 0) > 3 for item in seen.evaluation.ranking)


def reveal_steps(seen: RoundEvaluation) -> int:
    """Return in how many steps the places are revealed: ready, the rest, each of the first, the verdict."""
    return 1 + has_rest(seen) + len(top_ranks(seen)) + 1


def questions(seen: RoundEvaluation) -> tuple[str, ...]:
    """Return the contested questions as subjects of scenes, the weightiest first: "item:criterion"."""
    contested = [
        each
        for each in seen.evaluation.discuss_next
        if seen.agreed or sum(each.counts) >= seen.evaluation.settings.minimum_group_size
    ]
    return tuple(f"{each.item_id}:{each.criterion_id}" for each in contested[:MOST_QUESTIONS])
