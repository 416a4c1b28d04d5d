"""A series: created for a real municipality, changed, put away, duplicated, deleted."""

import pytest

from storage import queries
from storage.database import Database
from storage.tables import WeightRow
from tests.workshops import factories
from tests.workshops.factories import EICHENZELL, a_series, an_idea
from tests.workshops.room import ADVISOR
from workshops import journal, series
from workshops.archive import rehearsal
from workshops.archive.duplication import duplicate
from workshops.deciding import decisions, proposal
from workshops.errors import InvalidInput, NotFound
from workshops.library import holdings, shortlist
from workshops.live import activities, agreeing, leading, notes, rounds
from workshops.wall import steering as wall
from workshops.wall.scenes import Scene
from workshops.weighing import weights


def kinds(database: Database, series_id: str) -> list[str]:
    return [event.kind for event in journal.events(database, ADVISOR, series_id)]


def test_a_series_is_created_for_a_municipality_of_the_register(database: Database):
    created = series.create(
        database,
        ADVISOR,
        title="  Smart   Region ",
        municipality_ags=EICHENZELL,
        groups=["politics", "Vereine"],
    )
    assert (created.title, created.municipality_name) == ("Smart Region", "Eichenzell")
    assert created.groups == ("politics", "Vereine")
    assert created.criteria_set == "short"
    assert created.revision == 1
    assert created == series.get(database, ADVISOR, created.id)
    assert kinds(database, created.id) == ["series_created"]


def test_where_there_is_one_series_nobody_needs_to_name_it(database: Database):
    assert series.the_only_one(database, ADVISOR) is None
    first = a_series(database)
    assert series.the_only_one(database, ADVISOR) == first.id
    second = a_series(database)
    assert series.the_only_one(database, ADVISOR) is None
    series.archive(database, ADVISOR, first.id)
    assert series.the_only_one(database, ADVISOR) == second.id


def test_a_series_may_be_for_a_district(database: Database):
    assert a_series(database, municipality_ags="06631").municipality_ags == "06631"


@pytest.mark.parametrize("ags", ["", "99999999", "06631006\0", "' OR 1=1", "0" * 10_000])
def test_other_places_are_refused(database: Database, ags: str):
    with pytest.raises(InvalidInput) as caught:
        a_series(database, municipality_ags=ags)
    assert caught.value.field == "municipality"
    assert series.every(database, ADVISOR) == ()


@pytest.mark.parametrize("given", [{"criteria_set": "huge"}, {"groups": ["x" * 61]}, {"groups": [" "]}])
def test_other_bad_settings_are_refused_and_nothing_is_kept(database: Database, given: dict[str, object]):
    with pytest.raises(InvalidInput):
        a_series(database, **given)
    assert series.every(database, ADVISOR) == ()


@pytest.mark.parametrize("title", ["", "x" * 10_000, "\u200b", "\0"])
def test_bad_titles_are_refused_and_nothing_is_lost(database: Database, title: str):
    with pytest.raises(InvalidInput):
        a_series(database, title=title)
    created = a_series(database)
    with pytest.raises(InvalidInput):
        series.change(database, ADVISOR, created.id, title=title, groups=[])
    with pytest.raises(InvalidInput):
        duplicate(database, ADVISOR, created.id, title=title)
    assert series.get(database, ADVISOR, created.id) == created
    assert len(series.every(database, ADVISOR)) == 1


@pytest.mark.parametrize("title", ["<b>x</b>", "=1+1", "🚲", "عنوان", "'; DROP TABLE series; --", "%s{0}"])
def test_strange_titles_come_back_as_they_were(database: Database, title: str):
    assert series.get(database, ADVISOR, a_series(database, title=title).id).title == title


def test_groups_are_cleaned_and_counted_once(database: Database):
    assert a_series(database, groups=[" Vereine ", "Vereine", "Vere\u0301in"]).groups == ("Vereine", "Veréin")
    with pytest.raises(InvalidInput) as caught:
        a_series(database, groups=[str(number) for number in range(13)])
    assert "13" in caught.value.message


def test_join_codes_differ(database: Database):
    assert len({a_series(database).join_code for _ in range(20)}) == 20


def test_changing_leaves_an_event_and_raises_the_revision(database: Database):
    created = a_series(database)
    changed = series.change(database, ADVISOR, created.id, title="Neu", groups=["politics"])
    assert (changed.title, changed.groups, changed.revision) == ("Neu", ("politics",), 2)
    assert changed == series.get(database, ADVISOR, created.id)
    assert kinds(database, created.id) == ["series_created", "series_changed"]


def test_archived_series_stand_apart_and_come_back(database: Database):
    first, second = a_series(database, "Eins"), a_series(database, "Zwei")
    series.archive(database, ADVISOR, first.id)
    assert [each.id for each in series.every(database, ADVISOR)] == [second.id]
    [archived] = series.every(database, ADVISOR, archived=True)
    assert (archived.id, archived.is_archived) == (first.id, True)
    series.archive(database, ADVISOR, first.id, archived=False)
    assert [each.id for each in series.every(database, ADVISOR)] == [second.id, first.id]
    assert kinds(database, first.id) == ["series_created", "series_archived", "series_restored"]


