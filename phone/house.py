"""What all routes share: the database and the log of unexpected errors."""

from collections.abc import Callable, Mapping

from phone.errorlog import ErrorLog
from workshops import access
from workshops.actors import Actor
from workshops.installation import Database


class House:
    """Built with the routes, before the database is open: `database` is asked for with each request."""

    def __init__(self, database: Callable[[], Database], errors: ErrorLog) -> None:
        self._database = database
        self.errors = errors

    @property
    def database(self) -> Database:
        """The open database."""
        return self._database()

    def visitor(self, cookies: Mapping[str, str]) -> Actor | None:
        """Return who may open Streamlit's pages with these cookies: advisor, municipality, wall, or None."""
        return (
            access.advisor(self.database, cookies.get(access.ADVISOR_COOKIE, ""))
            or access.link_holder(self.database, cookies.get(access.RESULT_COOKIE, ""))
            or access.link_holder(self.database, cookies.get(access.WALL_COOKIE, ""))
        )
