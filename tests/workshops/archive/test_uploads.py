"""Files that advisors bring are read elsewhere, with the same result and the same refusals."""

from collections.abc import Callable

import pytest

from isolation.limits import Limits
from tests.isolation import jobs
from tests.usecases.spreadsheets import spreadsheet, workbook
from tests.workshops.room import ADVISOR, Room
from translations import language
from usecases import exchange
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


@pytest.mark.parametrize(
    "make", [workbook, lambda row: spreadsheet([row]), lambda row: b"Titel;Kosten\nA;1\n"]
)
def test_a_table_read_elsewhere_is_the_same(make: Callable[[dict[str, object]], bytes]) -> None:
    data = make({"Titel": "A", "Kosten": 1})
    assert uploads.table(ADVISOR, data) == exchange.read_file(data)
    assert uploads.table(ADVISOR, data).sheets[0].rows[0][1] == ("Titel", "Kosten")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADVISOR])
def test_only_advisors_bring_files(room: Room, role: Role) -> None:
    for use in (
        lambda actor: uploads.series(actor, b""),
        lambda actor: uploads.table(actor, b""),
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
