"""The figures of a page are those of a plain computation, whatever was kept from earlier ones: ten rounds."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pytest

from reports import figures as pictures
from reports.document import Table
from scoring import agreement, bootstrap, kept
from scoring.criteria import load_criteria
from scoring.evaluation import Evaluation
from storage.database import Database
from storage.tables import ParticipantRow, RatingRow
from tests.workshops.factories import a_series, ideas
from tests.workshops.room import ADVISOR
from ui import services
from ui.evaluation import results
from ui.evaluation.ranking import certainty_sentence, certainty_table
from ui.evaluation.verdict import headline
from workshops import installation, series
from workshops.evaluation import computing, outcome
from workshops.evaluation.outcome import RoundEvaluation
from workshops.library import shortlist
from workshops.live import steering
from workshops.weighing import weights

GROUPS = ("administration", "politics", "citizens")
GATE = load_criteria().gates[0].id
FIRST, OTHER = (40.0, 30.0, 30.0), (10.0, 20.0, 70.0)
SHAPES = [(5, 3, 0.0), (6, 4, 0.1), (8, 5, 0.0), (9, 4, 0.3), (10, 6, 0.05)]
LARGER = [(12, 8, 0.0), (15, 7, 0.2), (20, 6, 0.1), (24, 9, 0.0), (30, 5, 0.4)]


class Figures(NamedTuple):
    """What the page of the evaluation shows."""

    evaluation: Evaluation
    verdict: str
    sentence: str
    certainty: Table
    ranking: Table


class Held(NamedTuple):
    """A series with a revealed round, and its answers (raters, items, criteria)."""

    database: Database
    series_id: str
    item_ids: tuple[str, ...]
    answers: np.ndarray


def held(database: Database, raters: int, items: int, missing: float, seed: int) -> Held:
    rng = np.random.default_rng(seed)
    made = a_series(database, title=f"Reihe {seed}", groups=GROUPS)
    ideas(database, made.id, items)
    draft = steering.prepare(database, ADVISOR, made.id)
    steering.open_round(database, ADVISOR, draft.id)
    shape = (raters, items, len(draft.criterion_ids))
    quality = rng.normal(3, 0.8, items)[None, :, None]
    answers = np.clip(np.rint(quality + rng.normal(0, 0.9, shape)), 1, 5)
    answers[rng.random(shape) < missing] = np.nan
    with database.write() as session:
        for rater in range(raters):
            person = ParticipantRow(series_id=made.id, kind="phone", group=GROUPS[rater % 3])
            session.add(person)
            session.flush()
            session.add_all(
                RatingRow(
                    round_id=draft.id,
                    participant_id=person.id,
                    item_id=item_id,
                    criterion_id=criterion_id,
                    value=None if np.isnan(answers[rater, i, j]) else int(answers[rater, i, j]),
                )
                for i, item_id in enumerate(draft.item_ids)
                for j, criterion_id in enumerate(draft.criterion_ids)
            )
    steering.close(database, ADVISOR, draft.id, confirmed_missing=0)
    steering.reveal(database, ADVISOR, draft.id)
    return Held(database, made.id, draft.item_ids, answers)


def weigh(of: Held, shares: tuple[float, float, float]) -> None:
    given = dict(zip(("benefit", "transferability", "feasibility"), shares, strict=True))
    weights.save_level(of.database, ADVISOR, of.series_id, weights.DIMENSIONS, method="points", given=given)


def gate(of: Held, answer: str) -> None:
    shortlist.answer_gate(of.database, ADVISOR, of.series_id, of.item_ids[0], gate_id=GATE, answer=answer)


def changes(of: Held) -> Iterator[None]:
    """Change a series step by step, and come back to what was before: where keeping could go wrong."""
    for shares in (FIRST, OTHER):
        weigh(of, shares)
        yield
    series.change(of.database, ADVISOR, of.series_id, title="Anderer Titel", groups=GROUPS)
    yield
    gate(of, "no")
    yield
    weigh(of, FIRST)
    yield
    gate(of, "yes")
    yield


def shown(of: Held, seen: RoundEvaluation | None) -> Figures:
    assert seen is not None
    scores = results.scores_of(seen)
    return Figures(
        seen.evaluation,
        headline(seen),
        certainty_sentence(seen),
        certainty_table(seen),
        pictures.ranking_table(scores),
    )


def on_the_page(of: Held) -> Figures:
    revision = series.get(of.database, ADVISOR, of.series_id).revision
    return shown(of, services.series_result(ADVISOR, of.series_id, revision))


def plainly(of: Held) -> Figures:
    """Compute with nothing kept from any evaluation before."""
    services.forget_evaluations()
    computing.evaluated.cache_clear()
    kept.forget()
    bootstrap._seeded_resamples.cache_clear()
    agreement._agreement_of.cache_clear()
    return shown(of, outcome.current(of.database, ADVISOR, of.series_id))


def run(of: Held, look: Callable[[Held], Figures]) -> list[Figures]:
    return [look(of) for _step in changes(of)]


@pytest.mark.parametrize(
    ("raters", "items", "missing", "seed"),
    [(*shape, seed) for seed, shape in enumerate([*SHAPES, *LARGER])],
)
def test_what_is_kept_changes_no_figure_of_the_page(
    new_sqlite: Database,
    monkeypatch: pytest.MonkeyPatch,
    raters: int,
    items: int,
    missing: float,
    seed: int,
):
    monkeypatch.setattr(installation, "database", lambda: new_sqlite)
    of = held(new_sqlite, raters, items, missing, seed)
    computing.evaluated.cache_clear()
    fast = run(of, on_the_page)
    again = computing.evaluated.cache_info()
    assert (again.hits, again.misses) == (2, 4), "the title and the way back are computed again"
    assert fast == run(of, plainly)
    assert fast[0] == fast[-1] != fast[1] == fast[2] != fast[3]
    if not missing:
        for step, shares in ((0, FIRST), (1, OTHER)):
            assert_the_points_are_weighted_means(of, fast[step].evaluation, shares)


def assert_the_points_are_weighted_means(
    of: Held, found: Evaluation, shares: tuple[float, float, float]
) -> None:
    """Points worked out here from the answers alone."""
    dimensions = [criterion.dimension for criterion in load_criteria().short().criteria]
    ordered = dict(zip(("benefit", "transferability", "feasibility"), shares, strict=True))
    leaf = np.array([ordered[each] / 100 / dimensions.count(each) for each in dimensions])
    points = (of.answers.mean(axis=0) - 1) / 4 @ leaf
    assert [item.score for item in found.items] == pytest.approx(points.tolist())
    by_points = sorted(found.items, key=lambda item: -(item.score or 0))
    assert [item.item_id for item in by_points] == [item.item_id for item in found.ranking]
