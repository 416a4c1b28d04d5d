"""Over all series: who chose what, and which neighbours could apply together."""

from datetime import UTC, datetime

import pytest

from storage import queries
from storage.database import Database
from storage.tables import PickRow
from tests.workshops.factories import a_series, an_idea, library, pick
from tests.workshops.room import ADVISOR
from usecases.model import UseCase
from workshops import series
from workshops.archive import rehearsal
from workshops.library import shortlist
from workshops.overview import across
from workshops.overview.across import Choice

EICHENZELL, FULDA, HUENFELD, KASSEL = "06631006", "06631009", "06631015", "06611000"
DISTRICT_OF_FULDA = "06631"


def chosen(database: Database, ags: str, case: UseCase | None = None) -> str:
    """Return a series of a place that has picked a use case of the library."""
    held = a_series(database, f"Reihe {ags}", municipality_ags=ags)
    item = shortlist.add_use_case(database, ADVISOR, held.id, case or library()[0])
    pick(database, held.id, item.id)
    return held.id


def choice(ags: str, case: str | None = "pegel", year: int = 2026, place: str = "") -> Choice:
    return Choice(
        series_id=ags, series_title="", ags=ags, place=place or ags, year=year, use_case_id=case,
        title="Pegel", title_en=None, area="environment", archived=False,
    )  # fmt: skip


def test_picks_are_found_with_place_year_and_area(database: Database):
    chosen(database, EICHENZELL)
    (found,) = across.choices(database, ADVISOR)
    assert (found.ags, found.place, found.use_case_id) == (EICHENZELL, "Eichenzell", library()[0].id)
    assert found.area == library()[0].area
    assert found.year == datetime.now(UTC).year


def test_the_year_is_that_of_the_decision_in_berlin(database: Database):
    series_id = chosen(database, EICHENZELL)
    with database.write() as session:
        (row,) = queries.many(session, PickRow, series_id=series_id)
        row.picked_at = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert [each.year for each in across.choices(database, ADVISOR)] == [2026]


def test_rehearsals_do_not_count_and_archived_series_do(database: Database):
    series_id = chosen(database, EICHENZELL)
    trial = rehearsal.begin(database, ADVISOR, series_id)
    (item,) = shortlist.items(database, ADVISOR, trial.id)
    pick(database, trial.id, item.id)
    series.archive(database, ADVISOR, series_id)
    (found,) = across.choices(database, ADVISOR)
    assert (found.series_id, found.archived) == (series_id, True)


def test_a_copy_of_a_series_does_not_count_twice(database: Database):
    chosen(database, EICHENZELL)
    chosen(database, EICHENZELL)
    assert len(across.choices(database, ADVISOR)) == 1


def test_own_ideas_are_listed_but_never_taken_for_the_same(database: Database):
    for ags in (EICHENZELL, FULDA):
        held = a_series(database, municipality_ags=ags)
        pick(database, held.id, an_idea(database, held.id).id)
    found = across.choices(database, ADVISOR)
    assert [each.use_case_id for each in found] == [None, None]
    assert across.joint_projects(found) == ()


def test_neighbours_with_the_same_pick_are_a_joint_project(database: Database):
    for ags in (EICHENZELL, FULDA, KASSEL):
        chosen(database, ags)
    chosen(database, HUENFELD, library()[1])
    (joint,) = across.joint_projects(across.choices(database, ADVISOR))
    assert joint.places == ("Eichenzell", "Fulda")
    assert joint.district == "Fulda"
    assert 5 < joint.widest_km < 15


@pytest.mark.parametrize(
    ("places", "joined"),
    [
        ((EICHENZELL, KASSEL), 0),
        ((EICHENZELL, EICHENZELL), 0),
        ((EICHENZELL, DISTRICT_OF_FULDA), 1),
        (("06412000", "06413000"), 1),  # Frankfurt and Offenbach: two urban districts side by side
        (("06412000", "06413000", KASSEL, "06633026"), 2),
        (("99999999", EICHENZELL), 0),
    ],
    ids=["far apart", "one place", "in its district", "side by side", "two pairs", "unknown place"],
)
def test_who_is_a_neighbour(places: tuple[str, ...], joined: int):
    assert len(across.joint_projects([choice(ags) for ags in places])) == joined


def test_a_chain_of_neighbours_is_one_project_whatever_the_order():
    chain = ["06412000", "06413000", "06438008", "06435014"]  # along the river Main, each near the next
    for order in (chain, chain[::-1], [chain[0], chain[3], chain[1], chain[2]]):
        (joint,) = across.joint_projects([choice(ags) for ags in order])
        assert len(joint.places) == len(chain)


def test_the_projects_of_most_places_come_first():
    pairs = [choice(EICHENZELL, "a"), choice(FULDA, "a")]
    triples = [choice(ags, "b") for ags in (EICHENZELL, FULDA, HUENFELD)]
    assert [joint.use_case_id for joint in across.joint_projects([*pairs, *triples])] == ["b", "a"]


def test_nothing_is_chosen_in_an_empty_installation(database: Database):
    assert across.choices(database, ADVISOR) == ()


def test_a_choice_knows_the_themes_of_its_use_case(database: Database):
    case = next(each for each in library() if "environmental-sensing" in each.themes)
    chosen(database, EICHENZELL, case)
    (found,) = across.choices(database, ADVISOR)
    assert found.themes == case.themes
