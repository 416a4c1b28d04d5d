"""Rooms of known people at two moments, and other rooms in which somebody said something else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from storage import queries
from storage.database import Database
from storage.tables import RatingRow
from storage.types import now
from tests.workshops.room import ADVISOR, Room
from workshops.actors import Actor
from workshops.deciding import decisions
from workshops.handing_over import sketching
from workshops.live import answers
from workshops.live.ratings import Answer
from workshops.live.rounds import RoundView

CANNOT_JUDGE = 0
Said = dict[str, dict[tuple[str, str], int]]
"""What each person said: by entry and question, 1 to 5, or CANNOT_JUDGE."""


@dataclass
class Told:
    """A room whose answers are known: the rounds with what people said in them."""

    database: Database
    groups: tuple[str, ...] = ()
    people: list[Actor] = field(default_factory=list)
    rounds: list[tuple[RoundView, Said]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.room = Room(self.database, groups=self.groups)

    def join(self, number: int, group: str | None = None) -> list[Actor]:
        """Let people come."""
        came = [
            self.room.join(f"phone {len(self.people) + each} of {self.room.id}", group)
            for each in range(number)
        ]
        self.people += came
        return came

    def rate(self, who: Sequence[Actor], value: Callable[[int, int, int], int], **choice: object) -> None:
        """Hold a round and reveal it; `value` of the place of a person, an entry and a question."""
        held = self.room.open_round(**choice)
        said: Said = {}
        for person in who:
            place = self.people.index(person)
            cells = {
                (item, criterion): value(place, row, column)
                for row, item in enumerate(held.item_ids)
                for column, criterion in enumerate(held.criterion_ids)
            }
            said[person.participant_id or ""] = cells
            with self.database.write() as session:
                for (item, criterion), given in cells.items():
                    answers.save(session, person, Answer(held.id, item, criterion, given or None, 1))
        self.rounds.append((self.room.reveal(held), said))

    def decide(self) -> None:
        """Choose the first entry and begin its sketch."""
        decisions.pick(self.database, ADVISOR, self.room.id, self.room.items[0], reason="Dringend.")
        sketching.begin(self.database, ADVISOR, self.room.id, self.room.items[0])

    def say_otherwise(self, place: int, other: Said) -> None:
        """Make a round one in which people said something else, as if it had always been so."""
        held, _said = self.rounds[place]
        with self.database.write() as session:
            for row in queries.many(session, RatingRow, round_id=held.id):
                given = other.get(row.participant_id, {}).get((row.item_id, row.criterion_id))
                if given is not None:
                    row.value, row.rated_at = given or None, now()
            queries.next_revision(session, self.room.id)


def turned(said: Said, who: Iterable[Actor]) -> Said:
    """Return what these people could have said instead: each answer another one, some judged no more."""
    names = {person.participant_id for person in who}
    return {
        name: {
            cell: CANNOT_JUDGE if place % 4 == 1 and value else 1 + (value + 1 + place % 3) % 5
            for place, (cell, value) in enumerate(cells.items())
        }
        for name, cells in said.items()
        if name in names
    }


def swapped(said: Said, who: Sequence[Actor]) -> Said:
    """Return the same answers, each given by the next one of these people."""
    names = [person.participant_id or "" for person in who]
    return {name: said[following] for name, following in zip(names, [*names[1:], names[0]], strict=True)}
