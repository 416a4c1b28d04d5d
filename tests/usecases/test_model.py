from datetime import date, timedelta
from decimal import Decimal

import pytest
from pydantic import ValidationError

from tests.usecases.examples import FIELDS, use_case
from usecases.model import SUMMARY_LENGTH, TITLE_LENGTH, UseCase


def test_a_use_case_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        use_case().title_de = "Anders"  # type: ignore[misc]


def test_english_falls_back_to_german() -> None:
    german_only = use_case()
    assert german_only.title("en") == german_only.title("de") == "Pegelsensoren am Mühlbach"
    assert german_only.summary("en") == german_only.summary_de
    both = use_case(title_en="Level sensors", summary_en="Three sensors.")
    assert (both.title("en"), both.summary("en")) == ("Level sensors", "Three sensors.")
    assert both.title() == "Pegelsensoren am Mühlbach"


def test_the_status_is_as_old_as_the_newest_dated_source() -> None:
    sources = [
        {"title": "a", "url": "https://a.de"},
        {"title": "b", "url": "https://b.de", "date": "2023"},
        {"title": "c", "url": "https://c.de", "date": "2023-11-02"},
        {"title": "d", "url": "https://d.de", "date": "2022-12"},
    ]
    assert use_case(sources=sources).status_date == "2023-11-02"
    assert use_case(sources=sources[:1]).status_date is None


def test_what_the_sources_say_of_their_time_outweighs_their_own_dates() -> None:
    assert use_case(as_of="2019").status_date == "2019"
    assert use_case().status_date == "2024-05"


@pytest.mark.parametrize(
    ("as_of", "last_fresh_day"),
    [
        ("2023", "2026-12-31"),
        ("2023-11", "2026-11-30"),
        ("2023-11-02", "2026-11-02"),
        ("2024-02", "2027-02-28"),
    ],
)
def test_a_status_is_stale_three_years_after_its_date(as_of: str, last_fresh_day: str) -> None:
    found, last = use_case(as_of=as_of), date.fromisoformat(last_fresh_day)
    assert not found.is_stale(last)
    assert found.is_stale(last + timedelta(days=1))


def test_what_has_ended_or_has_no_date_is_never_called_stale() -> None:
    assert not use_case(as_of="2001", status="ended").is_stale(date(2026, 11, 29))
    assert not use_case(sources=[]).is_stale(date(2026, 11, 29))


def test_a_range_has_a_higher_end() -> None:
    found = use_case(cost={"amount": 7600, "up_to": 7800}, running_cost={"amount": 1000})
    assert found.cost
    assert found.running_cost
    assert (found.cost.highest, found.running_cost.highest) == (7800, 1000)
    assert (found.running_cost.per, found.running_cost.covers) == ("year", "entry")


def test_countries_outside_germany_are_known_by_their_place() -> None:
    places = [
        {"name": "Zug", "state": state, "kind": "town"} for state in ("Schweiz", "Österreich", "Bayern")
    ]
    assert [use_case(origin=place).origin.country for place in places] == ["CH", "AT", "DE"]


def test_a_joint_project_with_a_place_in_hesse_counts_as_hessian() -> None:
    nationwide = {"name": "14 Städte", "state": "bundesweit", "kind": "joint", "ags": []}
    assert not use_case(origin=nationwide).in_hesse
    assert use_case(origin={**nationwide, "ags": ["06415000"]}).in_hesse
    assert use_case(origin={**nationwide, "state": "Nordrhein-Westfalen / Hessen"}).in_hesse


def test_a_snapshot_survives_as_json() -> None:
    original = use_case(cost={"amount": "26275.20", "scope_de": "32 Geräte"}, open_source=True)
    assert UseCase.model_validate_json(original.model_dump_json()) == original
    assert original.cost is not None
    assert original.cost.amount == Decimal("26275.2")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Großes Ding"),
        ("title_de", "   "),
        ("title_de", "x" * (TITLE_LENGTH + 1)),
        ("summary_de", "x" * (SUMMARY_LENGTH + 1)),
        ("area", "sports"),
        ("status", "maybe"),
        ("start_year", 1066),
        ("cost", {"amount": -1}),
        ("cost", {"amount": "NaN"}),
        ("cost", {"amount": "0.001"}),
        ("cost", {"amount": 80, "up_to": 20}),
        ("cost", {"amount": 80, "covers": "everything"}),
        ("running_cost", {"amount": 80, "per": "century"}),
        ("funding_share", 120),
        ("setback", "disaster"),
        ("repository", "gitlab"),
        ("as_of", "2024-13"),
        ("origin", {**FIELDS["origin"], "ags": ["6631006"]}),
        ("sources", [{"title": "x", "url": "javascript:alert(1)"}]),
        ("sources", [{"title": "x", "url": "https://user@evil.de/"}]),
        ("sources", [{"title": "x", "url": "https://localhost"}]),
        ("sources", [{"title": "x", "url": "https://a.de/<b>"}]),
        ("sources", [{"title": "x", "url": "https://a.de", "date": "2024-13"}]),
        ("colour", "green"),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        UseCase.model_validate({**FIELDS, field: value})
