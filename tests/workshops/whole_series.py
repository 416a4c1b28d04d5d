"""A series in which everything has happened once: what is exported, recorded and archived."""

from datetime import date, time
from decimal import Decimal
from io import BytesIO

from PIL import Image
from sqlmodel import Session

from sketches import written
from storage.database import Database
from tests.workshops.factories import a_use_case, library
from tests.workshops.room import ADVISOR, Room
from workshops import appointments, look
from workshops.access import admission
from workshops.actors import Actor
from workshops.appointments import Appointment
from workshops.deciding import afterwards, decisions, proposal
from workshops.deciding.afterwards import ProjectState
from workshops.handing_over import answering, confirming, contributions, sketching
from workshops.library import holdings, shortlist
from workshops.live import activities, agreeing, answers, dots, ideas, leading, notes, points
from workshops.live.activities import Activity, Phase
from workshops.live.ideas import IdeaState
from workshops.live.ratings import Answer
from workshops.live.rounds import RoundView
from workshops.weighing import weights

PEOPLE = 7
ACCENT = "#7a1f3d"
COST = "Kostet ungefähr 40.000 € im Jahr."


def coat_of_arms() -> bytes:
    """Return a small picture as a municipality would choose it."""
    file = BytesIO()
    Image.new("RGBA", (48, 60), ACCENT).save(file, "PNG")
    return file.getvalue()


def whole_series(database: Database, own_entry: str = "eigener-pegel") -> Room:
    """Return a room after a group round, a live round with seven people, and the decision for two entries.

    `own_entry` is the id of the series' own use case; no two series of an installation share it.
    """
    room = Room(database)
    _take_use_cases(room, own_entry)
    group_round = agreeing.begin_group_round(database, ADVISOR, room.id)
    for item in group_round.item_ids[:2]:
        for criterion in group_round.criterion_ids:
            answer = Answer(group_round.id, item, criterion, 4)
            agreeing.save_group_answer(database, ADVISOR, answer)
    people = [*room.people(5, "administration"), *room.people(2, "citizens")]
    _collect_ideas_and_weights(room, people)
    held = _rate(room, people)
    _decide(room, held)
    _meet(room)
    admission.create_link(database, ADVISOR, room.id, "municipality")
    leading.take(database, ADVISOR, room.id, "secret of a browser")
    return room


def _meet(room: Room) -> None:
    texts = {"place": "Rathaus", "agenda": "Ankommen", "invited": "Gemeindevorstand", "tasks": "Einladen"}
    first = Appointment(title="Bewertung", day=date(2027, 5, 12), begins=time(14), ends=time(17, 30), **texts)
    for each in (first, Appointment(title="Skizzen")):
        appointments.add(room.database, ADVISOR, room.id, each)


def _take_use_cases(room: Room, own_entry: str) -> None:
    own = a_use_case(own_entry, topic="environmental-sensing", sources=library()[0].sources)
    holdings.add(room.database, ADVISOR, own, series_id=room.id)
    for use_case in (own, library()[0]):
        item = shortlist.add_use_case(room.database, ADVISOR, room.id, use_case)
        room.items.append(item.id)
    excluded = shortlist.add_idea(
        room.database, ADVISOR, room.id, title="Flugtaxi", summary="Zu teuer.", area="mobility"
    )
    for item_id, answer in ((room.items[0], "yes"), (room.items[1], "conditions"), (excluded.id, "no")):
        shortlist.answer_gate(
            room.database, ADVISOR, room.id, item_id, gate_id="K1", answer=answer, note="Geprüft."
        )


def _collect_ideas_and_weights(room: Room, people: list[Actor]) -> None:
    database = room.database
    for activity in Activity:
        activities.set_phase(database, ADVISOR, room.id, activity, Phase.OPEN)
    sent = [
        room.write(
            lambda session, who=who, title=title: ideas.send(
                session, who, idea_id=ideas.new_key(), title=title, text="Gut.", area="mobility"
            )
        )
        for who, title in zip(people, ("Mitfahrbank", "Bank zum Mitfahren", "Rollsteig", "Neu"), strict=False)
    ]
    ideas.judge(database, ADVISOR, sent[0].id, IdeaState.ACCEPTED)
    ideas.merge(database, ADVISOR, [sent[1].id], into=sent[0].id)
    ideas.judge(database, ADVISOR, sent[2].id, IdeaState.DISMISSED)
    dimensions = ("benefit", "transferability", "feasibility")
    for number, who in enumerate(people):
        room.write(
            lambda session, who=who: dots.give(
                session, who, {("idea", sent[0].id): 2, ("area", "mobility"): 1}
            )
        )
        given = {dimension: 10 * (1 + (number + place) % 3) for place, dimension in enumerate(dimensions)}
        room.write(lambda session, who=who, given=given: points.give(session, who, given))
    for activity in Activity:
        activities.set_phase(database, ADVISOR, room.id, activity, Phase.SHOWN)
    agreed = weights.agreed(database, ADVISOR, room.id)
    weights.save_agreed(
        database,
        ADVISOR,
        room.id,
        method="points",
        dimensions=dict(zip(dimensions, (50, 20, 30), strict=True)),
        criteria=agreed.criteria,
    )


