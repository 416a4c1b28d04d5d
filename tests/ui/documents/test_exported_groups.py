"""No document tells what a small group said: not beside a rating, not as its weights, not by subtraction."""

import io
import zipfile

import pypdf
import pytest

from reports.bundle import sketches_zip
from reports.docx import sketch_docx
from reports.minutes import minutes_json
from reports.minutes_document import minutes_docx, minutes_pdf
from reports.pdf import sketch_pdf
from reports.pptx import council_pptx
from reports.xlsx import results_xlsx
from storage import queries
from storage.database import Database
from storage.tables import ParticipantRow
from tests.workshops.room import ADVISOR, Room
from ui import services
from ui.documents.series import gather
from workshops import installation, series
from workshops.actors import Actor
from workshops.deciding import decisions
from workshops.handing_over import sketching
from workshops.weighing import weights
from workshops.weighing.weights import DIMENSIONS

SMALL, LARGE = "Vereine", "Magistrat"


@pytest.fixture
def room(new_sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A decided series: three people of one group rate low and nine of another high, all a little apart."""
    monkeypatch.setattr(installation, "database", lambda: new_sqlite)
    services.forget_evaluations()
    room = Room(new_sqlite, groups=(SMALL, LARGE))
    _note_weights(room, SMALL, 73)
    _note_weights(room, LARGE, 41)
    held = room.open_round()
    for place, person in enumerate([*room.people(3, SMALL), *room.people(9, LARGE)]):
        room.answer_all(person, held, [1 + place % 2 if place < 3 else 3 + place % 3, 1 + place % 5, 3])
    room.reveal(held)
    for item in room.items[:2]:
        decisions.pick(new_sqlite, ADVISOR, room.id, item, reason="Dringend.")
        sketching.begin(new_sqlite, ADVISOR, room.id, item)
    return room


def _note_weights(room: Room, group: str, benefit: float) -> None:
    given = {"benefit": benefit, "transferability": 10.0, "feasibility": 20.0}
    weights.save_level(room.database, ADVISOR, room.id, DIMENSIONS, method="points", given=given, group=group)


def exports(room: Room, actor: Actor) -> dict[str, object]:
    """Return all documents of the series, each as what can be read in it."""
    documents = gather(actor, series.get(room.database, ADVISOR, room.id), "de")
    council, ratings = documents.council, documents.ratings
    assert council
    assert ratings
    sketch, _other = documents.sketch_reports
    return {
        "minutes.json": minutes_json(documents.minutes).decode(),
        "minutes.pdf": _pdf(minutes_pdf(documents.minutes)),
        "minutes.docx": _parts(minutes_docx(documents.minutes)),
        "sketch.pdf": _pdf(sketch_pdf(sketch)),
        "sketch.docx": _parts(sketch_docx(sketch)),
        "sketches.zip": zipfile.ZipFile(io.BytesIO(sketches_zip(documents.sketch_reports))).namelist(),
        "slides.pptx": _parts(council_pptx(council)),
        "workbook.xlsx": _parts(results_xlsx(ratings)),
    }


def _pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def _parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of an Office file, workbooks of charts among them, without the time of writing."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        found = {name: file.read(name) for name in file.namelist() if not name.startswith("docProps/")}
    nested = {name: _parts(part) for name, part in found.items() if name.endswith(".xlsx")}
    return {name: part for name, part in found.items() if name not in nested} | {
        f"{outer}/{name}": part for outer, parts in nested.items() for name, part in parts.items()
    }


def test_no_document_depends_on_who_belongs_to_a_small_group(room: Room) -> None:
    readers = (ADVISOR, room.municipality)
    before = [exports(room, reader) for reader in readers]
    with room.database.write() as session:
        people = queries.many(session, ParticipantRow, order_by=("id",))
        for place, person in enumerate(sorted(people, key=lambda person: person.group == SMALL)):
            person.group = SMALL if place < 3 else LARGE
    services.forget_evaluations()
    after = [exports(room, reader) for reader in readers]
    for one, other in zip(before, after, strict=True):
        assert [name for name in one if one[name] != other[name]] == []
        assert "Gewichte der Gruppe" not in str(one["minutes.json"])
