"""What is said about whose answers count and what does not count any more."""

from translations import language
from ui.evaluation import basis
from workshops.library.shortlist import GateView
from workshops.live.counting import Counting, Counts
from workshops.live.left_out import LeftOut


def said(counting: Counting) -> str:
    with language("de"):
        return " ".join(basis.counting_sentences(counting))


def test_a_room_in_which_everybody_was_there_needs_no_word():
    assert said(Counting(people=12, present=12)) == ""


def test_answers_that_nobody_has_looked_at_again_are_counted():
    counting = Counting(counts=Counts.EVERYONE, people=18, present=6, carried=1080, left_out=0)
    assert said(counting) == (
        "Es zählen alle, die je geantwortet haben: 18 Personen. 1.080 Antworten von 12 Personen, die in der "
        "letzten Runde nicht da waren, wurden unbesehen übernommen."
    )


def test_who_was_not_there_is_counted_where_only_those_there_count():
    counting = Counting(counts=Counts.PRESENT, people=6, present=6, carried=0, left_out=1)
    assert said(counting) == (
        "Es zählt nur, wer in der letzten Runde da war: 6 Personen. Von 1 Person zählt nichts mehr."
    )


def test_what_is_left_out_is_named_with_the_reason():
    answer = GateView(gate_id="K1", answer="no", note="Nicht *zulässig*")
    with language("de"):
        words = [
            basis.left_out_words(LeftOut(item_id="i", title="Pegel", gate=gate))
            for gate in (None, answer, answer.model_copy(update={"note": ""}))
        ]
    assert words[0] == "Pegel (aus der Auswahl genommen)"
    assert words[1] == r"Pegel (ausgeschlossen: Nicht \*zulässig\*)"
    assert words[2].startswith("Pegel (ausgeschlossen durch die Frage „")
