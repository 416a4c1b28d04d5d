"""The sentences about comparable places, in both languages, on real municipalities."""

import pytest

from municipalities.register import load_register
from municipalities.similarity import Reason, similarity
from tests.workshops.library.test_comparables import entry, outside, place, seen_from
from translations import language
from ui.library.comparables import evidence_sentence, similarity_reasons, suggestion_reasons
from workshops.library.suggestions import SuggestionReason, ranked, suggestions

NEAR = entry("near", "Petersberg")
FAR = entry("far", "Hünstetten")


@pytest.mark.parametrize(
    ("own", "cases", "german"),
    [
        ("Eichenzell", (NEAR,), "Ähnliches läuft in 1 Kommune Ihrer Größe: Petersberg (7 km)."),
        (
            "Eichenzell",
            (NEAR, FAR),
            "Ähnliches läuft in 2 Kommunen Ihrer Größe, die nächste: Petersberg (7 km).",
        ),
        (
            "Landkreis Fulda",
            (entry("d", "Landkreis Gießen"),),
            "Ähnliches läuft in 1 Landkreis Ihrer Größe: Landkreis Gießen (69 km).",
        ),
        (
            "Eichenzell",
            (entry("m", "Frankfurt am Main"),),
            "Bisher keine Kommune Ihrer Größe. "
            "Aus Frankfurt am Main: 773.068 Einwohnerinnen und Einwohner, 84 km entfernt.",
        ),
        (
            "Eichenzell",
            (outside("o", "city"),),
            "Stammt von außerhalb Hessens und lässt sich nur nach der Art der Kommune vergleichen.",
        ),
        ("Eichenzell", (entry("self", "Eichenzell"),), "Eichenzell ist selbst beteiligt."),
        (
            "Eichenzell",
            (entry("both", "Landkreis Fulda", "Petersberg"),),
            "Ihr Landkreis ist beteiligt. Ähnliches läuft in 1 Kommune Ihrer Größe: Petersberg (7 km).",
        ),
        ("Eichenzell", (outside("j", "joint"),), ""),
    ],
)
def test_the_sentence_on_a_card(own: str, cases: tuple, german: str) -> None:  # type: ignore[type-arg]
    evidence = seen_from(own, *cases).evidence(cases[0])
    with language("de"):
        assert evidence_sentence(evidence, place(own)) == german


def test_the_sentence_in_english() -> None:
    with language("en"):
        sentence = evidence_sentence(seen_from("Eichenzell", NEAR, FAR).evidence(NEAR), place("Eichenzell"))
    assert sentence == (
        "Similar projects run in 2 municipalities of your size, the nearest: Petersberg (7 km)."
    )


def test_why_two_places_are_alike() -> None:
    with language("de"):
        reasons = similarity_reasons(similarity(place("Eichenzell"), place("Petersberg")))
    assert reasons == (
        "ähnlich groß: 11.277 und 16.410 Einwohnerinnen und Einwohner",
        "dichter besiedelt: 462 Personen je km², hier 201",
        "gleiche Art von Kommune",
        "im selben Landkreis, 7 km entfernt",
        "städtischer oder ländlicher geprägt",
    )


def test_every_reason_between_any_two_places_has_words() -> None:
    places = [*load_register().municipalities[::7], *load_register().districts]
    said = {part.reason for a in places for b in places for part in similarity(a, b).parts.values()}
    assert said == set(Reason)
    with language("de"):
        assert all(all(similarity_reasons(similarity(places[0], other))) for other in places)


def test_every_reason_of_a_suggestion_has_words() -> None:
    cases = (
        entry("a", "Petersberg", confidence="high", cost={"amount": "12000"}, open_source=True),
        entry("b", "Hünstetten", status="implemented"),
        entry("c", "Landkreis Fulda", topic="waste"),
        outside("d", "municipality", topic="health"),
    )
    proposed = suggestions(ranked(seen_from("Eichenzell", *cases)))
    assert {found.reason for s in proposed for found in s.reasons} == set(SuggestionReason)
    with language("de"):
        words = {s.use_case.id: suggestion_reasons(s.reasons) for s in proposed}
    assert words["a"] == (
        "stammt aus Petersberg, einer vergleichbaren Kommune, 7 km entfernt",
        "Ähnliches läuft in 2 Kommunen Ihrer Größe, die nächste: Petersberg, 7 km entfernt",
        "läuft",
        "gut durch Quellen belegt",
        "die Kosten sind bekannt: 12.000\N{NO-BREAK SPACE}€",
        "offene Software",
    )
