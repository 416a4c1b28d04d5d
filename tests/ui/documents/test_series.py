"""What goes into the documents: gathered once, anew after every change, and for nobody else."""

import io

import docx
import openpyxl
import pptx
import pytest

from reports import placeholders
from reports.docx import sketch_docx
from reports.figures import ranking_table
from reports.pdf import sketch_pdf
from reports.pptx import council_pptx
from reports.xlsx import results_xlsx
from storage.database import Database
from tests.workshops import factories
from tests.workshops.room import ADVISOR, Room
from translations import language
from ui.documents import series as series_documents
from ui.documents.series import SeriesDocuments, gather
from workshops import installation, series
from workshops.actors import Actor, Role
from workshops.deciding import decisions
from workshops.errors import AccessDenied
from workshops.handing_over import sketching
from workshops.library import shortlist
from workshops.live import agreeing, rounds
from workshops.weighing import weights


@pytest.fixture
def room(new_sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A series in which one entry is rated by the group, and picked."""
    monkeypatch.setattr(installation, "database", lambda: new_sqlite)
    room = Room(new_sqlite)
    held = agreeing.begin_group_round(new_sqlite, ADVISOR, room.id)
    factories.rate(new_sqlite, held, room.items[0], {"N1": 4, "T1": 3, "F1": 5})
    decisions.pick(new_sqlite, ADVISOR, room.id, room.items[0], reason="Dringend.")
    sketching.begin(new_sqlite, ADVISOR, room.id, room.items[0])
    return room


def gathered(room: Room, actor: Actor = ADVISOR) -> SeriesDocuments:
    return gather(actor, series.get(room.database, ADVISOR, room.id), "de")


def test_nothing_is_read_again_until_something_has_changed(room: Room):
    before = gathered(room)
    assert gathered(room) is before
    decisions.pick(room.database, ADVISOR, room.id, room.items[0], reason="Gefördert.")
    after = gathered(room)
    assert [pick.reason for pick in after.held.picks] == ["Gefördert."]
    assert after.sketch_reports[0].reason == "Gefördert."
    assert after.minutes.checksum != before.minutes.checksum


def test_the_municipality_does_not_get_what_was_gathered_for_the_advisor(room: Room):
    assert gathered(room).council
    assert gathered(room).ratings
    own = gathered(room, room.municipality)
    assert own.council is None
    assert own.ratings is None


def test_nobody_else_gets_what_was_gathered_before(room: Room):
    gathered(room, room.municipality)
    stranger = Actor(Role.MUNICIPALITY, series_id="another")
    for actor in (room.wall, stranger, Actor(Role.PARTICIPANT, series_id=room.id)):
        with pytest.raises(AccessDenied):
            gathered(room, actor)


def test_each_language_has_its_own(room: Room):
    shown = series.get(room.database, ADVISOR, room.id)
    german, english = (gather(ADVISOR, shown, code).minutes for code in ("de", "en"))
    assert german.changes[0].text != english.changes[0].text


def test_the_minutes_keep_an_exclusion_and_a_title_after_the_entry_was_taken_off(room: Room):
    case = factories.library()[0]
    item = shortlist.add_use_case(room.database, ADVISOR, room.id, case)
    decisions.pick(room.database, ADVISOR, room.id, item.id, reason="Dringend.")
    decisions.withdraw(room.database, ADVISOR, room.id, item.id, reason="Nicht zulässig.")
    shortlist.answer_gate(room.database, ADVISOR, room.id, item.id, gate_id="K1", answer="no")
    shortlist.take_off(room.database, ADVISOR, room.id, item.id)
    told = gather(ADVISOR, series.get(room.database, ADVISOR, room.id), "en").minutes
    (gate,) = told.gates
    assert (gate.title, gate.excluded) == (f"{case.title('en')} (taken off the shortlist)", True)
    assert [each.title for each in told.withdrawn] == [case.title("en")]
    assert case.title("de") not in told.model_dump_json()


def test_the_minutes_compute_a_round_with_its_weights_and_the_result_with_todays(room: Room):
    assert gathered(room).minutes.unfinished == 1
    agreeing.finish_group_round(room.database, ADVISOR, rounds.every(room.database, ADVISOR, room.id)[0].id)
    (held,) = gathered(room).minutes.rounds
    assert gathered(room).minutes.unfinished == 0
    assert held.agreed
    given = {"benefit": 0, "transferability": 0, "feasibility": 100}
    weights.save_level(room.database, ADVISOR, room.id, weights.DIMENSIONS, method="points", given=given)
    told = gathered(room).minutes
    assert told.rounds[0].dimensions == held.dimensions
    assert told.result is not None
    assert [weight.share for weight in told.result.dimensions] == [0, 0, 1]
    assert told.result.basis[0].startswith("Die neuesten Antworten aus allen Runden")


def test_after_a_series_was_brought_in_all_is_gathered_anew(room: Room):
    before = gathered(room)
    series_documents.forget()
    assert gathered(room) is not before


def test_the_minutes_name_a_use_case_in_their_language_from_its_first_line_on(room: Room):
    case = factories.library()[0]
    shortlist.add_use_case(room.database, ADVISOR, room.id, case)
    shown = series.get(room.database, ADVISOR, room.id)
    told = "\n".join(change.text for change in gather(ADVISOR, shown, "en").minutes.changes)
    assert f"“{case.title('en')}” was put on the shortlist." in told
    assert case.title("de") not in told


def test_a_pick_that_the_shown_round_did_not_rate_still_has_all_its_documents(room: Room):
    (held,) = rounds.every(room.database, ADVISOR, room.id)
    agreeing.finish_group_round(room.database, ADVISOR, held.id)
    late = factories.an_idea(room.database, room.id, "Mitfahrbank")
    decisions.pick(room.database, ADVISOR, room.id, late.id, reason="Kam danach.")
    sketching.begin(room.database, ADVISOR, room.id, late.id)
    unrated = "In der gezeigten Runde nicht bewertet."
    found = gathered(room)
    assert found.council
    sketch = found.sketch_reports[1]
    assert placeholders.values(sketch)["score"] == unrated
    assert sketch_pdf(sketch).startswith(b"%PDF")
    document = docx.Document(io.BytesIO(sketch_docx(sketch)))
    assert [p.text for p in document.paragraphs].count(unrated) == 1
    deck = pptx.Presentation(io.BytesIO(council_pptx(found.council)))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert [table for table in tables if table.rows[1].cells[1].text == unrated]


def test_a_rating_that_the_room_agreed_on_is_nowhere_that_of_one_person(room: Room):
    (held,) = rounds.every(room.database, ADVISOR, room.id)
    factories.rate(room.database, held, room.items[0], dict.fromkeys(held.criterion_ids, 4))
    found = gathered(room)
    assert found.council
    assert found.ratings
    assert found.council.scores.agreed
    agreed = "Rang 1 von 3 mit 75,0 von 100 Punkten; gemeinsam im Raum vereinbart."
    assert placeholders.values(found.sketch_reports[0])["score"] == agreed
    with language("de"):
        table = ranking_table(found.council.scores)
    assert "Personen" not in table.caption
    assert [table.header[3], table.rows[0][3]] == ["Punkte", "75,0"]
    assert {len(table.header), len(table.align), len(table.widths), *map(len, table.rows)} == {7}
    sheet = openpyxl.load_workbook(io.BytesIO(results_xlsx(found.ratings))).worksheets[4]
    settings = {row[0]: row[1] for row in sheet.values}
    assert settings["Einzelbewertungen"].startswith("Der Raum hat diese Bewertung gemeinsam vereinbart")
    assert "fünf" not in settings["Einzelbewertungen"]
    prefilled = found.sketches[0].content.section("benefit").text
    assert prefilled.endswith("Die Bewertung wurde gemeinsam im Raum vereinbart.")


def test_a_sketch_names_the_day_on_which_its_version_was_saved(room: Room):
    (begun,) = sketching.sketches(room.database, ADVISOR, room.id)
    assert gathered(room).sketch_reports[0].changed_at == begun.changed_at


def test_documents_say_the_projects_own_name(room: Room):
    case = factories.a_use_case(title_en="Level of the brook")
    item = shortlist.add_use_case(room.database, ADVISOR, room.id, case)
    decisions.pick(room.database, ADVISOR, room.id, item.id, reason="Dringend.", name="Starkregen-Warnung")
    sketching.begin(room.database, ADVISOR, room.id, item.id)
    for code in ("de", "en"):
        made = gather(ADVISOR, series.get(room.database, ADVISOR, room.id), code)
        assert made.titles[item.id] == "Starkregen-Warnung"
        assert made.sketch_reports[-1].content.title == "Starkregen-Warnung"
        assert [pick.title for pick in made.minutes.picks][-1] == "Starkregen-Warnung"
