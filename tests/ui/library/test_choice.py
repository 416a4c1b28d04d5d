"""The search in the address: shared, bookmarked, gone back to."""

from streamlit.testing.v1 import AppTest

from ui.library.choice import Choice, from_address
from usecases.facets import Facet, Filters
from usecases.search import Sort

KNOWN = {Facet.AREA: ("energy", "mobility"), Facet.SIZE: ("city",)}


def library_page() -> None:
    import streamlit as st

    from ui.library import choice as library_choice
    from ui.library import filters
    from usecases.search import SearchIndex
    from workshops.library.holdings import shipped

    index = st.session_state.setdefault("index", SearchIndex(shipped()))
    choice = library_choice.current(index)
    found = index.search(choice.text, choice.filters, choice.sort)
    filters.search_field()
    filters.facets(found, choice)
    filters.order()
    filters.pages(max(1, found.total // 12), choice)
    st.session_state["found"] = found
    st.session_state["choice"] = choice


def opened(**address: str) -> AppTest:
    app = AppTest.from_function(library_page, default_timeout=30)
    app.query_params.update(address)
    return app.run()


def pills(app: AppTest, facet: str):  # type: ignore[no-untyped-def]
    return app.get_by_key(f"library:{facet}")


def address(app: AppTest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}


def test_what_is_as_usual_stays_out_of_the_address() -> None:
    assert Choice().to_address() == {}
    choice = Choice("Rufbus", Filters.of(area=["mobility", "energy"]), Sort.NEAREST, 3)
    assert choice.to_address() == {
        "area": "energy,mobility",
        "suche": "Rufbus",
        "sortierung": "nearest",
        "seite": "3",
    }
    assert from_address(choice.to_address(), KNOWN) == choice


def test_an_address_that_somebody_spoilt_shows_what_it_can() -> None:
    spoilt = {"suche": " x" * 500, "area": "energy,<b>", "size": "?", "sortierung": "wild", "seite": "-1"}
    choice = from_address(spoilt, KNOWN)
    assert choice.filters == Filters.of(area=["energy"])
    assert (choice.sort, choice.page, len(choice.text)) == (Sort.RELEVANCE, 1, 200)
    for page in ("", "0", "²", "99999", "1e3"):
        assert from_address({"seite": page}, KNOWN).page == 1


def test_typing_and_choosing_are_written_into_the_address_beside_the_series() -> None:
    app = opened(reihe="abc")
    app.text_input[0].input("Sensor").run()
    pills(app, "status").set_value(["running"]).run()
    assert address(app) == {"reihe": "abc", "suche": "Sensor", "status": "running"}
    counts = app.session_state["found"].facets[Facet.STATUS]
    assert app.session_state["found"].total == counts["running"] > 0


def test_a_shared_address_opens_the_same_search() -> None:
    app = opened(reihe="abc", suche="Sensor", status="running", sortierung="title")
    assert app.text_input[0].value == "Sensor"
    assert pills(app, "status").value == ["running"]
    assert app.selectbox[0].value == Sort.TITLE
    assert {case.status.value for case in app.session_state["found"].use_cases} == {"running"}


def test_another_search_begins_on_its_first_page() -> None:
    app = opened(seite="3")
    assert app.session_state["choice"].page == 3
    pills(app, "area").set_value(["environment"]).run()
    assert app.session_state["choice"].page == 1
    assert address(app) == {"area": "environment"}


def test_the_way_back_of_the_browser_counts() -> None:
    app = opened(suche="Sensor")
    app.query_params.clear()
    app.query_params["suche"] = "Rufbus"
    app.run()
    assert app.text_input[0].value == "Rufbus"
    assert app.session_state["choice"] == Choice("Rufbus")


def test_one_click_shows_everything_again_in_the_same_order() -> None:
    app = opened(suche="Sensor", status="running", sortierung="nearest", reihe="abc")
    app.button(key="library:reset").click().run()
    assert app.session_state["choice"] == Choice(sort=Sort.NEAREST)
    assert address(app) == {"reihe": "abc", "sortierung": "nearest"}
    assert app.text_input[0].value == ""
