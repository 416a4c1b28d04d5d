"""The trial series: full of data from the start, one of a kind, and gone without a trace."""

from storage.database import Database
from tests.workshops.factories import a_series
from tests.workshops.room import ADVISOR
from workshops import series
from workshops.archive import rehearsal, trial
from workshops.evaluation import outcome
from workshops.library import shortlist
from workshops.overview import across
from workshops.overview.progress import Step, progress


def test_the_trial_is_rated_and_its_evaluation_comes_next(database: Database):
    made = trial.begin(database, ADVISOR)
    assert made.rehearsal
    standing = progress(database, ADVISOR, made.id)
    assert (standing.items, standing.gates_open, standing.revealed) == (trial.ENTRIES, 0, 1)
    assert standing.due is Step.EVALUATION
    seen = outcome.current(database, ADVISOR, made.id)
    assert seen
    assert len(shortlist.items(database, ADVISOR, made.id)) == trial.ENTRIES
    totals = [item.score for item in seen.evaluation.ranking if item.score is not None]
    assert max(totals) - min(totals) > 0.05, "an evaluation in which all are alike shows nothing"


def test_there_is_one_trial_and_it_is_led_to(database: Database):
    a_series(database, "Probe", rehearsal=True)
    assert trial.running(database, ADVISOR) is None
    made = trial.begin(database, ADVISOR)
    assert trial.begin(database, ADVISOR).id == made.id
    found = trial.running(database, ADVISOR)
    assert found
    assert found.id == made.id


def test_the_trial_ends_without_a_trace_and_can_be_begun_again(database: Database):
    made = trial.begin(database, ADVISOR)
    rehearsal.end(database, ADVISOR, made.id)
    assert series.every(database, ADVISOR) == ()
    assert trial.begin(database, ADVISOR).id != made.id


def test_the_trial_counts_nowhere(database: Database):
    trial.begin(database, ADVISOR)
    assert across.choices(database, ADVISOR) == ()


def test_a_trial_put_away_is_none(database: Database):
    made = trial.begin(database, ADVISOR)
    series.archive(database, ADVISOR, made.id)
    assert trial.running(database, ADVISOR) is None
