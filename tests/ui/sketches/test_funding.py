"""The funding check beside the costs, as it stands on the page."""

from streamlit.testing.v1 import AppTest


def panel_page(programme_id: str) -> None:
    from sketches.model import SketchContent
    from sketches.outline import load_outline
    from ui.sketches.funding import funding_panel

    funding_panel(SketchContent(programme=programme_id), load_outline(), "funding")


def rules(programme_id: str) -> list[str]:
    app = AppTest.from_function(panel_page, args=(programme_id,), default_timeout=30).run()
    assert not app.exception
    text = "\n".join(block.value for block in app.expander[0].markdown)
    return [line.replace("\xa0", " ").replace("\\", "") for line in text.splitlines()]


def one(lines: list[str], start: str) -> str:
    (found,) = [line for line in lines if line.startswith(f"- {start}")]
    return found


def test_the_rules_say_from_when_they_apply_and_how_certain_that_is() -> None:
    assert "unsicher" in one(rules("starke-heimat-2025-line-1"), "Gültig ab 01")
    assert "gesichert" in one(rules("starke-heimat-2021"), "Gültig ab 01")


def test_the_rules_name_the_joint_rate_and_from_when_a_project_is_joint() -> None:
    lines = rules("starke-heimat-2025-line-2")
    assert "70 % bis 90 %" in one(lines, "Quote: ")
    joint = one(lines, "Quote für ein Gemeinschaftsvorhaben: 90 %")
    assert "https://digitales.hessen.de/" in joint
    assert "2 Kommunen" in one(lines, "Ein Gemeinschaftsvorhaben ")
    assert not [line for line in rules("digitale-dorflinde") if "Gemeinschaftsvorhaben" in line]
