"""Hanau before and after 2026: whoever kept the old key is led to the place as it is now."""

import io
import json
import zipfile
from datetime import date
from typing import Any

from municipalities.register import Kind, load_register
from sketches.funding.check import ReasonCode, check
from sketches.funding.programmes import programmes
from sketches.model import Applicant, SketchContent
from storage import queries
from storage.database import Database
from storage.tables import ItemRow, LibraryEntryRow, SeriesRow
from tests.workshops.archive.test_transfer import altered, rewritten
from tests.workshops.factories import a_series, a_use_case, library, pick
from tests.workshops.room import ADVISOR
from usecases.model import UseCase
from workshops import series
from workshops.archive import transfer
from workshops.archive.transfer import Mode
from workshops.handing_over import sketching
from workshops.library import holdings, shortlist
from workshops.library.comparables import Comparables
from workshops.library.suggestions import ranked
from workshops.live import agreeing, ballot
from workshops.overview import across

REGISTER = load_register()
OLD, NEW = "06435014", "06415000"
HANAU = REGISTER.places[NEW]


def of_hanau(use_case_id: str = "winterdienst", *keys: str) -> UseCase:
    origin = {"name": "Hanau", "state": "Hessen", "kind": "town", "ags": keys or (OLD,)}
    values = {"title_de": "Winterdienst nach Bedarf", "topic": "environmental-sensing", "status": "running"}
    return a_use_case(use_case_id, origin=origin, **values)


def old_series(database: Database) -> str:
    """Return a series as it was written when Hanau still belonged to its district."""
    held = a_series(database, "Hanau digital", municipality_ags=NEW)
    with database.write() as session:
        row = queries.series(session, held.id)
        assert row is not None
        row.municipality_ags = OLD
    return held.id


def test_a_series_of_the_old_key_stands_under_the_new_one(database: Database) -> None:
    series_id = old_series(database)
    held = series.get(database, ADVISOR, series_id)
    assert (held.municipality_ags, held.municipality_name) == (NEW, "Hanau")
    assert [one.municipality_ags for one in series.every(database, ADVISOR)] == [NEW]


def test_a_series_may_be_started_with_the_old_key(database: Database) -> None:
    assert a_series(database, municipality_ags=OLD).municipality_ags == NEW


def test_an_old_file_opens_and_compares_as_a_new_one(database: Database) -> None:
    written = transfer.export(database, ADVISOR, old_series(database))
    file = altered(written, "series.json", municipality_ags=OLD)
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        assert json.loads(packed.read("series.json"))["municipality_ags"] == OLD
    held = transfer.bring_in(database, ADVISOR, transfer.read(ADVISOR, file), Mode.COPY)
    assert held.municipality_ags == NEW
    place = REGISTER.get(held.municipality_ags)
    assert place is not None
    assert place.kind is Kind.URBAN_DISTRICT
    suggested = ranked(Comparables(library(), place))
    assert [one.use_case.id for one in suggested] == [
        one.use_case.id for one in ranked(Comparables(library(), HANAU))
    ]
    assert suggested


def test_own_entries_of_an_old_file_are_found_at_home(database: Database) -> None:
    series_id = old_series(database)
    holdings.add(database, ADVISOR, of_hanau("winterdienst", NEW), series_id=series_id)

    def with_old_key(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        entries[0]["content"]["origin"]["ags"] = [OLD]
        return entries

    file = rewritten(transfer.export(database, ADVISOR, series_id), "library.json", with_old_key)
    held = transfer.bring_in(database, ADVISOR, transfer.read(ADVISOR, file), Mode.COPY)
    (entry,) = holdings.entries(database, ADVISOR, held.id)
    assert entry.use_case.origin.ags == (NEW,)
    with database.read() as session:
        kept = [row.content["origin"]["ags"] for row in queries.many(session, LibraryEntryRow)]
    assert [OLD] in kept  # the file's own words stay as they are


def test_an_entry_of_the_old_key_is_at_home_and_comparable() -> None:
    comparables = Comparables([of_hanau()], HANAU)
    origin = comparables.origin(of_hanau())
    assert origin is not None
    assert origin.at_home
    offenbach = REGISTER.places["06413000"]
    seen = Comparables([of_hanau()], offenbach).evidence(of_hanau())
    assert [one.place for one in seen.places] == [HANAU]
    assert Comparables([of_hanau()], offenbach).distances().keys() == {"winterdienst"}


def test_a_place_that_is_named_by_both_keys_is_one_place() -> None:
    both = of_hanau("winterdienst", OLD, NEW)
    origin = Comparables([both], REGISTER.places["06413000"]).origin(both)
    assert origin is not None
    assert origin.members == (HANAU,)


def test_snapshots_of_the_old_key_show_how_far_the_place_is(database: Database) -> None:
    held = a_series(database)
    item = shortlist.add_use_case(database, ADVISOR, held.id, of_hanau("winterdienst", NEW))
    with database.write() as session:
        (row,) = queries.many(session, ItemRow, id=item.id)
        row.snapshot = row.snapshot | {"origin": {**row.snapshot["origin"], "ags": [OLD]}}
    group = agreeing.next_group_round(database, ADVISOR, held.id, item_ids=[item.id])
    facts = ballot.ballot(database, ADVISOR, group.id).items[0].facts
    assert any("Hanau: 101.364" in text for _, text in facts)


def test_decisions_before_and_after_are_of_one_place(database: Database) -> None:
    series_id = old_series(database)
    item = shortlist.add_use_case(database, ADVISOR, series_id, library()[0])
    pick(database, series_id, item.id)
    assert [choice.ags for choice in across.choices(database, ADVISOR)] == [NEW]


def test_a_sketch_for_the_old_key_is_applied_for_by_the_place_as_it_is(database: Database) -> None:
    series_id = old_series(database)
    item = shortlist.add_use_case(database, ADVISOR, series_id, library()[0])
    pick(database, series_id, item.id)
    sketch = sketching.begin(database, ADVISOR, series_id, item.id)
    assert sketch.content.applicant is not None
    assert (sketch.content.applicant.ags, sketch.content.applicant.kind) == (NEW, Kind.URBAN_DISTRICT)


def test_the_old_and_the_new_key_in_one_sketch_are_one_applicant() -> None:
    one = Applicant(name="Hanau", ags=OLD, kind=Kind.TOWN, population=101_364)
    other = Applicant(name="Hanau", ags=NEW, kind=Kind.URBAN_DISTRICT, population=101_364)
    content = SketchContent(language="de", title="Winterdienst", applicant=one, partners=(other,))
    programme = programmes()[0]
    reasons = check(programme, content, date(2026, 11, 1)).reasons
    assert ReasonCode.NAMED_TWICE in {reason.code for reason in reasons}


def test_the_row_itself_is_not_rewritten(database: Database) -> None:
    series_id = old_series(database)
    series.get(database, ADVISOR, series_id)
    with database.read() as session:
        (row,) = queries.many(session, SeriesRow, id=series_id)
        assert row.municipality_ags == OLD
