"""Servers for the tests of serve.py, each in its own process with an empty data folder."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import Database, open_database
from tests.browser.application import Application
from tests.browser.conftest import browser, new_page, page
from workshops.access import admission

__all__ = ["browser", "new_page", "page"]

ROOT = Path(__file__).parents[2]


class Showcase(Application):
    """The page with every kind of element, behind the layers of serve.py."""

    program = ("tests/serve/showcase_server.py",)


class PlainStreamlit(Application):
    """`streamlit run workshop_app.py`: no doors, no routes; the pages' own guard stands alone."""

    def __init__(self, folder: Path, *options: str) -> None:
        super().__init__(folder)
        port = ("--server.port", str(self.port))
        self.program = ("-m", "streamlit", "run", "workshop_app.py", *port, *options)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The tool, for all tests of this folder; some of them sign in wrongly, so that others have their own."""
    with closing(Application(tmp_path_factory.mktemp("server"))) as application:
        application.start()
        yield application


@pytest.fixture(scope="module")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The showcase, for all tests of a module."""
    with closing(Showcase(tmp_path_factory.mktemp("showcase"), PYTHONPATH=str(ROOT))) as application:
        application.start()
        yield application


@pytest.fixture
def plain_streamlit(tmp_path: Path) -> Iterator[Application]:
    """Streamlit alone, freshly started."""
    with closing(PlainStreamlit(tmp_path)) as application:
        application.start()
        yield application


def opened(application: Application) -> Database:
    """Open the database that `application` works with."""
    own_file = f"sqlite:///{application.data_dir / 'werkstatt.db'}"
    return open_database(application.settings.get("DATABASE_URL", own_file))


def advisor_cookies(application: Application) -> dict[str, str]:
    """Sign in as an advisor, in the database itself; the link in the terminal goes on working."""
    with closing(opened(application)) as database:
        secret = application.sign_in_secret or admission.sign_in_link_token(database)
        token = admission.sign_in(database, secret)
    return {admission.ADVISOR_COOKIE: token}
