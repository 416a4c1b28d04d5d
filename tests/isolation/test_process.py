"""A file's work in a process of its own: results and refusals come back, what takes too much is ended."""

import os
import threading
import time

import pytest

from isolation.limits import Limits
from isolation.process import JobStoppedError, Why, run
from tests.isolation import jobs
from translations import language


def test_a_result_comes_back_as_it_was() -> None:
    assert run(jobs.double, "ä") == "ää".encode()
    assert run(jobs.problem) == jobs.problem()
    assert run(jobs.printing) == "the answer"


def test_an_expected_refusal_is_raised_here_as_it_was_there() -> None:
    with pytest.raises(jobs.Declined) as refusal:
        run(jobs.declining, refusals=(KeyError, jobs.Declined))
    assert (refusal.value.message, refusal.value.hint) == ("This is no table.", "Please choose another.")


def test_a_job_that_computes_too_long_is_ended() -> None:
    """By its own processor time: the clock would have let it go on, however busy the machine is."""
    begun, by_the_clock = time.monotonic(), 300
    assert stopped(jobs.counting, limits=Limits(seconds=by_the_clock, computing=1)).why is Why.TIME
    assert time.monotonic() - begun < by_the_clock


def test_a_job_that_only_waits_is_ended_by_the_clock() -> None:
    assert stopped(jobs.sleeping, 60, limits=Limits(seconds=1.5)).why is Why.TIME


@pytest.mark.skipif(os.name == "nt", reason="memory is limited by the system's own means")
def test_a_job_that_takes_too_much_memory_is_ended() -> None:
    assert stopped(jobs.hoarding).why is Why.MEMORY


def test_what_breaks_says_so_and_tells_nothing_of_the_file(caplog: pytest.LogCaptureFixture) -> None:
    assert stopped(jobs.breaking, "words of the file").why is Why.FAILED
    assert "breaking" in caplog.text
    assert "words of the file" not in caplog.text


def test_a_process_that_dies_without_a_word_is_no_result() -> None:
    stopped(jobs.vanishing)


def test_nothing_but_values_comes_back() -> None:
    assert stopped(jobs.calling).why is Why.FAILED


def test_the_process_gives_way_and_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_PASSWORD", "a long secret")
    assert run(jobs.priority) == 19
    assert "ADVISOR_PASSWORD" not in run(jobs.environment)


def test_jobs_take_turns() -> None:
    spans: list[tuple[float, float]] = []

    def timed() -> None:
        begun = time.monotonic()
        run(jobs.sleeping, 0.5)
        spans.append((begun, time.monotonic()))

    threads = [threading.Thread(target=timed) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(end for _begin, end in spans) - min(begin for begin, _end in spans) >= 1.5


@pytest.mark.parametrize("why", Why)
def test_each_stop_is_two_sentences_in_the_language_in_use(why: Why) -> None:
    with language("en"):
        english = JobStoppedError(why)
    with language("de"):
        german = JobStoppedError(why)
    assert english.message.endswith(".")
    assert german.hint.endswith(".")
    assert (english.message, english.hint) != (german.message, german.hint)


def stopped(work: object, *arguments: object, limits: Limits | None = None) -> JobStoppedError:
    with pytest.raises(JobStoppedError) as found:
        run(work, *arguments, limits=limits)  # type: ignore[arg-type]
    return found.value
