"""What stands on a project's card: the sketch's own figures, and nothing that only the tool has said."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sketches.model import Origin, SketchContent, StaffRole, Statement
from tests.reports.factories import report
from translations import language
from ui.result.project import facts, own_words


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language("en"):
        yield


def known(content: SketchContent | None = None, **changes: object) -> dict[str, str | None]:
    shown = report(**changes) if content is None else replace(report(), content=content)  # type: ignore[arg-type]
    return dict(facts(shown))


def test_the_card_says_what_the_sketch_says():
    # Costs of the example: 38450.50 + 39604.02 + 61999.99 + 27333.33 + 6480.00 = 173867.84
    assert known()["Cost"] == "€173,868"
    assert known()["Duration"] == "24 months"
    assert known()["Who"] == "Hauptamt, Bauhof"


def test_grant_and_own_share_come_from_the_programmes_check():
    shown = report()
    assert shown.funding is not None
    assert shown.funding.financing is not None
    found = dict(facts(shown))
    own = shown.funding.financing.own
    for end in (own.low, own.high):
        assert f"€{round(end):,}" in (found["Own share"] or "")
    assert "%" in (found["Subsidy"] or "")


def test_what_nobody_has_said_stays_open():
    shown = replace(report(), content=SketchContent(title="Bank"), funding=None)
    assert set(dict(facts(shown)).values()) == {None}


def test_people_are_named_once_each_and_blanks_are_nobody():
    staffing = tuple(
        StaffRole(task="Arbeit", responsible=who) for who in ("Bauhof", " ", "Bauhof ", "Hauptamt")
    )
    assert known(SketchContent(staffing=staffing))["Who"] == "Bauhof, Hauptamt"


def test_a_summary_that_only_the_tool_wrote_is_not_this_places_word():
    shown = report()
    assert shown.content.summary.prefilled
    assert own_words(shown) == ""
    typed = Statement(
        text="Wir messen den Bach an zwölf Stellen und warnen die Feuerwehr. Und mehr.",
        origins=(Origin.TYPED,),
    )
    written = replace(shown, content=shown.content.model_copy(update={"summary": typed}))
    assert own_words(written) == "Wir messen den Bach an zwölf Stellen und warnen die Feuerwehr."
