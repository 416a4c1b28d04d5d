"""Who counts is said and decided on the advisor's page, and a clock far ahead asks before it deletes."""

from contextlib import closing
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from storage import queries
from storage.tables import SeriesRow, SettingRow
from storage.types import now
from tests.browser.application import Application
from tests.browser.hall import open_tool
from tests.browser.journey import Advisor
from tests.browser.prepared import ADVISOR, prepare, sign_in
from tests.browser.streamlit_page import new_device
from tests.serve.conftest import opened
from workshops.live import attendance, participants, steering

pytestmark = pytest.mark.browser


def test_the_advisor_takes_out_what_does_not_fit_the_room(browser: Browser, server: Application) -> None:
    made = prepare(server)
    with closing(opened(server)) as database:
        draft = steering.prepare(database, ADVISOR, made.series_id)
        steering.open_round(database, ADVISOR, draft.id)
        with database.write() as session:
            for number in range(14):
                participants.join(session, made.series_id, f"device {number}")
    context = new_device(browser)
    sign_in(context, server)
    advisor = Advisor(context.new_page(), server, made.address("moderation"))
    open_tool(advisor.page, "Wer zählt")
    advisor.page.get_by_label("Personen im Raum, wie Sie sie zählen").fill("2")
    advisor.page.keyboard.press("Enter")
    expect(advisor.page.get_by_text("12 Einträge mehr als Personen im Raum")).to_be_visible()
    expect(advisor.page.get_by_text("14 Einträge sind innerhalb einer Sekunde beigetreten")).to_be_visible()
    advisor.page.get_by_label("Aus der Zählung nehmen").click()
    advisor.page.get_by_role("option", name="die innerhalb einer Sekunde beigetretenen").click()
    advisor.page.keyboard.press("Escape")
    advisor.click("Herausnehmen")
    expect(advisor.page.get_by_text("14 Einträge sind aus der Zählung genommen")).to_be_visible()
    with closing(opened(server)) as database:
        assert len(attendance.admission(database, ADVISOR, made.series_id).counted) == 0
    context.close()


def test_a_clock_far_ahead_asks_before_anything_is_deleted(browser: Browser, server: Application) -> None:
    made = prepare(server)
    with closing(opened(server)) as database, database.write() as session:
        session.get_one(SeriesRow, made.series_id).personal_data_until = now().date()
        queries.remove(session, SettingRow, key="clock_last_seen")
        long_ago = (now() - timedelta(days=200)).isoformat()
        queries.add(session, SettingRow(key="clock_last_seen", value=long_ago))
    context = new_device(browser)
    sign_in(context, server)
    advisor = Advisor(context.new_page(), server, f"{server.url}/")
    expect(advisor.page.get_by_text("Stimmt das Datum?")).to_be_visible()
    advisor.click("Das Datum stimmt: löschen, was fällig ist")
    expect(advisor.page.get_by_text("Stimmt das Datum?")).to_have_count(0)
    with closing(opened(server)) as database, database.read() as session:
        assert session.get_one(SeriesRow, made.series_id).personal_data_deleted_at is not None
    context.close()
