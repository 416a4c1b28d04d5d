"""Texts that are too long for their place end where a reader would end them."""

import pytest

from reports.prose import short


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("Sensoren für Pegel", 18, "Sensoren für Pegel"),
        ("Sensoren für Energieverbrauch", 16, "Sensoren für…"),
        ("Sensoren für Energieverbrauch", 13, "Sensoren für…"),
        ("Sensoren, Pegel und Wetter", 11, "Sensoren…"),
        ("Digitaler Knüll – Coworking", 18, "Digitaler Knüll…"),
        ("A Straßenbeleuchtungsanlage", 16, "A Straßenbeleuc…"),  # one word, and most of the room
        ("  zwei\nZeilen ", 20, "zwei Zeilen"),
        ("Daten" * 9, 10, "DatenDate…"),
    ],
)
def test_a_shortened_text_ends_with_a_whole_word(text: str, length: int, shown: str) -> None:
    assert short(text, length) == shown
    assert len(shown) <= length
