import pytest

from translations.sentences import first_sentence


@pytest.mark.parametrize(
    "first",
    [
        "Am 3. Mai beginnt die Messung an zwölf Stellen des Baches.",
        "Der Ausbau kostet 2 Mio. Euro.",
        "Sensoren, z. B. An- und Abwesenheit, melden es der Leitstelle St. Georg bzw. Nr. 7 zuerst.",
        "Der Betrieb beginnt 2027.",
        "Das Projekt läuft (noch).",
        "Alle sagten „ja“.",
        "Wer hilft?",
        "Kurz und gut.",
    ],
)
def test_the_next_sentence_is_left_out(first: str) -> None:
    assert first_sentence(f" {first} Danach folgt mehr. Ende.") == first
    assert first_sentence(f"{first}\nDanach") == first


@pytest.mark.parametrize("text", ["", "Ohne Punkt steht alles da", "Mit Punkt.", "Version 2.1 misst"])
def test_a_text_of_one_sentence_stays_whole(text: str) -> None:
    assert first_sentence(text) == text
