"""What is asked of the database, on both of them."""

import pytest
from sqlmodel import SQLModel

from storage import queries
from storage.database import Database
from storage.errors import StorageError
from storage.tables import (
    CommentRow,
    DotRow,
    EventRow,
    FinishedRow,
    ItemRow,
    ParticipantRow,
    RatingRow,
    RoundRow,
    SeriesRow,
)
from storage.types import now
from tests.storage.rows import series_row


def test_the_revision_grows_in_the_database_itself(in_a_round: Database):
    with in_a_round.write() as session:
        seen = queries.one(session, SeriesRow, id="s")
        assert [queries.next_revision(session, "s") for _ in range(3)] == [1, 2, 3]
        assert queries.one(session, SeriesRow, id="s").revision == 3
        seen.title = "Other"  # a later change of the same row must not bring an old revision back
    with in_a_round.read() as session:
        assert queries.revision(session, "s") == 3
        assert queries.revision(session, "gone") is None


def test_rows_come_in_the_order_asked_for(database: Database):
    with database.write() as session:
        queries.add(session, series_row(id="s"))
        for name, position in (("a", 2), ("b", 1), ("c", 2), ("d", 3)):
            removed = now() if name == "d" else None
            item = {"kind": "idea", "title": name, "area": "energy", "position": position}
            queries.add(session, ItemRow(id=name, series_id="s", removed_at=removed, **item))
        queries.add(session, *(RoundRow(series_id="s", number=n, kind="live") for n in (1, 3, 2)))
    with database.read() as session:
        down = queries.many(session, ItemRow, order_by=("-position", "id"))
        assert [row.id for row in down] == ["d", "a", "c", "b"]
        assert [row.id for row in queries.shortlist(session, "s")] == ["b", "a", "c"]
        assert queries.latest_round(session, "s").number == 3
        assert queries.latest_round(session, "gone") is None
        assert queries.count(session, ItemRow, removed_at=None) == 3


def test_a_key_with_a_nul_finds_nothing(in_a_round: Database):
    """Anybody can type one into an address; PostgreSQL would refuse the question."""
    with in_a_round.write() as session:
        assert queries.series(session, "s\0") is None
        assert queries.one(session, SeriesRow, id="s\0") is None
        assert queries.remove(session, SeriesRow, id="s\0") == 0


def test_whether_there_is_any_row(in_a_round: Database):
    with in_a_round.read() as session:
        assert queries.some(session, ItemRow, series_id="s", removed_at=None)
        assert not queries.some(session, ItemRow, series_id="gone")
        assert not queries.some(session, ItemRow, series_id="s\0")


def test_a_deletion_without_a_condition_is_refused(in_a_round: Database):
    with pytest.raises(ValueError, match="condition"), in_a_round.write() as session:
        queries.remove(session, SeriesRow)


def test_a_second_look_within_a_transaction_sees_what_was_changed_past_the_session(in_a_round: Database):
    with in_a_round.write() as session:
        first = queries.one(session, SeriesRow, id="s")
        session.connection().exec_driver_sql("UPDATE series SET title = 'Other'")
        assert queries.one(session, SeriesRow, id="s").title == "Other"
        assert first.title == "Other"


def test_a_deleted_series_leaves_nothing_behind(database: Database):
    """Every table that belongs to a series has a row of it; a new table must be added here."""
    with database.write() as session:
        for name in ("gone", "stays"):
            queries.add(session, *belongings(name))
    with database.read() as session:
        before = {table: queries.count(session, table) for table in tables_of_a_series()}
    assert {table for table, count in before.items() if count != 2} == set()
    with database.write() as session:
        queries.remove(session, SeriesRow, id="gone")
    with database.read() as session:
        after = {table: queries.count(session, table) for table in tables_of_a_series()}
        assert {table for table, count in after.items() if count != 1} == set()
        assert [row.id for row in queries.many(session, SeriesRow)] == ["stays"]


def tables_of_a_series() -> list[type[SQLModel]]:
    import storage.tables

    # Of the installation, not of a series; what was proposed for its library outlives the series.
    own = {"SettingRow", "AdvisorSessionRow", "TemplateRow", "EntryProposalRow", "GuessRow", "WallPairingRow"}
    return [getattr(storage.tables, name) for name in storage.tables.__all__ if name not in own]


