import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.text import badge, literal, unmarked


@given(st.text(alphabet="abc \\`*_{}[]()#+-.!|~<>$:&=/äß"))
def test_every_sign_comes_back(text: str) -> None:
    assert unmarked(literal(text)).replace("\u00a0", " ") == text


@pytest.mark.parametrize("sign", "\\`*_{}[]()#+-.!|~<>$:&=")
def test_each_sign_of_markdown_is_escaped(sign: str) -> None:
    assert literal(f"a{sign}b") == f"a\\{sign}b"


@pytest.mark.parametrize("sign", ["->", "<-", "<->", "--", ">=", "<=", "~="])
def test_standing_alone_a_sign_is_not_set_as_another_one(sign: str) -> None:
    assert f"\\{sign[0]}\u2060" in literal(f"a {sign} b")
    assert "\u2060" not in literal(f"a{sign}b")


def test_nothing_becomes_an_icon() -> None:
    assert ":material" not in literal(":material/check:")


def test_an_indented_line_is_no_listing() -> None:
    assert literal("so\n    ging\tes") == "so\n\u00a0\u00a0\u00a0\u00a0ging\tes"


def test_documents_get_a_sentence_without_marks() -> None:
    assert unmarked(f"**Knapp:** {literal('A -> *B*')} liegt vorn.") == "Knapp: A -> *B* liegt vorn."


def test_a_badge_shows_its_text_as_it_was_typed() -> None:
    assert badge("a]b", "blue") == ":blue-badge[a\\]b]"
    assert badge("Idee", "violet", ":material/lightbulb:") == ":violet-badge[:material/lightbulb: Idee]"
