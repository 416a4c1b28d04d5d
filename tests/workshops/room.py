"""A workshop for tests: a series with a shortlist, people with devices, and a round they rate in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from sqlmodel import Session

from storage.database import Database
from workshops import series
from workshops.actors import Actor, Role
from workshops.library import shortlist
from workshops.live import answers, participants, steering
from workshops.live.ratings import Answer
from workshops.live.rounds import RoundView
from workshops.series import SeriesView

ADVISOR = Actor(Role.ADVISOR)
Result = TypeVar("Result")


@dataclass
class Room:
    """A series in Eichenzell with three ideas, rated by the short set of criteria."""

    database: Database
    groups: tuple[str, ...] = ("administration", "citizens")
    items: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.series: SeriesView = series.create(
            self.database,
            ADVISOR,
            title="Smarte Kommune",
            municipality_ags="06631006",
            criteria_set="short",
            groups=list(self.groups),
        )
        for title in ("Pegel", "Rufbus", "Lora-Netz"):
            item = shortlist.add_idea(
                self.database, ADVISOR, self.series.id, title=title, summary=title, area="mobility"
            )
            self.items.append(item.id)

    @property
    def id(self) -> str:
        return self.series.id

    @property
    def wall(self) -> Actor:
        return Actor(Role.WALL, series_id=self.id)

    @property
    def municipality(self) -> Actor:
        return Actor(Role.MUNICIPALITY, series_id=self.id)

    @property
    def co_writer(self) -> Actor:
        return Actor(Role.CO_WRITER, series_id=self.id)

    def write(self, work: Callable[[Session], Result]) -> Result:
        with self.database.write() as session:
            return work(session)

    def join(self, device: str, group: str | None = None) -> Actor:
        return self.write(lambda session: participants.join(session, self.id, device, group=group))

    def people(self, number: int, group: str | None = None) -> list[Actor]:
        return [self.join(f"device-{group}-{place}", group) for place in range(number)]

    def open_round(self, **choice: object) -> RoundView:
        draft = steering.prepare(self.database, ADVISOR, self.id, **choice)  # type: ignore[arg-type]
        return steering.open_round(self.database, ADVISOR, draft.id)

    def answer(
        self,
        person: Actor,
        round_: RoundView,
        value: int | None,
        item: int = 0,
        criterion: int = 0,
        counter: int = 1,
    ) -> answers.Kept:
        sent = Answer(round_.id, round_.item_ids[item], round_.criterion_ids[criterion], value, counter)
        return self.write(lambda session: answers.save(session, person, sent))

    def answer_all(self, person: Actor, round_: RoundView, values: Iterable[int]) -> None:
        """Answer every question; `values` holds one value per item."""
        for item, value in enumerate(values):
            for criterion in range(len(round_.criterion_ids)):
                self.answer(person, round_, value, item, criterion)

    def close(self, round_: RoundView) -> RoundView:
        return steering.close(self.database, ADVISOR, round_.id, confirmed_missing=0)

    def reveal(self, round_: RoundView) -> RoundView:
        self.close(round_)
        return steering.reveal(self.database, ADVISOR, round_.id)

    def open_draft(self) -> RoundView:
        """Prepare a round without opening it."""
        return steering.prepare(self.database, ADVISOR, self.id)
