import pytest

from design.contrast import SHAPES, TEXT, contrast
from design.palette import CHART, CHART_MORE, DEEP, GROUNDS, PAPER, Palette, bare

TEXTS = ("ink", "soft", "accent", "sun", "leaf", "sky", "coral")
UNDER = ("ground", "deep", "card", "shade")


@pytest.mark.parametrize("palette", GROUNDS.values(), ids=GROUNDS)
@pytest.mark.parametrize("under", UNDER)
def test_whatever_is_read_can_be_read(palette: Palette, under: str):
    ground = getattr(palette, under)
    assert {name for name in TEXTS if contrast(getattr(palette, name), ground) < TEXT} == set()
    assert contrast(palette.border, ground) >= SHAPES
    assert contrast(palette.accent, palette.on_accent) >= TEXT


def test_captions_of_streamlit_can_be_read():
    """Streamlit draws captions with 60 % of the text's colour."""
    from design.contrast import mixed

    for ground in (PAPER.card, PAPER.shade):
        assert contrast(mixed(ground, PAPER.ink, 0.6), ground) >= TEXT


@pytest.mark.parametrize("colour", ["#ffd400", "#d40000", "#004488", "#ffffff", "#000000", "#7f7f7f"])
@pytest.mark.parametrize("palette", GROUNDS.values(), ids=GROUNDS)
def test_any_accent_is_readable_afterwards(palette: Palette, colour: str):
    own = palette.with_accent(colour)
    assert all(contrast(own.accent, getattr(own, under)) >= TEXT for under in ("ground", "card", "shade"))
    assert contrast(own.accent, own.on_accent) >= TEXT
    assert own.ink == palette.ink


def test_colours_of_charts_reach_the_contrast_of_text_on_white():
    assert all(contrast(colour, PAPER.card) >= TEXT for colour in (*CHART, *CHART_MORE))


def test_office_formats_write_colours_without_a_hash():
    assert bare("#0e5866") == "0E5866"
    assert bare(DEEP.sun) == "FFC145"
