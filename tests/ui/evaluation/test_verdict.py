"""The evaluation in words, in both languages, for every odd workshop that the contract names."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from tests.ui.evaluated import SINGLE_RATER, TIED, TWO_CAMPS, alike, evaluated, town_hall
from translations import language
from ui.evaluation import agreement, change
from ui.evaluation.names import chance
from ui.evaluation.notes import notes, unranked
from ui.evaluation.ranking import certainty_sentence, certainty_table
from ui.evaluation.verdict import headline, reasons, winner
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live.rounds import Kind, Stage

NAN = np.nan


def sentences(seen: RoundEvaluation) -> Iterator[str]:
    """Yield everything that the page says about an evaluation."""
    yield headline(seen)
    yield from reasons(seen)
    yield from notes(seen)
    yield from unranked(seen)
    yield from change.people(seen)
    yield change.nobody_tips(seen)
    yield change.weights_sentence(seen)
    for interval in seen.evaluation.stability:
        yield change.interval_sentence(seen, interval)
        yield from change.edges(seen, interval)
    for found in seen.evaluation.dominated:
        yield change.dominated_sentence(seen, found)
    for question in seen.evaluation.discuss_next:
        yield agreement.cell_sentence(seen, question)
        yield agreement.why_discuss(question)
    for gap in seen.evaluation.group_gaps:
        yield agreement.gap_sentence(seen, gap)
    yield agreement.split_sentence(seen)
    for further in (winner(seen), agreement.order_sentence(seen), change.methods_sentence(seen)):
        if further:
            yield further
    if seen.evaluation.ranking:
        yield certainty_sentence(seen)
        yield from (cell for row in certainty_table(seen).rows for cell in row)


WORKSHOPS: dict[str, Callable[[], RoundEvaluation]] = {
    "forty raters": town_hall,
    "three raters": lambda: evaluated(town_hall_of(3)),
    "two raters": lambda: evaluated(town_hall_of(2)),
    "agreed rating": lambda: evaluated([[[5] * 9, [4] * 9, [3] * 9, [2] * 9]]),
    "agreed rating with gaps": lambda: evaluated([[[5] * 8 + [NAN], [4] * 9, [NAN] * 9, [2] * 9]]),
    "nothing rated": lambda: evaluated(np.full((3, 4, 9), NAN)),
    "one item": lambda: evaluated(alike([4])),
    "two items": lambda: evaluated(alike([4, 2])),
    "all the same": lambda: evaluated(alike([3, 3, 3, 3, 3])),
    "a clear order": lambda: evaluated(alike([5, 5, 5, 1, 1, 1])),
    "tie for the third place": lambda: evaluated(alike([5, 4, 3, 3, 1])),
    "separate blocks": lambda: evaluated(two_blocks()),
    "first stage": lambda: evaluated(town_hall_of(8, criteria=3), stage=Stage.DIMENSIONS),
}


def town_hall_of(raters: int, criteria: int = 9) -> np.ndarray:
    return np.random.default_rng(raters).integers(1, 6, (raters, 6, criteria)).astype(float)


def two_blocks() -> np.ndarray:
    cube = town_hall_of(12)
    cube[:6, :3] = NAN
    cube[6:, 3:] = NAN
    return cube


@pytest.mark.parametrize("spoken", ["de", "en"])
@pytest.mark.parametrize("name", WORKSHOPS)
def test_every_workshop_gets_whole_sentences(name: str, spoken: str):
    seen = WORKSHOPS[name]()
    with language(spoken):
        said = list(sentences(seen))
    for sentence in said:
        assert sentence
        assert not re.search(r"[{}]|None|nan\b|\bcode\b", sentence), sentence
        assert not re.search(r"\d[.,]\d{2,}", sentence), f"more decimals than the data carry: {sentence}"


def test_the_german_of_a_sentence_is_never_left_in_english():
    for make in WORKSHOPS.values():
        seen = make()
        with language("en"):
            english = set(sentences(seen))
        with language("de"):
            german = set(sentences(seen))
        same = {s for s in english & german if re.search(r"[a-z]{3}", s) and not s.startswith("Idee")}
        assert not same


def said_in(spoken: str, seen: RoundEvaluation) -> str:
    with language(spoken):
        return "\n".join(sentences(seen))


def test_the_town_hall_is_described_as_it_was():
    seen = town_hall()
    german = said_in("de", seen)
    assert "1 Person hat auf alles dieselbe Antwort gegeben" in german
    assert "strenge und milde Personen auf ein Niveau gebracht" in german
    assert "Ohne Rang, weil weniger als 12 Personen sie bewertet haben: **Idee 5** (1 Person)." in german
    assert re.search(
        r"\*\*Idee 3\*\*: Bei „Zielbeitrag“ gehen die Meinungen auseinander: \d+ × 1, 1 × 3, \d+ × 5",
        german,
    )
    english = said_in("en", seen)
    assert "1 person gave the same answer to everything" in english
    assert "Without a rank, because fewer than 12 people rated them: **Idee 5** (1 person)." in english
    assert re.search(r"people (hardly|weakly|moderately|strongly) agree ", english)
    ranks = {item.item_id: item.rank for item in seen.evaluation.items}
    assert ranks[f"item{SINGLE_RATER}"] is None
    assert ranks[f"item{TIED[0]}"] == ranks[f"item{TIED[1]}"]
    assert any(question.item_id == f"item{TWO_CAMPS}" for question in seen.evaluation.discuss_next)


@pytest.mark.parametrize(
    ("ratings", "german", "english"),
    [
        (
            alike([5, 5, 5, 1, 1, 1]),
            "**Stabil:** **Idee 1**, **Idee 2** und **Idee 3** bleiben unter den ersten "
            "drei, auch wenn andere Personen bewertet hätten oder die Gewichte etwas anders ausfielen.",
            "**Stable:** **Idee 1**, **Idee 2** and **Idee 3** stay among the first "
            "three, even if some people judged differently or the weights were somewhat different.",
        ),
        (
            alike([5, 4, 3, 3, 1]),
            "**Unsicher:** **Idee 1**, **Idee 2**, **Idee 3** und **Idee 4** liegen zurzeit "
            "unter den ersten drei, aber dort ist nicht Platz für alle.",
            "**Fragile:** **Idee 1**, **Idee 2**, **Idee 3** and **Idee 4** are among the "
            "first three at the moment, but there is not room for all of them.",
        ),
        (
            alike([4, 4]),
            "**Unsicher:** **Idee 1** und **Idee 2** liegen auf dem ersten Platz gleichauf.",
            "**Fragile:** **Idee 1** and **Idee 2** are level in first place.",
        ),
        (
            [[[5] * 9, [1] * 9]],
            "**Stabil:** **Idee 1** bleibt auf dem ersten Platz, auch wenn die Gewichte etwas "
            "anders ausfielen.",
            "**Stable:** **Idee 1** stays in first place, even if the weights were somewhat different.",
        ),
        (
            np.full((3, 2, 9), NAN),
            "**Offen:** Noch hat kein Eintrag einen Rang, weil zu wenig bewertet wurde.",
            "**Undetermined:** nothing has a rank yet, because too little has been rated.",
        ),
        (
            alike([4]),
            "**Offen:** Bisher hat nur **Idee 1** einen Rang; es gibt also noch nichts zu vergleichen.",
            "**Undetermined:** only **Idee 1** has a rank so far, so there is nothing to compare.",
        ),
    ],
)
def test_the_verdict_in_one_sentence(ratings: np.ndarray, german: str, english: str):
    seen = evaluated(ratings)
    with language("de"):
        assert headline(seen) == german
    with language("en"):
        assert headline(seen) == english


def test_a_close_result_says_on_what_it_hangs():
    """One point of benefit separates the third from the fourth: a shift of weights changes them."""
    cube = alike([5, 5, 3, 3, 1])
    cube[:, 2, :3] = 4
    cube[:, 3, 6:] = 4
    cube[:, 3, 3] = 2
    seen = evaluated(cube)
    assert seen.evaluation.verdict.status in {"close", "fragile"}
    with language("de"):
        found = "\n".join(reasons(seen))
        edges = [s for interval in seen.evaluation.stability for s in change.edges(seen, interval)]
    assert "**Idee 3**" in found
    assert any(re.match(r"(Fiele|Stiege) das Gewicht von „\w+“ von 33\s% auf", edge) for edge in edges)
    assert all(edge.endswith("wäre **Idee 4** unter den ersten drei.") for edge in edges)


def test_a_tie_at_the_cut_names_the_tied_alone():
    with language("de"):
        [first, *_rest] = reasons(evaluated(alike([5, 4, 3, 3, 1])))
    assert first == "**Idee 3** und **Idee 4** liegen gleichauf; Platz ist nur für 1 davon."


def test_ranges_that_hold_more_than_there_is_room_for_tell_nobody_apart():
    with language("de"):
        said = certainty_sentence(evaluated(alike([3, 3])))
    assert said == "**Idee 1** und **Idee 2** lassen sich nach den Spannen nicht unterscheiden."


def test_one_agreed_rating_says_nothing_about_people():
    alone = evaluated([[[5] * 9, [4, 2] * 4 + [3], [3] * 9, [2, 4] * 4 + [3]]])
    seen = alone.model_copy(update={"answers": replace(alone.answers, kinds=(Kind.GROUP,))})
    with language("de"):
        said = "\n".join(sentences(seen))
        table = certainty_table(seen)
    assert "gemeinsam vereinbarte Bewertung" in said
    with language("de"):
        [note] = notes(alone)
    assert note.startswith("Nur eine Person hat bewertet:")
    assert "andere Personen" not in headline(seen)
    assert "Rangspanne (Gewichte)" in table.header
    assert not any("Personen)" in column for column in table.header)
    assert agreement.order_sentence(seen) is None


def test_groups_apart_are_named_from_five_people_on():
    cube = alike([3, 3, 3], raters=12)
    cube[:6, 0, 0], cube[6:, 0, 0] = 5, 2
    shown = evaluated(cube, groups=["politics"] * 6 + ["citizens"] * 6)
    with language("de"):
        [gap] = [agreement.gap_sentence(shown, gap) for gap in shown.evaluation.group_gaps]
    assert (
        gap == "**Idee 1**, „Zielbeitrag“: Politik im Mittel 5,0 (n = 6), Bürgerschaft im Mittel 2,0 (n = 6)."
    )
    hidden = evaluated(cube, groups=["politics"] * 4 + [None] * 4 + ["citizens"] * 4)
    assert hidden.evaluation.group_gaps == ()


def test_what_somebody_typed_stays_as_typed():
    title = "*Ampel* :red[jetzt] <b>=1+1</b> $x$ {names}"
    seen = evaluated(alike([5, 1]), titles=[title, "B"])
    with language("de"):
        said = headline(seen)
    assert r"\*Ampel\*" in said
    assert r"\:red\[jetzt\]" in said
    assert r"\{names\}" in said


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.834, "83 von 100"),
        (1.0, "100 von 100"),
        (0.999, "mehr als 99 von 100"),
        (0.001, "weniger als 1 von 100"),
        (0.0, "0 von 100"),
        (0.005, "1 von 100"),
    ],
)
def test_a_chance_never_claims_more_than_it_knows(probability: float, words: str):
    with language("de"):
        assert chance(probability) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((3, 3, 0, 4, 3), "6 × 1–2, 7 × 4–5"),
        ((0, 0, 13, 0, 0), "13 × 3"),
        ((1, 0, 2, 0, 5), "1 × 1, 2 × 3, 5 × 5"),
        ((0, 0, 0, 0, 0), "keine Antwort"),
    ],
)
def test_answers_stand_beside_the_number(counts: tuple[int, ...], words: str):
    with language("de"):
        assert agreement.distribution(counts) == words


def test_the_other_methods_in_one_sentence():
    seen = evaluated(alike([5, 4, 3, 2, 1]))
    with language("de"):
        assert change.methods_sentence(seen) == "4 von 4 Verfahren wählen dieselben drei."
    with language("en"):
        assert change.methods_sentence(seen) == "4 of 4 methods choose the same three."


def test_a_dominated_entry_is_named_with_its_dominator():
    seen = evaluated(alike([5, 1]))
    with language("de"):
        [said] = [change.dominated_sentence(seen, found) for found in seen.evaluation.dominated]
    assert said.startswith("**Idee 2** ist bei keinem Kriterium besser als **Idee 1**")
    assert said.endswith("in 100 von 100 Fällen so.")
