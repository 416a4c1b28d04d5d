"""A municipality reads its sketches, remarks, proposes and confirms, and nothing that it typed is lost."""

import re
from html import unescape

import httpx
import pytest
from starlette.testclient import TestClient

from cowriting import writing
from sketches.written import fingerprint, mark
from storage import queries
from storage.errors import StorageError, StorageProblem
from storage.tables import AccessLinkRow
from storage.types import now
from tests.light.conftest import HTML
from tests.workshops import factories
from tests.workshops.room import ADVISOR, Room
from workshops.access import admission
from workshops.handing_over import answering, contributions, sketching
from workshops.handing_over.sketching import SketchView

HERE = {"Origin": "http://testserver"}
TYPED = "Der Bach <b>steigt</b> jedes Jahr."


class Municipality:
    """A browser with a link to co-write, and the sketch that it writes on."""

    def __init__(self, browser: TestClient, room: Room) -> None:
        self.browser, self.room = browser, room
        factories.pick(room.database, room.id, room.items[0])
        self.id = sketching.begin(room.database, ADVISOR, room.id, room.items[0]).id
        self.address = f"/mitschreiben/skizze/{self.id}"

    def open_link(self, days: int = 30) -> httpx.Response:
        token = admission.create_link(self.room.database, ADVISOR, self.room.id, "co_writer", days=days)
        return self.browser.get(f"/mitschreiben/{token}")

    @property
    def sketch(self) -> SketchView:
        return sketching.sketches(self.room.database, ADVISOR, self.room.id)[0]

    def text(self, place: str) -> str:
        return self.sketch.content.section(place).text

    def send(self, what: str, **fields: str) -> httpx.Response:
        answer: httpx.Response = self.browser.post(
            self.address, data={"what": what} | fields, headers=HERE | HTML
        )
        return answer

    def propose(self, text: str, place: str = "problem", **more: str) -> httpx.Response:
        return self.send(
            "proposal", **({"place": place, "text": text, "seen": mark(self.text(place))} | more)
        )

    def page(self) -> str:
        answer = self.browser.get(self.address)
        assert answer.status_code == 200
        return plain(answer.text)


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture
def town(client: TestClient, room: Room) -> Municipality:
    browser = Municipality(client, room)
    browser.open_link()
    return browser


def test_the_link_leads_to_the_sketches_and_keeps_no_secret_in_the_address(client: TestClient, room: Room):
    town = Municipality(client, room)
    answer = town.open_link()
    assert (answer.status_code, answer.headers["location"]) == (303, "/mitschreiben")
    shown = client.get("/mitschreiben")
    assert town.address in shown.text
    assert "noch nicht bestätigt" in plain(shown.text)
    assert "no-store" in shown.headers["cache-control"]


def test_every_section_is_shown_with_its_text_and_tables(town: Municipality):
    shown = town.page()
    for title in ("Kurzbeschreibung", "Ausgangslage und Problem", "Kosten und Finanzierung", "Quellen"):
        assert title in shown
    assert "Risiko" in shown or "Hier steht noch nichts." in shown


def test_a_remark_waits_and_its_answer_is_read(town: Municipality):
    answer = town.send("remark", place="costs", text="Mit Umsatzsteuer?")
    assert answer.headers["location"] == f"{town.address}?sent=remark-costs#costs"
    assert "Gesendet. Ihre Beratung sieht es" in plain(town.browser.get(answer.headers["location"]).text)
    assert "Wartet auf Ihre Beratung." in town.page()
    [said] = contributions.of_series(town.room.database, ADVISOR, town.room.id)
    answering.answer(town.room.database, ADVISOR, town.room.id, said.id, text="Ja, brutto.")
    shown = town.page()
    assert "Ja, brutto." in shown
    assert "Wartet auf" not in shown


def test_a_proposed_text_is_shown_with_its_difference_and_never_as_markup(town: Municipality):
    town.propose(TYPED)
    html = town.browser.get(town.address).text
    assert "<b>steigt</b>" not in html
    assert "<ins>" in html
    assert town.text("problem") != TYPED


def test_what_was_taken_over_with_changes_is_shown(town: Municipality):
    town.propose("Der Bach steigt.")
    [said] = contributions.of_series(town.room.database, ADVISOR, town.room.id)
    answering.adopt(
        town.room.database, ADVISOR, town.room.id, said.id, text="Der Bach steigt oft.", over=said.base
    )
    html = town.browser.get(town.address).text
    assert re.search(r"<ins>[^<]*oft\.</ins>", html)
    assert "Mit Änderungen übernommen" in plain(html)


