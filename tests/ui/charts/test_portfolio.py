"""The picture on the page says every name, twice drawn and once read out."""

from design.portfolio import Words
from reports.document import Point, PointChart
from ui.charts.portfolio import portfolio_html

WORDS = Words(("Gut vorbereiten", "Sofort machen", "Zurückstellen", "Mitnehmen"), "leichter", "mehr Nutzen")
POINTS = (Point("Rufbus <am> Abend", 0.7, 0.6), Point("Starkregen-Frühwarnung", 0.7, 0.61, marked=True))


def test_names_are_drawn_for_wide_and_narrow_windows_and_read_out_once():
    html = portfolio_html(PointChart(POINTS, "Umsetzbarkeit", "Nutzen", WORDS), 'Rufbus "am" Abend')
    assert html.count("<svg") == html.count('aria-hidden="true"') == 2
    assert html.count("Starkregen-") == 2
    assert "Rufbus &lt;am&gt;" in html
    assert 'aria-label="Rufbus &quot;am&quot; Abend"' in html
    assert "\n" not in html, "a blank line would end the block of HTML"
    assert html.startswith("<div"), "else it would be read as Markdown"
