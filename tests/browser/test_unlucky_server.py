"""A server that is killed, restarted, or cannot write: what was acknowledged stays, the rest is said."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests import postgres
from tests.browser.application import Application
from tests.browser.journey import Advisor
from tests.browser.prepared import prepare, sign_in
from tests.browser.streamlit_page import settle
from tests.browser.test_unlucky_windows import content, expect_rated, rate
from tests.serve.conftest import advisor_cookies

pytestmark = pytest.mark.browser
REASON = "Weil es geht."
TYPED = "Dieser Satz war noch nicht gespeichert, als der Rechner ausging."


def test_killed_while_a_sketch_is_typed(start_server: Callable[..., Application], page: Page) -> None:
    server = start_server()
    made = prepare(server, reason=REASON)
    sign_in(page.context, server)
    advisor = Advisor(page, server, made.address("skizzen", ansicht="alle"))
    advisor.type("Titel der Skizze", "Bank im Ort ")
    page.wait_for_timeout(2_500)  # then it counts as handed over and is not sent again
    page.get_by_label("Kurzbeschreibung").fill(TYPED)
    server.kill()
    server.start()
    settle(page)
    expect(page.get_by_label("Kurzbeschreibung")).to_have_value(TYPED)
    page.get_by_label("Kurzbeschreibung").press("End")
    page.keyboard.type(" Weiter.")
    page.get_by_label("Titel der Skizze").focus()
    settle(page)
    expect(page.get_by_role("alert")).to_contain_text("neu gestartet")
    expect(page.get_by_label("Kurzbeschreibung")).to_have_value(f"{TYPED} Weiter.")
    advisor.click("Stattdessen meinen Text speichern")
    expect(page.get_by_role("alert")).to_have_count(0)
    stored = content(made).content
    assert stored.summary.text == f"{TYPED} Weiter."
    assert stored.title == "Bank im Ort"


def test_clicking_on_after_a_restart(start_server: Callable[..., Application], page: Page) -> None:
    """The page stays open and is not reloaded; the new server knows nothing of its session."""
    server = start_server()
    made = prepare(server)
    sign_in(page.context, server)
    advisor = Advisor(page, server, made.address("bewertung"))
    rate(advisor, 2)
    shortlist = page.context.new_page()
    Advisor(shortlist, server, made.address("auswahl", eintrag=made.item_ids[0]))
    server.restart()
    settle(page)
    rate(advisor, 4, place=1)
    expect_rated(advisor, 2)
    expect_rated(advisor, 4, place=1)
    assert list(made.answers().values()) == [2, 4]
    server.restart()
    settle(page)
    rate(advisor, 5)
    # What this page had seen is not known any more: it asks again instead of overwriting.
    expect(page.get_by_role("alert")).to_contain_text("in einem anderen Fenster geändert")
    expect_rated(advisor, 2)
    assert list(made.answers().values()) == [2, 4]
    rate(advisor, 5)
    expect_rated(advisor, 5)
    assert list(made.answers().values()) == [5, 4]
    settle(shortlist)
    gate = shortlist.get_by_role("radiogroup", name="Rechtlich zulässig").first
    gate.get_by_role("radio", name="nein").click()
    settle(shortlist)
    expect(gate.get_by_role("radio", name="nein")).to_be_checked()
    expect(shortlist.get_by_text("Durch eine Ausschlussfrage ausgeschlossen")).to_be_visible()


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """Yield a disk of eight megabytes; only root may mount one."""
    folder = Path(tempfile.mkdtemp(prefix="disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    try:
        if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("this account cannot mount a small disk")
        yield folder
        subprocess.run(["umount", "--lazy", folder], check=True)
    finally:
        folder.rmdir()


def test_a_disk_that_runs_full_and_has_room_again(small_disk: Path, page: Page) -> None:
    with closing(Application(small_disk)) as server:
        server.start()
        made = prepare(server)
        sign_in(page.context, server)
        advisor = Advisor(page, server, made.address("bewertung"))
        rate(advisor, 2)
        fill(small_disk / "other-data")
        expect_full = page.get_by_role("alert").filter(has_text="voll")
        for value in (3, 4, 5, 3, 4, 5, 3, 4, 5):  # the log of the database may have some room left
            if not expect_full.count():
                acknowledged = list(made.answers().values())
                rate(advisor, value)
        expect(expect_full).to_be_visible()
        assert list(made.answers().values()) == acknowledged
        expect_rated(advisor, *acknowledged)
        (small_disk / "other-data").unlink()
        rate(advisor, 1)
        expect_rated(advisor, 1)
        assert list(made.answers().values()) == [1]
        assert not (server.data_dir / "error.log").exists()


def fill(file: Path) -> None:
    """Write until nothing more fits on the disk."""
    with file.open("wb", buffering=0) as filler:
        try:
            while filler.write(b"x" * 4096):
                pass
        except OSError:
            return


@pytest.mark.postgres
def test_a_database_that_becomes_read_only(
    start_server: Callable[..., Application], postgres_server: str, page: Page
) -> None:
    """As when a hosted PostgreSQL fails over to a copy: pages can be read, changes are refused in words."""
    with postgres.database(postgres_server, "becomes_read_only") as url:
        server = start_server(DATABASE_URL=url)
        made = prepare(server, reason=REASON)
        sign_in(page.context, server)
        advisor = Advisor(page, server, made.address("skizzen", ansicht="alle"))
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as admin:
            admin.execute("ALTER DATABASE becomes_read_only SET default_transaction_read_only = on")
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            )
        advisor.type("Kurzbeschreibung", TYPED)
        expect(page.get_by_role("alert")).to_contain_text("kann nicht geschrieben werden")
        expect(page.get_by_label("Kurzbeschreibung")).to_have_value(TYPED)
        for address in ("Bewertung", "Auswertung", "Ergebnis"):
            advisor.to(address)
            assert page.get_by_role("alert").filter(has_text="Referenz").count() == 0


def test_downloads_are_only_for_those_who_may_see_the_page(server: Application, page: Page) -> None:
    made = prepare(server, reason=REASON)
    sign_in(page.context, server)
    Advisor(page, server, made.address("skizzen", ansicht="alle"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Arbeitsfassung (PDF)", exact=True).click()
    address = download.value.url
    assert "/media/" in address
    own = {str(cookie["name"]): str(cookie["value"]) for cookie in page.context.cookies()}
    assert httpx.get(address, cookies=own).status_code == 200
    assert httpx.get(address, cookies=advisor_cookies(server)).status_code == 403, (
        "another browser's document"
    )
    assert httpx.get(address).status_code == 403
    assert httpx.get(address, headers={"Accept": "text/html"}).headers["location"].startswith("/sign-in")


class PlainStreamlit(Application):
    """`streamlit run workshop_app.py`: Streamlit alone."""

    def __init__(self, folder: Path, **settings: str) -> None:
        super().__init__(folder, **settings)
        self.program = ("-m", "streamlit", "run", "workshop_app.py", "--server.port", str(self.port))


def test_streamlit_run_serves_the_advisors_pages(tmp_path: Path, page: Page) -> None:
    password = "Handkäs mit Musik"
    with closing(PlainStreamlit(tmp_path, ADVISOR_PASSWORD=password)) as server:
        server.start()
        advisor = Advisor(page, server, server.url)
        page.get_by_label("Passwort").fill(password)
        advisor.click("Anmelden")
        advisor.start_series("Eichenzell", "Ohne serve.py")
        for name in (
            "Bibliothek",
            "Auswahl",
            "Bewertung",
            "Auswertung",
            "Entscheidung",
            "Skizzen",
            "Ergebnis",
        ):
            advisor.to(name)
            assert page.get_by_role("alert").filter(has_text="Fehler").count() == 0
            assert page.get_by_test_id("stException").count() == 0
