"""Names stand beside their points, inside the picture, and not on each other."""

import random

import pytest

from design.labels import Box, place_labels

FRAME = Box(0, 0, 1800, 1000)
NAMES = [f"Ein Vorhaben mit einem langen Namen, Nummer {number}" for number in range(14)]


def labels(points: list[tuple[float, float]], names: list[str] | None = None, reserved: tuple[Box, ...] = ()):
    return place_labels(
        points,
        names or NAMES[: len(points)],
        frame=FRAME,
        reserved=reserved,
        size=30,
        radius=12,
        letters=30,
    )


def test_every_name_is_whole():
    placed = labels([(900, 500)], ["Bürgerservice ohne Öffnungszeiten"])
    assert " ".join(placed[0].lines) == "Bürgerservice ohne Öffnungszeiten"


def test_a_single_name_stands_close_without_a_line():
    (placed,) = labels([(300, 500)])
    assert placed.leader is None


def test_neighbours_do_not_cover_each_other():
    chance = random.Random(3)
    points = [(chance.uniform(100, 1700), chance.uniform(80, 920)) for _name in NAMES]
    boxes = [label.box for label in labels(points)]
    covered = [one.overlap(other) for place, one in enumerate(boxes) for other in boxes[place + 1 :]]
    assert max(covered) == 0


def test_names_of_points_in_one_place_are_moved_apart():
    boxes = [label.box for label in labels([(900, 500)] * 5)]
    assert all(one.overlap(other) == 0 for place, one in enumerate(boxes) for other in boxes[place + 1 :])


def test_names_stay_in_the_picture_and_off_what_is_reserved():
    corner = Box(0, 0, 400, 60)
    for label in labels([(5, 5), (1795, 5), (5, 995), (1795, 995)], reserved=(corner,)):
        assert label.box.outside(FRAME) == pytest.approx(0, abs=1e-6)
        assert label.box.overlap(corner) == 0


def test_no_points_are_no_labels():
    assert labels([], []) == []
