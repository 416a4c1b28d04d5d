"""Figures of a running server for Prometheus, on a port of their own; without one nothing is measured.

No label names a series, a person or an address: routes are named by their pattern.
"""

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from light import tally
from light.house import House
from settings import settings
from translations import _
from workshops import operation
from workshops.errors import StorageError, WorkshopError

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry as Registry
    from prometheus_client import Histogram
    from prometheus_client.metrics_core import Metric

_PATTERN = "werkstatt.pattern"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

_MEANING = dict(
    line.split(" ", 1)
    for line in """\
werkstatt_answers Answers of phones since the start
werkstatt_errors Unexpected errors since the start
werkstatt_answer_seconds Seconds until an answer of the server began, by pattern of the address
werkstatt_writes_waiting Writes of phones in the queue
werkstatt_page_sessions Open Streamlit pages
werkstatt_database_up Whether the database answers
werkstatt_series Series, archived ones among them
werkstatt_revisions Changes of all series together
werkstatt_signed_in Browsers of signed-in advisors
""".splitlines()  # no translation: for monitoring
)


class Named:
    """ASGI middleware next to the routes, for those above that see a copy of what the router found."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""

        async def naming_send(message: Message) -> None:
            if (route := scope.get("route")) and _PATTERN in scope:
                scope[_PATTERN].append(getattr(route, "path", ""))
            await send(message)

        await self._app(scope, receive, naming_send)


class Measured:
    """ASGI middleware that takes the time of each answer, until its first byte is on its way."""

    def __init__(self, app: ASGIApp, seconds: "Histogram") -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        begun = time.perf_counter()
        pattern: list[str] = []
        scope[_PATTERN] = pattern

        async def timed_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = pattern[0] if pattern else "none"
                labelled = self._seconds.labels(route, f"{message['status'] // 100}xx")
                labelled.observe(time.perf_counter() - begun)
            await send(message)

        await self._app(scope, receive, timed_send if scope["type"] == "http" else send)


class Figures:
    """What Prometheus asks for: what was counted, and how things stand now."""

    def __init__(self, house: House, sessions: Callable[[], int]) -> None:
        self._house = house
        self._sessions = sessions

    def collect(self) -> Iterator["Metric"]:
        """Yield each figure; a database that is away takes only its own with it."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        for name, what, label, kinds in (
            ("werkstatt_answers", "answers", "result", ("stored", "refused")),
            ("werkstatt_errors", "errors", "place", ("http", "websocket", "script")),
        ):
            counter = CounterMetricFamily(name, _MEANING[name], labels=[label])
            for kind, number in (dict.fromkeys(kinds, 0) | tally.counts(what)).items():
                counter.add_metric([kind], number)
            yield counter
        for name, value in self._now().items():
            yield GaugeMetricFamily(f"werkstatt_{name}", _MEANING[f"werkstatt_{name}"], value)

    def _now(self) -> dict[str, int]:
        here = {"writes_waiting": operation.waiting_writes(), "page_sessions": self._sessions()}
        try:
            found = operation.figures(self._house.database)
        except StorageError:
            return here | {"database_up": 0}
        kept = {"series": found.series, "revisions": found.revisions, "signed_in": found.browsers}
        return here | {"database_up": 1} | kept


class Metrics:
    """The measuring of this process; without METRICS_PORT there is none, and nothing is loaded for it."""

    def __init__(self, house: House, sessions: Callable[[], int]) -> None:
        self.around: list[Middleware] = []
        self.inside: list[Middleware] = []
        self._registry: Registry | None = None
        if settings().metrics_port is None:
            return
        from prometheus_client import CollectorRegistry, Histogram, ProcessCollector

        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(Figures(house, sessions))
        seconds = Histogram(
            "werkstatt_answer_seconds",
            _MEANING["werkstatt_answer_seconds"],
            ["route", "status"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.around.append(Middleware(Measured, seconds=seconds))
        self.inside.append(Middleware(Named))

    def offer(self) -> None:
        """Answer Prometheus from now on, in a thread of its own.

        Raises:
            WorkshopError: nothing can be offered at METRICS_HOST and METRICS_PORT.
        """
        wanted = settings()
        if wanted.metrics_port is None or self._registry is None:
            return
        from prometheus_client import start_http_server

        try:
            start_http_server(wanted.metrics_port, wanted.metrics_host, self._registry)
        except OSError as error:
            raise WorkshopError(
                _("The figures cannot be offered on {host}, port {port} ({reason}).").format(
                    host=wanted.metrics_host, port=wanted.metrics_port, reason=error.strerror or error
                ),
                _("Please choose another METRICS_HOST or METRICS_PORT."),
            ) from error
