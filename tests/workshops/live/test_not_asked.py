"""Groups left out of a criterion, on every way to answer: full, short, paper; and what comes of it."""

from collections.abc import Iterator
from typing import Any

import pytest

from storage import queries
from storage.database import Database
from storage.tables import NotAskedRow, ParticipantRow
from tests.workshops.room import ADVISOR, Room
from translations import language
from workshops import own_criteria, series
from workshops.archive import retention, transfer
from workshops.archive.transfer import Mode
from workshops.errors import InvalidInput
from workshops.evaluation import how_asked, outcome
from workshops.live import (
    allocation,
    answers,
    asking,
    ballot,
    not_asked,
    paper,
    rounds,
    short_paper,
    taking_part,
)
from workshops.live.rounds import RoundView, Stage
from workshops.wall import rating


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language("en"):
        yield


def three(**left_out: list[str]) -> dict[str, Any]:
    """One question in each dimension, without the groups that are named."""
    rows = [
        {
            "id": key,
            "dimension": dimension,
            "german_only": True,
            "name_de": f"Name {key}",
            "question_de": f"Frage {key}?",
            "anchors_de": list("abcde"),
            **({"left_out": left_out[key]} if key in left_out else {}),
        }
        for key, dimension in (("A", "benefit"), ("B", "transferability"), ("C", "feasibility"))
    ]
    return {"dimensions": {}, "criteria": rows}


@pytest.fixture
def room(room: Room) -> Room:
    """Three entries, three criteria, and residents cannot judge the third."""
    own_criteria.use(room.database, ADVISOR, room.id, three(C=["citizens"]))
    return room


def give_all(room: Room, who: Any, held: RoundView, **values: int) -> bool:
    """Answer every entry alike on the criteria named; return whether that was everything."""
    done = False
    for item in range(3):
        for key, value in values.items():
            room.answer(who, held, value, item, held.criterion_ids.index(key))
            done = room.write(lambda session: answers.finish_if_complete(session, who, held.id, 1))
    return done


def test_a_round_says_whom_it_does_not_ask_and_a_dimension_follows(room: Room) -> None:
    held = room.open_round()
    assert held.left_out == {"C": ("citizens",), "feasibility": ("citizens",)}


def test_who_is_left_out_is_done_without_the_question_and_cannot_answer_it(room: Room) -> None:
    held, other, resident = room.open_round(), room.join("a", "administration"), room.join("b", "citizens")
    assert room.write(lambda session: not_asked.settle(session, resident, held.id)) == ["C", "feasibility"]
    assert not_asked.own(room.database, other, held.id) is None
    assert give_all(room, resident, held, A=4, B=4)
    assert rounds.readiness(room.database, ADVISOR, held.id).finished == 1
    assert not give_all(room, other, held, A=4, B=4)
    assert give_all(room, other, held, C=2)
    with pytest.raises(InvalidInput, match="not put to your group"):
        room.answer(resident, held, 3, criterion=2)
    with pytest.raises(InvalidInput, match="not put to your group"):
        room.write(lambda s: answers.save_form(s, resident, held.id, room.items[0], {"A": 1, "C": 3}))
    assert answers.own(room.database, resident, held.id).values[room.items[0], "A"] == 4
    assert rating.stand(room.database, ADVISOR, room.id, held.id).share == 1.0


def test_an_answer_without_any_page_before_is_refused_likewise(room: Room) -> None:
    held, resident = room.open_round(), room.join("b", "citizens")
    with pytest.raises(InvalidInput, match="not put to your group"):
        room.answer(resident, held, 3, criterion=2)


def test_nobodys_question_changes_once_shown_and_the_next_round_asks_by_the_new_group(room: Room) -> None:
    held, who = room.open_round(), room.join("b", "citizens")
    room.write(lambda session: not_asked.settle(session, who, held.id))
    room.answer(who, held, 4)
    taking_part.correct_group(room.database, ADVISOR, room.id, who.participant_id or "", "administration")
    assert room.write(lambda session: not_asked.settle(session, who, held.id)) == ["C", "feasibility"]
    with pytest.raises(InvalidInput, match="not put to your group"):
        room.answer(who, held, 3, criterion=2)
    room.reveal(held)
    again = room.open_round()
    assert room.write(lambda session: not_asked.settle(session, who, again.id)) == []
    assert room.answer(who, again, 3, criterion=2).stored


