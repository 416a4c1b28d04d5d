"""After the deletion the file does not tell in which order answers came."""

from storage import queries
from storage.database import Database
from storage.scatter import scatter
from storage.tables import ItemRow, ParticipantRow, RatingRow, RoundRow
from tests.storage.rows import series_row


def test_answers_lie_in_the_order_of_their_keys_and_nothing_is_lost(new_sqlite: Database) -> None:
    with new_sqlite.write() as session:
        queries.add(
            session,
            series_row(id="s"),
            RoundRow(id="r", series_id="s", number=1, kind="live"),
            ItemRow(id="i", series_id="s", kind="idea", title="I", area="mobility", position=1),
            *(ParticipantRow(id=name, series_id="s", kind="phone") for name in "abc"),
        )
        for name, value in (("c", 3), ("a", 1), ("b", None)):
            queries.add(
                session,
                RatingRow(round_id="r", participant_id=name, item_id="i", criterion_id="x", value=value),
            )
    assert in_the_file(new_sqlite) == ["c", "a", "b"]
    with new_sqlite.write() as session:
        scatter(session, "s")
    assert in_the_file(new_sqlite) == ["a", "b", "c"]
    with new_sqlite.read() as session:
        assert [row[3] for row in queries.ratings(session, "r")] == [1, None, 3]


def in_the_file(database: Database) -> list[str]:
    with database.read() as session:
        rows = session.connection().exec_driver_sql("SELECT participant_id FROM rating ORDER BY rowid")
        return [row[0] for row in rows]
