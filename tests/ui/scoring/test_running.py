"""The page for agreeing says that people answer a round in their own time, and nothing of others."""

from tests.ui.moderation.test_inviting import BEGIN, a_round
from translations import language
from ui.scoring.running import running_sentence
from workshops.live.rounds import State


def test_it_says_when_a_round_is_open() -> None:
    with language("de"):
        assert running_sentence(a_round()) == (
            "Runde 1 beantwortet jede Person in eigener Zeit. Die Runde ist vom 08.01.2027, 18:00 Uhr bis "
            "zum 15.01.2027, 18:00 Uhr offen."
        )
        opened = a_round(state=State.OPEN, opened_at=BEGIN)
        assert running_sentence(opened).endswith("Offen bis 15.01.2027, 18:00 Uhr.")


def test_of_a_round_in_the_room_and_after_the_reveal_it_says_nothing() -> None:
    assert running_sentence(a_round(begins_at=None, ends_at=None)) == ""
    assert running_sentence(a_round(state=State.REVEALED, home_until=BEGIN)) == ""