def test_what_was_asked_and_answered_counts_after_the_group_was_corrected(room: Room) -> None:
    held, who = room.open_round(), room.join("b", "administration")
    give_all(room, who, held, A=4, B=4, C=5)
    taking_part.correct_group(room.database, ADVISOR, room.id, who.participant_id or "", "citizens")
    assert room.answer(who, held, 1, item=1, criterion=2, counter=2).stored, "it was shown, so it may change"
    for place in range(5):
        give_all(room, room.join(f"o{place}", "administration"), held, A=4, B=4, C=5)
    room.reveal(held)
    seen = outcome.current(room.database, ADVISOR, room.id)
    assert seen is not None
    assert [item.criteria[2].n for item in seen.evaluation.items] == [6, 6, 6]


def test_a_correction_before_the_first_question_decides_what_is_asked(room: Room) -> None:
    held, who = room.open_round(), room.join("b", "citizens")
    taking_part.correct_group(room.database, ADVISOR, room.id, who.participant_id or "", None)
    assert room.write(lambda session: not_asked.settle(session, who, held.id)) == []


def revealed(room: Room, asked: int = 5, residents: int = 5) -> outcome.RoundEvaluation:
    """Those who are asked say 3, 3 and 5, residents 3 and 3."""
    held = room.open_round()
    for place in range(asked):
        give_all(room, room.join(f"a{place}", "administration"), held, A=3, B=3, C=5)
    for place in range(residents):
        give_all(room, room.join(f"c{place}", "citizens"), held, A=3, B=3)
    room.reveal(held)
    seen = outcome.current(room.database, ADVISOR, room.id)
    assert seen is not None
    return seen


def test_the_result_is_that_of_those_who_were_asked(room: Room) -> None:
    """(0.5 + 0.5 + 1) / 3 = 2/3; nothing is missing, and nobody's severity is taken out."""
    seen = revealed(room)
    for item in seen.evaluation.items:
        assert item.score == pytest.approx(2 / 3)
        assert [(each.n, each.abstentions) for each in item.criteria] == [(10, 0), (10, 0), (5, 0)]
        assert item.criteria[2].mean == 5.0
    assert seen.evaluation.settings.method == "mean"
    assert not [note for note in seen.evaluation.notes if note.code in ("missing_answers", "short_ballots")]
    assert how_asked.sentences(seen) == (
        "Groups that cannot judge a criterion were not asked about it: Name C (Residents).",
    )


def test_the_rule_of_five_holds_for_those_behind_the_question(room: Room) -> None:
    seen = revealed(room, asked=4, residents=6)
    for item in seen.evaluation.items:
        assert item.criteria[2].pooled
        assert (item.criteria[2].mean, item.criteria[2].n) == (None, 0)
        assert item.dimensions[2].value is None
        assert item.rank is not None, "of the entry ten people have judged something"


def test_gaps_would_tell_who_belongs_to_a_group_so_there_are_no_single_rows(room: Room) -> None:
    seen = revealed(room, asked=6, residents=4)
    assert not len(outcome.raw_ratings(ADVISOR, seen).values)


def test_the_end_of_personal_traces_leaves_the_figures(room: Room) -> None:
    before = revealed(room, asked=9, residents=1)
    retention.delete_now(room.database, ADVISOR, room.id)
    with room.database.read() as session:
        people = queries.many(session, ParticipantRow, series_id=room.id)
        assert "citizens" not in {person.group for person in people}, "one alone is no group any more"
    after = outcome.current(room.database, ADVISOR, room.id)
    assert after is not None
    assert [item.criteria for item in after.evaluation.items] == [
        item.criteria for item in before.evaluation.items
    ]
    assert after.evaluation.notes == before.evaluation.notes


