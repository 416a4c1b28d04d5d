"""Series made in the database itself, so that a test begins where it has something to say."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from playwright.sync_api import BrowserContext

from scoring.criteria import load_criteria
from storage.database import Database
from tests.browser.application import Application
from tests.serve.conftest import advisor_cookies, opened
from workshops import series
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.deciding import decisions
from workshops.library import shortlist
from workshops.live import agreeing, notes
from workshops.live.ratings import Answer

ADVISOR = Actor(Role.ADVISOR)
EICHENZELL = "06631006"


@dataclass(frozen=True)
class Prepared:
    """A series of a running server, with its ideas in their order and its round of group rating."""

    server: Application
    series_id: str
    item_ids: tuple[str, ...]
    round_id: str

    def address(self, page: str, **parameters: str) -> str:
        """Return the address of one of its pages."""
        more = "".join(f"&{name}={value}" for name, value in parameters.items())
        return f"{self.server.url}/{page}?reihe={self.series_id}{more}"

    def answers(self) -> dict[tuple[str, str], int | None]:
        """Return what is stored of the group rating."""
        with closing(opened(self.server)) as database:
            return dict(agreeing.group_answers(database, ADVISOR, self.round_id))


def prepare(
    server: Application, *, title: str = "Reihe", ideas: Sequence[str] = ("Bank", "Bus"), reason: str = ""
) -> Prepared:
    """Make a series for Eichenzell with ideas; with a `reason` all are rated and the first one is picked."""
    with closing(opened(server)) as database:
        made = series.create(database, ADVISOR, title=title, municipality_ags=EICHENZELL)
        added = [
            shortlist.add_idea(database, ADVISOR, made.id, title=idea, summary=idea, area="mobility")
            for idea in ideas
        ]
        held = agreeing.begin_group_round(database, ADVISOR, made.id)
        prepared = Prepared(server, made.id, tuple(item.id for item in added), held.id)
        if reason:
            _decide(database, prepared, reason)
    return prepared


def rate_all(database: Database, prepared: Prepared) -> None:
    """Rate every entry, the first ones best, and finish the round."""
    for place, item_id in enumerate(prepared.item_ids):
        for criterion_id in load_criteria().short().ids:
            answer = Answer(prepared.round_id, item_id, criterion_id, max(1, 5 - place))
            agreeing.save_group_answer(database, ADVISOR, answer)
    agreeing.finish_group_round(database, ADVISOR, prepared.round_id)


def _decide(database: Database, prepared: Prepared, reason: str) -> None:
    rate_all(database, prepared)
    for item_id in prepared.item_ids:
        notes.write(database, ADVISOR, prepared.series_id, reason, item_id=item_id)
    decisions.pick(database, ADVISOR, prepared.series_id, prepared.item_ids[0], reason=reason)


def sign_in(context: BrowserContext, server: Application) -> None:
    """Make a browser the advisor's."""
    for name, value in advisor_cookies(server).items():
        context.add_cookies([{"name": name, "value": value, "url": server.url}])


def open_link(context: BrowserContext, prepared: Prepared) -> None:
    """Make a browser the municipality's."""
    with closing(opened(prepared.server)) as database:
        token = admission.create_link(database, ADVISOR, prepared.series_id, "municipality")
    context.add_cookies([{"name": admission.RESULT_COOKIE, "value": token, "url": prepared.server.url}])
