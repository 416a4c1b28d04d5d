"""Every service refuses every role that it is not for, and everybody of another series."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import SQLModel

import workshops
from storage import queries
from storage.database import Database, open_database
from storage.types import now
from tests.workshops import factories
from tests.workshops.factories import a_use_case, library, member
from tests.workshops.room import ADVISOR, Room
from workshops.access import admission
from workshops.actors import NOBODY, Actor, Role
from workshops.appointments import Appointment
from workshops.deciding import decisions
from workshops.errors import AccessDenied, WorkshopError
from workshops.evaluation import outcome
from workshops.handing_over import sketching, templates
from workshops.library import arranging, shortlist
from workshops.live import activities, agreeing, ideas, notes, rounds, steering
from workshops.live.counting import Counts
from workshops.live.ratings import Answer

SHOWN = {Role.ADVISOR, Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT}
IN_THE_ROOM = {Role.ADVISOR, Role.WALL, Role.PARTICIPANT}
KEYS = {Role.ADVISOR, Role.REMOTE}
ON_THE_WALL = {*KEYS, Role.WALL}
MAY = {
    "activities.offer": SHOWN,
    "confirming.confirm": {Role.CO_WRITER},
    "confirming.take_back": {Role.CO_WRITER},
    "contributions.of_series": {Role.ADVISOR, Role.CO_WRITER},
    "contributions.propose": {Role.CO_WRITER},
    "contributions.remark": {Role.CO_WRITER},
    "contributions.withdraw": {Role.CO_WRITER},
    "afterwards.history": {Role.ADVISOR, Role.MUNICIPALITY},
    "answers.newest": {Role.PARTICIPANT},
    "answers.own": {Role.PARTICIPANT},
    "asking.queue": {Role.PARTICIPANT},
    "ways.seconds_per_answer": {Role.ADVISOR, Role.PARTICIPANT},
    "ballot.ballot": {Role.ADVISOR, Role.PARTICIPANT},
    "ballot.result_ballot": {Role.ADVISOR, Role.PARTICIPANT},
    "ballot.dimension_names": IN_THE_ROOM,
    "comparison.group_means": IN_THE_ROOM,
    "comparison.movement": SHOWN,
    "decisions.picks": SHOWN,
    "dots.own": {Role.PARTICIPANT},
    "dots.result": IN_THE_ROOM,
    "not_asked.own": {Role.PARTICIPANT},
    "outcome.check_visible": SHOWN,
    "outcome.current": SHOWN,
    "outcome.of_round": SHOWN,
    "outcome.shown_round": SHOWN,
    "outcome.shown_rounds": SHOWN,
    "ideas.accepted": IN_THE_ROOM,
    "ideas.own": {Role.PARTICIPANT},
    "steering.state": IN_THE_ROOM,
    "minutes.proceedings": {Role.ADVISOR, Role.MUNICIPALITY},
    "points.own": {Role.PARTICIPANT},
    "points.result": SHOWN,
    "proposals.entries": {Role.ADVISOR, Role.MUNICIPALITY},
    "proposals.of_series": {Role.ADVISOR, Role.MUNICIPALITY},
    "proposals.propose": {Role.ADVISOR, Role.MUNICIPALITY},
    "rounds.every": SHOWN,
    "rounds.readiness": IN_THE_ROOM,
    "series.get": SHOWN | {Role.CO_WRITER},
    "shortlist.items": SHOWN,
    "sketching.sketches": {Role.ADVISOR, Role.MUNICIPALITY, Role.CO_WRITER},
    "templates.content": {Role.ADVISOR, Role.MUNICIPALITY},
    "templates.templates": {Role.ADVISOR, Role.MUNICIPALITY},
    "weights.agreed": SHOWN,
    "decided.decided": SHOWN - {Role.PARTICIPANT},
    "look.of_series": SHOWN | {Role.REMOTE},
    "rating.stand": ON_THE_WALL,
    "remarks.shown": {Role.ADVISOR, Role.WALL},
    "remote.clock": KEYS,
    "remote.reveal": KEYS,
    "running_order.running_order": ON_THE_WALL,
    "steering.back": KEYS,
    "steering.close": KEYS,
    "objections.few_people": KEYS,
    "steering.forward": KEYS,
    "steering.reveal": KEYS,
    "steering.set_ground": KEYS,
    "steering.set_timer": KEYS,
    "steering.standing": ON_THE_WALL,
    "steering.talk": KEYS,
}
"""Who may call a service; whatever is not named here is for advisors alone."""

OF_ALL_SERIES = {"templates.content", "templates.templates"}
"""What belongs to the installation: whoever may have it, may have it whatever the series."""

FOR_PARTICIPANTS = {
    "allocation.ask_next", "allocation.give", "answers.comment", "answers.finish", "answers.save",
    "answers.save_form", "answers.stored", "dots.give", "ideas.send", "not_asked.require_asked",
    "not_asked.settle",
    "participants.require_participant", "participants.require_voice", "points.give",
    "taking_part.choose_group", "taking_part.watch",
}  # fmt: skip
"""What phones send: it takes a session, because the writer commits many of them together."""

DOORS = {
    "admission.advisor", "admission.link_holder", "admission.sign_in", "admission.sign_in_link_token",
    "admission.end_sessions_of_other_passwords", "admission.sign_out", "guessing.seconds_to_wait",
    "guessing.turn", "known_devices.recognised",
    "imprint.imprint", "journal.revision", "open_data.description", "operation.figures",
    "participants.invitation", "participants.of_device",
    "pairing.begin", "pairing.waiting_code",
    "announcing.for_newcomers", "own_time.obey_due", "own_time.obey_now",
    "retention.delete_due", "tablets.invitation",
}  # fmt: skip
"""What asks for no role: it finds out who somebody is, or belongs to the process itself."""

EYES_OF_THE_WALL = {
    "known.result", "known.shortlisted", "naming.name", "naming.names", "programme.stops",
    "signature.signature",
}  # fmt: skip
"""What sees only what a wall of the series may show, whoever asks."""

INSIDE = {
    "answers.finish_if_complete", "contributions.record", "outcome.current_in", "outcome.shown_rows",
    "journal.record",
    "names.carry", "names.follow", "names.give", "participants.seen", "planning.decide_in_advance",
    "rounds.insert",
    "shortlist.insert_idea", "sketching.saved",
}  # fmt: skip
"""Parts of services, called after the role was checked."""

Service = Callable[..., Any]


def services(first: str) -> Iterator[tuple[str, Service]]:
    """Yield the public functions whose first parameter is called `first`."""
    for module in pkgutil.walk_packages(workshops.__path__, "workshops."):
        content = vars(importlib.import_module(module.name))
        for name, value in content.items():
            own = inspect.isfunction(value) and value.__module__ == module.name
            if own and not name.startswith("_") and next(iter(parameters(value)), "") == first:
                yield f"{module.name.rpartition('.')[2]}.{name}", value


def parameters(service: Service) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(service).parameters)


GUARDED = {name: service for name, service in services("database") if "actor" in parameters(service)}


@dataclass(frozen=True)
class Town:
    """A series in which everything has happened once, so that every service finds what it asks for."""

    database: Database
    series_id: str
    values: dict[str, Any]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('roles') / 'roles.db'}")
    room = Room(database)
    held = factories.rated_round(database, room.id)
    agreeing.finish_group_round(database, ADVISOR, held.id)
    person = room.people(1)[0]
    activities.set_phase(database, ADVISOR, room.id, activities.Activity.IDEAS, activities.Phase.OPEN)
    idea_id = ideas.new_key()
    room.write(lambda session: ideas.send(session, person, idea_id=idea_id, title="I", text="", area=None))
    admission.create_link(database, ADVISOR, room.id, "wall")
    [link] = admission.links(database, ADVISOR, room.id)
    item_id = room.items[0]
    decisions.pick(database, ADVISOR, room.id, item_id, reason="R")
    sketch = sketching.begin(database, ADVISOR, room.id, item_id)
    notes.write(database, ADVISOR, room.id, "N")
    live_round = steering.prepare(database, ADVISOR, room.id)
    template = templates.add(database, ADVISOR, "Skizze", b"docx")
    seen = outcome.of_round(database, ADVISOR, held.id)
    assert seen
    values = {
        "appointment": Appointment(title="T"),
        "appointment_id": "gone",
        "activity": activities.Activity.DOTS,
        "answer": Answer(held.id, item_id, held.criterion_ids[0], 3),
        "answers": {(item_id, live_round.criterion_ids[0]): 3},
        "area": "energy",
        "asked": seen.criteria,
        "based_on": 1,
        "browser": "b",
        "cells": {},
        "chosen": {held.criterion_ids[0]: 3},
        "content": sketch.content,
        "contribution_id": "C",
        "counts": Counts.EVERYONE,
        "criteria": {},
        "data": b"id;title_de\n",
        "day": now().date(),
        "dimensions": {"benefit": 2},
        "entry_id": "gone",
        "file_name": "x.csv",
        "gate_id": "K1",
        "given": {"benefit": 1.0},
        "groups": ["politics"],
        "held": held,
        "idea_id": idea_id,
        "idea_ids": [idea_id],
        "into": idea_id,
        "item_id": item_id,
        "item_ids": [item_id],
        "key": person.participant_id,
        "kind": "wall",
        "length": timedelta(minutes=5),
        "level_id": "dimensions",
        "line_id": "L",
        "link_id": link.id,
        "method": "points",
        "municipality_ags": factories.EICHENZELL,
        "participant_id": person.participant_id,
        "phase": activities.Phase.OPEN,
        "points": {"benefit": 100},
        "over": "",
        "place": "summary",
        "reason": "R",
        "round_id": held.id,
        "seen": seen,
        "series_id": room.id,
        "sketch_id": sketch.id,
        "stage": rounds.Stage.CRITERIA,
        "state": ideas.IdeaState.ACCEPTED,
        "summary": "S",
        "template_id": template.id,
        "text": "T",
        "title": "T",
        "until": (now() + timedelta(days=30)).date(),
        "use_case": a_use_case(),
        "use_cases": [a_use_case()],
        "version": 1,
    }
    yield Town(database, room.id, values)
    database.close()


def everything(database: Database) -> dict[str, list[Any]]:
    with database.read() as session:
        return {
            table.name: sorted(map(repr, session.execute(table.select())))
            for table in SQLModel.metadata.sorted_tables
        }


def arguments(town: Town, service: Service) -> dict[str, Any]:
    """Return a value for all that has no default: None will do for what is looked at after the role."""
    wanted = parameters(service).values()
    given = {
        each.name: town.values.get(each.name)
        for each in wanted
        if each.default is inspect.Parameter.empty
        and each.name not in {"database", "session", "actor", "answer"}
    }
    if "answer" in parameters(service):
        given["answer"] = "yes" if "gate_id" in given else town.values["answer"]
    return given


def strangers(series_id: str, allowed: set[Role], of_all_series: bool = False) -> Iterator[Actor]:
    yield NOBODY
    for role in Role:
        if role not in allowed:
            yield member(role, series_id)
        if role is not Role.ADVISOR and not (of_all_series and role in allowed):
            yield member(role, "of-another-series")
            yield Actor(role)


@pytest.mark.parametrize("name", GUARDED)
def test_a_service_is_only_for_whom_it_is_for(town: Town, name: str):
    service, allowed = GUARDED[name], MAY.get(name, {Role.ADVISOR})
    before = everything(town.database)
    for stranger in strangers(town.series_id, allowed, name in OF_ALL_SERIES):
        with pytest.raises(AccessDenied) as caught:
            service(town.database, actor=stranger, **arguments(town, service))
        assert caught.value.message
        assert caught.value.hint
    assert everything(town.database) == before


@pytest.mark.parametrize("name", MAY)
def test_a_service_opens_for_whom_it_is_for(town: Town, name: str):
    service = GUARDED[name]
    for role in MAY[name] - {Role.PARTICIPANT}:  # their records are tested with the live rounds
        try:
            service(town.database, actor=member(role, town.series_id), **arguments(town, service))
        except AccessDenied:
            raise
        except WorkshopError:
            pass  # let in, and then told that it is not the time for it


@pytest.mark.parametrize("name", sorted(FOR_PARTICIPANTS))
def test_what_phones_send_is_only_for_participants(town: Town, name: str):
    service = dict(services("session"))[name]
    before = everything(town.database)
    values = arguments(town, service)
    for stranger in (ADVISOR, *strangers(town.series_id, {Role.PARTICIPANT})):
        with pytest.raises(AccessDenied), town.database.write() as session:
            service(session, actor=stranger, **values)
    assert everything(town.database) == before


def test_every_service_is_guarded_or_known_to_need_no_guard():
    open_doors = {name for name, service in services("database") if "actor" not in parameters(service)}
    assert open_doors == DOORS | EYES_OF_THE_WALL
    within = {name for name, service in services("session") if "actor" in parameters(service)}
    assert within == FOR_PARTICIPANTS | INSIDE
    assert MAY.keys() <= GUARDED.keys()
    assert len(GUARDED) > 60


def test_what_belongs_to_another_series_is_not_found_through_ones_own(database: Database):
    """An advisor's page passes both keys: an item of another series must not be reached by mistake."""
    own, other = factories.a_series(database, "Eins"), factories.a_series(database, "Zwei")
    item = shortlist.add_use_case(database, ADVISOR, other.id, library()[0])
    place = (database, ADVISOR, own.id, item.id)
    for attempt in (
        lambda: shortlist.take_off(*place),
        lambda: shortlist.put_back(*place),
        lambda: arranging.move(*place, 0),
        lambda: shortlist.answer_gate(*place, gate_id="K1", answer="no"),
        lambda: decisions.pick(*place, reason="R"),
        lambda: decisions.withdraw(*place, reason="R"),
        lambda: notes.write(database, ADVISOR, own.id, "N", item_id=item.id),
        lambda: sketching.begin(*place),
    ):
        with pytest.raises(WorkshopError):
            attempt()
    with database.read() as session:
        assert queries.shortlist(session, other.id)[0].removed_at is None
    assert shortlist.items(database, ADVISOR, other.id) == (item,)