def _rate(room: Room, people: list[Actor]) -> RoundView:
    held = room.open_round()
    for number, who in enumerate(people):
        room.write(lambda session, who=who, number=number: _rate_everything(session, who, held, number))
    return room.reveal(held)


def _rate_everything(session: Session, who: Actor, held: RoundView, number: int) -> None:
    """Answer all questions, one with "cannot judge", leave a remark, and say so."""
    for place, item in enumerate(held.item_ids):
        for criterion in held.criterion_ids:
            value = None if number == place == 0 else 1 + (number * place + place) % 5
            answers.save(session, who, Answer(held.id, item, criterion, value, 1))
    answers.comment(session, who, held.id, held.item_ids[0], COST)
    answers.finish(session, who, held.id)


def _follow(room: Room) -> None:
    """Enter what became of the first project, one line by mistake."""
    for state, day, amount in (
        (ProjectState.APPLIED, date(2026, 3, 2), Decimal("34605.45")),
        (ProjectState.REFUSED, date(2026, 5, 4), None),
        (ProjectState.GRANTED, date(2026, 5, 5), Decimal("34605.45")),
    ):
        entered = afterwards.enter(
            room.database, ADVISOR, room.id, room.items[0], state=state, day=day, amount=amount, effect="Gut."
        )
        if state is ProjectState.REFUSED:
            afterwards.take_back(room.database, ADVISOR, room.id, entered.id)


def _decide(room: Room, held: RoundView) -> None:
    database = room.database
    notes.write(database, ADVISOR, room.id, "Der Bauhof macht mit.", item_id=room.items[0])
    notes.write(database, ADVISOR, room.id, "Nächster Termin im Mai.")
    look.set_accent(database, ADVISOR, ACCENT, series_id=room.id)
    look.set_emblem(database, ADVISOR, coat_of_arms(), series_id=room.id)
    wanted = proposal.Wishes(budget=50_000, costs={room.items[0]: 40_000})
    proposal.change_wishes(database, ADVISOR, room.id, wanted)
    for item in (room.items[0], room.items[4], room.items[1]):
        decisions.pick(database, ADVISOR, room.id, item, reason="Dringend.\nUnd günstig.")
    decisions.withdraw(database, ADVISOR, room.id, room.items[1], reason="Doch zu teuer.")
    _follow(room)
    for item in (room.items[0], room.items[4]):
        sketch = sketching.begin(database, ADVISOR, room.id, item)
        changed = sketch.content.model_copy(update={"title": f"{sketch.content.title} für Eichenzell"})
        sketching.save(database, ADVISOR, sketch.id, changed, based_on=sketch.version)
        _write_together(room, sketch.id)


def _write_together(room: Room, sketch_id: str) -> None:
    """Let the municipality remark, propose, take back and confirm, and the advisor adopt and answer."""
    place, text = (room.database, room.co_writer, room.id, sketch_id), "Neu vom Bauamt."
    seen = written.mark("")
    said = contributions.remark(*place, "costs", "Ist das mit Umsatzsteuer?")
    first = contributions.propose(*place, "sustainability", text, seen=seen)
    contributions.propose(*place, "operation", "Noch offen.", seen=operation_seen(room, sketch_id))
    gone = contributions.remark(*place, "risks", "Verschrieben")
    contributions.withdraw(room.database, room.co_writer, room.id, gone.id)
    advisor = (room.database, ADVISOR, room.id)
    answering.adopt(*advisor, first.id, text=text, over="", answer="Danke.")
    answering.answer(*advisor, said.id, text="Ja, brutto.")
    for _again in range(2):
        confirming.confirm(*place, seen=written.fingerprint(sketch_now(room, sketch_id).content))
        confirming.take_back(*place)
    confirming.confirm(*place, seen=written.fingerprint(sketch_now(room, sketch_id).content))


def sketch_now(room: Room, sketch_id: str) -> sketching.SketchView:
    """Return a sketch as it stands."""
    held = sketching.sketches(room.database, ADVISOR, room.id)
    return next(sketch for sketch in held if sketch.id == sketch_id)


def operation_seen(room: Room, sketch_id: str) -> str:
    """Return the mark of the text on the operation as it stands."""
    return written.mark(sketch_now(room, sketch_id).content.section("operation").text)
