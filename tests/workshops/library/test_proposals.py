"""Proposals for the library: sent with a source, reviewed with the difference, published or declined."""

import pytest

from storage import queries
from storage.tables import EntryProposalRow
from tests.workshops.factories import a_series, library, member
from tests.workshops.room import ADVISOR, Room
from workshops import series
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied, InvalidInput, NotFound, Refused
from workshops.library import holdings, proposals
from workshops.library.holdings import UnsoundEntry

NEW = {
    "title_de": "Wasserzähler lesen sich selbst",
    "topic": "environmental-sensing",
    "summary_de": "Die Gemeinde liest Wasserzähler über Funk ab.",
    "cost": "ca. 120 T€",
    "source_1_title": "Amtsblatt",
    "source_1_url": "https://www.eichenzell.de/zaehler",
    "source_1_date": "Mai 2026",
}
SOURCE = {"source_1_title": "Bericht", "source_1_url": "https://www.hofbieber.de/bericht"}


def municipality(room: Room) -> Actor:
    return member(Role.MUNICIPALITY, room.id)


def sent(room: Room, entry_id: str | None = None, **cells: str) -> proposals.ProposalView:
    return proposals.propose(
        room.database,
        municipality(room),
        room.id,
        entry_id=entry_id,
        cells=cells or NEW,
        remark="Bitte prüfen.",
    )


def shipped_with_topic() -> str:
    return next(entry.id for entry in library() if len(entry.sources) < 12)


def test_a_new_entry_is_the_municipalitys_own_and_waits(room: Room) -> None:
    proposal = sent(room)
    assert (proposal.state, proposal.role, proposal.remark) == ("new", "municipality", "Bitte prüfen.")
    (review,) = proposals.waiting(room.database, ADVISOR)
    entry = review.row.use_case
    assert entry is not None
    assert review.row.sound
    assert (entry.origin.name, entry.origin.ags) == ("Eichenzell", ("06631006",))
    assert (entry.area, entry.cost and entry.cost.amount, entry.sources[0].date) == (
        "environment",
        120_000,
        "2026-05",
    )
    assert {one.column for one in review.differences} >= {"title_de", "summary_de", "source_1_url"}
    assert holdings.entries(room.database, ADVISOR, room.id) == ()


def test_what_is_published_is_seen_by_all_series(room: Room) -> None:
    proposal = sent(room)
    published = proposals.publish(room.database, ADVISOR, proposal.id)
    elsewhere = a_series(room.database, "Andere", municipality_ags="06631009")
    for series_id in (room.id, elsewhere.id):
        assert holdings.catalogue(room.database, ADVISOR, series_id).get(published.id) == published.use_case
    (kept,) = proposals.of_series(room.database, municipality(room), room.id)
    assert (kept.state, kept.answered_at is not None) == ("published", True)
    assert proposals.waiting(room.database, ADVISOR) == ()


def test_a_correction_shows_the_difference_and_takes_the_entrys_place(room: Room) -> None:
    entry_id = shipped_with_topic()
    before = holdings.shipped().get(entry_id)
    assert before is not None
    proposal = sent(room, entry_id, title_de=before.title_de, lessons_de="Der Vertrag endete 2026.", **SOURCE)
    (review,) = proposals.waiting(room.database, ADVISOR)
    assert {one.column: (one.before, one.after) for one in review.differences}["lessons_de"] == (
        before.lessons_de or "",
        "Der Vertrag endete 2026.",
    )
    assert "title_de" not in {one.column for one in review.differences}
    proposals.publish(room.database, ADVISOR, proposal.id)
    now = holdings.catalogue(room.database, ADVISOR, room.id).get(entry_id)
    assert now is not None
    assert now.lessons_de == "Der Vertrag endete 2026."
    assert now.sources[:-1] == before.sources
    assert now.sources[-1].url == SOURCE["source_1_url"]
    assert len(holdings.catalogue(room.database, ADVISOR, room.id)) == len(holdings.shipped())
    holdings.remove(room.database, ADVISOR, entry_id)
    assert holdings.catalogue(room.database, ADVISOR, room.id).get(entry_id) == before


def test_two_corrections_of_one_entry_do_not_set_each_other_back(room: Room) -> None:
    entry_id = shipped_with_topic()
    first = sent(room, entry_id, lessons_de="Erstens.", **SOURCE)
    second = sent(room, entry_id, summary_de="Kurz gesagt: es läuft.", **SOURCE)
    proposals.publish(room.database, ADVISOR, first.id)
    proposals.publish(room.database, ADVISOR, second.id)
    now = holdings.catalogue(room.database, ADVISOR, room.id).get(entry_id)
    assert now is not None
    assert (now.lessons_de, now.summary_de) == ("Erstens.", "Kurz gesagt: es läuft.")


