"""The rule of the living result, by cases and against a plain reference for random sequences of rounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from workshops.evaluation.rule import Known, Said, living

CRITERIA = {"need": "benefit", "reach": "benefit", "cost": "effort", "staff": "effort"}
START = datetime(2026, 3, 2, 18, tzinfo=UTC)


def at(hour: float) -> datetime:
    return START + timedelta(hours=hour)


def own(place: int, person: str, item: str, question: str, value: int | None) -> Said:
    return Said(place, at(place), person, item, question, value)


def agreed(place: int, hour: float, item: str, question: str, value: int | None) -> Said:
    return Said(place, at(hour), "room", item, question, value)


def test_what_a_later_round_does_not_ask_stays():
    first = [own(1, "ann", item, "need", 2) for item in "abc"]
    found = living([*first, own(2, "ann", "b", "need", 5)], [], criteria=CRITERIA)
    assert found.own == {("ann", "a", "need"): 2, ("ann", "b", "need"): 5, ("ann", "c", "need"): 2}


def test_who_is_asked_again_and_says_nothing_keeps_the_answer_before():
    said = [own(1, "ann", "a", "need", 2), own(1, "bob", "a", "need", 4), own(2, "bob", "a", "need", 1)]
    assert living(said, [], criteria=CRITERIA).own == {("ann", "a", "need"): 2, ("bob", "a", "need"): 1}


def test_who_cannot_judge_any_more_has_taken_the_answer_back():
    said = [own(1, "ann", "a", "need", 2), own(2, "ann", "a", "need", None)]
    assert living(said, [], criteria=CRITERIA).own == {("ann", "a", "need"): None}


def test_criteria_asked_later_replace_the_overall_answer_for_that_entry_only():
    said = [own(1, "ann", "a", "benefit", 2), own(1, "ann", "b", "benefit", 3), own(2, "ann", "a", "need", 5)]
    found = living(said, [], criteria=CRITERIA)
    assert found.own == {("ann", "a", "need"): 5, ("ann", "b", "need"): 3, ("ann", "b", "reach"): 3}
    assert found.overall == {("b", "need"), ("b", "reach")}


def test_an_overall_answer_given_later_replaces_the_criteria():
    said = [own(1, "ann", "a", "need", 2), own(1, "ann", "a", "reach", 1), own(2, "ann", "a", "benefit", 5)]
    assert living(said, [], criteria=CRITERIA).own == {("ann", "a", "need"): 5, ("ann", "a", "reach"): 5}


def test_who_answered_only_the_overall_question_still_counts_beside_those_who_went_on():
    said = [own(1, "ann", "a", "benefit", 2), own(1, "bob", "a", "benefit", 4), own(2, "bob", "a", "need", 5)]
    found = living(said, [], criteria=CRITERIA)
    assert found.own == {("ann", "a", "need"): 2, ("ann", "a", "reach"): 2, ("bob", "a", "need"): 5}
    assert found.overall == {("a", "reach")}


def test_where_dimensions_are_all_that_was_asked_they_are_the_criteria():
    found = living([own(1, "ann", "a", "benefit", 2)], [], criteria={"benefit": "benefit"})
    assert (found.own, found.overall) == ({("ann", "a", "benefit"): 2}, frozenset())


def test_what_is_agreed_after_people_rated_counts_for_what_it_covers():
    said = [own(1, "ann", "a", "need", 2), own(1, "ann", "a", "cost", 2), own(1, "ann", "b", "need", 2)]
    found = living(said, [agreed(2, 2, "a", "need", 5)], criteria=CRITERIA)
    assert found.agreed == {("a", "need"): 5}
    assert found.own == {("ann", "a", "cost"): 2, ("ann", "b", "need"): 2}


def test_what_people_rate_after_an_agreement_counts_again():
    found = living([own(3, "ann", "a", "need", 2)], [agreed(2, 2, "a", "need", 5)], criteria=CRITERIA)
    assert (found.agreed, found.own) == ({}, {("ann", "a", "need"): 2})


def test_an_agreement_reached_before_people_see_their_result_gives_way_to_it():
    """The agreed round is still open while people rate: what counts is when an answer was known."""
    before, after = agreed(1, 2.5, "a", "need", 5), agreed(1, 3.5, "a", "cost", 4)
    said = [own(3, "ann", "a", "need", 2), own(3, "ann", "a", "cost", 2)]
    found = living(said, [before, after], criteria=CRITERIA)
    assert (found.agreed, found.own) == ({("a", "cost"): 4}, {("ann", "a", "need"): 2})


def test_a_room_may_agree_that_it_cannot_judge():
    found = living([own(1, "ann", "a", "need", 2)], [agreed(2, 2, "a", "need", None)], criteria=CRITERIA)
    assert (found.agreed, found.own) == ({("a", "need"): None}, {})


def test_an_agreed_overall_answer_covers_the_criteria_of_its_dimension():
    said = [own(1, "ann", "a", "need", 2), own(1, "ann", "a", "cost", 2)]
    found = living(said, [agreed(2, 2, "a", "benefit", 5)], criteria=CRITERIA)
    assert found.agreed == {("a", "need"): 5, ("a", "reach"): 5}
    assert found.own == {("ann", "a", "cost"): 2}
    assert found.overall == {("a", "need"), ("a", "reach")}


def test_only_people_and_entries_that_count_are_looked_at():
    said = [own(1, who, item, "need", 3) for who in ("ann", "bob") for item in "ab"]
    found = living(
        said, [agreed(2, 2, "b", "need", 5)], criteria=CRITERIA, people=frozenset({"ann"}), items={"a"}
    )
    assert (found.own, found.agreed) == ({("ann", "a", "need"): 3}, {})


def test_an_agreement_stands_where_those_who_rated_later_do_not_count():
    found = living(
        [own(3, "bob", "a", "need", 2)], [agreed(2, 2, "a", "need", 5)], criteria=CRITERIA, people={"ann"}
    )
    assert found.agreed == {("a", "need"): 5}


def test_nothing_said_is_nothing_known():
    assert living([], [], criteria=CRITERIA) == Known()


@dataclass(frozen=True)
class Round:
    """A random round: it asks each person or the room about some entries, by criteria or by dimensions."""

    agreed: bool
    overall: bool
    answers: dict[tuple[str, str, str], int | None]


PEOPLE, ITEMS = ("ann", "bob", "cem"), ("a", "b", "c")
DIMENSIONS = ("benefit", "effort")
VALUES = st.one_of(st.none(), st.integers(1, 5))


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    is_agreed, overall = draw(st.booleans()), draw(st.booleans())
    who = ("room",) if is_agreed else PEOPLE
    asked = st.tuples(
        st.sampled_from(who),
        st.sampled_from(ITEMS),
        st.sampled_from(DIMENSIONS if overall else tuple(CRITERIA)),
    )
    return Round(is_agreed, overall, draw(st.dictionaries(asked, VALUES, max_size=12)))


def said_in(held: Iterable[Round], *, is_agreed: bool) -> list[Said]:
    return [
        Said(place, at(place), person, item, question, value)
        for place, each in enumerate(held)
        for (person, item, question), value in each.answers.items()
        if each.agreed is is_agreed
    ]


def answer_on_paper(
    held: list[Round], person: str, item: str, criterion: str
) -> tuple[int, int | None] | None:
    """Go back from the newest round until somebody said something on the dimension of a criterion."""
    siblings = [key for key in CRITERIA if CRITERIA[key] == CRITERIA[criterion]]
    for place in reversed(range(len(held))):
        said = held[place].answers
        if (person, item, CRITERIA[criterion]) in said:
            return place, said[person, item, CRITERIA[criterion]]
        if any((person, item, key) in said for key in siblings):
            older = [p for p in range(place + 1) if (person, item, criterion) in held[p].answers]
            return (older[-1], held[older[-1]].answers[person, item, criterion]) if older else None
    return None


def last_told(held: list[Round], counted: set[str], item: str, criterion: str) -> int:
    """Return the last round in which somebody who counts said something on a cell."""
    places = [
        place
        for place, each in enumerate(held)
        for (person, on, question) in each.answers
        if person in counted and on == item and question in (criterion, CRITERIA[criterion])
    ]
    return max(places, default=-1)


def reference(held: list[Round], counted: set[str]) -> tuple[dict, dict]:
    """Look up every single cell in all rounds, as one would on paper."""
    own_, agreed_ = {}, {}
    for item, criterion in product(ITEMS, CRITERIA):
        settled = answer_on_paper(held, "room", item, criterion)
        if settled is not None and settled[0] > last_told(held, counted, item, criterion):
            agreed_[item, criterion] = settled[1]
            continue
        for person in counted:
            if (found := answer_on_paper(held, person, item, criterion)) is not None:
                own_[person, item, criterion] = found[1]
    return own_, agreed_


@settings(max_examples=400, deadline=None)
@given(held=st.lists(rounds(), max_size=6), counted=st.sets(st.sampled_from(PEOPLE)))
def test_for_any_sequence_of_rounds_it_equals_a_plain_reference(held: list[Round], counted: set[str]):
    found = living(
        said_in(held, is_agreed=False), said_in(held, is_agreed=True), criteria=CRITERIA, people=counted
    )
    assert (dict(found.own), dict(found.agreed)) == reference(held, counted)
