"""Our figures look as Plotly's plain template makes them, with a tenth of it."""

import re
from pathlib import Path

import plotly.io as pio

from ui.charts import look

SOURCES = Path(look.__file__).parent.glob("*.py")
LINES_AND_WORDS = {"vline", "hline", "annotation", "figure"}


def test_every_kind_of_mark_that_is_drawn_looks_as_in_the_whole_template():
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    drawn = {
        kind.lower()
        for found in re.findall(r"figure\.add_(\w+)\(|go\.([A-Z]\w+)\(", source)
        for kind in found
        if kind and kind.lower() not in LINES_AND_WORDS
    }
    assert drawn == set(look.DRAWN)


def test_what_is_drawn_looks_the_same():
    whole, ours = (
        template.to_plotly_json()
        for template in (pio.templates["simple_white"], look.styled(look.Figure()).layout.template)
    )
    assert ours["data"] == {kind: whole["data"][kind] for kind in look.DRAWN}
    for part in ("xaxis", "yaxis", "colorway", "font", "hoverlabel", "annotationdefaults", "shapedefaults"):
        assert ours["layout"][part] == whole["layout"][part]
