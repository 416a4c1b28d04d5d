"""Rooms of one to nine people at two moments: nobody is found out by what stands in the documents."""

import random
from collections.abc import Callable, Mapping
from functools import partial

import pytest

from scoring import disclosure
from scoring.evaluation import Evaluation
from storage.database import Database
from tests.trust.attack import Population, Unknown, apart, found_out, populations, published
from tests.trust.outputs import documents
from tests.trust.rooms import Told, swapped
from tests.workshops.room import ADVISOR
from workshops import installation
from workshops.evaluation import kept, outcome

SECOND: Mapping[str, Callable[[int], list[int]]] = {
    "one joins": lambda number: [number],
    "one says something else": lambda number: [0],
    "all but one say something else": lambda number: list(range(1, number)),
    "four say something else and one joins": lambda number: [*[*range(number)][:4], number],
    "five join": lambda number: list(range(number, number + 5)),
}
"""Who answers in the second round, of so many in the first."""


@pytest.fixture
def told(new_sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.setattr(installation, "database", lambda: new_sqlite)
    return Told(new_sqlite)


def answers(rounds: list[list[int]], entry: int) -> dict[Unknown, int]:
    """Return what people say of an entry, so that the means of those who may be behind a figure differ."""
    unknowns = [(person, number) for number, people in enumerate(rounds) for person in people]
    given = set(populations(rounds).values())
    for seed in range(10_000):
        dice = random.Random(1000 * entry + seed)
        said = {each: dice.randint(1, 5) for each in unknowns}
        if apart(given, said):
            return said
    raise AssertionError("no answers tell these people apart")


def known_of(told: Told, rounds: list[list[int]]) -> list[set[Population]]:
    """Hold the rounds, look at all documents after each, and return whose means stood there, by entry."""
    given = list(populations(rounds).values())
    said = [answers(rounds, entry) for entry in range(len(told.room.items))]
    known: list[set[Population]] = [set() for _item in told.room.items]
    titles = ("Pegel", "Rufbus", "Lora-Netz")
    for number, people in enumerate(rounds):
        told.join(max(people, default=-1) + 1 - len(told.people))
        told.rate(
            [told.people[person] for person in people],
            lambda person, entry, _question, number=number: said[entry][person, number],
            from_before=number > 0,
        )
        if not number:
            told.decide()
        # The advisor's are the same, and a PDF says what its Word document says: see test_other_rooms.
        for text in documents(told.room, told.room.municipality, pdfs=False).values():
            for entry, title in enumerate(titles):
                known[entry] |= published(text, [title], given, said[entry])
    return known


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("number", range(1, 10))
def test_no_sum_over_fewer_than_five_people_follows(told: Told, number: int, second: str) -> None:
    rounds = [list(range(number)), SECOND[second](number)]
    if not rounds[1]:
        pytest.skip("nobody would answer again")
    known = known_of(told, rounds)
    for sums in known:
        assert found_out(sums) == []
        assert bool(sums) == (number >= 5 or len({*rounds[0], *rounds[1]}) >= 5), (
            "the attack reads the documents"
        )


def test_without_the_rule_the_attack_finds_everybody_out(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "shown", partial(disclosure.shown, smallest=1))
    known = known_of(told, [[0, 1, 2, 3, 4, 5], [6]])
    assert any((6,) in found_out(sums) for sums in known)


def test_a_round_by_itself_beside_the_result_would_tell_who_did_not_answer_again(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcome, "_up_to", lambda _session, row: [row])
    known = known_of(told, [[0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5]])
    assert any((0,) in found_out(sums) for sums in known)


def test_nobody_in_a_group_is_found_out_by_its_next_figures(new_sqlite: Database) -> None:
    told = Told(new_sqlite, groups=("Vereine", "Magistrat"))
    one, other = told.join(6, "Vereine"), told.join(6, "Magistrat")
    told.rate([*one, *other], lambda place, _entry, _question: 1 if place < 6 else 5)
    assert gaps(told)
    news = [*told.join(1, "Vereine"), *other[:4]]
    told.rate(news, lambda place, entry, question: 1 + (place + entry + question) % 5, from_before=True)
    seen = repr(found(told))
    told.say_otherwise(1, swapped(told.rounds[1][1], news))
    kept.forget()
    assert repr(found(told)) == seen
    assert not gaps(told)


def found(told: Told) -> Evaluation:
    seen = outcome.current(told.database, ADVISOR, told.room.id)
    assert seen
    return seen.evaluation


def gaps(told: Told) -> bool:
    return bool(found(told).group_gaps)


def test_fitting_groups_and_their_complements_is_tried() -> None:
    everybody = frozenset((person, 0) for person in range(11))
    one, other = frozenset((each, 0) for each in range(5)), frozenset((each, 0) for each in range(5, 10))
    assert found_out([everybody, one]) == []
    assert (10,) in found_out([everybody, one, other])
    later = frozenset((each, 1 if each in (0, 5, 6, 7, 8) else 0) for each in range(10))
    assert found_out([one | other, later]) == []
    assert (0,) in found_out(
        [one | other, later, one, frozenset((each, int(each == 0)) for each in range(5))]
    )
