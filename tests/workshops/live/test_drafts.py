"""What is half typed is there again from another window, and is nobody else's."""

from tests.workshops.room import ADVISOR, Room
from workshops import journal
from workshops.live import drafts


def test_what_was_typed_is_kept_by_place_until_it_is_empty(room: Room) -> None:
    revision = journal.revision(room.database, room.id)
    drafts.keep(room.database, ADVISOR, room.id, "paper", {"a": "4"})
    drafts.keep(room.database, ADVISOR, room.id, "paper", {"a": "4", "b": "x"})
    drafts.keep(room.database, ADVISOR, room.id, "reason", {"text": "Weil"})
    assert drafts.kept(room.database, ADVISOR, room.id, "paper") == {"a": "4", "b": "x"}
    drafts.keep(room.database, ADVISOR, room.id, "paper", {})
    assert drafts.kept(room.database, ADVISOR, room.id, "paper") == {}
    assert drafts.kept(room.database, ADVISOR, room.id, "reason") == {"text": "Weil"}
    assert journal.revision(room.database, room.id) == revision, "no page is drawn anew for it"
