"""What is said before a round: what it rates, what stays, and who can count."""

from translations import language
from ui.moderation.preparing import counts_name, plan_sentence
from workshops.live.counting import Counts
from workshops.live.planning import CountingChoice, Plan


def planned(again: int, first: int, kept: int) -> str:
    with language("de"):
        return plan_sentence(Plan(again=again, first=first, kept=kept))


def test_a_round_on_a_part_says_what_keeps_its_answers():
    assert planned(3, 0, 8) == "3 Einträge werden neu bewertet und 8 behalten ihre Antworten."


def test_what_is_new_and_single_things_are_named_rightly():
    assert planned(1, 1, 1) == (
        "1 Eintrag wird neu bewertet, 1 wird zum ersten Mal bewertet und 1 behält seine Antworten."
    )


def test_each_choice_of_who_counts_names_its_number():
    found = CountingChoice(needed=True, chosen=None, everyone=18, present=1)
    with language("de"):
        assert counts_name(Counts.PRESENT, found) == "nur die derer, die heute da sind (jetzt 1 Person)"
        assert "(18 Personen)" in counts_name(Counts.EVERYONE, found)