def test_the_file_of_a_series_brings_who_was_not_asked(room: Room) -> None:
    before = revealed(room)
    read = transfer.read(ADVISOR, transfer.export(room.database, ADVISOR, room.id))
    brought = transfer.bring_in(room.database, ADVISOR, read, Mode.COPY)
    after = outcome.current(room.database, ADVISOR, brought.id)
    assert after is not None
    assert after.not_asked == before.not_asked == {"C": ("citizens",)}
    assert [item.score for item in after.evaluation.items] == [item.score for item in before.evaluation.items]
    assert after.evaluation.items[0].criteria[2].abstentions == 0


def test_an_overall_answer_stands_only_for_what_the_group_is_asked(room: Room) -> None:
    content = three(C=["citizens"])
    content["criteria"].append(content["criteria"][2] | {"id": "D", "left_out": []})
    own_criteria.use(room.database, ADVISOR, room.id, content)
    first = room.open_round(stage=Stage.DIMENSIONS)
    people = [room.join(f"c{place}", "citizens") for place in range(5)]
    people += [room.join(f"a{place}", "administration") for place in range(5)]
    for who in people:
        for item in range(3):
            for criterion in range(3):
                room.answer(who, first, 3, item, criterion)
    room.reveal(first)
    second = room.open_round(item_ids=[room.items[0]])
    for who in people[5:]:
        for criterion in range(4):
            room.answer(who, second, 5, 0, criterion)
    room.reveal(second)
    seen = outcome.current(room.database, ADVISOR, room.id)
    assert seen is not None
    by_item = {item.item_id: item for item in seen.evaluation.items}
    counted = {each.criterion_id: each.n for each in by_item[room.items[1]].criteria}
    assert counted == {"A": 10, "B": 10, "C": 5, "D": 10}


def test_a_dimension_all_of_whose_criteria_leave_a_group_out_is_not_asked_overall(room: Room) -> None:
    held, resident = room.open_round(stage=Stage.DIMENSIONS), room.join("b", "citizens")
    with pytest.raises(InvalidInput, match="not put to your group"):
        room.answer(resident, held, 3, criterion=2)


# ---- short ballots -------------------------------------------------------------------------------


@pytest.fixture
def short(room: Room, monkeypatch: pytest.MonkeyPatch) -> RoundView:
    monkeypatch.setattr(allocation, "first_questions", lambda *_given: 6)
    return room.open_round(short=True)


def test_short_ballots_do_not_ask_it_and_count_what_they_ask(room: Room, short: RoundView) -> None:
    people = [room.join(f"{place}", ("citizens", "administration")[place % 2]) for place in range(8)]
    for who in people:
        room.write(lambda session, who=who: allocation.give(session, who, short.id))  # type: ignore[misc]
    queues = [asking.queue(room.database, who, short.id) for who in people]
    assert all(len(queue) == 6 for queue in queues)
    assert not any(criterion == "C" for queue in queues[::2] for _item, criterion in queue)
    times = [sum(criterion == key for queue in queues for _item, criterion in queue) for key in "ABC"]
    assert sum(times) == 48
    assert times[2] == 12, "the four who may are asked it about all three entries"
    done = False
    for item, criterion in queues[0]:
        room.answer(people[0], short, 3, short.item_ids.index(item), short.criterion_ids.index(criterion))
        done = room.write(lambda session: answers.finish_if_complete(session, people[0], short.id, 1))
    assert done
    with pytest.raises(InvalidInput, match="not put to your group"):
        room.answer(people[0], short, 3, criterion=2)


def test_who_is_asked_on_is_not_asked_it_either(room: Room, short: RoundView) -> None:
    people = [room.join(f"{place}", ("citizens", "administration")[place % 2]) for place in range(10)]
    for place, who in enumerate(people):
        room.write(lambda session, who=who: allocation.give(session, who, short.id))  # type: ignore[misc]
        for item, criterion in asking.queue(room.database, who, short.id)[:3]:
            at = short.item_ids.index(item), short.criterion_ids.index(criterion)
            split = 5 if place % 4 < 2 else 1
            room.answer(who, short, (split, 3, 6 - split)[at[0]], *at)
    assert allocation.ask_on(room.database, ADVISOR, short.id)
    for who in people[::2]:
        assert not any(key == "C" for _item, key in asking.queue(room.database, who, short.id))


