"""Every text that somebody may type can be printed; what no font has is replaced and listed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import glyphs
from reports.glyphs import printable, replacements


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Anna\tBerta\t12", "Anna Berta 12"),
        ("eins\vzwei", "eins zwei"),
        ("1\ufe0f\u20e3 Sensoren", "1 Sensoren"),
        ("a\u20e0", "a"),
        ("e\u0301te\u0301", "été"),
        ("😀 gut", "[grinning face] gut"),
        ("🇩🇪", "DE"),
        ("中文", "□□"),
        ("Starkregen – 5 €", "Starkregen – 5 €"),
        ("ohne\ufeffMarke", "ohneMarke"),
    ],
)
def test_what_stands_instead(text: str, printed: str):
    assert printable(text) == printed


def test_what_was_replaced_is_listed_once():
    with replacements() as found:
        printable("1\ufe0f\u20e3 und 😀 und 😀")
        printable("nur Latein")
    assert found == {"1\u20e3": "1", "😀": "[grinning face]"}
    with replacements() as later:
        printable("😀")
    assert later == {"😀": "[grinning face]"}


def test_what_was_asked_once_is_remembered(monkeypatch: pytest.MonkeyPatch):
    printable("中 ✓ 😀")
    monkeypatch.setattr(glyphs, "missing_glyphs", lambda _clusters: pytest.fail("asked again"))
    assert printable("✓ 中 😀") == "✓ □ [grinning face]"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=30))
def test_with_certainty_only_usual_characters_are_left(text: str):
    assert printable(printable(text, certainly=True), certainly=True) == printable(text, certainly=True)
