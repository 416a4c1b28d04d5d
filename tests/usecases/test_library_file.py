import string
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.usecases.examples import use_case
from usecases.catalogue import LIBRARY
from usecases.library_file import LINE_LENGTH, locate, parse, to_toml
from usecases.model import SUMMARY_LENGTH, UseCase

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=SUMMARY_LENGTH).filter(
    lambda text: text.strip()
)
WORDS = st.lists(
    st.text(string.ascii_letters + "äöüß„“\"'\\ \t\n", min_size=1, max_size=30), min_size=1, max_size=12
)


@given(
    summary=TEXTS | WORDS.map(" ".join).filter(lambda text: text.strip()),
    fact=TEXTS.map(lambda text: text[:160]),
)
def test_any_text_survives_being_written_and_read(summary: str, fact: str) -> None:
    original = use_case(summary_de=summary, benefits_de=[fact if fact.strip() else "x"])
    assert UseCase.model_validate(parse(to_toml(original))) == original


def test_amounts_stay_exact() -> None:
    written = to_toml(use_case(cost={"amount": "26275.2", "scope_de": "32 Geräte"}, grant={"amount": 100000}))
    assert "amount = 26275.2\n" in written
    assert "amount = 100000\n" in written
    assert parse(written)["cost"]["amount"] == Decimal("26275.2")


def test_long_texts_are_wrapped_for_people_and_one_line_for_the_program() -> None:
    long = "Ein Satz mit einigen Wörtern. " * 10
    written = to_toml(use_case(summary_de=long))
    assert max(map(len, written.splitlines())) <= LINE_LENGTH + 1
    assert parse(written)["summary_de"] == long.strip()


def test_what_is_unknown_is_not_written() -> None:
    written = to_toml(use_case())
    assert "cost" not in written
    assert "assessment_de" not in written
    assert '""' not in written.replace('"""', "")


def test_library_files_are_written_as_the_program_writes_them() -> None:
    for path in LIBRARY.rglob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert to_toml(UseCase.model_validate(parse(text))) == text, (
            f"{path} differs from what an export writes"
        )


def test_the_line_of_a_field_is_found() -> None:
    text = to_toml(
        use_case(cost={"amount": 5}, sources=[{"title": n, "url": f"https://{n}.de"} for n in "ab"])
    )
    lines = text.splitlines()
    for location, expected in {
        ("title_de",): 'title_de = "Pegelsensoren am Mühlbach"',
        ("benefits_de", 0): 'benefits_de = ["drei Sensoren an zwei Bächen"]',
        ("origin", "kind"): 'kind = "town"',
        ("origin", "missing"): "[origin]",
        ("cost", "amount"): "amount = 5",
        ("sources", 1, "url"): 'url = "https://b.de"',
        ("sources", 1, "date"): "[[sources]]",
    }.items():
        line = locate(text, location)
        assert line is not None
        assert lines[line - 1] == expected
    assert locate(text, ("sources", 1, "date")) != locate(text, ("sources", 0, "date"))


def test_a_field_that_is_nowhere_has_no_line() -> None:
    text = to_toml(use_case())
    assert locate(text, ("summary_en",)) is None
    assert locate(text, ("grant", "amount")) is None
    assert locate(text, ()) is None
