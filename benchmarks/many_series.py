"""The start page beside ten and beside 1,000 series, against a rerun of an empty page.

Run with ``python -m benchmarks.many_series``. The 1,000 series lie in 421 municipalities and four years: each
tenth is in the archive, each seventh is finished. All servers are real and asked over websocket sessions that
stay open, in turns, so that a busy moment of the machine falls on all alike. Printed are the medians until
the last message has arrived and of the server's processor time, with their ratios to an empty page of
Streamlit and to one of the tool (with the head and foot of every page), and how much is sent. The goal:
beside 1,000 series at most 3 times an empty page, and 40 KiB.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session, SQLModel
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.pages import Rerun, measured
from benchmarks.start import PromptEmptyPage
from municipalities.register import load_register
from storage import queries
from storage.tables import AccessLinkRow, ItemRow, PickRow, RoundRow, SeriesRow, SketchRow
from tests.browser.application import Application
from tests.serve.conftest import advisor_cookies, opened
from tests.serve.websocket import Visitor, visiting
from ui import navigation

FEW, MANY, SHORTLIST, PICKS = 10, 1_000, 12, 2
RERUNS = 40
STREAMLIT, TOOL = "empty, Streamlit", "empty, tool"
BEGINNING = datetime(2023, 1, 2, tzinfo=UTC)


def fill(application: Application, number: int) -> None:
    """Store series, as rows: an advisor would need days."""
    places = load_register().municipalities
    with closing(opened(application)) as database, database.write() as session:
        for each in range(number):
            place = places[each % len(places)]
            begun = BEGINNING + timedelta(hours=each * 28)
            row = SeriesRow(
                title=f"Digitalisierungsberatung {begun.year}",
                municipality_ags=place.ags,
                municipality_name=place.display_name,
                criteria_set="short",
                groups=["administration", "politics"],
                join_code=f"{each:06}",
                created_at=begun,
                archived_at=begun if each % 10 == 9 else None,
            )
            queries.add(session, row)
            _shortlist(session, row.id, finished=each % 7 == 0)


def _shortlist(session: Session, series_id: str, *, finished: bool) -> None:
    items: list[SQLModel] = [
        ItemRow(series_id=series_id, kind="idea", title=f"Idee {place}", area="mobility", position=place)
        for place in range(SHORTLIST)
    ]
    rows = list(items)
    if finished:
        ids = [str(item.id) for item in items[:PICKS]]  # type: ignore[attr-defined]
        rows.append(RoundRow(series_id=series_id, number=1, kind="group", state="revealed"))
        rows += [PickRow(series_id=series_id, item_id=item, reason="Weil es geht.") for item in ids]
        rows += [SketchRow(series_id=series_id, item_id=item) for item in ids]
        link = AccessLinkRow(
            series_id=series_id, kind="municipality", token_hash=series_id, expires_at=BEGINNING
        )
        rows.append(link)
    session.add_all(rows)
    session.flush()


def widget(messages: Sequence[ForwardMsg], label: str) -> str:
    """Return the id of the field with this label."""
    for message in messages:
        element = message.delta.new_element
        for field in (element.text_input, element.selectbox):
            if field.label == label:
                return str(field.id)
    raise LookupError(label)


def main() -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:

        def served(kind: type[Application], folder: str) -> Application:
            (Path(name) / folder).mkdir()
            application = stack.enter_context(closing(kind(Path(name) / folder)))
            application.start()
            return application

        def asked(
            application: Application,
            cookies: dict[str, str],
            label: str = "",
            value: str = "",
            page: str = "",
        ) -> Callable[[], Rerun]:
            visitor = stack.enter_context(visiting(application.url, page, cookies))
            drawn = visitor.run()  # the first run loads
            if label:
                choose(visitor, WidgetState(id=widget(drawn, label), string_value=value))
            return lambda: measured(application, visitor)

        def choose(visitor: Visitor, *widgets: WidgetState) -> None:
            plain = visitor.run
            visitor.run = lambda *more: plain(*widgets, *more)  # type: ignore[method-assign]
            visitor.run()

        empty = served(PromptEmptyPage, "empty")
        few, many = served(Application, "few"), served(Application, "many")
        fill(few, FEW)
        fill(many, MANY)
        cookies = advisor_cookies(many)
        pages = {
            STREAMLIT: asked(empty, {}),
            TOOL: asked(many, cookies, page=navigation.SELECTION.address),  # no series is chosen
            f"{FEW} series": asked(few, advisor_cookies(few)),
            f"{MANY:,} series": asked(many, cookies),
            "words looked for": asked(many, cookies, "Reihe finden", "Digitalisierung Fulda"),
            "finished ones": asked(many, cookies, "Stand", "Abgeschlossen"),
        }
        found: dict[str, list[Rerun]] = {page: [] for page in pages}
        for _turn in range(RERUNS):
            for page, rerun in pages.items():
                found[page].append(rerun())
        report(found)


def report(found: dict[str, list[Rerun]]) -> None:
    medians = {page: _medians(runs) for page, runs in found.items()}
    ratios_to = ("to Streamlit", "to the tool")
    heads = "".join(f"{each:>16}" for each in ("ms", *ratios_to, "processor ms", *ratios_to))
    print(f"{'page':20}{heads}{'KiB sent':>10}")
    for page, figures in medians.items():
        line = f"{page:20}"
        for which, figure in enumerate(figures):
            ratios = (figure / medians[base][which] for base in (STREAMLIT, TOOL))
            line += f"{1000 * figure:16.1f}" + "".join(f"{ratio:16.1f}" for ratio in ratios)
        print(f"{line}{found[page][-1].size / 1024:10.1f}")


def _medians(runs: Sequence[Rerun]) -> tuple[float, float]:
    return statistics.median(run.seconds for run in runs), statistics.median(run.processor for run in runs)


if __name__ == "__main__":
    main()
