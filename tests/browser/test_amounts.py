"""Amounts typed and pasted as people write them, in browsers of both languages: stored is what was meant."""

from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from sketches.model import CostItem, CostKind
from storage.database import Database
from tests.browser.application import Application
from tests.browser.grid import choose_cell, type_into
from tests.browser.journey import Advisor
from tests.browser.prepared import ADVISOR, Prepared, prepare
from tests.browser.streamlit_page import settle
from tests.serve.conftest import opened
from workshops.deciding import proposal
from workshops.handing_over import sketching

pytestmark = pytest.mark.browser
LOCALES = ("de-DE", "en-GB")


@pytest.fixture(scope="module")
def database(server: Application) -> Iterator[Database]:
    with closing(opened(server)) as found:
        yield found


@pytest.fixture
def prepared(server: Application, database: Database) -> Prepared:
    """Return a series with one sketch that has two costs."""
    made = prepare(server, reason="Der Weg ist kurz.")
    sketch = sketching.begin(database, ADVISOR, made.series_id, made.item_ids[0])
    costs = tuple(
        CostItem(label=label, kind=CostKind.MATERIAL, year=2027, amount=Decimal(1))
        for label in ("Bank", "Bus")
    )
    content = sketch.content.model_copy(update={"costs": costs})
    sketching.save(database, ADVISOR, sketch.id, content, based_on=sketch.version)
    return made


def costs_of(database: Database, prepared: Prepared) -> list[tuple[str, int, Decimal]]:
    (sketch,) = sketching.sketches(database, ADVISOR, prepared.series_id)
    return [(cost.label, cost.year, cost.amount) for cost in sketch.content.costs]


def on_page(page: Page, prepared: Prepared, address: str, **parameters: str) -> Advisor:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    advisor = Advisor(page, prepared.server)
    page.goto(prepared.address(address, **parameters))
    settle(page)
    return advisor


def costs_grid(advisor: Advisor) -> Locator:
    advisor.unfold("Kosten und Finanzierung")
    # The first table asks for partners, the second one for costs.
    return advisor.page.locator("details[open]").get_by_test_id("stDataFrame").first


def paste_into(grid: Locator, column: int, row: int, text: str) -> None:
    grid.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    choose_cell(grid, column, row)
    grid.page.keyboard.press("Control+V")
    settle(grid.page)


@pytest.mark.parametrize("locale", LOCALES)
def test_amounts_in_the_costs_of_a_sketch(
    database: Database, prepared: Prepared, new_page: Callable[..., Page], locale: str
) -> None:
    advisor = on_page(new_page(locale=locale), prepared, "skizzen", ansicht="alle")
    page, grid = advisor.page, costs_grid(advisor)
    type_into(grid, 3, 0, "250.000")
    assert costs_of(database, prepared)[0][2] == 250_000
    type_into(grid, 3, 1, "1.234,56")
    assert costs_of(database, prepared)[1][2] == Decimal("1234.56")
    expect(page.get_by_text("250.000,00 €").first).to_be_visible()

    paste_into(grid, 3, 1, "38450,50")
    assert costs_of(database, prepared)[1][2] == Decimal("38450.50")
    expect(page.get_by_text("„38450,50“ ist 38.450,50")).to_be_visible()

    type_into(grid, 3, 0, "48,500")
    expect(page.get_by_text("in Zeile 1 (Bank). „48,500“ kann zweierlei bedeuten.")).to_be_visible()
    assert costs_of(database, prepared)[0][2] == 250_000
    type_into(grid, 3, 0, "48.500,- €")
    assert costs_of(database, prepared)[0][2] == 48_500


@pytest.mark.parametrize("locale", LOCALES)
def test_a_block_from_a_spreadsheet(
    database: Database, prepared: Prepared, new_page: Callable[..., Page], locale: str
) -> None:
    advisor = on_page(new_page(locale=locale), prepared, "skizzen", ansicht="alle")
    block = "Sensoren\tMaterial\t2027\t48.500,00 €\nAufbau\tExterne Leistungen\t2028\t1.234.567,89\n"
    paste_into(costs_grid(advisor), 0, 0, block)
    assert costs_of(database, prepared) == [
        ("Sensoren", 2027, Decimal("48500.00")),
        ("Aufbau", 2028, Decimal("1234567.89")),
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_budget_of_a_proposal(
    database: Database, prepared: Prepared, new_page: Callable[..., Page], locale: str
) -> None:
    advisor = on_page(new_page(locale=locale), prepared, "entscheidung")
    page = advisor.page
    page.locator("summary").filter(has_text="Woran sich der Vorschlag hält").click()
    label = "Budget in Euro (leer: keine Grenze)"
    field = page.get_by_label(label)
    for typed, stored, shown in (
        ("250.000", 250_000, "250.000"),
        ("1234,5", 1234.5, "1.234,50"),
        ("", None, ""),
        ("1,2 Mio. €", 1_200_000, "1.200.000"),
    ):
        advisor.type(label, typed)
        assert proposal.wishes(database, ADVISOR, prepared.series_id).budget == stored
        expect(field).to_have_value(shown)
    advisor.type(label, "48,500")
    expect(page.get_by_text("„48,500“ kann zweierlei bedeuten.")).to_be_visible()
    expect(field).to_have_value("48,500")
    assert proposal.wishes(database, ADVISOR, prepared.series_id).budget == 1_200_000