def test_a_proposal_is_declined_with_a_reason_that_the_sender_reads(room: Room) -> None:
    proposal = sent(room)
    with pytest.raises(InvalidInput):
        proposals.decline(room.database, ADVISOR, proposal.id, "  ")
    proposals.decline(room.database, ADVISOR, proposal.id, "Die Quelle sagt es nicht.")
    (kept,) = proposals.of_series(room.database, municipality(room), room.id)
    assert (kept.state, kept.answer) == ("declined", "Die Quelle sagt es nicht.")


def test_an_answer_is_given_once(room: Room) -> None:
    proposal = sent(room)
    proposals.publish(room.database, ADVISOR, proposal.id)
    for again in (
        lambda: proposals.publish(room.database, ADVISOR, proposal.id),
        lambda: proposals.decline(room.database, ADVISOR, proposal.id, "Doch nicht."),
    ):
        with pytest.raises(Refused):
            again()
    with pytest.raises(NotFound):
        proposals.publish(room.database, ADVISOR, "gibtesnicht")


@pytest.mark.parametrize(
    ("cells", "refusal"),
    [
        ({key: text for key, text in NEW.items() if key != "source_1_url"}, InvalidInput),
        (NEW | {"source_1_url": "eichenzell"}, UnsoundEntry),
        (NEW | {"title_de": ""}, UnsoundEntry),
        (NEW | {"topic": ""}, UnsoundEntry),
        (NEW | {"cost": "viel"}, UnsoundEntry),
        (NEW | {"title_de": "x" * 200}, UnsoundEntry),
    ],
)
def test_what_cannot_be_published_is_not_taken(
    room: Room, cells: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        sent(room, **cells)
    assert proposals.waiting(room.database, ADVISOR) == ()


def test_a_correction_that_changes_nothing_is_no_proposal(room: Room) -> None:
    entry_id = shipped_with_topic()
    entry = holdings.shipped().get(entry_id)
    assert entry is not None
    with pytest.raises(InvalidInput):
        sent(room, entry_id, title_de=entry.title_de, **SOURCE)
    with pytest.raises(NotFound):
        sent(room, "gibt-es-nicht", title_de="Anders", **SOURCE)


def test_a_field_that_is_not_asked_for_is_not_taken(room: Room) -> None:
    proposal = sent(room, **NEW, assessment_de="Sehr gut!", related="x")
    assert not {"assessment_de", "related"} & proposal.cells.keys()


def test_nobody_floods_the_editors(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposals, "MOST_OPEN", 1)
    sent(room)
    with pytest.raises(Refused):
        sent(room, **(NEW | {"title_de": "Noch ein Vorschlag"}))


def test_a_proposal_outlives_its_series(room: Room) -> None:
    proposal = sent(room)
    series.delete(room.database, ADVISOR, room.id)
    with room.database.read() as session:
        (row,) = queries.many(session, EntryProposalRow)
    assert (row.id, row.series_id) == (proposal.id, None)
    assert proposals.publish(room.database, ADVISOR, proposal.id).series_id is None


def test_the_log_of_the_series_tells_of_it(room: Room) -> None:
    before = series.get(room.database, ADVISOR, room.id).revision
    sent(room)
    assert series.get(room.database, ADVISOR, room.id).revision > before


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.WALL, Role.NOBODY])
def test_others_propose_nothing(room: Room, role: Role) -> None:
    somebody = member(role, room.id)
    for attempt in (
        lambda: proposals.propose(room.database, somebody, room.id, entry_id=None, cells=NEW),
        lambda: proposals.of_series(room.database, somebody, room.id),
        lambda: proposals.entries(room.database, somebody, room.id),
    ):
        with pytest.raises(AccessDenied):
            attempt()


def test_a_municipality_neither_reviews_nor_looks_into_another_series(room: Room) -> None:
    proposal = sent(room)
    stranger = member(Role.MUNICIPALITY, a_series(room.database, "Andere").id)
    for attempt in (
        lambda: proposals.waiting(room.database, municipality(room)),
        lambda: proposals.publish(room.database, municipality(room), proposal.id),
        lambda: proposals.decline(room.database, municipality(room), proposal.id, "Nein."),
        lambda: proposals.propose(room.database, stranger, room.id, entry_id=None, cells=NEW),
        lambda: proposals.of_series(room.database, stranger, room.id),
    ):
        with pytest.raises(AccessDenied):
            attempt()
