from io import BytesIO

from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from design.typeface import FAMILY, FILES, web_font

GERMAN = "ÄÖÜäöüßẞ„“‚‘–€0123456789".replace("ẞ", "")
MOST_BYTES = 40_000


def font() -> TTFont:
    return TTFont(BytesIO(web_font()))


def test_the_part_for_browsers_is_small_and_has_what_german_needs():
    assert len(web_font()) < MOST_BYTES
    assert {character for character in GERMAN if ord(character) not in font().getBestCmap()} == set()


def test_it_has_the_weights_that_are_used():
    (axis,) = font()["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_its_zero_is_open():
    """A slashed or dotted zero has a third contour."""
    drawn = RecordingPen()
    opened = font()
    opened.getGlyphSet()[opened.getBestCmap()[ord("0")]].draw(drawn)
    assert sum(1 for command, _points in drawn.value if command == "closePath") == 2


def test_the_whole_typeface_is_there_for_documents():
    assert {TTFont(file)["name"].getBestFamilyName() for file in FILES.glob("*.ttf")} == {FAMILY}
