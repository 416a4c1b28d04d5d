"""A second server on the same database: with SQLite it says so and ends, with PostgreSQL both serve."""

from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.browser.application import Application


def test_the_second_says_so_and_the_first_goes_on_until_it_is_killed(tmp_path: Path) -> None:
    with (
        closing(Application(tmp_path / "first")) as first,
        closing(Application(tmp_path / "second")) as second,
    ):
        for tool in (first, second):
            tool.folder.mkdir()
            tool.data_dir = tmp_path / "data"
        first.start()
        with pytest.raises(AssertionError, match="the server ended"):
            second.start()
        assert second._process
        assert second._process.returncode == 1
        said = second.output.splitlines()
        assert "SQLite" in said[0]
        assert "DATABASE_URL" in said[1]
        assert said[2:] == [f"process {first.pid}"]
        assert first.healthy()
        first.kill()
        second.start()
        assert second.healthy()


@pytest.mark.postgres
def test_on_postgresql_both_serve(tmp_path: Path, postgres_url: str) -> None:
    both = [Application(tmp_path / name, DATABASE_URL=postgres_url) for name in ("one", "two")]
    with closing(both[0]), closing(both[1]):
        for tool in both:
            tool.folder.mkdir()
            tool.start()
        assert [httpx.get(f"{tool.url}/readyz").status_code for tool in both] == [200, 200]
