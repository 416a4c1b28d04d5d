"""How much time there is, in words."""

from datetime import datetime, time

from translations import language
from ui.moderation.order import time_sentences
from workshops.wall.running_order import Part, RunningOrder


def said(order: RunningOrder, part: Part, hour: int, minute: int) -> tuple[str, str]:
    with language("de"):
        return time_sentences(order, part, datetime(2026, 11, 29, hour, minute))


def test_without_a_beginning_only_what_is_planned_is_said():
    assert said(RunningOrder(), Part.DISCUSS, 15, 0) == ("", "Ab hier sind 50 Minuten geplant")


def test_the_end_and_what_is_planned_stand_beside_each_other():
    order = RunningOrder(begins_at=time(14, 0))
    assert said(order, Part.WEIGH, 15, 30) == (
        "Noch 30 Minuten, bis 16:00 Uhr",
        "Ab hier sind 25 Minuten geplant",
    )


def test_over_time_is_said():
    order = RunningOrder(begins_at=time(14, 0))
    assert said(order, Part.DECIDE, 16, 1)[0] == "1 Minute über der Zeit, Ende war 16:00 Uhr"
