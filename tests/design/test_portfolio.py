"""Points of the portfolio carry whole names that lie on no other name and on no other point."""

import random
import re
from itertools import combinations
from math import hypot

import pytest

from design.labels import Box
from design.portfolio import Words, lay_out, svg, zoom

NAMES = (
    "Starkregen-Frühwarnung für Lautertal",
    "LoRaWAN-Netz der Gemeinde",
    "Mitfahrbank mit Anzeige",
    "Telemedizin in der Hausarztpraxis",
    "Bürgerservice ohne Öffnungszeiten",
    "Straßenbeleuchtung nach Bedarf",
    "Rufbus am Abend",
    "Digitale Dorfmitte",
    "Leihlastenräder an der Schule",
    "Solarkataster und Speicher im Bauhof",
    "Pegelmesser",
)
WORDS = Words(("Gut vorbereiten", "Sofort machen", "Zurückstellen", "Mitnehmen"), "leichter", "mehr")
LOOKS = {name: f'class="{name}"' for name in ("dot", "chosen", "label", "leader", "axis", "quarter")}
WIDE = {"width": 1500.0, "height": 860.0, "size": 31.0}


def scattered(seed: int, spread: float = 0.2) -> list[tuple[float, float]]:
    chance = random.Random(seed)
    return [(chance.gauss(0.6, spread), chance.gauss(0.6, spread)) for _name in NAMES]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("spread", [0.03, 0.1, 0.2])
def test_no_name_lies_on_another_name_or_point(seed: int, spread: float):
    laid = lay_out(scattered(seed, spread), NAMES, **WIDE)
    for one, other in combinations(laid.labels, 2):
        assert one.box.overlap(other.box) == 0, (one.lines, other.lines)
    for place, label in enumerate(laid.labels):
        whole = "".join(label.lines).replace(" ", "")
        assert whole == NAMES[place].replace(" ", ""), "the name is whole"
        assert not any(Box(x, y, 0.1, 0.1).overlap(label.box) for x, y in laid.points), label.lines


@pytest.mark.parametrize("seed", range(12))
def test_a_name_without_a_line_stands_at_its_own_point(seed: int):
    laid = lay_out(scattered(seed), NAMES, **WIDE)
    for place, label in enumerate(laid.labels):
        if label.leader is None:
            near = min(range(len(laid.points)), key=lambda each: _distance(laid.points[each], label.box))
            assert near == place, label.lines


def _distance(point: tuple[float, float], box: Box) -> float:
    x = min(max(point[0], box.x), box.x + box.width)
    y = min(max(point[1], box.y), box.y + box.height)
    return hypot(point[0] - x, point[1] - y)


def test_higher_is_up_and_easier_is_right():
    laid = lay_out([(0.2, 0.2), (0.8, 0.9)], ["a", "b"], **WIDE)
    (low, high) = laid.points
    assert low[0] < high[0]
    assert low[1] > high[1]


def test_a_picture_without_points_keeps_the_zoom_of_those_to_come():
    points = scattered(1)
    assert lay_out([], [], zoomed=points, **WIDE).across == lay_out(points, NAMES, **WIDE).across
    assert zoom([]) == (0.0, 1.0, 0.5)
    assert zoom([0.4, 0.4])[0] < 0.4 < zoom([0.4, 0.4])[1]


def test_what_is_chosen_is_drawn_larger_and_every_text_is_escaped():
    laid = lay_out([(0.2, 0.2), (0.8, 0.9)], ["<b>", "Rufbus"], **WIDE)
    drawn = svg(laid, WORDS, [1], LOOKS)
    assert (drawn.count('class="dot"'), drawn.count('class="chosen"')) == (1, 1)
    assert "&lt;b&gt;" in drawn
    radii = [float(found) for found in re.findall(r'r="([\d.]+)"', drawn)]
    assert radii[1] > radii[0]
    assert all(word in drawn for word in WORDS.quarters)
