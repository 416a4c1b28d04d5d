"""One click does not end the afternoon, and no notice is missed: told by an advisor's page and a phone."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from storage.database import Database
from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.hall import ADVISOR, Hall, look
from tests.browser.journey import Advisor
from tests.browser.prepared import prepare, sign_in
from tests.browser.streamlit_page import settle
from tests.serve.conftest import opened
from workshops.library import shortlist
from workshops.live import agreeing, rounds, steering
from workshops.live.ratings import Answer
from workshops.live.rounds import State

pytestmark = pytest.mark.browser
NOTICED_WITHIN = 10_000  # it takes 3 seconds; the rest is for a machine that does much else


@pytest.fixture
def database(server: Application) -> Iterator[Database]:
    with closing(opened(server)) as found:
        yield found


def test_finishing_and_taking_an_own_idea_off_ask_once_and_have_a_way_back(
    page: Page, server: Application, database: Database
) -> None:
    made = prepare(server, ideas=("Bank", "Bus"))
    held = agreeing.group_round(database, ADVISOR, made.series_id)
    answer = Answer(made.round_id, made.item_ids[0], held.criterion_ids[0], 4)
    agreeing.save_group_answer(database, ADVISOR, answer)
    sign_in(page.context, server)
    advisor = Advisor(page, server, made.address("bewertung"))
    advisor.click("Runde abschließen")
    expect(page.get_by_text("2 Einträge sind noch nicht vollständig bewertet: Bank und Bus.")).to_be_visible()
    assert [each.state for each in rounds.every(database, ADVISOR, made.series_id)] == [State.OPEN]
    advisor.to("Auswahl")
    advisor.click("Ändern", place=0)
    advisor.click("Aus der Auswahl nehmen")
    assert len(shortlist.items(database, ADVISOR, made.series_id)) == 2, "it only asks"
    page.get_by_role("dialog").get_by_role("button", name="Aus der Auswahl nehmen").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    settle(page)
    assert len(shortlist.items(database, ADVISOR, made.series_id)) == 1
    advisor.unfold("1 Eintrag")
    advisor.click("Zurückholen")
    assert [each.title for each in shortlist.items(database, ADVISOR, made.series_id)] == ["Bank", "Bus"]


def test_a_notice_is_seen_on_whatever_page_and_goes_with_its_reason(
    new_page: Callable[..., Page], server: Application, database: Database
) -> None:
    hall = Hall(server, new_page)
    phone = hall.joined()
    phone.goto(f"{server.url}/live/code")
    phone.evaluate("scrollTo(0, document.body.scrollHeight)")
    held = steering.open_round(database, ADVISOR, steering.prepare(database, ADVISOR, hall.series.id).id)
    notice = phone.locator("#notice")
    expect(notice).to_contain_text("Eine Runde ist offen.", timeout=NOTICED_WITHIN)
    expect(notice).to_be_in_viewport()
    look(phone, "phone-notice")
    notice.get_by_role("link", name="Weiter").click()
    phone.wait_for_url("**/live/question/1")
    steering.set_timer(database, ADVISOR, held.id, timedelta(seconds=50))
    expect(phone.locator("#timer")).to_contain_text("Restzeit", timeout=NOTICED_WITHIN)
    expect(notice).to_contain_text("Noch eine Minute")
    expect(phone.locator("#timer")).to_be_in_viewport()
    steering.set_timer(database, ADVISOR, held.id, timedelta(minutes=10))
    expect(notice).to_be_hidden(timeout=NOTICED_WITHIN)
    expect(phone.locator("#timer")).to_contain_text("9:")
    steering.close(database, ADVISOR, held.id, confirmed_missing=1)
    expect(notice).to_contain_text("Die Runde wurde geschlossen", timeout=NOTICED_WITHIN)
    steering.reopen(database, ADVISOR, held.id)
    expect(notice).to_be_hidden(timeout=NOTICED_WITHIN)


def test_ten_entries_are_ordered_and_agreed_on_in_six_actions(
    page: Page, server: Application, database: Database
) -> None:
    made = prepare(server, ideas=[f"Idee {letter}" for letter in "ABCDEFGHIJ"])
    sign_in(page.context, server)
    page.set_viewport_size({"width": 1280, "height": 720})
    advisor = Advisor(page, server, made.address("auswahl"))
    page.get_by_role("button", name="↓").first.dblclick()  # action 1
    settle(page)
    held = shortlist.items(database, ADVISOR, made.series_id)
    assert [item.title for item in held[:3]] == ["Idee B", "Idee A", "Idee C"], "two clicks move by one"
    advisor.click("Ändern", place=3)  # 2
    gate = page.get_by_role("radiogroup", name="Rechtlich zulässig")
    gate.get_by_role("radio", name="nein", exact=True).click()  # 3
    settle(page)
    advisor.type("Grund oder Auflage", "Vergabe nicht möglich")  # 4
    assert violations(page) == []
    advisor.click("Schließen")  # 5
    advisor.agree_gates()  # 6
    expect(page.get_by_text("Vergabe nicht möglich")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Ja für"))).to_have_count(0)
    held = shortlist.items(database, ADVISOR, made.series_id)
    assert [item.title for item in held if item.is_excluded] == ["Idee D"]
    answers = [gate.answer for item in held for gate in item.gates]
    assert (answers.count("yes"), answers.count("no"), len(answers)) == (18, 1, 19)
    assert page.get_by_role("button", name="Ändern").last.bounding_box()["y"] < 720  # type: ignore[index]
