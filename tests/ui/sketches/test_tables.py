"""Rows of a sketch on their way into a grid and back: nothing is lost, unchanged rows keep their origin."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel

from municipalities.register import Kind
from sketches.model import (
    Applicant,
    CostItem,
    CostKind,
    Level,
    Milestone,
    Origin,
    Risk,
    Source,
    StaffRole,
    SuccessMeasure,
)
from sketches.wording import COST_KINDS
from tests.reports.factories import costs
from translations import _, language
from ui.sketches import tables
from ui.sketches.applicants import PARTNERS, place_named
from ui.sketches.tables import Grid

PREFILLED = Origin.USE_CASE
ROWS: list[tuple[Grid, tuple[BaseModel, ...]]] = [
    (tables.COSTS, costs()),
    (
        tables.COSTS,
        (
            CostItem(
                label="=1+1",
                kind=CostKind.EXTERNAL,
                year=2027,
                amount=Decimal("99999999999.99"),
                source=Source(title="Angebot", url="https://example.org/a"),
                origin=PREFILLED,
            ),
        ),
    ),
    (tables.MILESTONES, (Milestone(title="Start", start_month=1, end_month=3, origin=PREFILLED),)),
    (
        tables.STAFFING,
        (
            StaffRole(task="Leitung", full_time_equivalents=Decimal("0.50"), origin=PREFILLED),
            StaffRole(task="Wartung", responsible="Bauhof"),
        ),
    ),
    (
        tables.RISKS,
        (
            Risk(title="Ausfall", likelihood=Level.LOW, impact=Level.HIGH),
            Risk(title="Kosten", response="Puffer"),
        ),
    ),
    (tables.MEASURES, (SuccessMeasure(indicator="Vorwarnzeit", target="30 Minuten"),)),
    (tables.SOURCES, (Source(title="Karte"), Source(title="Seite", url="https://example.org"))),
    (
        PARTNERS,
        (
            Applicant(
                name="Künzell",
                ags="06631017",
                kind=Kind.MUNICIPALITY,
                population=16000,
                weight=Decimal("2.5"),
            ),
            Applicant(name="Verein am Bach", contact="Vorstand"),
        ),
    ),
]


class Page:
    """Stands in for Streamlit: what somebody typed into the grid."""

    def __init__(self) -> None:
        self.change: Any = lambda frame: frame
        self.warnings: list[str] = []

    def data_editor(self, frame: Any, **_given: Any) -> Any:
        return self.change(frame.copy())

    def warning(self, text: str) -> None:
        self.warnings.append(text)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    shown = Page()
    monkeypatch.setattr(tables.st, "data_editor", shown.data_editor)
    monkeypatch.setattr(tables.st, "warning", shown.warning)
    return shown


@pytest.mark.parametrize("code", ["de", "en"])
@pytest.mark.parametrize(("grid", "rows"), ROWS, ids=lambda value: getattr(value, "name", ""))
def test_rows_that_nobody_touched_come_back_as_they_were(
    page: Page, grid: Grid, rows: tuple[BaseModel, ...], code: str
):
    with language(code):
        assert tables.edit(grid, rows, tables.frame(grid, rows), "key") == rows


@pytest.mark.parametrize(("grid", "rows"), ROWS, ids=lambda value: getattr(value, "name", ""))
def test_rows_typed_from_nothing_say_the_same(page: Page, grid: Grid, rows: tuple[BaseModel, ...]):
    with language("de"):
        typed = tables.edit(grid, (), tables.frame(grid, rows), "key")
    apart = {"origin", "population"}  # the register knows the population better than we
    assert [row.model_dump(exclude=apart) for row in typed] == [row.model_dump(exclude=apart) for row in rows]


def test_a_changed_row_is_typed_and_the_others_keep_their_origin(page: Page):
    rows = (
        Milestone(title="Start", start_month=1, end_month=3, origin=PREFILLED),
        Milestone(title="Ende", start_month=4, end_month=9, origin=PREFILLED),
    )

    def later(frame: Any) -> Any:
        frame.loc[1, "end_month"] = 12
        return frame

    page.change = later
    with language("de"):
        first, second = tables.edit(tables.MILESTONES, rows, tables.frame(tables.MILESTONES, rows), "key")
    assert first == rows[0]
    assert (second.end_month, second.origin) == (12, Origin.TYPED)


def test_a_row_that_is_not_right_is_named_and_nothing_is_taken_over(page: Page):
    rows = (Milestone(title="Start", start_month=5, end_month=6),)

    def backwards(frame: Any) -> Any:
        frame.loc[0, "end_month"] = 2
        return frame

    page.change = backwards
    with language("de"):
        assert tables.edit(tables.MILESTONES, rows, tables.frame(tables.MILESTONES, rows), "key") == rows
    assert len(page.warnings) == 1


def test_a_broken_address_of_a_source_is_named_as_such(page: Page):
    def without_scheme(frame: Any) -> Any:
        frame.loc[0, "source_url"] = "example.org"
        return frame

    page.change = without_scheme
    with language("de"):
        assert tables.edit(tables.COSTS, costs(), tables.frame(tables.COSTS, costs()), "key") == costs()
    assert "Adresse der Quelle" in page.warnings[0]


@pytest.mark.parametrize(
    ("typed", "ags"),
    [
        ("Künzell", "06631017"),
        ("künzell", "06631017"),
        ("Kuenzell", "06631017"),
        ("  Gemeinde Künzell ", "06631017"),
        ("Fulda", "06631009"),
        ("Stadt Fulda", "06631009"),
        ("Landkreis Fulda", "06631"),
        ("Kassel", "06611000"),
        ("Lautertal (Odenwald)", "06431014"),
        ("Lautertal", None),
        ("Künz", None),
        ("Verein Künzell", None),
        ("München", None),
        ("", None),
        ("06631017", None),
    ],
)
def test_a_place_is_known_by_its_name_and_never_guessed(typed: str, ags: str | None):
    found = place_named(typed)
    assert (found.ags if found else None) == ags


def test_a_partner_gets_kind_and_population_from_the_register(page: Page):
    def with_partner(frame: Any) -> Any:
        frame.loc[len(frame)] = ["Künzell", None, None]
        return frame

    page.change = with_partner
    with language("de"):
        (partner,) = tables.edit(PARTNERS, (), tables.frame(PARTNERS, ()), "key")
    assert (partner.ags, partner.kind, partner.weight) == ("06631017", Kind.MUNICIPALITY, Decimal(1))
    assert partner.population > 10_000


def test_kinds_of_costs_are_called_as_in_the_documents() -> None:
    with language("de"):
        named = list(tables.frame(tables.COSTS, costs())["kind"])
        assert named == [_(COST_KINDS[cost.kind]) for cost in costs()]
    assert "Externe Leistungen" in named