def test_a_text_for_another_state_comes_back_with_the_present_one(town: Municipality):
    before = town.sketch
    seen = mark(town.text("problem"))
    changed = before.content.with_section("problem", "Von der Beratung geändert.")
    sketching.save(town.room.database, ADVISOR, town.id, changed, based_on=before.version)
    answer = town.propose(TYPED, seen=seen)
    assert answer.status_code == 422
    shown = unescape(answer.text)
    assert TYPED in shown
    assert "Von der Beratung geändert." in shown
    assert mark("Von der Beratung geändert.") in answer.text
    assert town.propose(TYPED).status_code == 303


@pytest.mark.parametrize("text", ["", "x" * 20_001])
def test_a_text_that_does_not_fit_comes_back(town: Municipality, text: str):
    answer = town.propose(text)
    assert answer.status_code == 422
    assert text in answer.text
    assert 'role="alert"' in answer.text


def test_what_waits_can_be_taken_back(town: Municipality):
    town.send("remark", place="costs", text="Verschrieben")
    [said] = contributions.of_series(town.room.database, ADVISOR, town.room.id)
    assert town.send("withdraw", place="costs", key=said.id).status_code == 303
    assert "Verschrieben" not in town.page()


def test_a_confirmation_holds_until_the_text_is_another_one(town: Municipality):
    seen = fingerprint(town.sketch.content)
    assert town.send("confirm", seen=seen).status_code == 303
    assert "Sie haben diesen Text am" in town.page()
    before = town.sketch
    changed = before.content.with_section("problem", "Anders.")
    sketching.save(town.room.database, ADVISOR, town.id, changed, based_on=before.version)
    assert "gilt sie nicht mehr" in town.page()
    assert "seit der Bestätigung geändert" in plain(town.browser.get("/mitschreiben").text)
    assert town.send("confirm", seen=seen).status_code == 422


def test_a_confirmation_is_taken_back(town: Municipality):
    town.send("confirm", seen=fingerprint(town.sketch.content))
    assert town.send("take_back").headers["location"].endswith("#confirmation")
    assert town.sketch.confirmation is None


def end_links(room: Room) -> None:
    with room.database.write() as session:
        for row in queries.many(session, AccessLinkRow, series_id=room.id):
            row.revoked_at = now()


def test_what_was_typed_is_given_back_when_the_link_has_ended_meanwhile(town: Municipality):
    seen, key = mark(town.text("problem")), contributions.new_key()
    end_links(town.room)
    answer = town.propose(TYPED, key=key)
    assert answer.status_code == 403
    assert TYPED in unescape(answer.text)
    assert contributions.of_series(town.room.database, ADVISOR, town.room.id) == ()
    town.open_link()
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answer.text))
    assert hidden == {"what": "proposal", "place": "problem", "key": key, "seen": seen}
    assert town.browser.post(town.address, data=hidden | {"text": TYPED}, headers=HERE).status_code == 303
    assert len(contributions.of_series(town.room.database, ADVISOR, town.room.id)) == 1


def test_what_was_typed_is_given_back_when_the_database_is_away(
    town: Municipality, monkeypatch: pytest.MonkeyPatch
):
    def away(*_args: object, **_named: object) -> None:
        raise StorageError(StorageProblem.UNREACHABLE)

    monkeypatch.setattr(writing.contributions, "remark", away)
    answer = town.send("remark", place="costs", text=TYPED)
    assert answer.status_code == 503
    assert TYPED in unescape(answer.text)


def test_what_was_typed_is_given_back_when_the_sketch_is_gone(town: Municipality):
    town.address = "/mitschreiben/skizze/gone"
    answer = town.send("remark", place="costs", text=TYPED)
    assert answer.status_code == 404
    assert TYPED in unescape(answer.text)
    assert town.browser.get(town.address).status_code == 404


def test_nobody_else_writes(town: Municipality):
    assert (
        town.browser.post(
            town.address, data={"what": "take_back"}, headers={"Origin": "https://evil.example"}
        ).status_code
        == 403
    )
    town.browser.cookies.clear()
    assert town.send("remark", place="costs", text="T").status_code == 403
    assert town.browser.get("/mitschreiben").status_code == 403


def test_an_unknown_act_does_nothing(town: Municipality):
    assert town.send("delete", place="<script>").headers["location"] == town.address
    assert contributions.of_series(town.room.database, ADVISOR, town.room.id) == ()


def test_the_pages_speak_english_too(town: Municipality):
    town.browser.get("/language/en?to=/mitschreiben")
    assert "Propose another text" in town.page()
