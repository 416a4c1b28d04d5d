"""A whole afternoon in a database: ten use cases and an idea of the room, people, two rounds, a decision.

Answers are drawn with a fixed seed, so that each test and each picture shows the same afternoon.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from scoring.criteria import load_criteria
from sketches.model import CostItem, RateRange
from storage.database import Database
from usecases.catalogue import load_catalogue
from workshops import series
from workshops.actors import Actor, Role
from workshops.deciding import decisions
from workshops.handing_over import sketching
from workshops.library import shortlist
from workshops.live import activities, answers, dots, ideas, participants, points, steering
from workshops.live.activities import Activity, Phase
from workshops.live.ratings import Answer
from workshops.live.rounds import RoundView
from workshops.wall import known

ADVISOR = Actor(Role.ADVISOR)
LAUTERTAL = "06431014"
IDEA = "Mitfahrbank-App für die elf Ortsteile"
REASONS = (
    "Das Hochwasser vom Januar hat gezeigt, dass die Vorwarnzeit fehlt.",
    "Rechnet sich nach sechs Jahren, und alle Ortsteile haben etwas davon.",
    "Die Praxis schließt; die Wege werden für Ältere zu weit.",
)


@dataclass
class Afternoon:
    """A series that is led from one moment to the next."""

    database: Database
    people_wanted: int = 17
    entries: int = 10
    people: list[Actor] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(4)
        self.contested = load_criteria().short().ids[-1]
        self.series = series.create(
            self.database, ADVISOR, title="Smarte Gemeinde 2027", municipality_ags=LAUTERTAL
        )
        for use_case in self._cases():
            shortlist.add_use_case(self.database, ADVISOR, self.id, use_case)
        shortlist.add_idea(
            self.database, ADVISOR, self.id, title=IDEA, summary="Wer fährt wann wohin?", area="mobility"
        )
        self.items = shortlist.items(self.database, ADVISOR, self.id)

    @property
    def id(self) -> str:
        return self.series.id

    @property
    def wall(self) -> Actor:
        return known.eyes(self.id)

    def _cases(self) -> Sequence:
        """Use cases of different fields, three of them with the longest names of the library."""
        cases = [case for case in load_catalogue() if case.in_hesse]
        self.random.shuffle(cases)
        longest = sorted(cases, key=lambda case: -len(case.title_de))[:3]
        return (longest + [case for case in cases if case not in longest])[: self.entries]

    def arrive(self) -> None:
        for number in range(self.people_wanted):
            group = self.random.choice(self.series.groups)
            with self.database.write() as session:
                self.people.append(participants.join(session, self.id, f"device-{number}", group=group))

    def send_ideas(self) -> None:
        activities.set_phase(self.database, ADVISOR, self.id, Activity.IDEAS, Phase.OPEN)
        titles = (
            "Bücherschrank mit Ausleihe per App",
            "Trinkwasserbrunnen",
            "WLAN im Schwimmbad",
            "Repair-Café",
        )
        for person, title in zip(self.people, titles, strict=False):
            with self.database.write() as session:
                key = ideas.new_key()
                ideas.send(session, person, idea_id=key, title=title, text="", area="society")
            ideas.judge(self.database, ADVISOR, key, ideas.IdeaState.ACCEPTED)

    def give_dots(self) -> None:
        activities.set_phase(self.database, ADVISOR, self.id, Activity.DOTS, Phase.OPEN)
        areas = sorted({item.area for item in self.items})
        for person in self.people:
            chosen = self.random.sample(areas, min(3, len(areas)))
            with self.database.write() as session:
                dots.give(session, person, {("area", area): 1 for area in chosen})
        activities.set_phase(self.database, ADVISOR, self.id, Activity.DOTS, Phase.SHOWN)

    def give_points(self) -> None:
        activities.set_phase(self.database, ADVISOR, self.id, Activity.POINTS, Phase.OPEN)
        for person in self.people:
            benefit = self.random.choice((40, 50, 60))
            with self.database.write() as session:
                points.give(
                    session,
                    person,
                    {"benefit": benefit, "transferability": 20, "feasibility": 80 - benefit},
                )
        activities.set_phase(self.database, ADVISOR, self.id, Activity.POINTS, Phase.SHOWN)

    def open_round(self, **choice: object) -> RoundView:
        draft = steering.prepare(self.database, ADVISOR, self.id, **choice)  # type: ignore[arg-type]
        return steering.open_round(self.database, ADVISOR, draft.id)

    def rate(self, round_: RoundView, people: Sequence[Actor] | None = None, *, remarks: bool = True) -> None:
        """Let people answer everything: items differ in level, and two of them split the room."""
        for number, person in enumerate(people if people is not None else self.people):
            with self.database.write() as session:
                for place, item_id in enumerate(round_.item_ids):
                    for criterion_id in round_.criterion_ids:
                        value = self._value(place, number, criterion_id)
                        answer = Answer(round_.id, item_id, criterion_id, value, 1)
                        answers.save(session, person, answer)
                if remarks and number < 3:
                    answers.comment(
                        session, person, round_.id, round_.item_ids[number], "Bitte mit den Nachbarn."
                    )
                answers.finish(session, person, round_.id)

    def _value(self, place: int, number: int, criterion_id: str) -> int:
        if place in (2, 5) and criterion_id == self.contested:
            return self.random.choice((1, 2) if number % 2 else (4, 5))
        level = 4.4 - 0.22 * ((place * 7) % 11)
        return min(5, max(1, round(level + self.random.gauss(0, 0.7))))

    def reveal(self, round_: RoundView) -> None:
        steering.close(self.database, ADVISOR, round_.id, confirmed_missing=0)
        steering.reveal(self.database, ADVISOR, round_.id)

    def decide(self) -> None:
        """Choose the first three; the first one's sketch knows its costs."""
        seen = known.result(self.database, self.id)
        assert seen is not None
        for item, reason in zip(seen.evaluation.ranking, REASONS, strict=False):
            decisions.pick(self.database, ADVISOR, self.id, item.item_id, reason=reason)
        first = sketching.begin(self.database, ADVISOR, self.id, seen.evaluation.ranking[0].item_id)
        content = first.content.model_copy(
            update={
                "title": "Starkregen-Frühwarnung für Lautertal",
                "costs": (CostItem(label="Messstellen", year=2027, amount=85_000),),
                "rate": RateRange(low="0.7", high="0.9"),
            }
        )
        sketching.save(self.database, ADVISOR, first.id, content, based_on=first.version)
