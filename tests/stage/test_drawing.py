"""Each scene is built and drawn at each of its steps, in both languages, with whole names."""

import re
from html import unescape

import pytest

from design.fields import icon_svg
from light.pages import render
from stage.drawing import frame_of, scene_of
from stage.files import addresses
from stage.room import Room
from storage.database import Database
from tests.stage.afternoon import ADVISOR, Afternoon
from translations import language
from workshops import series
from workshops.wall import known, steering
from workshops.wall.scenes import Position, Scene


def drawn(afternoon: Afternoon, position: Position, code: str = "de") -> str:
    standing = steering.standing(afternoon.database, ADVISOR, afternoon.id).model_copy(
        update={"position": position}
    )
    with language(code):
        shown = series.get(afternoon.database, known.eyes(afternoon.id), afternoon.id)
        room = Room(afternoon.database, shown, standing, "http://10.0.0.1:8501")
        frame = frame_of(room, mark="m", follow="/wand/szene?", lead="", emblem="", style="")
        return render("scene.html", frame=frame, scene=scene_of(room), icon=icon_svg, files=addresses())


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.fixture
def whole(database: Database) -> Afternoon:
    """An afternoon of ten people at its end: everything has a scene."""
    made = Afternoon(database, people_wanted=10, entries=5)
    made.arrive()
    for again in (False, True):
        if again:
            made.send_ideas()
            made.give_dots()
            made.give_points()
            steering.allow_remarks(database, ADVISOR, made.id, allowed=True)
        round_ = made.open_round()
        made.rate(round_)
        made.reveal(round_)
    made.decide()
    return made


def test_every_scene_has_its_turn_and_is_drawn_at_every_step(whole: Afternoon):
    stops = steering.standing(whole.database, ADVISOR, whole.id).stops
    assert {stop.scene for stop in stops} == set(Scene) - {Scene.RATING}
    for stop in stops:
        for step in range(stop.steps):
            for code in ("de", "en"):
                html = drawn(whole, Position(scene=stop.scene, subject=stop.subject, step=step), code)
                assert "Lautertal (Odenwald)" in words(html)


def test_every_place_stands_on_the_wall_with_its_whole_name(revealed: Afternoon):
    seen = known.result(revealed.database, revealed.id)
    assert seen is not None
    last = known.reveal_steps(seen) - 1
    text = words(drawn(revealed, Position(scene=Scene.REVEAL, step=last)))
    assert all(title in text for title in seen.titles.values())


def test_the_points_on_the_wall_are_those_of_the_evaluation(revealed: Afternoon):
    seen = known.result(revealed.database, revealed.id)
    assert seen is not None
    text = words(drawn(revealed, Position(scene=Scene.REVEAL, step=known.reveal_steps(seen) - 1)))
    for item in seen.evaluation.ranking[:3]:
        assert item.score is not None
        assert f"{seen.titles[item.item_id]} {item.score * 100:.0f} von 100 Punkten" in text


def test_the_camps_are_counted_as_people_and_only_in_the_second_step(revealed: Afternoon):
    seen = known.result(revealed.database, revealed.id)
    assert seen is not None
    (subject, *_more) = known.questions(seen)
    first = drawn(revealed, Position(scene=Scene.DIFFER, subject=subject))
    second = drawn(revealed, Position(scene=Scene.DIFFER, subject=subject, step=1))
    assert first.count("<i ") == 0
    assert second.count("<i ") == sum(seen.evaluation.discuss_next[0].counts)


def test_the_decision_shows_one_more_with_each_step(whole: Afternoon):
    counts = [drawn(whole, Position(scene=Scene.DECISION, step=step)).count("<article") for step in range(5)]
    assert counts == [0, 1, 2, 3, 3]
    last = words(drawn(whole, Position(scene=Scene.DECISION, step=4)))
    assert "Wir zahlen 8.500 € bis 25.500 €" in last.replace("\u00a0", " ")


def test_one_person_is_here_and_two_are(revealed: Afternoon):
    text = words(drawn(revealed, Position(scene=Scene.ARRIVE)))
    assert f"{revealed.people_wanted} sind da" in text


def test_texts_of_people_are_escaped(revealed: Afternoon):
    from workshops.library import shortlist

    shortlist.add_idea(
        revealed.database, ADVISOR, revealed.id, title="<b>Bank & Bus</b>", summary="x", area="mobility"
    )
    html = drawn(revealed, Position(scene=Scene.FIELD, subject="mobility"))
    assert "&lt;b&gt;Bank &amp; Bus&lt;/b&gt;" in html
