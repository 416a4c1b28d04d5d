"""Weights, proposal and stages in words, in both languages."""

import pytest

from scoring.criteria import load_criteria
from tests.ui.evaluated import alike, evaluated
from tests.workshops.weighing.test_elicitation import CIRCLE, FITTING, IDS
from translations import language
from ui.decision.proposal import choice_sentence, proposal_sentences, wishes_in_words
from ui.weights.names import comparison_name, consistency_sentences, method_explained
from workshops.deciding import proposal
from workshops.deciding.proposal import Wishes
from workshops.weighing import elicitation
from workshops.weighing.elicitation import METHODS

CRITERIA = load_criteria().short()
SEEN = evaluated(alike([5, 4, 3, 2]), areas=["energy", "energy", "mobility", "health"])
ALL = tuple(SEEN.titles)
FREE = Wishes(one_per_area=False)


@pytest.mark.parametrize("method", METHODS)
def test_each_method_is_explained_in_one_sentence(method: str):
    for spoken in ("de", "en"):
        with language(spoken):
            assert 1 <= method_explained(method).count(". ") + 1 <= 2


@pytest.mark.parametrize(
    ("step", "german"),
    [
        (4, "Nutzen äußerst viel wichtiger (9)"),
        (1, "Nutzen etwas wichtiger (3)"),
        (0, "gleich wichtig (1)"),
        (-2, "Umsetzbarkeit deutlich wichtiger (5)"),
    ],
)
def test_a_comparison_in_words(step: int, german: str):
    with language("de"):
        assert comparison_name(step, "Nutzen", "Umsetzbarkeit") == german


def test_comparisons_that_fit_need_no_second_sentence():
    with language("de"):
        assert consistency_sentences(elicitation.consistency(IDS, FITTING), CRITERIA) == (
            "Die Vergleiche passen zusammen: Konsistenzverhältnis 0,00, bis 0,10 gilt als stimmig.",
        )


def test_comparisons_that_contradict_name_whom_to_look_at():
    with language("de"):
        verdict, triad, pair = consistency_sentences(elicitation.consistency(IDS, CIRCLE), CRITERIA)
    assert verdict.startswith("Die Vergleiche widersprechen sich: Konsistenzverhältnis 1,")
    assert triad == "Am wenigsten passen zusammen: Nutzen, Übertragbarkeit und Umsetzbarkeit."
    assert pair.startswith("Prüfen Sie zuerst „")
    assert "Sie sagten 3,0 zu 1" in pair or "Sie sagten 1 zu 3,0" in pair
    with language("en"):
        assert consistency_sentences(elicitation.consistency(IDS, CIRCLE), CRITERIA)[1] == (
            "These three fit least: Benefit, Transferability and Feasibility."
        )


def test_the_proposal_in_words():
    with language("de"):
        [best] = proposal_sentences(SEEN, proposal.propose(SEEN, Wishes(), ALL), Wishes())
        assert best == (
            "Am besten passen zusammen: **Idee 1**, **Idee 3** und **Idee 4**, zusammen 175,0 Punkte."
        )
        assert wishes_in_words(Wishes(size=2, budget=50_000)) == (
            "2 Einträge, höchstens einer je Handlungsfeld, zusammen höchstens 50.000\xa0€"
        )


def test_a_budget_that_cannot_hold_is_said():
    wanted = Wishes(budget=10)
    with language("de"):
        [_best, budget] = proposal_sentences(SEEN, proposal.propose(SEEN, wanted, ALL), wanted)
    assert (
        budget == "Noch sind keine Kosten geschätzt. Das Budget konnte deshalb nicht berücksichtigt werden."
    )


@pytest.mark.parametrize(
    ("wanted", "chosen", "german"),
    [
        (FREE, ["item0", "item1", "item3"], "Ihre Wahl **Idee 1**, **Idee 2** und **Idee 4** kostet "
         "gegenüber dem Vorschlag 25,0 Punkte."),
        (FREE, ["item0"], "Ihre Wahl **Idee 1** kostet gegenüber dem Vorschlag nichts."),
        (Wishes(), ["item0", "item1"], "Mit **Idee 1** und **Idee 2** hält sich keine Auswahl an die "
         "Vorgaben oben."),
        (Wishes(), ["item0", "item1", "item2"], "Ihre Wahl **Idee 1**, **Idee 2** und **Idee 3** ist "
         "mehr wert als der Vorschlag, hält sich aber nicht an die Vorgaben."),
        (Wishes(), ["removed"], "Was Ihre Wahl kostet, lässt sich nicht sagen: Ein Teil davon hat "
         "keinen Rang."),
    ],
)  # fmt: skip
def test_what_a_manual_choice_costs(wanted: Wishes, chosen: list[str], german: str):
    with language("de"):
        assert choice_sentence(SEEN, proposal.choose(SEEN, wanted, ALL, chosen)) == german
