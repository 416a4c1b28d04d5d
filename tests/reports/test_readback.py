"""A PDF whose text vanished is never handed out."""

from datetime import UTC, datetime

import pytest
import typst

from reports import typesetting
from reports.pdf import sketch_pdf
from reports.readback import VanishedTextError, require_text
from tests.reports import factories


def pdf(source: str) -> bytes:
    stamp = datetime(2026, 1, 1, tzinfo=UTC)
    text = f'#set document(title: "x")\n{source}'.encode()
    return typst.compile(text, font_paths=typesetting.fonts(), pdf_standards="ua-1", timestamp=stamp)


def test_a_page_without_text_is_found():
    with pytest.raises(VanishedTextError, match="page 2 of 2"):
        require_text(pdf("Erste Seite\n#pagebreak()\n#rect()"), {"text": "Erste Seite"})


def test_words_that_are_missing_are_found():
    words = ["Pegel", "Sensoren", "Hochwasser", "Warnung", "Feuerwehr"]
    with pytest.raises(VanishedTextError, match="4 of 5"):
        require_text(pdf("Pegel"), {"blocks": [{"text": " ".join(words)}]})
    require_text(pdf(" ".join(words)), {"blocks": [{"text": " ".join(words)}], "alt": "Niemand liest dies"})


def test_words_torn_by_lines_and_ligatures_are_no_loss():
    torn = (
        '#set page(width: 40mm)\n#set text(lang: "de", hyphenate: true)\nDonaudampfschifffahrtselektrizität'
    )
    require_text(pdf(torn), {"text": "Donaudampfschifffahrtselektrizität offiziell Affäre fliegt"[:34]})


def test_a_font_that_is_not_there_stops_the_document(monkeypatch: pytest.MonkeyPatch):
    tokens = typesetting.tokens("").replace(typesetting.FAMILY, "No Such Font")
    monkeypatch.setattr(typesetting, "tokens", lambda _accent: tokens)
    with pytest.raises(RuntimeError, match="font"):
        sketch_pdf(factories.report())
