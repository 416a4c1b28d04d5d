"""Texts as people paste them: kept as far as they are writing, refused with a sentence where they are not."""

import unicodedata

import pytest

from workshops.errors import InvalidInput
from workshops.validation import line, paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "Bürgerhaus",
        "<script>alert('x')</script> & <b>fett</b>",
        "=1+1",
        "@SUM(A1:A9)",
        "'; DROP TABLE series; --",
        "{{ 7*7 }} {% raw %} ${x} %s {0}",
        "🚲👩‍🚒🇩🇪❤️",
        "مدينة ذكية",
        "עיר חכמה",
        "क्‍ष",  # a joiner that belongs to the spelling
        "\U0001fae8\U0001fadf",  # emoji younger than this Python
        "x" * 120,
    ],
)
def test_writing_stays_as_it_is(text: str):
    assert line(text, label="Title") == text
    assert paragraphs(text, label="Note") == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  a \t b\n\nc  ", "a b c"),
        ("a\0b", "a b"),
        ("\x1b[31mred\x07", "[31mred"),
        ("a\u2028b\u0085c", "a b c"),
        ("a\ud800b", "a b"),
        ("a\ufffe\uffffb\ufdd0", "a b"),
        ("Titel\u202egnp.exe", "Titel gnp.exe"),
        ("\u2066x\u2069", "x"),
    ],
)
def test_a_line_loses_what_is_no_writing(text: str, clean: str):
    assert line(text, label="Title") == clean


def test_accents_are_composed_before_they_are_counted():
    apart = unicodedata.normalize("NFD", "ü" * 120)
    assert len(apart) == 240
    assert line(apart, label="Title") == "ü" * 120


def test_paragraphs_keep_their_lines_of_every_system():
    assert paragraphs("a\r\nb\rc\n\n\td\0\n ", label="Note") == "a\nb\nc\n\n\td"


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "\0\0", "\u200b", "\u200d\u2060", "\u00ad", "\ufeff", "\u202e", "\u0301"]
)
def test_what_nobody_can_see_is_empty(text: str):
    for clean in (line, lambda *a, **k: paragraphs(*a, **k, required=True)):
        with pytest.raises(InvalidInput) as caught:
            clean(text, label="Titel")
        assert caught.value.field == "Titel"
        assert "Titel" in caught.value.message
        assert caught.value.hint


def test_what_may_be_empty_may_be_empty():
    assert paragraphs("", label="Note") == ""
    assert line(" ", label="Note", required=False) == ""


@pytest.mark.parametrize("length", [121, 10_000, 1_000_000])
def test_a_long_text_is_refused_with_both_numbers(length: int):
    with pytest.raises(InvalidInput) as caught:
        line("x" * length, label="Titel")
    assert str(length) in caught.value.message
    assert "120" in caught.value.message
    assert len(caught.value.message) < 200
    assert caught.value.field == "Titel"


def test_the_sentences_speak_the_language_in_use():
    from translations import language

    with language("en"), pytest.raises(InvalidInput) as english:
        line("", label="Title")
    with language("de"), pytest.raises(InvalidInput) as german:
        line("", label="Titel")
    assert (english.value.message, german.value.message) == ("“Title” is empty.", "„Titel“ ist leer.")
