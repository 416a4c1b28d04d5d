"""A municipality co-writes on a phone; the advisor takes over; a confirmation lapses with the next word."""

import re
from contextlib import closing
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.prepared import Prepared, prepare, sign_in
from tests.browser.streamlit_page import new_device, settle
from tests.serve.conftest import opened
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.handing_over import sketching

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
TOO_WIDE = "() => document.documentElement.scrollWidth - window.innerWidth"
OURS = "Der Bach steigt jedes Jahr, und niemand warnt."


def unfold(page: Page, place: str, name: str) -> None:
    page.locator(f"#{place} summary", has_text=name).click()


def section(page: Page, title: str) -> None:
    page.locator("summary", has_text=title).first.click()
    settle(page)


def submission(page: Page, folder: Path) -> str:
    """Return the text of the paper to hand in, as it is now."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Zum Einreichen (Word)").first.click()
    download.value.save_as(folder / "skizze.docx")
    settle(page)
    document = docx.Document(BytesIO((folder / "skizze.docx").read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(cells + [paragraph.text for paragraph in document.paragraphs])


def test_a_text_goes_from_the_phone_into_the_sketch_and_its_confirmation_lapses(
    server: Application, browser: Browser, tmp_path: Path
) -> None:
    prepared = with_a_sketch(server, "Mitschreiben")
    with new_device(browser) as desk, new_device(browser, **PHONE) as pocket:
        sign_in(desk, server)
        page, phone = desk.new_page(), pocket.new_page()
        phone.goto(make_link(page, prepared))
        write(phone, server)
        page.goto(prepared.address("skizzen"))
        settle(page)
        expect(page.get_by_text("Sie stehen unter „Alle Abschnitte und Dokumente“.")).to_be_visible()
        page.goto(prepared.address("skizzen", ansicht="alle"))
        settle(page)
        take_over(page)
        answer(page)
        assert "von der Kommune am" not in submission(page, tmp_path)
        confirm(phone)
        page.reload()
        settle(page)
        expect(page.get_by_text(re.compile("Die Kommune hat diesen Text am .* bestätigt"))).to_be_visible()
        assert "von der Kommune am" in submission(page, tmp_path)
        change_a_word(page)
        assert "von der Kommune am" not in submission(page, tmp_path)
        phone.reload()
        expect(phone.get_by_text(re.compile("darum gilt sie nicht mehr"))).to_be_visible()


def make_link(page: Page, prepared: Prepared) -> str:
    page.goto(prepared.address("ergebnis"))
    settle(page)
    section(page, "Die Kommune mitschreiben lassen")
    page.get_by_role("button", name="Link zum Mitschreiben anlegen").click()
    link = page.get_by_text(re.compile("/mitschreiben/")).first
    expect(link).to_be_visible()
    return link.inner_text().strip()


def write(phone: Page, server: Application) -> None:
    """Remark on the costs and propose a text for the problem."""
    expect(phone).to_have_url(f"{server.url}/mitschreiben")
    assert violations(phone) == []
    phone.get_by_role("link", name=re.compile("Bachwacht")).click()
    assert phone.evaluate(TOO_WIDE) <= 0
    unfold(phone, "costs", "Anmerkung schreiben")
    phone.get_by_label("Ihre Anmerkung zu „Kosten und Finanzierung“").fill("Mit Umsatzsteuer?")
    phone.get_by_role("button", name="Anmerkung senden").locator("visible=true").click()
    expect(phone.locator("#costs").get_by_text("Gesendet. Ihre Beratung sieht es")).to_be_visible()
    unfold(phone, "problem", "Anderen Text vorschlagen")
    phone.get_by_label("Ihr Text für „Ausgangslage und Problem“").fill(OURS)
    phone.get_by_role("button", name="Text senden").locator("visible=true").click()
    expect(phone.locator("#problem").get_by_text("Wartet auf Ihre Beratung.")).to_be_visible()
    assert violations(phone) == []
    assert phone.evaluate(TOO_WIDE) <= 0


def take_over(page: Page) -> None:
    expect(page.get_by_text("2 Beiträge der Kommune warten auf Sie")).to_be_visible()
    heading = page.locator("summary", has_text="Ausgangslage und Problem").first
    expect(heading).to_contain_text("1 von der Kommune")
    heading.click()
    settle(page)
    expect(page.locator("ins").first).to_contain_text("Der Bach steigt")
    page.get_by_role("button", name="Text übernehmen").locator("visible=true").click()
    expect(page.get_by_text("Die Kommune sieht es")).to_be_visible()
    settle(page)
    section(page, "Ausgangslage und Problem")
    expect(page.get_by_role("textbox", name="Ausgangslage und Problem")).to_have_value(OURS)


def answer(page: Page) -> None:
    """Answer the remark, and look at the list of versions."""
    section(page, "Kosten und Finanzierung")
    page.get_by_label("Antwort an die Kommune").locator("visible=true").fill("Ja, brutto.")
    page.get_by_role("button", name="Antwort senden", exact=True).locator("visible=true").click()
    settle(page)
    expect(page.get_by_text(re.compile("Beantwortete Beiträge .2."))).to_be_visible()
    section(page, "Fassungen")
    expect(page.get_by_text(re.compile("Vorschlag übernommen, Kommune"))).to_be_visible()
    assert violations(page) == []


def confirm(phone: Page) -> None:
    phone.reload()
    expect(phone.locator("#costs").get_by_text("Ja, brutto.")).to_be_visible()
    expect(phone.locator("#problem").get_by_text(re.compile("Übernommen am"))).to_be_visible()
    phone.get_by_label("Wir haben den ganzen Text gelesen, und er ist endgültig.").check()
    phone.get_by_role("button", name="Endgültigen Text bestätigen").click()
    expect(phone.get_by_text("Bestätigt. Vielen Dank.")).to_be_visible()


def change_a_word(page: Page) -> None:
    field = page.get_by_label("Kurzbeschreibung", exact=True)
    field.fill("Eine andere Kurzbeschreibung.")
    field.blur()
    settle(page)
    expect(page.get_by_text(re.compile("darum gilt die Bestätigung nicht mehr"))).to_be_visible()


def test_what_is_typed_outlives_page_network_and_link(server: Application, browser: Browser) -> None:
    prepared = with_a_sketch(server, "Nichts geht verloren")
    with new_device(browser, **PHONE) as pocket:
        phone = pocket.new_page()
        phone.goto(f"{server.url}/mitschreiben/{new_link(prepared.server, prepared.series_id)}")
        phone.get_by_role("link", name=re.compile("Bachwacht")).click()
        unfold(phone, "problem", "Anderen Text vorschlagen")
        field = phone.get_by_label("Ihr Text für „Ausgangslage und Problem“")
        field.fill(OURS)
        phone.reload()
        expect(field).to_have_value(OURS)
        again = phone.get_by_text("Ihr Text von vorhin ist wieder da").locator("visible=true")
        expect(again).to_have_count(1)
        send = phone.get_by_role("button", name="Text senden").locator("visible=true")
        pocket.set_offline(True)
        send.click()
        expect(phone.get_by_text("Der Server ist nicht erreichbar.").locator("visible=true")).to_have_count(1)
        expect(field).to_have_value(OURS)
        pocket.set_offline(False)
        end_links(prepared.server, prepared.series_id)
        send.click()
        expect(phone.get_by_role("heading", name="Dieser Link ist nicht gültig")).to_be_visible()
        expect(phone.get_by_label("Ihr Text")).to_have_value(OURS)
        assert violations(phone) == []
        other = pocket.new_page()
        other.goto(f"{server.url}/mitschreiben/{new_link(prepared.server, prepared.series_id)}")
        phone.get_by_role("button", name="Noch einmal senden").click()
        expect(phone.locator("#problem").get_by_text("Wartet auf Ihre Beratung.")).to_be_visible()
        expect(again).to_have_count(0)


def with_a_sketch(server: Application, title: str) -> Prepared:
    """Make a series whose first entry is picked and has a sketch."""
    prepared = prepare(server, title=title, ideas=("Bachwacht", "Bus"), reason="Dringend.")
    with closing(opened(server)) as database:
        sketching.begin(database, Actor(Role.ADVISOR), prepared.series_id, prepared.item_ids[0])
    return prepared


def new_link(server: Application, series_id: str) -> str:
    with closing(opened(server)) as database:
        return admission.create_link(database, Actor(Role.ADVISOR), series_id, "co_writer")


def end_links(server: Application, series_id: str) -> None:
    with closing(opened(server)) as database:
        for link in admission.links(database, Actor(Role.ADVISOR), series_id):
            admission.revoke_link(database, Actor(Role.ADVISOR), link.id)
