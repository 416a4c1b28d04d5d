"""A device is known by a mark of this installation and this password, and by nothing else."""

import pytest

from storage.database import Database
from workshops.access import known_devices


@pytest.fixture(autouse=True)
def first_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_PASSWORD", "first password")


def drawn(database: Database) -> str:
    with database.write() as session:
        return known_devices.mark(session)


def test_each_device_has_a_name_of_its_own(database: Database) -> None:
    one, other = drawn(database), drawn(database)
    assert known_devices.recognised(database, one) == known_devices.recognised(database, one) != ""
    assert known_devices.recognised(database, one) != known_devices.recognised(database, other)


def test_a_changed_mark_is_nobodys(database: Database) -> None:
    name, signature = drawn(database).split(".")
    for forged in ["", ".", name, f"{name}.", f"{name}.{'0' * 64}", f"x{name}.{signature}", f"{name}.ä"]:
        assert known_devices.recognised(database, forged) == "", forged


def test_a_new_password_knows_no_device(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = drawn(database)
    monkeypatch.setenv("ADVISOR_PASSWORD", "second password")
    assert known_devices.recognised(database, mark) == ""
