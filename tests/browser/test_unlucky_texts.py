"""What people type: nothing, far too much, or signs that other programs would take for commands."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.prepared import Prepared, open_link, prepare, sign_in
from tests.browser.streamlit_page import settle

pytestmark = pytest.mark.browser
HTML = "<b>fett</b> <img src=x onerror=window.intruder=1>"
MARKDOWN = "**stark** # Kopf :red[rot] [Link](http://a.invalid) :sun: $x^2$"
FORMULA = "=1+1 <sub>tief</sub> &amp; {{ 7 * 7 }} %s {0} \\alpha ~~weg~~"
SIGNS = "-> <- -- >= <= ~= :tada: :material/check: (c) ... 1. a@b.invalid"
REASON = f"Grund {MARKDOWN} {HTML} {SIGNS}"
WORD_JOINER = "\u2060"  # stands unseen between signs that Streamlit would set as one
SHOWN_ON = {
    "reihen": [MARKDOWN],
    "ueberblick": [MARKDOWN],
    "bibliothek": [MARKDOWN],
    "auswahl": [MARKDOWN, HTML, FORMULA],
    "bewertung": [MARKDOWN, HTML],
    "moderation": [MARKDOWN],
    "gewichte": [MARKDOWN],
    "auswertung": [MARKDOWN, HTML, FORMULA],
    "entscheidung": [MARKDOWN, HTML, REASON],
    "skizzen": [MARKDOWN, HTML],
    "ergebnis": [MARKDOWN, HTML, FORMULA, REASON],
    "eigene-eintraege": [MARKDOWN],
    "results": [MARKDOWN, HTML, FORMULA, REASON],
}
"""What somebody typed and each page must show, sign for sign."""
# An address that is written out becomes a link to just that address: so GitHub's Markdown has it.
MADE_OF_IT = "main :is(b, img[src=x], sub, .katex, a:text-is('Link'), del, [aria-label='check icon']):visible"


@pytest.fixture(scope="module")
def odd(server: Application) -> Prepared:
    return prepare(server, title=MARKDOWN, ideas=(HTML, FORMULA, MARKDOWN), reason=REASON)


def test_typed_text_is_shown_sign_for_sign(page: Page, odd: Prepared) -> None:
    sign_in(page.context, odd.server)
    open_link(page.context, odd)
    changed = {address: found for address in SHOWN_ON if (found := not_literal(page, odd, address))}
    assert changed == {}
    page.locator(".js-plotly-plot .ytick text").first.wait_for()
    # A label that takes two lines has no space between them.
    labels = "".join(page.locator(".js-plotly-plot .ytick text").all_text_contents()).replace(" ", "")
    assert "<b>fett</b>" in labels
    assert "<sub>tief</sub>&amp;" in labels
    assert page.evaluate("window.intruder") is None


def not_literal(page: Page, odd: Prepared, address: str) -> list[str]:
    """Return the texts that a page does not show as they were typed, and what was made of them."""
    page.goto(odd.address(address))
    settle(page)
    seen = page.get_by_test_id("stMain").evaluate("main => main.textContent")
    seen = seen.replace(WORD_JOINER, "").replace("\u00a0", " ")
    seen += " ".join(field.input_value() for field in page.locator("main :is(input, textarea)").all())
    missing = [text for text in SHOWN_ON[address] if text not in seen]
    return missing + page.locator(MADE_OF_IT).evaluate_all("made => made.map(one => one.outerHTML)")


@pytest.mark.parametrize("title", ["", " \u200b", "x" * 10_000])
def test_a_series_whose_title_is_empty_or_far_too_long(page: Page, odd: Prepared, title: str) -> None:
    sign_in(page.context, odd.server)
    advisor = Advisor(page, odd.server, odd.server.url)
    advisor.unfold("Neue Reihe beginnen")
    advisor.choose("Kommune oder Landkreis", "Eichenzell")
    advisor.type("Titel der Reihe", title)
    advisor.click("Reihe beginnen")
    expect(page.get_by_role("alert")).to_contain_text("10000 Zeichen" if len(title) > 120 else "ist leer")
    assert page.get_by_label("Titel der Reihe").input_value() == title
    assert page.get_by_role("heading", name="Überblick", level=1).count() == 0


def test_an_idea_that_is_refused_stays_in_its_fields(page: Page, odd: Prepared) -> None:
    sign_in(page.context, odd.server)
    advisor = Advisor(page, odd.server, odd.address("auswahl"))
    advisor.add_idea("y" * 10_000, HTML, "Mobilität")
    expect(page.get_by_role("alert")).to_contain_text("120")
    assert page.get_by_label("Titel der Idee").input_value() == "y" * 10_000
    advisor.type("Titel der Idee", "Kurz")
    advisor.click("Speichern")
    expect(page.get_by_text("Kurz", exact=True)).to_be_visible()
    expect(page.get_by_label("Titel der Idee")).to_have_value("")


def test_documents_are_made_of_odd_texts(page: Page, odd: Prepared) -> None:
    sign_in(page.context, odd.server)
    page.goto(odd.address("skizzen", ansicht="alle"))
    settle(page)
    expect(page.get_by_role("textbox", name="Titel der Skizze")).to_have_value(HTML)
    for document in ("Arbeitsfassung (PDF)", "Arbeitsfassung (Word)"):
        with page.expect_download() as download:
            page.get_by_role("button", name=document, exact=True).click()
        assert download.value.suggested_filename.startswith("skizze-eichenzell")
        assert download.value.path().stat().st_size > 10_000
