"""An afternoon in Lautertal from the list to the documents: every surface names the same ranking."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import surfaces
from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.hall import look, rate_all, turn_to
from tests.browser.journey import Advisor
from tests.browser.lautertal import (
    ADVISOR,
    CONTESTED,
    IDEA,
    LEVELS,
    OWN,
    PROJECT,
    TAKEN,
    Afternoon,
)
from tests.browser.streamlit_page import settle
from tests.serve.conftest import opened
from workshops.library import shortlist
from workshops.wall import known, steering
from workshops.wall.scenes import Scene

pytestmark = pytest.mark.browser


def test_an_afternoon_ends_with_the_same_ranking_everywhere(
    server: Application, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    with closing(opened(server)) as database:
        day = Afternoon(server, new_page, database)
        make_the_list(day)
        first_round(day)
        second_round_on_the_contested(day)
        weigh(day)
        decide(day)
        fill_a_sketch(day)
        hand_over(day, tmp_path)


def make_the_list(day: Afternoon) -> None:
    """Take entries from the library and an own idea; one of them gets the name that it has here."""
    day.begin()
    page = day.advisor.page
    expect(page.get_by_role("link", name="Nächster Schritt: Bibliothek")).to_be_visible()
    day.advisor.to("Bibliothek")
    expect(page.get_by_role("link", name=re.compile("Nächster Schritt"))).to_have_count(0)
    day.advisor.take_use_cases(TAKEN)
    day.advisor.to("Auswahl")
    day.advisor.add_idea(IDEA, "Bänke an den Ortsausgängen melden Wartende.", "Mobilität")
    day.advisor.click("Ändern", place=0)
    day.advisor.type("Wie heißt das bei Ihnen?", OWN)
    expect(page.get_by_text(OWN, exact=True).first).to_be_visible()
    expect(page.get_by_text(re.compile("^Vorbild: "))).to_have_count(1)
    look(page, "walk-shortlist")
    assert violations(page) == []
    items = shortlist.items(day.database, ADVISOR, day.series_id)
    assert (items[0].title, items[0].source != "") == (OWN, True)
    day.advisor.click("Schließen")
    day.advisor.agree_gates()


def first_round(day: Afternoon) -> None:
    day.people_come_in()
    page = day.open("moderation")
    turn_to(page, "Bewerten")
    day.advisor.click("Runde vorbereiten")
    day.advisor.click("Runde öffnen")
    for phone in day.phones:
        phone.wait_for_url("**/live/question/*")
    expect(day.phones[0].locator("#entry")).to_have_text(OWN)
    look(day.phones[0], "walk-phone-rate")
    rate_all(day.phones[0], tuple(level - 1 for level in LEVELS))
    rate_all(day.phones[1], tuple(max(1, level - 1) - 1 for level in LEVELS))
    day.others_rate()
    expect(day.wall.get_by_text("7 von 7 sind fertig")).to_be_visible()
    look(day.wall, "walk-wall-rating")
    for step in ("Runde schließen", "Ergebnis zeigen", "Jetzt zeigen"):
        day.advisor.click(step)
    expect(page.get_by_role("link", name="Nächster Schritt: Gewichte")).to_be_visible()
    show_all_places(day)
    assert_same(day)


def show_all_places(day: Afternoon) -> None:
    """Lead the wall to the end of its reveal, as the advisor does."""
    seen = known.result(day.database, day.series_id)
    assert seen
    last = known.reveal_steps(seen) - 1
    steering.go(day.database, ADVISOR, day.series_id, Scene.REVEAL, step=last)
    expect(day.wall.locator(".verdict")).to_be_visible()


def evaluated(day: Afternoon) -> surfaces.Ranking:
    page = day.open("auswertung")
    page.get_by_text("Dasselbe als Tabelle").first.click()
    return surfaces.of_table(page.get_by_role("table").first)


def assert_same(day: Afternoon) -> surfaces.Ranking:
    """Evaluation, wall and phones name the same entries in the same order, all of them."""
    ranking = evaluated(day)
    assert len(ranking) == TAKEN + 1
    names = [name for name, _points in ranking]
    assert surfaces.of_wall(day.wall) == names
    assert all(each.locator(".bar span").count() for each in surfaces.places(day.wall)), "no bar is empty"
    for phone in day.phones:
        phone.goto(f"{day.server.url}/live/result")
        for _name, points in ranking:  # what was true two seconds ago is renewed by the page itself
            expect(phone.get_by_role("table").first).to_contain_text(points)
        assert surfaces.of_table(phone.get_by_role("table").first) == ranking
    return ranking


def second_round_on_the_contested(day: Afternoon) -> None:
    """Two entries are rated again; the others keep their answers, their ranks and their place on the wall."""
    before = dict(evaluated(day))
    items = shortlist.items(day.database, ADVISOR, day.series_id)
    again = [item.title for item in items[-CONTESTED:]]
    page = day.open("moderation")
    turn_to(page, "Neu bewerten")
    chosen = page.get_by_role("combobox", name=re.compile("Was bewertet wird"))
    chosen.click()
    for _entry in items:
        chosen.press("Backspace")
    settle(page)
    for title in again:
        chosen.fill(title[:12])
        page.get_by_role("option").filter(has_text=title).click()
        settle(page)
    page.keyboard.press("Escape")
    expect(page.get_by_text("2 Einträge werden neu bewertet und 4 behalten ihre Antworten.")).to_be_visible()
    look(page, "walk-second-round")
    day.advisor.click("Runde vorbereiten")
    expect(page.get_by_text("Runde 2: vorbereitet")).to_be_visible()
    day.advisor.click("Runde öffnen")
    for phone in day.phones:
        phone.goto(f"{day.server.url}/live")
        phone.wait_for_url(re.compile("/live/(question|rate|overview)"))
        expect(phone.locator("main")).not_to_contain_text("Sie haben alle Fragen beantwortet")
        phone.goto(f"{day.server.url}/live/overview")
        phone.locator("ol.items a").first.click()
        phone.wait_for_url("**/live/rate/*")
        expect(phone.get_by_text(re.compile("^Ihre Antwort davor: ")).first).to_be_visible()
        expect(phone.get_by_text(re.compile("^Der Raum davor, von 1 bis 5: ")).first).to_be_visible()
        look(phone, "walk-phone-again")
        phone.goto(f"{day.server.url}/live/question/1")
        rate_all(phone, (4, 0))
    day.others_rate(change=1)
    for step in ("Runde schließen", "Ergebnis zeigen", "Jetzt zeigen"):
        day.advisor.click(step)
    show_all_places(day)
    after = dict(assert_same(day))
    assert {name: points for name, points in after.items() if name not in again} == {
        name: points for name, points in before.items() if name not in again
    }
    expect(page.get_by_text(re.compile("^In Runde 2 neu bewertet: "))).to_be_visible()
    look(page, "walk-evaluation")


def weigh(day: Afternoon) -> None:
    """Weights that the advisor changes reach wall and phones without a reload."""
    before = day.wall.locator(".place .points").first.inner_text()
    page = day.open("gewichte")
    day.advisor.type("Umsetzbarkeit", "0")
    expect(day.wall.locator(".place .points").first).not_to_have_text(before)
    expect(page.get_by_role("link", name="Nächster Schritt: Auswertung")).to_be_visible()
    changed = assert_same(day)
    look(day.wall, "walk-wall-ranking")
    shown = float(day.wall.locator(".place .points").first.inner_text().split()[0])
    assert shown == round(float(changed[0][1].replace(",", "."))), "the wall shows the new points"


def decide(day: Afternoon) -> None:
    """The proposal is taken with a name and a reason of its own for each of the three."""
    page = day.open("entscheidung")
    look(page, "walk-decision")
    for place, field in enumerate(page.get_by_label(re.compile("^Warum ")).all()):
        field.fill(f"Grund {place + 1}")
        field.blur()
        settle(page)
    day.advisor.click("Vorschlag übernehmen")
    expect(page.get_by_text("Gewählt: 3 von höchstens 3")).to_be_visible()
    for place in range(3):
        expect(page.get_by_text(f"Grund {place + 1}", exact=True)).to_be_visible()
    look(page, "walk-decided")
    assert violations(page) == []


def fill_a_sketch(day: Afternoon) -> None:
    """The title of the sketch becomes the project's name; what the text says is not missing."""
    page = day.open("skizzen")
    day.advisor.write_all_sections()
    day.advisor.type("Titel der Skizze", PROJECT)
    expect(page.get_by_role("radio", name=re.compile(PROJECT))).to_be_visible()
    day.advisor.unfold("Noch zu klären: ")
    expect(page.get_by_text("Es sind noch keine Risiken genannt.")).to_be_visible()
    day.advisor.unfold("Risiken")
    day.advisor.type("Risiken", "Fehlalarme; ein Probejahr.")
    expect(page.get_by_text("Es sind noch keine Risiken genannt.")).to_have_count(0)
    look(page, "walk-sketch")


