"""The wall in a real browser: every scene on every screen, nothing cut, nothing small, nothing in the way."""

from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.application import Application
from tests.browser.hall import look, open_tool, press
from tests.browser.streamlit_page import settle
from tests.serve.conftest import opened
from tests.stage.afternoon import ADVISOR, Afternoon
from workshops.access import admission
from workshops.wall import pairing, remote, steering
from workshops.wall.scenes import Ground, Position, Scene

pytestmark = pytest.mark.browser
SCREENS = [(1024, 768), (1280, 720), (1920, 1080), (3840, 2160), (2560, 1080), (1080, 1920)]
SMALLEST, SMALLEST_UPRIGHT = 0.0219, 0.0159  # 2.2 and 1.6 % of the height, less what browsers round
FAULTS = """smallest => {
    const wall = document.getElementById("wall"), main = wall.querySelector("main").getBoundingClientRect();
    const room = 0.01 * innerHeight, found = [], walk = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode.textContent.trim(), parent = walk.currentNode.parentElement;
        if (!text || parent.closest("svg, .told")) { continue; }
        const size = parseFloat(getComputedStyle(parent).fontSize);
        if (size < smallest * innerHeight) { found.push(`small ${size}: ${text}`); }
        const range = document.createRange();
        range.selectNodeContents(walk.currentNode);
        for (const box of range.getClientRects()) {
            const inside = parent.closest("main")
                ? box.bottom <= main.bottom + room && box.top >= main.top - room : true;
            if (!inside || box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1) {
                found.push(`cut: ${text}`);
                break;
            }
        }
    }
    for (const text of wall.querySelectorAll("svg text")) {
        const box = text.getBoundingClientRect();
        const size = Number(text.getAttribute("font-size")) * text.ownerSVGElement.getScreenCTM().a;
        if (size < smallest * innerHeight) { found.push(`small ${size}: ${text.textContent}`); }
        if (box.right > innerWidth + 1 || box.left < -1) { found.push(`cut: ${text.textContent}`); }
    }
    const page = document.documentElement;
    if (page.scrollHeight > innerHeight || page.scrollWidth > innerWidth) { found.push("scrolls"); }
    return found;
}"""


@pytest.fixture(scope="module")
def afternoon(server: Application) -> Iterator[Afternoon]:
    """An afternoon at its end: every scene has something to show."""
    with closing(opened(server)) as database:
        made = Afternoon(database)
        made.arrive()
        made.send_ideas()
        made.give_dots()
        made.give_points()
        first = made.open_round()
        made.rate(first)
        made.reveal(first)
        second = made.open_round()
        made.rate(second)
        made.reveal(second)
        made.decide()
        steering.allow_remarks(database, ADVISOR, made.id, allowed=True)
        yield made


@pytest.fixture
def open_wall(
    server: Application, new_page: Callable[..., Page], afternoon: Afternoon
) -> Callable[..., Page]:
    def opened_at(width: int, height: int, **device: object) -> Page:
        page = new_page(viewport={"width": width, "height": height}, **device)
        token = admission.create_link(afternoon.database, ADVISOR, afternoon.id, "wall")
        page.goto(f"{server.url}/wall/{token}")
        return page

    return opened_at


def show(afternoon: Afternoon, position: Position, *walls: Page) -> None:
    """Bring the wall there and wait until each screen is."""
    steering.go(
        afternoon.database, ADVISOR, afternoon.id, position.scene, position.subject, step=position.step
    )
    for wall in walls:
        expect(wall.locator(f'#wall[data-mark^="{position.mark}~"]')).to_have_count(1)
        wall.evaluate("document.fonts.ready")


def last_steps(afternoon: Afternoon) -> list[Position]:
    stops = steering.standing(afternoon.database, ADVISOR, afternoon.id).stops
    once = {stop.scene: stop for stop in stops}
    return [Position(scene=stop.scene, subject=stop.subject, step=stop.steps - 1) for stop in once.values()]


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_every_scene_fits_every_screen(
    open_wall: Callable[..., Page], afternoon: Afternoon, width: int, height: int
) -> None:
    wall = open_wall(width, height, reduced_motion="reduce")
    for position in last_steps(afternoon):
        show(afternoon, position, wall)
        wall.wait_for_timeout(150)
        look(wall, f"wall-{position.scene}-{width}x{height}")
        least = SMALLEST if width > height else SMALLEST_UPRIGHT
        assert wall.evaluate(FAULTS, least) == [], position.mark


@pytest.mark.parametrize("ground", list(Ground))
def test_axe_finds_nothing_on_any_scene(
    open_wall: Callable[..., Page], afternoon: Afternoon, ground: Ground
) -> None:
    steering.set_ground(afternoon.database, ADVISOR, afternoon.id, ground)
    wall = open_wall(1280, 720, reduced_motion="reduce")
    for position in last_steps(afternoon):
        show(afternoon, position, wall)
        assert violations(wall) == [], position.mark
    steering.set_ground(afternoon.database, ADVISOR, afternoon.id, Ground.DEEP)


