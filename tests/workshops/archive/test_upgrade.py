"""Files and databases from before the living result are brought along and give the same figures."""

import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, Date, DateTime, MetaData, Table, create_engine, make_url

from scoring.evaluation import Evaluation
from storage import migrate
from storage.database import Database, open_database
from storage.types import UtcDateTime
from tests.workshops.room import ADVISOR
from workshops.archive import transfer
from workshops.archive.records import ItemRecord, SeriesRecord, SketchRecord
from workshops.archive.transfer import Mode
from workshops.archive.upgrade import brought_along
from workshops.evaluation import outcome
from workshops.live import rounds

DATA = Path(__file__).parents[1] / "data"
FILE = DATA / "series-format-1.zip"
FIGURES = json.loads((DATA / "series-format-1.json").read_text())
ORDER = ("items", "participants", "rounds", "ratings", "finished", "weights", "events")
NAMES = {"items": "item", "participants": "participant", "rounds": "round", "ratings": "rating"}
NAMES |= {"finished": "finished", "weights": "weight", "events": "event"}


def scores(seen: outcome.RoundEvaluation | None) -> dict[str, float | None]:
    assert seen is not None
    found: Evaluation = seen.evaluation
    return {seen.titles[item.item_id]: item.score for item in found.items}


def check(database: Database, series_id: str) -> None:
    (held,) = rounds.every(database, ADVISOR, series_id)
    assert held.number == FIGURES["round"]
    seen = outcome.current(database, ADVISOR, series_id)
    assert scores(seen) == pytest.approx(FIGURES["now"])
    assert seen is not None
    assert seen.evaluation.raters == FIGURES["raters"]
    assert seen.counting.carried == 0
    assert scores(outcome.of_round(database, ADVISOR, held.id)) == pytest.approx(FIGURES["then"])


def test_a_file_of_the_first_format_gives_the_same_figures(database: Database):
    read = transfer.read(ADVISOR, FILE.read_bytes())
    brought = transfer.bring_in(database, ADVISOR, read, Mode.NEW)
    check(database, brought.id)
    again = transfer.read(ADVISOR, transfer.export(database, ADVISOR, brought.id))
    check(database, transfer.bring_in(database, ADVISOR, again, Mode.COPY).id)


def test_a_database_of_the_first_schema_gives_the_same_figures(database_url: str):
    series_id = _first_schema(database_url)
    database = open_database(database_url)
    check(database, series_id)
    database.close()


@pytest.mark.parametrize(
    ("title", "sketch", "expected"),
    [
        ("Pegel Liederbach", "Bachwacht Lautertal", "Bachwacht Lautertal"),
        ("Pegel Liederbach", "Gauges", "Pegel Liederbach"),
        ("Pegel Liederbach", " ", "Pegel Liederbach"),
        ("Pegel Liederbach", "x" * 121, "Pegel Liederbach"),
        ("Bachwacht", "Bachwacht Lautertal", "Bachwacht"),
    ],
)
def test_a_name_that_only_the_sketch_had_becomes_the_projects(title: str, sketch: str, expected: str):
    snapshot = {"title_de": "Pegel Liederbach", "title_en": "Gauges"}
    item = ItemRecord.model_construct(id="i", title=title, snapshot=snapshot)
    written = SketchRecord.model_construct(item_id="i", content={"title": sketch})
    found = brought_along(SeriesRecord.model_construct(), {"items": (item,), "sketches": (written,)}, 3)
    assert [each.title for each in found["items"]] == [expected]  # type: ignore[attr-defined]
    same = brought_along(SeriesRecord.model_construct(), {"items": (item,), "sketches": (written,)}, 4)
    assert same["items"] == (item,)


def _first_schema(url: str) -> str:
    """Fill a database of the first schema with what the file holds; return the key of the series."""
    engine = create_engine(make_url(url))
    with engine.execution_options(writes=True).connect() as connection, connection.begin():
        command.upgrade(migrate.configuration(connection), "0001")
        series_id = _fill(connection)
    engine.dispose()
    return series_id


def _fill(connection: Connection) -> str:
    with zipfile.ZipFile(FILE) as packed:
        held = {name: json.loads(packed.read(f"{name}.json")) for name in ORDER}
        series = json.loads(packed.read("series.json"))
    _insert(connection, "series", [series | {"join_code": "ABCDEF"}], "")
    for name in ORDER:
        _insert(connection, NAMES[name], held[name], series["id"])
    return str(series["id"])


def _insert(connection: Connection, name: str, records: list[dict[str, Any]], series_id: str) -> None:
    table = Table(name, MetaData(), autoload_with=connection)
    for column in table.columns:
        if isinstance(column.type, DateTime):
            column.type = UtcDateTime()
    owned = {"series_id": series_id} if "series_id" in table.columns else {}
    for record in records:
        values = {key: _parsed(value, table.columns[key].type) for key, value in (owned | record).items()}
        connection.execute(table.insert().values(values))


def _parsed(value: Any, kind: Any) -> Any:
    if isinstance(value, str) and isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(value, str) and isinstance(kind, Date) else value
