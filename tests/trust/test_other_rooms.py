"""From no output does anybody's answer follow: a room in which they said something else looks the same.

For each person and each answer there is such a room. Fewer than five people, or fewer than five with news,
may have said anything whatever; of five and more each may have said what another one did. Not one letter of
any output changes. So nothing can be subtracted, fitted or solved for: no reader can tell the rooms apart.
"""

import difflib
from collections.abc import Iterator
from contextlib import closing

import pytest

from storage.database import Database, open_database
from tests.browser.application import Application
from tests.trust.outputs import Screens, documents, plain
from tests.trust.rooms import CANNOT_JUDGE, Said, Told, swapped, turned
from workshops import installation

OBSERVER = "a phone that looks and never answers, in room {number}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    with closing(Application(tmp_path_factory.mktemp("server"))) as application:
        application.start()
        yield application


@pytest.fixture
def database(server: Application, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    with closing(open_database(f"sqlite:///{server.data_dir / 'werkstatt.db'}")) as opened:
        monkeypatch.setattr(installation, "database", lambda: opened)
        yield opened


def first(place: int, row: int, column: int) -> int:
    """Everybody differs in everything, and nobody always says the lowest or the highest."""
    return CANNOT_JUDGE if (place + row + column) % 7 == 6 else 1 + (2 * place + 3 * row + column) % 5


def second(place: int, row: int, column: int) -> int:
    return 1 + (3 * place + row + 2 * column) % 5


def everything(told: Told, screens: Screens) -> dict[str, str]:
    room = told.room
    files = {f"municipality {name}": text for name, text in documents(room, room.municipality).items()}
    return plain({**documents(room), **files, **screens.light(), **screens.pages()})


def same(told: Told, screens: Screens, before: dict[str, str], changes: dict[int, Said]) -> None:
    """Make it another room, look at everything, and make it the old one again."""
    for place, other in changes.items():
        told.say_otherwise(place, other)
    after = everything(told, screens)
    for place in changes:
        told.say_otherwise(place, told.rounds[place][1])
    assert after.keys() == before.keys()
    found = {
        name: list(difflib.unified_diff(text.splitlines(), after[name].splitlines(), n=0))
        for name, text in before.items()
    }
    assert not [line for name, lines in found.items() for line in (name, *lines) if lines]


@pytest.mark.parametrize("number", range(1, 10))
def test_nobodys_answer_follows_from_any_output_at_two_moments(
    server: Application, database: Database, number: int
) -> None:
    told, observer = Told(database), OBSERVER.format(number=number)
    told.room.join(observer)
    people = told.join(number)
    told.rate(people, first)
    told.decide()
    screens = Screens(server.url, told.room, observer)
    said = told.rounds[0][1]
    other = turned(said, people) if number < 5 else swapped(said, people)
    same(told, screens, everything(told, screens), {0: other})

    news = [people[0], *told.join(1)]
    told.rate(news, second, from_before=True)
    later = told.rounds[1][1]
    if number == 4:
        changes = {0: swapped(said, people[1:]), 1: swapped(later, news)}
    else:
        changes = {0: other, 1: turned(later, news)}
    same(told, screens, everything(told, screens), changes)


def test_what_five_people_said_is_in_every_output(server: Application, database: Database) -> None:
    told, observer = Told(database), OBSERVER.format(number="of five")
    told.room.join(observer)
    people = told.join(5)
    told.rate(people, first)
    told.decide()
    screens = Screens(server.url, told.room, observer)
    before = everything(told, screens)
    told.say_otherwise(0, turned(told.rounds[0][1], people))
    after = everything(told, screens)
    silent = {"moderation", "mitnehmen", "skizzen", "phone /live", "gewichte"}
    told_in = {name.split()[0] if name.startswith("wall") else name for name in before} - silent
    changed = {
        name.split()[0] if name.startswith("wall") else name
        for name in before
        if before[name] != after.get(name)
    }
    assert told_in <= changed
