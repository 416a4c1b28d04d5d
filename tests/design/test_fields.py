"""Nine colours that stay apart for eyes with any of the three colour vision deficiencies.

The deficiencies are simulated with the matrices of Machado, Oliveira and Fernandes (2009) at full severity,
distances are measured in CIELAB.
"""

import itertools
from typing import get_args
from xml.etree import ElementTree

import numpy as np
import pytest

from design.contrast import SHAPES, contrast
from design.fields import FIELDS, icon_svg
from design.palette import GROUNDS
from usecases.model import AreaId

SEEN = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TELLABLE = 15  # in CIELAB; about 2 is the least that can be seen side by side


def lab(colour: str, seen: object) -> np.ndarray:
    parts = np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.asarray(seen) @ linear, 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = to_xyz @ linear / np.array([0.9505, 1, 1.089])
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def test_every_field_of_the_library_has_its_look():
    assert set(FIELDS) == set(get_args(AreaId))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("eyes", SEEN)
def test_all_pairs_can_be_told_apart(ground: str, eyes: str):
    colours = {name: lab(getattr(field, ground), SEEN[eyes]) for name, field in FIELDS.items()}
    near = {
        (one, other): round(float(np.linalg.norm(colours[one] - colours[other])), 1)
        for one, other in itertools.combinations(colours, 2)
        if np.linalg.norm(colours[one] - colours[other]) < TELLABLE
    }
    assert near == {}


@pytest.mark.parametrize("ground", GROUNDS)
def test_each_is_seen_on_its_ground(ground: str):
    palette = GROUNDS[ground]
    faint = [
        name
        for name, field in FIELDS.items()
        for under in (palette.ground, palette.card)
        if contrast(getattr(field, ground), under) < SHAPES
    ]
    assert faint == []


@pytest.mark.parametrize("area", FIELDS)
def test_icons_are_sound_drawings(area: str):
    root = ElementTree.fromstring(icon_svg(area))
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("aria-hidden") == "true"


def test_an_unknown_field_has_no_icon():
    assert icon_svg("of-a-later-library") == ""


def test_icons_differ():
    assert len({field.icon for field in FIELDS.values()}) == len(FIELDS)
