"""The evaluation as an advisor sees it: verdict, agreement, weights, proposal, two stages, workbook."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from storage.database import Database, open_database
from storage.tables import ParticipantRow, RatingRow
from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.streamlit_page import settle
from tests.ui.evaluated import CONSTANT_RATER, GROUPS, SINGLE_RATER, TIED, TWO_CAMPS
from workshops import series
from workshops.actors import Actor, Role
from workshops.library import shortlist
from workshops.live import agreeing, ratings, steering

pytestmark = pytest.mark.browser

ADVISOR = Actor(Role.ADVISOR)
PEOPLE = 40
TITLES = (
    "Pegelstände am Bach", "Rufbus", "Mitfahrbank *neu*", "Lora-Netz", "Kitaplatz-Finder",
    "Leihlastenräder", "Digitale Dorfmitte", "Solarkataster",
)  # fmt: skip
AREAS = ("environment", "mobility", "mobility", "data", "society", "mobility", "society", "energy")


@pytest.fixture(scope="module")
def database(server: Application) -> Database:
    with closing(open_database(f"sqlite:///{server.data_dir / 'werkstatt.db'}")) as opened:
        yield opened


def listed(database: Database, title: str, number: int = len(TITLES)) -> series.SeriesView:
    held = series.create(
        database, ADVISOR, title=title, municipality_ags="06631005", criteria_set="short", groups=list(GROUPS)
    )
    for place in range(number):
        name, area = TITLES[place % len(TITLES)], AREAS[place % len(AREAS)]
        shown = name if place < len(TITLES) else f"{name} {place}"
        shortlist.add_idea(database, ADVISOR, held.id, title=shown, summary=shown, area=area)
    return held


def answers() -> np.ndarray:
    """Ratings with missing answers, a constant rater, two camps, a tie and an entry of a single rater."""
    rng = np.random.default_rng(3)
    level = np.array([4.2, 4.2, 3.2, 3.4, 3, 2.6, 2.8, 1.8])[:, None]
    cube = np.clip(np.rint(level + rng.normal(0, 0.8, (PEOPLE, len(TITLES), 9))), 1, 5)
    cube[:, TWO_CAMPS, :3] = np.where(np.arange(PEOPLE) % 2, 5, 1)[:, None]
    cube[rng.random(cube.shape) < 0.2] = np.nan
    cube[:, TIED[1]] = cube[:, TIED[0]]
    cube[CONSTANT_RATER] = 3
    cube[:, SINGLE_RATER] = np.nan
    cube[7, SINGLE_RATER] = 4
    return cube


def revealed(database: Database, title: str) -> series.SeriesView:
    held = listed(database, title)
    draft = steering.prepare(database, ADVISOR, held.id)
    steering.open_round(database, ADVISOR, draft.id)
    cube = answers()
    with database.write() as session:
        for person in range(PEOPLE):
            row = ParticipantRow(series_id=held.id, kind="phone", group=GROUPS[person % 4])
            session.add(row)
            session.flush()
            session.add_all(
                RatingRow(
                    round_id=draft.id,
                    participant_id=row.id,
                    item_id=draft.item_ids[item],
                    criterion_id=draft.criterion_ids[criterion],
                    value=int(cube[person, item, criterion]),
                )
                for item, criterion in zip(*np.nonzero(~np.isnan(cube[person])), strict=True)
            )
    steering.close(database, ADVISOR, draft.id, confirmed_missing=0)
    steering.reveal(database, ADVISOR, draft.id)
    return held


@pytest.fixture(scope="module")
def town(database: Database) -> series.SeriesView:
    return revealed(database, "Bürgerhaus")


@pytest.fixture
def advisor(page: Page, server: Application) -> Advisor:
    return Advisor(page, server)


def visit(advisor: Advisor, address: str, held: series.SeriesView) -> Page:
    advisor.page.goto(f"{advisor.server.url}/{address}?reihe={held.id}")
    settle(advisor.page)
    expect(advisor.page.locator("h1")).to_be_visible()
    settle(advisor.page)
    return advisor.page


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    settle(page)


def test_the_evaluation_says_first_whether_the_choice_is_sure(advisor: Advisor, town: series.SeriesView):
    page = visit(advisor, "auswertung", town)
    verdict = page.get_by_test_id("stAlert").first
    expect(verdict).to_contain_text(re.compile("(Stabil|Knapp|Unsicher):"))
    expect(verdict).to_contain_text("unter den ersten drei")
    expect(page.get_by_text("Gezählt wurden die Antworten von 40 Personen.")).to_be_visible()
    expect(page.get_by_text("1 Person hat auf alles dieselbe Antwort gegeben")).to_be_visible()
    expect(page.get_by_text("Ohne Zahlen, weil weniger als fünf Personen sie bewertet haben")).to_be_visible()
    assert violations(page) == []
    page.get_by_text("Dasselbe als Tabelle").first.click()
    table = page.get_by_role("table").first
    expect(table).to_contain_text("von 100")
    expect(table).to_contain_text("1=")
    figure = page.locator('[data-testid="stPlotlyChart"]').first
    expect(figure).to_be_visible()


def test_each_view_shows_its_sentences_and_is_accessible(advisor: Advisor, town: series.SeriesView):
    page = visit(advisor, "auswertung", town)
    for tab, heading in (
        ("Was etwas ändern würde", "Welches Gewicht?"),
        ("Einigkeit", "Wie weit sind sich alle einig?"),
        ("Als Nächstes besprechen", "Darüber sollten Sie als Nächstes sprechen"),
        ("Rechenweg", "Wie eine Punktzahl zustande kommt"),
        ("Daten", "Nachrechnen"),
    ):
        open_tab(page, tab)
        expect(page.get_by_role("heading", name=heading, level=2)).to_be_visible()
        assert violations(page) == []
    open_tab(page, "Als Nächstes besprechen")
    listed = page.get_by_role("listitem").filter(has_text="gehen die Meinungen auseinander").all_inner_texts()
    assert all("könnte die Auswahl ändern" in each for each in listed), listed
    open_tab(page, "Einigkeit")
    for unfold in page.get_by_text("ohne dass es die Auswahl ändert").all():
        unfold.click()
    expect(page.get_by_role("listitem").filter(has_text="Mitfahrbank *neu*").first).to_contain_text(
        re.compile(r"gehen die Meinungen auseinander: \d+ × 1, 1 × 3, \d+ × 5")
    )
    open_tab(page, "Einigkeit")
    advisor.choose("Anwendungsfall", "Mitfahrbank")
    row = page.get_by_role("row").filter(has_text="Zielbeitrag")
    expect(row).to_contain_text("○ uneinig")
    expect(row).to_contain_text(re.compile(r"\d+ × 1, 1 × 3, \d+ × 5"))


def test_a_score_can_be_followed_from_rating_to_points(advisor: Advisor, town: series.SeriesView):
    page = visit(advisor, "auswertung", town)
    open_tab(page, "Rechenweg")
    expect(page.get_by_role("row").filter(has_text="Punktzahl")).to_be_visible()
    _head, *rows = page.get_by_role("row").all_inner_texts()
    contributions = [float(row.split("\t")[-1].strip().replace(",", ".")) for row in rows]
    assert sum(contributions[:-1]) == pytest.approx(contributions[-1], abs=0.5)


def test_the_workbook_of_a_room_with_groups_holds_no_single_rating(
    advisor: Advisor, town: series.SeriesView, tmp_path: Path
):
    """With the figures of groups beside them, rows would tell who belongs to which group."""
    page = visit(advisor, "auswertung", town)
    open_tab(page, "Daten")
    workbook = openpyxl.load_workbook(advisor.download("Excel-Arbeitsmappe", tmp_path))
    rows = [row for sheet in workbook for row in sheet.iter_rows(values_only=True)]
    assert any("Pegelstände am Bach" in row for row in rows)
    given = int((~np.isnan(answers())).sum())
    assert sum(isinstance(cell, int | float) for row in rows for cell in row) < given


def test_weights_move_the_ranking_at_once_and_are_kept(advisor: Advisor, database: Database):
    held = revealed(database, "Gewichte")
    page = visit(advisor, "gewichte", held)
    assert violations(page) == []
    before = page.locator('[data-testid="stPlotlyChart"]').first.inner_text()
    advisor.type("Nutzen", "0")
    expect(page.get_by_role("row").filter(has_text="Nutzen")).to_contain_text("0,0")
    assert page.locator('[data-testid="stPlotlyChart"]').first.inner_text() != before
    page.reload()
    settle(page)
    expect(page.get_by_label("Nutzen", exact=True)).to_have_value("0")
    page.get_by_role("radio", name="Paarvergleich").first.check(force=True)
    settle(page)
    assert violations(page) == []
    advisor.choose("Nutzen oder Übertragbarkeit?", "Nutzen deutlich")
    advisor.choose("Nutzen oder Umsetzbarkeit?", "Umsetzbarkeit deutlich")
    advisor.choose("Übertragbarkeit oder Umsetzbarkeit?", "Übertragbarkeit deutlich")
    expect(page.get_by_text("Die Vergleiche widersprechen sich")).to_be_visible()
    expect(page.get_by_text("Am wenigsten passen zusammen")).to_be_visible()
    advisor.choose("Wessen Gewichte", "Politik")
    page.get_by_role("radio", name="Swing").first.check(force=True)
    settle(page)
    advisor.type("Nutzen", "50")
    expect(page.get_by_role("heading", name="Was jede Gruppe wählen würde")).to_be_visible()
    advisor.click("Mittel der Gruppen vereinbaren")
    expect(page.get_by_role("row").filter(has_text="vereinbarte Gewichte")).to_contain_text("20")


def test_the_proposal_is_taken_over_with_a_reason_for_each_entry(advisor: Advisor, database: Database):
    held = revealed(database, "Entscheidung")
    page = visit(advisor, "entscheidung", held)
    expect(page.get_by_text("Am besten passen zusammen")).to_be_visible()
    assert violations(page) == []
    advisor.click("Vorschlag übernehmen")
    expect(page.get_by_text("Gewählt: 0 von höchstens 3")).to_be_visible()  # no reason, no pick
    for place, field in enumerate(page.get_by_label(re.compile("^Warum ")).all()):
        field.fill(f"Grund {place + 1}")
        field.blur()
        settle(page)
    advisor.click("Vorschlag übernehmen")
    expect(page.get_by_text("Gewählt: 3 von höchstens 3")).to_be_visible()
    for place in range(3):
        expect(page.get_by_text(f"Grund {place + 1}", exact=True)).to_be_visible()
    expect(page.get_by_text("kostet gegenüber dem Vorschlag nichts")).to_be_visible()


def test_another_choice_shows_what_it_costs(advisor: Advisor, database: Database):
    held = revealed(database, "Eigene Wahl")
    page = visit(advisor, "entscheidung", held)
    advisor.pick("Solarkataster", "Die Förderung läuft aus.")
    expect(page.get_by_text(re.compile(r"kostet gegenüber dem Vorschlag \d+,\d Punkte"))).to_be_visible()
    advisor.unfold("Woran sich der Vorschlag hält")
    advisor.type("Budget in Euro (leer: keine Grenze)", "50000")
    expect(page.get_by_text("Noch sind keine Kosten geschätzt.")).to_be_visible()
    advisor.type("Rufbus", "40000")
    expect(page.get_by_text("Es gibt keinen Vorschlag: Zu wenige Einträge")).to_be_visible()


def test_a_long_list_is_rated_in_two_stages(advisor: Advisor, database: Database):
    held = listed(database, "Zwei Stufen", number=16)
    page = visit(advisor, "bewertung", held)
    advisor.unfold("Eine lange Auswahl: in zwei Stufen bewerten?")
    expect(page.get_by_role("row").filter(has_text="alles nach allen Kriterien")).to_contain_text("144")
    expect(page.get_by_role("row").filter(has_text="zwei Stufen")).to_contain_text("138")
    advisor.click("In zwei Stufen bewerten: zuerst die Dimensionen")
    expect(page.get_by_text("Erste Stufe: eine Antwort je Dimension.")).to_be_visible()
    assert page.locator('[data-testid="stRadio"]').count() == 3
    assert violations(page) == []
    first = agreeing.begin_group_round(database, ADVISOR, held.id)
    for place, item_id in enumerate(first.item_ids):
        for criterion_id in first.criterion_ids:
            value = 5 if place < 3 else 4 if place < 5 else 1
            agreeing.save_group_answer(
                database, ADVISOR, ratings.Answer(first.id, item_id, criterion_id, value)
            )
    page = visit(advisor, "auswertung", held)
    expect(
        page.get_by_text(re.compile(r"3 von 16 Einträgen können noch unter den ersten drei sein"))
    ).to_be_visible()
    advisor.click("Zweite Stufe beginnen")
    second = agreeing.begin_group_round(database, ADVISOR, held.id)
    assert second.item_ids == first.item_ids[:3]
    assert len(second.criterion_ids) == 9


def test_one_agreed_rating_is_shown_without_words_on_people(advisor: Advisor, database: Database):
    held = listed(database, "Gemeinsam", number=4)
    agreed = agreeing.begin_group_round(database, ADVISOR, held.id)
    for place, item_id in enumerate(agreed.item_ids):
        for number, criterion_id in enumerate(agreed.criterion_ids):
            answer = ratings.Answer(agreed.id, item_id, criterion_id, 1 + (5 - place + number) % 5)
            agreeing.save_group_answer(database, ADVISOR, answer)
    page = visit(advisor, "auswertung", held)
    expect(page.get_by_text("Dies ist eine gemeinsam vereinbarte Bewertung")).to_be_visible()
    open_tab(page, "Einigkeit")
    expect(page.get_by_text("Einigkeit wird ab drei Personen gezeigt")).to_be_visible()
    open_tab(page, "Was etwas ändern würde")
    expect(page.get_by_role("heading", name="Welche Personen?")).to_have_count(0)
    assert violations(page) == []


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (390, 844)])
def test_nothing_sticks_out_sideways(
    new_page: Callable[..., Page], server: Application, town: series.SeriesView, size: tuple[int, int]
):
    page = new_page(viewport={"width": size[0], "height": size[1]})
    advisor = Advisor(page, server)
    for address in ("auswertung", "gewichte", "entscheidung"):
        visit(advisor, address, town)
        assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth <= main.clientWidth"), address


def test_english_by_switch(advisor: Advisor, town: series.SeriesView):
    page = visit(advisor, "auswertung", town)
    page.get_by_role("link", name="English").click()
    settle(page)
    page = visit(advisor, "auswertung", town)
    expect(page.get_by_test_id("stAlert").first).to_contain_text(re.compile("(Stable|Close|Fragile):"))
    expect(page.get_by_text("The answers of 40 people were counted.")).to_be_visible()
