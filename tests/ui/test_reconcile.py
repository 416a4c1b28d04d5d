"""A widget and the database, run by run, as a page without a browser."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from streamlit.testing.v1 import AppTest

from workshops.errors import Refused


@dataclass
class Stored:
    """What the database holds, and whether it takes changes."""

    value: str = ""
    saved: list[str] = field(default_factory=list)
    refuses: bool = False

    def save(self, value: str) -> None:
        if self.refuses:
            raise Refused("Nicht jetzt.")
        self.value = value
        self.saved.append(value)


STORED = Stored()


@pytest.fixture(autouse=True)
def stored() -> Iterator[Stored]:
    STORED.__init__()  # type: ignore[misc]
    return STORED


def choosing() -> None:
    import streamlit as st

    from tests.ui.test_reconcile import STORED
    from ui.reconcile import reconciled

    def draw(first: str) -> str:
        return st.radio("Frage", ["", "ja", "nein"], index=["", "ja", "nein"].index(first), key="answer")

    reconciled("answer", STORED.value, "", draw=draw, save=STORED.save)


def writing() -> None:
    import streamlit as st

    from tests.ui.test_reconcile import STORED
    from ui.reconcile import reconciled

    def draw(first: str) -> str:
        return st.text_input("Notiz", first, key="note")

    reconciled("note", STORED.value, "", draw=draw, save=STORED.save, typed=True)


def alerts(page: AppTest) -> list[str]:
    return [alert.value for alert in (*page.warning, *page.error)]


def test_a_choice_is_saved_once(stored: Stored) -> None:
    page = AppTest.from_function(choosing).run()
    page.radio[0].set_value("ja").run()
    page.run()
    assert (stored.saved, page.radio[0].value, alerts(page)) == (["ja"], "ja", [])


def test_what_was_stored_elsewhere_is_shown(stored: Stored) -> None:
    page = AppTest.from_function(choosing).run()
    stored.value = "nein"
    page.run()
    assert (stored.saved, page.radio[0].value, alerts(page)) == ([], "nein", [])


def test_the_same_choice_in_two_windows_is_no_conflict(stored: Stored) -> None:
    page = AppTest.from_function(choosing).run()
    stored.value = "ja"
    page.radio[0].set_value("ja").run()
    assert (stored.saved, page.radio[0].value, alerts(page)) == ([], "ja", [])


def test_another_choice_in_two_windows_overwrites_nothing(stored: Stored) -> None:
    page = AppTest.from_function(choosing).run()
    stored.value = "nein"
    page.radio[0].set_value("ja").run()
    assert (stored.saved, page.radio[0].value, len(alerts(page))) == ([], "nein", 1)
    page.radio[0].set_value("ja").run()
    assert (stored.saved, page.radio[0].value, alerts(page)) == (["ja"], "ja", [])


def test_a_refused_choice_does_not_look_chosen(stored: Stored) -> None:
    page = AppTest.from_function(choosing).run()
    stored.refuses = True
    page.radio[0].set_value("ja").run()
    assert (page.radio[0].value, alerts(page)) == ("", ["Nicht jetzt\\."])
    page.run()
    assert (page.radio[0].value, alerts(page)) == ("", [])


def test_a_refused_text_stays_and_is_tried_again(stored: Stored) -> None:
    page = AppTest.from_function(writing).run()
    stored.refuses = True
    page.text_input[0].set_value("Wichtig").run()
    assert (page.text_input[0].value, alerts(page)) == ("Wichtig", ["Nicht jetzt\\."])
    stored.refuses = False
    page.run()
    assert (stored.saved, page.text_input[0].value, alerts(page)) == (["Wichtig"], "Wichtig", [])


def test_a_text_that_lost_is_shown_to_be_copied(stored: Stored) -> None:
    page = AppTest.from_function(writing).run()
    stored.value = "Der eine"
    page.text_input[0].set_value("Der andere").run()
    assert page.text_input[0].value == "Der eine"
    assert "Der andere" in alerts(page)[0]