def hand_over(day: Afternoon, folder: Path) -> None:
    """Municipality, minutes, slides and workbook say what the evaluation says, by the projects' own names."""
    show_all_places(day)
    ranking = assert_same(day)
    assert PROJECT in [name for name, _points in ranking]
    page = day.open("ergebnis")
    day.advisor.click("Link für die Kommune anlegen")
    link = page.locator('[data-testid="stCode"]').first.inner_text().strip()
    guest = day.new_page(viewport={"width": 390, "height": 844})
    guest.goto(re.sub(r"^https?://[^/]+", day.server.url, link))
    settle(guest)
    guest.get_by_text("Dasselbe als Tabelle").first.click()
    table = guest.get_by_role("table").filter(has_text="Rang").first
    expect(table).to_be_visible()
    assert surfaces.of_table(table) == ranking
    assert guest.get_by_role("heading", name=PROJECT).count() >= 1
    look(guest, "walk-municipality-phone")
    assert violations(guest) == []
    guide = Advisor(day.advisor.page, day.server, f"{day.server.url}/dokumente?reihe={day.series_id}")
    look(guide.page, "walk-documents")
    assert surfaces.of_minutes(guide.download("Protokoll (Daten)", folder)) == ranking
    assert surfaces.of_slides(guide.download("Folien (PowerPoint)", folder)) == ranking
    assert surfaces.of_workbook(guide.download("Arbeitsmappe (Excel)", folder)) == ranking
