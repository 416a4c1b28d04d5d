"""Words that say nothing are gaps; words that look alike are not."""

import pytest

from translations.gaps import says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "-",
        "–",
        "—",
        "--",
        "...",
        "?",
        "/",
        "./.",
        "k. A.",
        "k.A.",
        "K. A",
        "keine Angabe",
        "Keine Angaben.",
        "n/a",
        "N/A",
        "n. a.",
        "n.v.",
        "N.N.",
        "N. N.",
        "unbekannt",
        "(unbekannt)",
        "entfällt",
        "nicht\nbekannt",
        "unknown",
        "not known",
        "#NV",
        "tbd",
    ],
)
def test_gaps(text: str):
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    ["0", "KA", "NA", "nn", "keine", "nein", "k. A. Müller", "unbekannte Kosten", "C", "–5", "x", "a-b"],
)
def test_words_that_say_something(text: str):
    assert not says_nothing(text)
