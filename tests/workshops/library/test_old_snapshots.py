"""What was stored by an older version stays readable when the library's model has lost a field since."""

from typing import Any

import pytest
from pydantic import ValidationError

from storage import queries
from storage.database import Database
from storage.tables import ItemRow, LibraryEntryRow
from tests.workshops.factories import a_use_case
from tests.workshops.room import ADVISOR
from tests.workshops.whole_series import whole_series
from usecases.model import UseCase
from workshops.archive import transfer
from workshops.archive.transfer import Mode
from workshops.deciding import decisions
from workshops.handing_over import sketching
from workshops.library import holdings, shortlist
from workshops.overview import across


def aged(content: dict[str, Any]) -> dict[str, Any]:
    """Return a stored use case with fields, at its top and within, that today's model does not know."""
    origin = content["origin"] | {"twin_town": "Thal"}
    return content | {"maturity": "TRL 9", "origin": origin}


def test_a_past_workshop_is_read_shown_and_taken_along(database: Database):
    room = whole_series(database)
    before = [item.use_case for item in shortlist.items(database, ADVISOR, room.id)]
    entries = [entry.use_case for entry in holdings.entries(database, ADVISOR, room.id)]
    with database.write() as session:
        for item in queries.many(session, ItemRow, kind="use_case"):
            item.snapshot = aged(item.snapshot)
        for entry in queries.many(session, LibraryEntryRow):
            entry.content = aged(entry.content)
    assert [item.use_case for item in shortlist.items(database, ADVISOR, room.id)] == before
    assert [entry.use_case for entry in holdings.entries(database, ADVISOR, room.id)] == entries
    decisions.pick(database, ADVISOR, room.id, room.items[3], reason="Nachgerückt.")
    assert sketching.begin(database, ADVISOR, room.id, room.items[3]).content.title
    assert across.choices(database, ADVISOR)
    file = transfer.read(ADVISOR, transfer.export(database, ADVISOR, room.id))
    copied = transfer.bring_in(database, ADVISOR, file, Mode.COPY)
    assert [bool(item.use_case) for item in shortlist.items(database, ADVISOR, copied.id)] == list(
        map(bool, before)
    )


def test_a_snapshot_from_before_ranges_setbacks_and_dates_is_read_as_it_was() -> None:
    young = a_use_case(cost={"amount": "1500"}, grant={"amount": "700", "scope_de": "nur der Kasten"})
    later = ("repository", "running_cost", "cost_in_words_de", "funding_share", "setback", "as_of")
    kept = {name: value for name, value in young.model_dump(mode="json").items() if name not in later}
    for name in ("cost", "grant"):
        kept[name] = {part: kept[name][part] for part in ("amount", "scope_de")}
    assert UseCase.from_snapshot(kept) == young


def test_what_every_use_case_has_is_still_asked_for_and_files_may_not_invent_fields():
    stored = a_use_case().model_dump(mode="json")
    with pytest.raises(ValidationError):
        UseCase.from_snapshot({name: value for name, value in stored.items() if name != "origin"})
    with pytest.raises(ValidationError):
        UseCase.model_validate(aged(stored))
