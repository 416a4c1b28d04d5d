"""What pages compute once and share: for whom, and until when."""

import pytest

from storage.database import Database
from tests.workshops import factories
from tests.workshops.room import ADVISOR, Room
from ui import services
from workshops import installation, series
from workshops.errors import AccessDenied
from workshops.library.holdings import shipped
from workshops.live import agreeing
from workshops.live.rounds import RoundView
from workshops.weighing import weights


@pytest.fixture
def room(new_sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(installation, "database", lambda: new_sqlite)
    return Room(new_sqlite)


@pytest.fixture
def held(room: Room) -> RoundView:
    """A round in which the first entry is strong in benefit and the second in feasibility."""
    made = agreeing.begin_group_round(room.database, ADVISOR, room.id)
    factories.rate(room.database, made, room.items[0], dict.fromkeys(made.criterion_ids, 3) | {"N1": 5})
    factories.rate(room.database, made, room.items[1], dict.fromkeys(made.criterion_ids, 3) | {"F1": 5})
    return made


def first(room: Room, given: weights.WeightsView) -> str:
    revision = series.get(room.database, ADVISOR, room.id).revision
    ((best, *_others),) = services.placed_under(ADVISOR, room.id, revision, (given,))
    return best.item_id


def test_a_ranking_follows_the_weights_and_the_ratings(room: Room, held: RoundView):
    def agreed(benefit: float, feasibility: float) -> weights.WeightsView:
        given = {"benefit": benefit, "transferability": 10.0, "feasibility": feasibility}
        return weights.save_level(
            room.database, ADVISOR, room.id, weights.DIMENSIONS, method="points", given=given
        )

    assert first(room, agreed(80, 10)) == room.items[0]
    given = agreed(10, 80)
    assert first(room, given) == room.items[1]
    factories.rate(room.database, held, room.items[2], dict.fromkeys(held.criterion_ids, 5))
    assert first(room, given) == room.items[2]


def test_a_ranking_under_other_weights_is_for_advisors_alone(room: Room, held: RoundView):
    given = weights.agreed(room.database, ADVISOR, room.id)
    first(room, given)
    revision = series.get(room.database, ADVISOR, room.id).revision
    for actor in (room.municipality, room.wall):
        with pytest.raises(AccessDenied):
            services.placed_under(actor, room.id, revision, (given,))


def test_what_fits_comes_first_with_at_most_two_of_a_topic() -> None:
    library = services.SeriesLibrary(shipped(), "06431014")
    fits = library.fits
    in_order = [library.catalogue.get(each) for each in sorted(fits, key=lambda each: -fits[each])]
    topics = [case.topic for case in in_order if case]
    assert max(map(topics[:12].count, set(topics[:12]))) == 2
    assert len(fits) == len(library.ranked)
