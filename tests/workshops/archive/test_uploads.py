"""Files that advisors bring are read elsewhere, with the same result and the same refusals."""

import pytest

from isolation.limits import Limits
from tests.isolation import jobs
from tests.workshops.room import ADVISOR, Room
from translations import language
from workshops.actors import Actor, Role
from workshops.archive import transfer, uploads
from workshops.errors import AccessDenied, InvalidInput


def test_a_series_read_elsewhere_is_the_same(room: Room) -> None:
    file = transfer.export(room.database, ADVISOR, room.id)
    assert uploads.series(ADVISOR, file) == transfer.read(ADVISOR, file)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"x" * (uploads.LARGEST_FILE + 1)], ids=["empty", "zip", "large"]
)
def test_what_is_no_series_is_refused_in_two_sentences(data: bytes) -> None:
    with language("de"), pytest.raises(InvalidInput) as refusal:
        uploads.series(ADVISOR, data)
    assert refusal.value.hint.endswith("Es wurde nichts übernommen.")


def test_a_table_read_elsewhere_names_what_is_wrong(room: Room) -> None:
    seen = uploads.table(room.database, ADVISOR, "Liste.csv", b"unsinn;spalte\n1;2\n")
    assert [problem.code for problem in seen.problems] == ["no_header"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADVISOR])
def test_only_advisors_bring_files(room: Room, role: Role) -> None:
    for use in (
        lambda actor: uploads.series(actor, b""),
        lambda actor: uploads.table(room.database, actor, "a.csv", b""),
    ):
        with pytest.raises(AccessDenied):
            use(Actor(role, series_id=room.id))


def test_a_file_that_takes_too_long_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    run = uploads.run
    monkeypatch.setattr(
        uploads,
        "run",
        lambda *_, refusals: run(jobs.sleeping, 30, limits=Limits(seconds=0.5)),
    )
    with language("en"), pytest.raises(InvalidInput, match="more time or memory"):
        uploads.series(ADVISOR, b"PK")