def test_a_copy_has_the_setting_and_nothing_that_people_rated_or_wrote(database: Database):
    source = a_series(database, groups=["politics"], criteria_set="full")
    first = shortlist.add_use_case(database, ADVISOR, source.id, factories.library()[0])
    gone, last = an_idea(database, source.id, "Weg"), an_idea(database, source.id, "Bleibt")
    shortlist.take_off(database, ADVISOR, source.id, gone.id)
    shortlist.answer_gate(
        database, ADVISOR, source.id, last.id, gate_id="K1", answer="conditions", note="Vertrag"
    )
    weights.save_agreed(
        database, ADVISOR, source.id, method="points", dimensions={"benefit": 60}, criteria={}
    )
    held = factories.rated_round(database, source.id)
    agreeing.finish_group_round(database, ADVISOR, held.id)
    factories.pick(database, source.id, first.id)
    notes.write(database, ADVISOR, source.id, "Nur hier")

    copy = duplicate(database, ADVISOR, source.id, title="Kopie")
    assert (copy.title, copy.groups, copy.criteria_set) == ("Kopie", source.groups, "full")
    assert copy.join_code != source.join_code
    assert (copy.revision, copy.is_archived) == (1, False)
    originals = shortlist.items(database, ADVISOR, source.id)
    copies = shortlist.items(database, ADVISOR, copy.id)
    assert [item.title for item in copies] == [item.title for item in originals] == [first.title, "Bleibt"]
    assert {item.id for item in copies}.isdisjoint(item.id for item in originals)
    assert copies[0].snapshot == originals[0].snapshot
    assert copies[1].gates == originals[1].gates != ()
    assert weights.agreed(database, ADVISOR, copy.id) == weights.agreed(database, ADVISOR, source.id)
    assert rounds.every(database, ADVISOR, copy.id) == ()
    assert decisions.picks(database, ADVISOR, copy.id) == ()
    assert notes.notes(database, ADVISOR, copy.id) == ()
    assert kinds(database, copy.id) == ["series_duplicated"]
    assert len(rounds.every(database, ADVISOR, source.id)) == 1


def test_own_entries_and_the_ideas_on_the_shortlist_come_along(database: Database):
    source = a_series(database)
    sources = factories.library()[0].sources
    own = factories.a_use_case("eigener-pegel", topic="environmental-sensing", sources=sources)
    holdings.add(database, ADVISOR, own, series_id=source.id)
    shortlist.add_use_case(database, ADVISOR, source.id, own)
    an_idea(database, source.id, "Bleibt")
    first, second = (duplicate(database, ADVISOR, source.id, title=title) for title in ("Eins", "Zwei"))
    for copy, entry_id in ((first, "eigener-pegel-2"), (second, "eigener-pegel-3")):
        (entry,) = holdings.entries(database, ADVISOR, copy.id)
        assert entry.use_case == own.model_copy(update={"id": entry_id})
        on_it = shortlist.items(database, ADVISOR, copy.id)
        assert [(item.title, item.use_case_id) for item in on_it] == [
            (own.title_de, entry_id),
            ("Bleibt", None),
        ]
        assert on_it[0].use_case == entry.use_case
    series.delete(database, ADVISOR, source.id)
    assert len(holdings.entries(database, ADVISOR, first.id)) == 1


def test_a_copy_keeps_what_is_set_and_not_how_far_it_has_come(database: Database):
    source = a_series(database)
    item = an_idea(database, source.id, "Mitfahrbank")
    wanted = proposal.Wishes(budget=50_000, costs={item.id: 20_000})
    proposal.change_wishes(database, ADVISOR, source.id, wanted)
    activities.change(database, ADVISOR, source.id, dots_per_person=7, comments=False)
    activities.set_phase(database, ADVISOR, source.id, activities.Activity.IDEAS, activities.Phase.SHOWN)
    wall.go(database, ADVISOR, source.id, Scene.IDEAS)
    leading.take(database, ADVISOR, source.id, "a browser")
    trial = rehearsal.begin(database, ADVISOR, source.id)
    for each in (source, trial):
        copy = duplicate(database, ADVISOR, each.id, title="Kopie")
        assert not copy.rehearsal
        offered = activities.offer(database, ADVISOR, copy.id)
        assert set(offered.phases.values()) == {activities.Phase.OFF}
        assert wall.standing(database, ADVISOR, copy.id).position.scene is Scene.ARRIVE
        assert leading.lead(database, ADVISOR, copy.id, "another browser").since is None
        assert rehearsal.original_of(database, ADVISOR, copy.id) is None
    copy = duplicate(database, ADVISOR, source.id, title="Kopie")
    offered = activities.offer(database, ADVISOR, copy.id)
    assert (offered.dots_per_person, offered.comments) == (7, False)
    (copied,) = shortlist.items(database, ADVISOR, copy.id)
    assert proposal.wishes(database, ADVISOR, copy.id) == proposal.Wishes(
        budget=50_000, costs={copied.id: 20_000}
    )


def test_a_copy_of_an_archived_series_is_not_archived(database: Database):
    source = a_series(database)
    series.archive(database, ADVISOR, source.id)
    assert not duplicate(database, ADVISOR, source.id, title="Kopie").is_archived


def test_a_deleted_series_is_gone_and_the_others_stay(database: Database):
    gone, stays = a_series(database, "Weg"), a_series(database, "Da")
    weights.save_agreed(database, ADVISOR, gone.id, method="points", dimensions={}, criteria={})
    series.delete(database, ADVISOR, gone.id)
    assert [each.id for each in series.every(database, ADVISOR)] == [stays.id]
    with database.read() as session:
        assert queries.count(session, WeightRow) == 0
    with pytest.raises(NotFound):
        series.delete(database, ADVISOR, gone.id)
