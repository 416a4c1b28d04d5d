"""What all routes share: the database and the log of unexpected errors."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool

from light.errorlog import ErrorLog
from translations import current_language, language
from workshops import installation
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.installation import Database, GroupWriter

Result = TypeVar("Result")


class House:
    """Built with the routes, before the database is open: `database` is asked for with each request."""

    def __init__(
        self,
        database: Callable[[], Database],
        errors: ErrorLog,
        writer: Callable[[], GroupWriter] = installation.writer,
    ) -> None:
        self._database = database
        self._writer = writer
        self.errors = errors
        self.is_stopping = False

    @property
    def database(self) -> Database:
        """The open database."""
        return self._database()

    async def write(self, work: Callable[..., Result], *args: Any, **named: Any) -> Result:
        """Run `work(session, *args, **named)` and return its result once that is durable."""
        speaking = current_language()
        series = next((each.series_id or "" for each in args if isinstance(each, Actor)), "")

        def task(session: Any) -> Result:
            with language(speaking):  # refusals are sentences, and the writer has a thread of its own
                return work(session, *args, **named)

        return await asyncio.wrap_future(self._writer().submit(task, series))

    async def read(self, work: Callable[..., Result], *args: Any, **named: Any) -> Result:
        """Return `work(database, *args, **named)` without keeping other visitors waiting."""
        return await run_in_threadpool(work, self.database, *args, **named)

    def visitor(self, cookies: Mapping[str, str]) -> Actor | None:
        """Return who may open Streamlit's pages with these cookies: advisor, municipality, or None."""
        return admission.advisor(self.database, cookies.get(admission.ADVISOR_COOKIE, "")) or _reader(
            self.database, cookies.get(admission.RESULT_COOKIE, "")
        )

    def secrets(self, cookies: Mapping[str, str]) -> frozenset[str]:
        """Return the secrets that open pages to this visitor, hashed; none of them has ended."""
        asked = (
            (admission.advisor, admission.ADVISOR_COOKIE),
            (_reader, admission.RESULT_COOKIE),
        )
        return frozenset(
            admission.hashed(secret)
            for holder, name in asked
            if (secret := cookies.get(name)) and holder(self.database, secret)
        )


def _reader(database: Database, secret: str) -> Actor | None:
    """Return the municipality that reads its result; other links open no page of Streamlit."""
    holder = admission.link_holder(database, secret)
    return holder if holder is not None and holder.role is Role.MUNICIPALITY else None
