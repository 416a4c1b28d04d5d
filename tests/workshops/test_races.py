"""Several windows at the same moment: one wins, the others hear a sentence, nothing is there twice."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from storage import queries
from storage.database import Database
from storage.tables import EventRow, GateRow, NoteRow, ParticipantRow, RoundRow, SketchRow, WeightRow
from tests.workshops import factories
from tests.workshops.factories import a_series, a_use_case, an_idea, ideas, pick, rate
from tests.workshops.room import ADVISOR
from workshops import journal, series
from workshops.archive.duplication import duplicate
from workshops.deciding import decisions
from workshops.errors import NotFound, Refused, StaleEdit, WorkshopError
from workshops.handing_over import sketching
from workshops.library import holdings, shortlist
from workshops.live import agreeing, notes
from workshops.live.ratings import Answer
from workshops.weighing import weights

WINDOWS = 6


@pytest.fixture
def series_id(database: Database) -> str:
    return a_series(database).id


def at_once(works: list[Callable[[], Any]]) -> tuple[list[Any], list[WorkshopError]]:
    """Run all at the same moment; return what came back and what was refused. Anything else fails."""
    together = threading.Barrier(len(works))
    results: list[Any] = []
    refusals: list[WorkshopError] = []
    surprises: list[BaseException] = []

    def run(work: Callable[[], Any]) -> None:
        together.wait()
        try:
            results.append(work())
        except WorkshopError as error:
            refusals.append(error)
        except BaseException as error:  # noqa: BLE001
            surprises.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert surprises == []
    assert len(results) + len(refusals) == len(works)
    return results, refusals


def everywhere(work: Callable[[], Any]) -> tuple[list[Any], list[WorkshopError]]:
    return at_once([work] * WINDOWS)


def only(refusals: list[WorkshopError], kind: type[WorkshopError]) -> bool:
    return {type(each) for each in refusals} <= {kind}


def test_there_are_never_more_than_three_picks(database: Database, series_id: str):
    items = ideas(database, series_id, 2 + WINDOWS)
    for item in items[:2]:
        pick(database, series_id, item.id)
    picked, refused = at_once([lambda item=item: pick(database, series_id, item.id) for item in items[2:]])
    assert (len(picked), len(refused)) == (1, WINDOWS - 1)
    assert only(refused, Refused)
    assert len(decisions.picks(database, ADVISOR, series_id)) == 3


def test_the_same_pick_from_all_windows_is_one_pick(database: Database, series_id: str):
    item = an_idea(database, series_id)
    picked, _refused = everywhere(
        lambda: decisions.pick(database, ADVISOR, series_id, item.id, reason="R").id
    )
    assert len(picked) == WINDOWS
    assert len(set(picked)) == 1


def test_a_gate_and_a_pick_never_contradict_each_other(database: Database, series_id: str):
    item = an_idea(database, series_id)
    place = (database, ADVISOR, series_id, item.id)
    at_once([
        lambda: pick(database, series_id, item.id),
        lambda: shortlist.answer_gate(*place, gate_id="K1", answer="no"),
        lambda: shortlist.take_off(*place),
    ])  # fmt: skip
    if decisions.picks(database, ADVISOR, series_id):
        [seen] = shortlist.items(database, ADVISOR, series_id)
        assert not seen.is_excluded


def test_the_first_look_from_all_windows_opens_one_round(database: Database, series_id: str):
    opened, refused = everywhere(lambda: agreeing.begin_group_round(database, ADVISOR, series_id).id)
    assert refused == []
    assert len(set(opened)) == 1
    with database.read() as session:
        assert queries.count(session, RoundRow) == 1


def test_the_first_answers_come_from_one_voice(database: Database, series_id: str):
    item = an_idea(database, series_id)
    held = agreeing.begin_group_round(database, ADVISOR, series_id)
    before = journal.revision(database, series_id) or 0
    sent = [Answer(held.id, item.id, criterion, 3) for criterion in held.criterion_ids]
    stored, refused = at_once([
        lambda answer=answer: agreeing.save_group_answer(database, ADVISOR, answer) for answer in sent
    ])  # fmt: skip
    assert (len(stored), refused) == (9, [])
    assert len(agreeing.group_answers(database, ADVISOR, held.id)) == 9
    assert journal.revision(database, series_id) == before + 9
    with database.read() as session:
        assert queries.count(session, ParticipantRow) == 1


def test_a_round_is_finished_once_and_the_next_one_opened_once(database: Database, series_id: str):
    ideas(database, series_id, 1)
    held = factories.rated_round(database, series_id)
    finished, refused = everywhere(lambda: agreeing.finish_group_round(database, ADVISOR, held.id))
    assert (len(finished), len(refused)) == (1, WINDOWS - 1)
    assert only(refused, Refused)
    opened, refused = everywhere(lambda: agreeing.next_group_round(database, ADVISOR, series_id))
    assert (len(opened), len(refused)) == (1, WINDOWS - 1)
    assert only(refused, Refused)
    kinds = [event.kind for event in journal.events(database, ADVISOR, series_id)]
    assert (kinds.count("round_revealed"), kinds.count("round_created")) == (1, 2)


def test_an_answer_at_the_moment_of_finishing_is_kept_or_refused(database: Database, series_id: str):
    item = an_idea(database, series_id)
    held = factories.rated_round(database, series_id)

    def answer(criterion: str) -> str:
        rate(database, held, item.id, {criterion: 5})
        return criterion

    stored, refused = at_once([
        lambda: agreeing.finish_group_round(database, ADVISOR, held.id) and None,
        *(lambda criterion=criterion: answer(criterion) for criterion in held.criterion_ids[1:]),
    ])  # fmt: skip
    assert only(refused, Refused)
    kept = agreeing.group_answers(database, ADVISOR, held.id)
    said = {criterion for criterion in stored if criterion}
    assert {criterion for (_item, criterion), value in kept.items() if value == 5} == said


def test_a_use_case_taken_in_all_windows_is_on_the_shortlist_once(database: Database, series_id: str):
    taken, refused = everywhere(lambda: shortlist.add_use_case(database, ADVISOR, series_id, a_use_case()).id)
    assert refused == []
    assert len(set(taken)) == 1
    shortlist.take_off(database, ADVISOR, series_id, taken[0])
    everywhere(lambda: shortlist.put_back(database, ADVISOR, series_id, taken[0]))
    assert len(shortlist.items(database, ADVISOR, series_id)) == 1


def test_ideas_of_all_windows_get_places_of_their_own(database: Database, series_id: str):
    added, refused = everywhere(lambda: an_idea(database, series_id))
    assert (len(added), refused) == (WINDOWS, [])
    places = [item.position for item in shortlist.items(database, ADVISOR, series_id)]
    assert places == list(range(1, WINDOWS + 1))


def test_gates_notes_and_weights_are_there_once(database: Database, series_id: str):
    item = an_idea(database, series_id)
    place = (database, ADVISOR, series_id, item.id)
    for work, table in (
        (lambda: shortlist.answer_gate(*place, gate_id="K1", answer="yes"), GateRow),
        (lambda: notes.write(database, ADVISOR, series_id, "N", item_id=item.id), NoteRow),
        (lambda: weights.save_agreed(
            database, ADVISOR, series_id, method="points", dimensions={}, criteria={}), WeightRow),
    ):  # fmt: skip
        done, refused = everywhere(work)
        assert (len(done), refused) == (WINDOWS, [])
        with database.read() as session:
            assert queries.count(session, table) == 1


def test_a_sketch_is_begun_once_and_one_of_two_editors_hears_of_the_other(database: Database, series_id: str):
    item = an_idea(database, series_id)
    pick(database, series_id, item.id)
    begun, refused = everywhere(lambda: sketching.begin(database, ADVISOR, series_id, item.id))
    assert refused == []
    assert len({sketch.id for sketch in begun}) == 1
    sketch = begun[0]
    saved, stale = everywhere(
        lambda: sketching.save(database, ADVISOR, sketch.id, sketch.content, based_on=sketch.version)
    )
    assert (len(saved), len(stale)) == (1, WINDOWS - 1)
    assert only(stale, StaleEdit)
    with database.read() as session:
        assert queries.one(session, SketchRow, id=sketch.id).version == sketch.version + 1


@pytest.mark.parametrize("for_all", [True, False])
def test_one_of_two_editors_of_a_library_entry_hears_of_the_other(
    database: Database, series_id: str, for_all: bool, monkeypatch: pytest.MonkeyPatch
):
    place = None if for_all else series_id
    sources = [{"title": "Gemeinde Eichenzell", "url": "https://www.eichenzell.de/pegel"}]
    written = a_use_case(area="safety", topic="safety", sources=sources)
    entry = holdings.add(database, ADVISOR, written, series_id=place)
    both_have_read = threading.Barrier(2)
    check = holdings._require_sound

    def check_slowly(*checked: Any) -> None:
        with suppress(threading.BrokenBarrierError):  # who may not read yet cannot come
            both_have_read.wait(timeout=1)
        check(*checked)

    monkeypatch.setattr(holdings, "_require_sound", check_slowly)
    texts = [
        written.model_copy(update={"title_de": title}) for title in ("Erstes Fenster", "Zweites Fenster")
    ]
    saved, stale = at_once([
        lambda text=text: holdings.change(
            database, ADVISOR, text, series_id=place, based_on=entry.version)
        for text in texts
    ])  # fmt: skip
    assert (len(saved), len(stale)) == (1, 1)
    assert only(stale, StaleEdit)
    assert holdings.entries(database, ADVISOR, series_id) == (saved[0],)


def test_every_change_raises_the_revision_by_one_and_leaves_one_line(database: Database, series_id: str):
    changed, refused = at_once([
        lambda title=title: series.change(database, ADVISOR, series_id, title=title, groups=[]).revision
        for title in "ABCDEF"
    ])  # fmt: skip
    assert refused == []
    assert sorted(changed) == [2, 3, 4, 5, 6, 7]
    with database.read() as session:
        assert queries.count(session, EventRow, series_id=series_id) == 7


def test_a_series_deleted_while_others_work_leaves_nothing_behind(database: Database, series_id: str):
    item = an_idea(database, series_id)
    held = agreeing.begin_group_round(database, ADVISOR, series_id)
    _done, refused = at_once([
        lambda: series.delete(database, ADVISOR, series_id),
        lambda: an_idea(database, series_id, "Neu"),
        lambda: rate(database, held, item.id, {"N1": 3}),
        lambda: notes.write(database, ADVISOR, series_id, "N"),
        lambda: pick(database, series_id, item.id),
        lambda: duplicate(database, ADVISOR, series_id, title="Kopie"),
    ])  # fmt: skip
    assert only(refused, NotFound)
    with database.read() as session:
        for table in (NoteRow, RoundRow, ParticipantRow):
            assert queries.count(session, table) == 0
    with pytest.raises(NotFound):
        series.get(database, ADVISOR, series_id)
