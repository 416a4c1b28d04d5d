"""A coat of arms and an accent: a series' own, else the installation's; only what can be read and shown."""

from io import BytesIO

import pytest
from PIL import Image

from storage.database import Database
from tests.workshops.room import ADVISOR, Room
from workshops import emblem, look, series
from workshops.errors import AccessDenied, InvalidInput, NotFound


def picture(width: int = 300, height: int = 360, kind: str = "PNG") -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "#204080").save(file, kind)
    return file.getvalue()


def test_a_series_takes_the_look_of_the_installation_until_it_has_its_own(database: Database, room: Room):
    assert look.of_series(database, room.wall, room.id) == look.Look()
    look.set_accent(database, ADVISOR, "#7A1F3D")
    assert look.of_series(database, room.wall, room.id).accent == "#7a1f3d"
    look.set_accent(database, ADVISOR, "#0a4a5a", series_id=room.id)
    assert look.of_series(database, room.wall, room.id).accent == "#0a4a5a"
    assert look.own(database, ADVISOR).accent == "#7a1f3d"
    look.set_accent(database, ADVISOR, "", series_id=room.id)
    assert look.of_series(database, room.municipality, room.id).accent == "#7a1f3d"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_kept_as_a_small_png(database: Database, room: Room, kind: str):
    look.set_emblem(database, ADVISOR, picture(1400, 1700, kind), series_id=room.id)
    kept = look.of_series(database, room.wall, room.id).emblem
    assert kept is not None
    with Image.open(BytesIO(kept.content)) as shown:
        assert shown.format == "PNG"
        assert max(shown.size) == emblem.LONGEST_SIDE
    look.set_emblem(database, ADVISOR, None, series_id=room.id)
    assert look.of_series(database, room.wall, room.id).emblem is None


def test_what_a_picture_says_about_its_maker_is_not_kept():
    file = BytesIO()
    made = Image.new("RGB", (100, 100))
    exif = made.getexif()
    exif[0x013B] = "Somebody"
    made.save(file, "JPEG", exif=exif)
    assert b"Somebody" in file.getvalue()
    assert b"Somebody" not in emblem.clean(file.getvalue())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture at all",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture(8, 8),
        picture(2000, 24),
    ],
    ids=["empty", "text", "svg", "tiny", "stripe"],
)
def test_what_is_no_usable_picture_is_refused(database: Database, data: bytes):
    with pytest.raises(InvalidInput):
        look.set_emblem(database, ADVISOR, data)
    assert look.own(database, ADVISOR).emblem is None


def test_a_file_that_is_too_large_is_refused_unread():
    with pytest.raises(InvalidInput):
        emblem.clean(b"\x89PNG" + bytes(emblem.LARGEST_FILE))


@pytest.mark.parametrize("colour", ["#ffcc00", "#ffffff", "#fff", "red", "#12345z"])
def test_an_accent_has_to_be_a_colour_that_can_be_read(database: Database, colour: str):
    with pytest.raises(InvalidInput) as refused:
        look.set_accent(database, ADVISOR, colour)
    assert refused.value.hint


def test_only_an_advisor_changes_it(database: Database, room: Room):
    for actor in (room.wall, room.municipality):
        with pytest.raises(AccessDenied):
            look.set_accent(database, actor, "#0a4a5a", series_id=room.id)
        with pytest.raises(AccessDenied):
            look.own(database, actor, room.id)


def test_it_goes_with_the_series(database: Database, room: Room):
    look.set_accent(database, ADVISOR, "#0a4a5a", series_id=room.id)
    series.delete(database, ADVISOR, room.id)
    assert look.own(database, ADVISOR, room.id) == look.Look()
    with pytest.raises(NotFound):
        look.set_accent(database, ADVISOR, "#0a4a5a", series_id=room.id)
