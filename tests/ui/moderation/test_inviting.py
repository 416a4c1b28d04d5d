"""Invitation and reminder to a round in one's own time, as they are copied into a mail."""

from datetime import UTC, datetime

import pytest

from translations import language
from ui.moderation import inviting
from workshops.live.own_time import Answered
from workshops.live.rounds import Kind, RoundView, Stage, State
from workshops.live.ways import Cost, Way
from workshops.series import SeriesView

ADDRESS = "https://werkstatt.example.org/join/ABC234"
BEGIN = datetime(2027, 1, 8, 17, tzinfo=UTC)
END = datetime(2027, 1, 15, 17, tzinfo=UTC)
COST = Cost(way=Way.FULL, questions=27, further=0, minutes=5)
PROMISE = "Sie geben keinen Namen an."


def series() -> SeriesView:
    return SeriesView(
        id="s",
        title="Smarte Kommune",
        municipality_ags="06631006",
        municipality_name="Eichenzell",
        criteria_set="short",
        groups=(),
        join_code="ABC234",
        rehearsal=False,
        revision=12,
        created_at=BEGIN,
        archived_at=None,
        personal_data_until=None,
        personal_data_deleted_at=None,
    )


def a_round(**changed: object) -> RoundView:
    facts = {
        "id": "0123456789abcdef",
        "series_id": "s",
        "number": 1,
        "kind": Kind.LIVE,
        "stage": Stage.CRITERIA,
        "state": State.DRAFT,
        "item_ids": ("a", "b", "c"),
        "criterion_ids": ("K1",),
        "opened_at": None,
        "closed_at": None,
        "revealed_at": None,
        "timer_ends_at": None,
        "begins_at": BEGIN,
        "ends_at": END,
    }
    return RoundView(**(facts | changed))  # type: ignore[arg-type]


def test_the_invitation_says_what_when_how_long_and_where() -> None:
    with language("de"):
        text = inviting.invitation_text(series(), a_round(), ADDRESS, COST, PROMISE)
    assert text == (
        "Guten Tag,\n\n"
        "was soll Eichenzell angehen? Bitte bewerten Sie 3 Einträge der Reihe „Smarte Kommune“, am Telefon "
        "oder am Rechner. Das dauert etwa 5 Minuten; Sie können unterbrechen und später am selben Gerät "
        "weitermachen.\n\n"
        "Sie können vom 08.01.2027, 18:00 Uhr bis zum 15.01.2027, 18:00 Uhr antworten.\n\n"
        "https://werkstatt.example.org/join/ABC234\n"
        "Oder tippen Sie den Code ABC 234 ein: https://werkstatt.example.org/join\n\n"
        "Sie geben keinen Namen an.\n\n"
        "Das Ergebnis sehen wir, wenn wir uns treffen. Dann beginnen wir mit dem, wobei die Meinungen am "
        "weitesten auseinandergehen."
    )


def test_once_it_is_open_only_the_end_is_said() -> None:
    with language("de"):
        text = inviting.invitation_text(
            series(), a_round(state=State.OPEN, opened_at=BEGIN), ADDRESS, COST, PROMISE
        )
    assert "Sie können bis 15.01.2027, 18:00 Uhr antworten." in text
    assert "08.01.2027" not in text


@pytest.mark.parametrize(
    ("people", "expected", "sentence"),
    [
        (0, None, "Bisher hat niemand geantwortet."),
        (1, None, "Bisher hat 1 Person geantwortet."),
        (7, None, "Bisher haben 7 Personen geantwortet."),
        (7, 12, "Bisher haben 7 von 12 Personen geantwortet."),
        (14, 12, "Bisher haben 14 Personen geantwortet."),
    ],
)
def test_the_reminder_says_how_many_have_answered(people: int, expected: int | None, sentence: str) -> None:
    with language("de"):
        text = inviting.reminder_text(
            series(), a_round(state=State.OPEN), ADDRESS, Answered(people=people, expected=expected)
        )
    assert sentence in text
    assert ADDRESS in text
    assert "15.01.2027, 18:00 Uhr" in text


def test_the_calendar_gets_the_time_of_the_round_and_a_later_change_is_known_as_such() -> None:
    with language("de"):
        found = inviting.event(series(), a_round(), ADDRESS, "Text")
    assert (found.begins_at, found.ends_at, found.revision) == (BEGIN, END, 12)
    assert found.uid == "0123456789abcdef@smart-region-werkstatt"
    assert found.title == "Bewerten: Smarte Kommune, Eichenzell"
    opened = a_round(state=State.OPEN, opened_at=datetime(2027, 1, 9, 8, tzinfo=UTC))
    assert inviting.event(series(), opened, ADDRESS, "").begins_at == opened.opened_at


@pytest.mark.parametrize(
    ("address", "nearby"),
    [
        ("http://localhost:8501/join/A", True),
        ("http://192.168.1.20:8501/join/A", True),
        ("http://10.1.2.3/join/A", True),
        ("http://[fd00::1]:8501/join/A", True),
        ("http://werkstatt/join/A", True),
        ("http://beratung.local:8501/join/A", True),
        ("https://werkstatt.example.org/join/A", False),
        ("https://[2a01:4f8::1]/join/A", False),
    ],
)
def test_an_address_of_the_own_network_is_known(address: str, nearby: bool) -> None:
    assert inviting.is_only_nearby(address) is nearby
