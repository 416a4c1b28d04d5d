"""A reader sees German by default, English on demand, and never an empty text."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from translations import LANGUAGES, N_, _, catalogue, current_language, language, ngettext, pgettext, use

SAMPLE = """
msgid ""
msgstr ""
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Save"
msgstr "Speichern"

msgctxt "verb"
msgid "Rate"
msgstr "Bewerten"

msgid "{n} vote"
msgid_plural "{n} votes"
msgstr[0] "{n} Stimme"
msgstr[1] "{n} Stimmen"

#, fuzzy
msgid "Delete"
msgstr "Geraten"

msgid "Open"
msgstr ""
"""


@pytest.fixture(autouse=True)
def sample_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "de.po"
    path.write_text(SAMPLE, encoding="utf-8")
    monkeypatch.setattr(catalogue, "CATALOGUE", path)
    catalogue._translations.cache_clear()
    yield
    catalogue._translations.cache_clear()


def test_german_is_the_default():
    assert current_language() == "de"
    assert next(iter(LANGUAGES)) == "de"
    assert _("Save") == "Speichern"


def test_english_speaks_the_source_strings():
    with language("en"):
        assert _("Save") == "Save"
        assert pgettext("verb", "Rate") == "Rate"
        assert ngettext("{n} vote", "{n} votes", 1) == "{n} vote"
        assert ngettext("{n} vote", "{n} votes", 0) == "{n} votes"
    assert _("Save") == "Speichern"


def test_plurals_and_contexts_in_german():
    assert [ngettext("{n} vote", "{n} votes", n).format(n=n) for n in (0, 1, 2)] == [
        "0 Stimmen",
        "1 Stimme",
        "2 Stimmen",
    ]
    assert pgettext("verb", "Rate") == "Bewerten"
    assert pgettext("noun", "Rate") == "Rate"


@pytest.mark.parametrize("message", ["Nobody translated this", "Open", "Delete"])
def test_an_untranslated_guessed_or_empty_entry_falls_back_to_english(message: str):
    assert _(message) == message


def test_the_empty_text_stays_empty_and_is_not_the_catalogue_header():
    assert _("") == ""


def test_a_marked_constant_is_translated_where_it_is_used():
    label = N_("Save")
    assert label == "Save"
    assert _(label) == "Speichern"


def test_an_unknown_language_is_refused_and_changes_nothing():
    with pytest.raises(ValueError, match="fr"):
        use("fr")
    with pytest.raises(ValueError, match="fr"), language("fr"):
        pass
    assert current_language() == "de"


def test_the_language_of_one_thread_is_not_the_language_of_another():
    def speak(code: str) -> str:
        use(code)
        return _("Save")

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(speak, ["en", "de", "en"])) == ["Save", "Speichern", "Save"]
    assert _("Save") == "Speichern"


def test_the_former_language_returns_after_an_error():
    with pytest.raises(RuntimeError), language("en"):
        raise RuntimeError
    assert current_language() == "de"