def test_a_short_sheet_is_printed_for_a_group_and_its_number_says_so(room: Room, short: RoundView) -> None:
    (everybody,) = short_paper.sheets(room.database, ADVISOR, short.id, 1)
    found = short_paper.sheets(room.database, ADVISOR, short.id, 4, group="citizens")
    assert [sheet.number for sheet in found] == [10101, 10102, 10103, 10104]
    assert not any(key == "C" for sheet in found for _item, key in sheet.questions)
    assert all(len(sheet.questions) == 6 and sheet.group == "citizens" for sheet in found)
    assert short_paper.sheet(room.database, ADVISOR, short.id, 10103) == found[2]
    assert short_paper.sheet(room.database, ADVISOR, short.id, 101) == everybody
    for number in (20101, 10201, 10100, 99):
        with pytest.raises(InvalidInput, match="no sheet"):
            short_paper.sheet(room.database, ADVISOR, short.id, number)
    with pytest.raises(InvalidInput, match="asked everything"):
        short_paper.sheets(room.database, ADVISOR, short.id, 1, group="administration")
    typed = paper.enter(
        room.database, ADVISOR, short.id, dict.fromkeys(found[0].questions, 4), sheet=found[0].number
    )
    with room.database.read() as session:
        person = queries.one(session, ParticipantRow, id=typed.participant_id)
        held = queries.one(session, NotAskedRow, participant_id=typed.participant_id)
    assert person is not None
    assert held is not None
    assert (person.group, held.criterion_ids) == ("citizens", ["C", "feasibility"])


# ---- paper -----------------------------------------------------------------------------------------


def test_a_full_sheet_is_asked_what_its_group_is_asked(room: Room) -> None:
    held, item = room.open_round(), room.items[0]
    asked = ballot.ballot(room.database, ADVISOR, held.id)
    assert [each.criterion_id for each in asked.without(["C"]).questions] == ["A", "B"]
    with pytest.raises(InvalidInput, match="group is not asked"):
        paper.enter(room.database, ADVISOR, held.id, {(item, "C"): 4}, group="citizens")
    sheet = paper.enter(room.database, ADVISOR, held.id, {(item, "A"): 4}, group="citizens")
    corrected = paper.enter(
        room.database,
        ADVISOR,
        held.id,
        {(item, "C"): 5},
        group="administration",
        participant_id=sheet.participant_id,
    )
    assert corrected.answered == 2
    back = {"group": "citizens", "participant_id": sheet.participant_id}
    paper.enter(room.database, ADVISOR, held.id, {(item, "B"): 5}, **back)  # type: ignore[arg-type]
    with room.database.read() as session:
        (row,) = queries.many(session, NotAskedRow, round_id=held.id)
    assert row.criterion_ids == ["feasibility"], "what the sheet answers it has asked"
    paper.withdraw(room.database, ADVISOR, held.id, sheet.participant_id)
    with room.database.read() as session:
        assert not queries.count(session, NotAskedRow, round_id=held.id)


# ---- what cannot be ---------------------------------------------------------------------------------


def test_criteria_that_nobody_is_left_for_are_refused(room: Room, database: Database) -> None:
    every = ["administration", "citizens"]
    with pytest.raises(InvalidInput, match="Nobody would be asked about “Name B”"):
        own_criteria.use(room.database, ADVISOR, room.id, three(B=every))
    with pytest.raises(InvalidInput, match="Nobody would be asked about “Name C”"):
        series.change(room.database, ADVISOR, room.id, title="x", groups=["citizens"])
    series.change(room.database, ADVISOR, room.id, title="x", groups=["citizens", "Ortsbeiräte"])
    with pytest.raises(InvalidInput, match="“citizens” would be asked nothing"):
        own_criteria.use(
            room.database, ADVISOR, room.id, three(A=["citizens"], B=["citizens"], C=["citizens"])
        )
    own_criteria.keep_for_installation(room.database, ADVISOR, room.id)
    with pytest.raises(InvalidInput, match="Nobody would be asked about “Name C”"):
        series.create(
            database,
            ADVISOR,
            title="x",
            municipality_ags="06631006",
            criteria_set="own",
            groups=["citizens"],
        )
