"""What is suggested to a municipality: on the real register, and for every place in Hessen."""

from datetime import date

import pytest

from municipalities.register import load_register
from tests.workshops.library.test_comparables import LIBRARY, entry, outside, place, seen_from
from workshops.library.comparables import Comparables
from workshops.library.holdings import shipped
from workshops.library.suggestions import SuggestionReason, from_places_alike, ranked, suggestions

PARTS = 4  # for as many cores
TODAY = date(2026, 11, 29)


def test_suggestions_prefer_what_runs_in_places_like_ours_and_give_the_reasons() -> None:
    cases = (
        entry("alike", "Petersberg", confidence="high", cost={"amount": "12000"}),
        entry("metropolis", "Frankfurt am Main", confidence="high"),
        outside("outside", "municipality"),
    )
    proposed = suggestions(ranked(seen_from("Eichenzell", *cases)))
    assert proposed[0].use_case.id == "alike"
    reasons = {reasoned.reason: reasoned.params for reasoned in proposed[0].reasons}
    assert list(reasons) == [
        SuggestionReason.SIMILAR_ORIGIN,
        SuggestionReason.RUNNING,
        SuggestionReason.WELL_BACKED,
        SuggestionReason.COST_KNOWN,
    ]
    assert reasons[SuggestionReason.SIMILAR_ORIGIN]["place"] == "Petersberg"
    assert reasons[SuggestionReason.COST_KNOWN] == {"euro": 12_000.0}


def test_suggestions_leave_out_what_is_taken_at_home_or_ended_and_vary_the_topics() -> None:
    cases = (
        entry("taken", "Petersberg"),
        entry("at-home", "Eichenzell"),
        entry("ended", "Petersberg", status="ended"),
        entry("second", "Petersberg"),
        entry("third-of-the-topic", "Neuhof"),
        entry("other-topic", "Frankfurt am Main", topic="waste"),
    )
    found = [s.use_case.id for s in suggestions(ranked(seen_from("Eichenzell", *cases)), taken={"taken"})]
    assert sorted(found)[0] == "other-topic"
    assert len(found) == 2
    assert not {"taken", "at-home", "ended"} & set(found)


@pytest.mark.parametrize(
    "name", ["Eichenzell", "Mossautal", "Darmstadt", "Landkreis Fulda", "Frankfurt am Main"]
)
def test_every_place_gets_suggestions_from_the_library(name: str) -> None:
    found = suggestions(ranked(Comparables(LIBRARY, place(name)), TODAY))
    assert len(found) == 8
    assert all(0 < s.score <= 1 and s.reasons for s in found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert len({s.use_case.topic for s in found}) >= 4


def test_what_failed_or_stands_alone_comes_after_what_others_have_built_too() -> None:
    cases = (
        entry("one-off", "Petersberg", technologies=["App"], title_de="App zur Gartenschau"),
        entry("failed", "Petersberg", setback="fell_short", lessons_de="Niemand kam."),
        *(entry(f"gauge-{n}", "Petersberg", title_de=f"Pegel {n}", topic="waste") for n in range(4)),
    )
    found = [each.use_case.id for each in ranked(seen_from("Eichenzell", *cases), TODAY)]
    assert found == ["gauge-0", "gauge-1", "gauge-2", "gauge-3", "one-off"]


def test_a_price_for_a_whole_programme_is_no_reason() -> None:
    (found,) = ranked(
        seen_from("Eichenzell", entry("a", "Petersberg", cost={"amount": 5, "covers": "programme"}))
    )
    assert SuggestionReason.COST_KNOWN not in {reasoned.reason for reasoned in found.reasons}


def test_what_ran_long_ago_counts_less_than_what_runs_now() -> None:
    cases = (entry("then", "Petersberg", as_of="2019"), entry("now", "Petersberg", as_of="2026"))
    then, now = sorted(ranked(seen_from("Eichenzell", *cases), TODAY), key=lambda each: each.score)
    assert (then.use_case.id, now.use_case.id) == ("then", "now")


@pytest.mark.parametrize("part", range(PARTS))
def test_each_of_the_421_municipalities_and_21_districts_has_suggestions(part: int) -> None:
    register = load_register()
    assert (len(register.municipalities), len(register.districts)) == (421, 21)
    for each in (*register.districts, *register.municipalities)[part::PARTS]:
        found = suggestions(ranked(Comparables(LIBRARY, each), TODAY), limit=3)
        assert len(found) == 3, each.display_name
        assert len({suggestion.use_case.topic for suggestion in found}) >= 2, each.display_name


def test_stories_come_from_places_alike_and_from_different_fields() -> None:
    for ags in ("06431014", "06631006", "06631", "06412000"):
        municipality = load_register().places[ags]
        known = ranked(Comparables(shipped(), municipality))
        told = from_places_alike(known)
        assert len({story.use_case.area for story in told}) == len(told) <= 3
        for story in told:
            assert story.reasons[0].reason is SuggestionReason.SIMILAR_ORIGIN
            assert not story.use_case.setback
    assert from_places_alike(()) == ()