def belongings(name: str) -> list[SQLModel]:
    from storage import tables as t

    series = {"series_id": name}
    person, entry = {"participant_id": f"{name}-p"}, {"item_id": f"{name}-i"}
    held = {"round_id": f"{name}-r"}
    idea = {"kind": "idea", "title": "T", "area": "energy", "position": 1}
    return [
        series_row(id=name),
        t.AccessLinkRow(**series, kind="wall", token_hash=name, expires_at=now()),
        t.ParticipantRow(id=f"{name}-p", **series, kind="phone"),
        t.DeviceRow(**person, token_hash=name, reentry_hash=name),
        t.ItemRow(id=f"{name}-i", **series, **idea),
        t.GateRow(**entry, gate_id="g", answer="yes"),
        t.PickRow(**series, **entry, reason="r"),
        t.ProjectStateRow(**series, **entry, state="live", day=now().date()),
        t.NoteRow(**series, **entry, text="t"),
        t.AppointmentRow(**series, position=1, title="T"),
        t.EventRow(**series, role="advisor", kind="k"),
        t.SketchRow(id=f"{name}-k", **series, **entry),
        t.SketchVersionRow(sketch_id=f"{name}-k", version=1, origin="o", saved_by="advisor"),
        t.ContributionRow(
            **series, sketch_id=f"{name}-k", place="p", kind="remark", text="t", base_version=1
        ),
        t.ConfirmationRow(**series, sketch_id=f"{name}-k", version=1, fingerprint="f"),
        t.LibraryEntryRow(id=name, **series),
        t.WeightRow(**series, owner_kind="agreed"),
        t.RoundRow(id=f"{name}-r", **series, number=1, kind="live"),
        t.RatingRow(**held, **person, **entry, criterion_id="c", value=1),
        t.CommentRow(**held, **person, **entry, text="t"),
        t.FinishedRow(**held, **person),
        t.AttendanceRow(**held, **person),
        t.TakenOutRow(**series, **person),
        t.AllocationRow(**held, seed=1, first=1),
        t.AskedRow(**held, **person, **entry, criterion_id="c", place=0),
        t.NotAskedRow(**held, **person, criterion_ids=["d"]),
        t.SeenRow(**series, subject="s"),
        t.DraftRow(**series, place="p"),
        t.LookRow(key=name, **series),
        t.IdeaRow(id=f"{name}-d", **series, **person, **entry, title="t"),
        t.DotRow(**series, **person, target_kind="idea", target=f"{name}-d", dots=1),
    ]


def test_a_deleted_participant_takes_answers_along_but_not_ideas(database: Database):
    with database.write() as session:
        queries.add(session, *belongings("s"))
        queries.remove(session, ParticipantRow, id="s-p")
    with database.read() as session:
        from storage.tables import DeviceRow, IdeaRow

        counted = {
            table: queries.count(session, table)
            for table in (RatingRow, CommentRow, FinishedRow, DotRow, DeviceRow, IdeaRow, EventRow)
        }
        assert counted == {
            RatingRow: 0, CommentRow: 0, FinishedRow: 0, DotRow: 0, DeviceRow: 0, IdeaRow: 1, EventRow: 1,
        }  # fmt: skip
        assert queries.many(session, IdeaRow)[0].participant_id is None


def test_many_rows_are_inserted_together_with_the_columns_defaults(in_a_round: Database):
    rows = [{"series_id": "s", "role": "advisor", "kind": f"line {number}"} for number in range(12_000)]
    with in_a_round.write() as session:
        queries.insert_many(session, EventRow, rows)
        queries.insert_many(session, EventRow, [])
    with in_a_round.read() as session:
        kept = queries.many(session, EventRow, series_id="s", order_by=("id",))
    assert [row.kind for row in kept] == [row["kind"] for row in rows]
    assert (kept[0].payload, kept[0].at.tzinfo is not None) == ({}, True)


def test_of_many_rows_none_is_kept_if_one_is_refused(in_a_round: Database):
    rows = [{"series_id": series_id, "role": "advisor", "kind": "line"} for series_id in ("s", "nowhere")]
    with pytest.raises(StorageError), in_a_round.write() as session:
        queries.insert_many(session, EventRow, rows)
    with in_a_round.read() as session:
        assert queries.count(session, EventRow) == 0
