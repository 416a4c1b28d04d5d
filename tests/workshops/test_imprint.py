"""Who is responsible: kept once for the installation, open to everybody, complete or honestly not."""

from datetime import UTC, datetime

import pytest

from storage import queries
from storage.database import Database
from storage.tables import SettingRow
from tests.workshops.room import ADVISOR
from workshops import imprint
from workshops.errors import InvalidInput
from workshops.imprint import Imprint

FIELDS = {
    "body": "Gemeinde  Eichenzell",
    "address": "Schlossgasse 4\r\n36124 Eichenzell",
    "contact": "rathaus@eichenzell.example",
    "privacy_officer": "Datenschutzbeauftragte\ndatenschutz@eichenzell.example",
    "feedback": "06659 979-0",
    "operator": "",
}


def test_nothing_is_known_at_first(database: Database):
    assert imprint.imprint(database) == Imprint()
    assert "body" in imprint.imprint(database).missing


def test_what_is_saved_is_read_by_everybody(database: Database):
    saved = imprint.save(database, ADVISOR, **FIELDS)
    assert imprint.imprint(database) == saved
    assert saved.body == "Gemeinde Eichenzell"
    assert saved.address.splitlines() == ["Schlossgasse 4", "36124 Eichenzell"]
    assert saved.missing == ()
    assert saved.stated_on == datetime.now(UTC).date()


def test_fields_may_be_emptied_again(database: Database):
    imprint.save(database, ADVISOR, **FIELDS)
    imprint.save(database, ADVISOR, **(FIELDS | {"feedback": ""}))
    assert imprint.imprint(database).missing == ("feedback",)


@pytest.mark.parametrize("contact", ["nobody", "x" * 201, "—"])
def test_a_contact_has_to_reach_somebody(database: Database, contact: str):
    with pytest.raises(InvalidInput):
        imprint.save(database, ADVISOR, **(FIELDS | {"contact": contact}))
    assert imprint.imprint(database) == Imprint()


def test_what_a_later_version_wrote_does_not_break_the_public_pages(database: Database):
    with database.write() as session:
        queries.add(session, SettingRow(key="imprint", value='{"body": 5}'))
    assert imprint.imprint(database) == Imprint()