def test_a_key_is_seen_within_a_second(open_wall: Callable[..., Page], afternoon: Afternoon) -> None:
    wall = open_wall(1280, 720)
    show(afternoon, Position(scene=Scene.REVEAL), wall)
    expect(wall.locator(".ready")).to_be_visible()
    now = steering.standing(afternoon.database, ADVISOR, afternoon.id)
    steering.forward(afternoon.database, ADVISOR, afternoon.id, seen=now.position.mark)
    expect(wall.locator(".rest")).to_be_visible()


def test_keys_in_the_advisors_own_window(server: Application, page: Page, afternoon: Afternoon) -> None:
    show(afternoon, Position(scene=Scene.ARRIVE))
    page.goto(server.sign_in_link)
    settle(page)
    page.goto(f"{server.url}/wand?reihe={afternoon.id}")
    page.keyboard.press("Space")
    expect(page.locator('#wall[data-scene="way"]')).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    expect(page.locator('#wall[data-scene="arrive"]')).to_have_count(1)


def test_the_pause_key_holds_the_picture(open_wall: Callable[..., Page], afternoon: Afternoon) -> None:
    wall = open_wall(1280, 720)
    show(afternoon, Position(scene=Scene.ARRIVE), wall)
    wall.keyboard.press("p")
    expect(wall.locator("#sign")).to_have_text("Angehalten")
    show(afternoon, Position(scene=Scene.WAY))
    wall.wait_for_timeout(1_500)
    assert wall.get_attribute("#wall", "data-scene") == "arrive"
    wall.keyboard.press("p")
    expect(wall.locator('#wall[data-scene="way"]')).to_have_count(1)
    expect(wall.locator("#sign")).to_be_hidden()


def test_a_screen_is_paired_and_sent_away(
    server: Application, new_page: Callable[..., Page], afternoon: Afternoon
) -> None:
    wall = new_page(viewport={"width": 1280, "height": 720})
    wall.goto(f"{server.url}/wand")
    assert violations(wall) == []
    pairing.confirm(afternoon.database, ADVISOR, afternoon.id, wall.inner_text(".code"))
    expect(wall.get_by_text("Lautertal (Odenwald)")).to_be_visible()
    link = admission.links(afternoon.database, ADVISOR, afternoon.id)[0]
    admission.revoke_link(afternoon.database, ADVISOR, link.id)
    expect(wall.get_by_text("Dieser Bildschirm wird zur Leinwand.")).to_be_visible()


def test_a_remote_moves_the_wall(
    server: Application, new_page: Callable[..., Page], open_wall: Callable[..., Page], afternoon: Afternoon
) -> None:
    wall = open_wall(1280, 720)
    show(afternoon, Position(scene=Scene.ARRIVE), wall)
    phone = new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    token = remote.create(afternoon.database, ADVISOR, afternoon.id)
    phone.goto(f"{server.url}/fernbedienung/{token}")
    assert violations(phone) == []
    look(phone, "remote")
    phone.get_by_role("button", name="Weiter").tap()
    expect(wall.locator('#wall[data-scene="way"]')).to_have_count(1)
    phone.get_by_role("button", name="Zurück").tap()
    expect(wall.locator('#wall[data-scene="arrive"]')).to_have_count(1)
    show(afternoon, Position(scene=Scene.WAY), wall)
    expect(phone.get_by_text("Unser Weg heute")).to_be_visible()


def test_the_last_picture_stays_while_the_server_is_away(
    server: Application, open_wall: Callable[..., Page], afternoon: Afternoon
) -> None:
    wall = open_wall(1280, 720)
    show(afternoon, Position(scene=Scene.WAY), wall)
    server.kill()
    expect(wall.locator("#sign")).to_contain_text("Das letzte Bild bleibt")
    expect(wall.get_by_role("heading", name="Unser Weg heute")).to_be_visible()
    look(wall, "wall-lost")
    server.start()
    expect(wall.locator("#sign")).to_be_hidden()
    show(afternoon, Position(scene=Scene.ARRIVE), wall)


def test_a_coat_of_arms_chosen_on_the_page_stands_on_the_wall(
    server: Application, page: Page, open_wall: Callable[..., Page], afternoon: Afternoon
) -> None:
    page.goto(server.sign_in_link)
    settle(page)
    page.goto(f"{server.url}/moderation?reihe={afternoon.id}")
    settle(page)
    open_tool(page, "Leinwand und Fernbedienung")
    page.get_by_text("Wappen und Farbe dieser Reihe").click()
    file = BytesIO()
    Image.new("RGB", (300, 360), "#204080").save(file, "PNG")
    page.locator("input[type=file]").set_input_files(
        {"name": "wappen.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    expect(page.get_by_text("wappen.png").first).to_be_visible()
    settle(page)  # the form takes along only what has arrived
    page.get_by_label("Akzentfarbe").fill("#7a1f3d")
    press(page, "Speichern")
    wall = open_wall(1280, 720)
    arms = wall.locator(".who img")
    expect(arms).to_be_visible()
    assert arms.evaluate("picture => picture.naturalWidth") == 300
    look(wall, "wall-arms")
    page.goto(f"{server.url}/ergebnis?reihe={afternoon.id}")
    settle(page)
    expect(page.get_by_role("img", name="Wappen oder Logo von Lautertal (Odenwald)")).to_be_visible()
    look(page, "result-arms")
    page.goto(f"{server.url}/moderation?reihe={afternoon.id}&bereich=leinwand")
    settle(page)
    look(page, "advisor-wall-tab")
