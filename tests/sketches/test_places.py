"""The places of a project: who applies, and where in Hessen its model runs."""

from sketches.model import Applicant, SketchContent
from sketches.places import map_cells, map_source, project_places

CONTENT = SketchContent(
    applicant=Applicant(name="Eichenzell", ags="06631006"),
    partners=(Applicant(name="Künzell", ags="06631017"), Applicant(name="Ein Verein")),
)


def test_those_who_apply_and_the_models_are_told_apart() -> None:
    found = project_places(CONTENT, ("06631009", "06440002", "06631006"))
    assert found is not None
    assert [spot.name for spot in found.own] == ["Eichenzell", "Künzell"]
    assert [spot.name for spot in found.sources] == ["Fulda", "Bad Nauheim"], "not the own place again"
    assert all(49 < spot.latitude < 52 and 7 < spot.longitude < 11 for spot in (*found.own, *found.sources))


def test_without_a_place_of_the_own_there_is_nothing_to_draw() -> None:
    assert project_places(SketchContent(), ("06631009",)) is None
    assert project_places(SketchContent(applicant=Applicant(name="X", ags="99999999"))) is None
    alone = project_places(CONTENT, ("99999999",))
    assert alone is not None
    assert alone.sources == ()


def test_the_body_has_a_cell_for_each_municipality_and_its_source_is_named() -> None:
    assert len(map_cells()) == 421
    assert "Destatis" in map_source()
