"""What the environment says of the place is what is used, and an empty setting is none."""

from pathlib import Path

import pytest

from storage import places


def test_data_lie_beside_the_tool_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATA_DIR", "")
    assert places.data_folder() == tmp_path / "data"
    assert places.database_url() == f"sqlite:///{tmp_path / 'data' / 'werkstatt.db'}"
    monkeypatch.setenv("DATA_DIR", "elsewhere")
    assert places.database_url() == f"sqlite:///{tmp_path / 'elsewhere' / 'werkstatt.db'}"


def test_an_address_of_a_database_counts_before_the_folder(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATA_DIR", "elsewhere")
    monkeypatch.setenv("DATABASE_URL", "postgresql://werkstatt@db/werkstatt")
    assert places.database_url() == "postgresql://werkstatt@db/werkstatt"
