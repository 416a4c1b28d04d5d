"""Without serve.py there is no door: then pages are for this computer only."""

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from tests.browser.application import ROOT


def run_at(address: str | None, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    ask = config.get_option
    monkeypatch.setattr(config, "get_option", lambda name: address if name == "server.address" else ask(name))
    return AppTest.from_function(guarded, default_timeout=60).run()


def guarded() -> None:
    import streamlit as st

    from ui import guard

    guard.refuse_the_network()
    st.write("shown")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost", "127.0.0.2"])
def test_this_computer_is_served(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run_at(address, monkeypatch)
    assert [text.value for text in page.markdown] == ["shown"]
    assert not page.error


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "rathaus.example", "", None])
def test_the_network_is_not(address: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run_at(address, monkeypatch)
    assert "serve.py" in page.error[0].value
    assert not page.markdown


def test_the_entry_asks_before_anything_else_is_shown() -> None:
    entry = (ROOT / "workshop_app.py").read_text(encoding="utf-8")
    assert entry.index("guard.refuse_the_network()") < entry.index("guard.actor(")
