"""What is said before an agreed round becomes final."""

from translations import language
from ui.scoring.finishing import missing_sentence


def test_what_is_missing_is_named():
    with language("de"):
        assert missing_sentence([]) == "Alles ist bewertet."
        assert missing_sentence(["A*"]) == r"1 Eintrag ist noch nicht vollständig bewertet: A\*."
        many = missing_sentence([f"E{n}" for n in range(8)])
    assert (
        many == "8 Einträge sind noch nicht vollständig bewertet: E0, E1, E2, E3, E4 und 3 weitere Einträge."
    )
