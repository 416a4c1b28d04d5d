"""Real servers to be killed, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.browser.application import Application
from tests.live.hall import Hall


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """An open round on a server with an SQLite file."""
    with closing(Application(tmp_path)) as application:
        application.start()
        yield Hall(application)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def any_hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    """An open round on a server with either database."""
    settings = {}
    if request.param == "postgres":
        settings["DATABASE_URL"] = request.getfixturevalue("postgres_url")
    with closing(Application(tmp_path, **settings)) as application:
        application.start()
        yield Hall(application, settings.get("DATABASE_URL", ""))
