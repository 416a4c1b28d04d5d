"""What differs between two versions: named part by part, with how much."""

from datetime import date
from decimal import Decimal

from sketches.changes import Change, Kind, Piece, changes, pieces
from sketches.model import CostItem, Origin, RateRange, Section, SketchContent, Source, Statement

FIRST = SketchContent(
    title="Pegel am Bach",
    summary=Statement(text="Sensoren messen den Pegel."),
    sections=(Section(id="problem", text="Der Bach tritt über."),),
    costs=(CostItem(label="Sensoren", year=2027, amount=Decimal("100.00")),),
    sources=(Source(title="Karte"),),
)


def test_the_same_is_no_difference() -> None:
    assert changes(FIRST, FIRST) == ()


def test_where_a_part_came_from_is_no_difference() -> None:
    costs = tuple(cost.model_copy(update={"origin": Origin.USE_CASE}) for cost in FIRST.costs)
    assert changes(FIRST, FIRST.model_copy(update={"costs": costs})) == ()


def test_words_are_counted_in_texts() -> None:
    second = FIRST.model_copy(update={"title": "Pegel am Dorfbach"}).with_section(
        "problem", "Der Bach tritt oft über die Ufer."
    )
    assert changes(FIRST, second) == (
        Change(name="title", kind=Kind.WORDS, added=1, removed=1),
        Change(name="problem", kind=Kind.WORDS, added=4, removed=1, is_section=True),
    )


def test_other_line_breaks_are_a_change_without_new_words() -> None:
    second = FIRST.model_copy(update={"summary": Statement(text="Sensoren messen\nden Pegel.")})
    assert changes(FIRST, second) == (Change(name="summary", kind=Kind.WORDS),)


def test_a_section_written_for_the_first_time_is_all_new() -> None:
    (change,) = changes(FIRST, FIRST.with_section("solution", "Ein Netz von Pegeln."))
    assert (change.name, change.added, change.removed) == ("solution", 4, 0)


def test_rows_are_counted_in_tables() -> None:
    dearer = FIRST.costs[0].model_copy(update={"amount": Decimal("120.00")})
    second = FIRST.model_copy(update={"costs": (dearer, *FIRST.costs), "sources": ()})
    assert changes(FIRST, second) == (
        Change(name="costs", kind=Kind.ROWS, added=1),
        Change(name="sources", kind=Kind.ROWS, removed=1),
    )


def test_another_order_of_rows_is_a_change() -> None:
    two = FIRST.model_copy(update={"supporters": ("Bauhof", "Feuerwehr")})
    other = FIRST.model_copy(update={"supporters": ("Feuerwehr", "Bauhof")})
    assert changes(two, other) == (Change(name="supporters", kind=Kind.ROWS),)


def test_choices_are_named() -> None:
    rate = RateRange(low=Decimal("0.8"), high=Decimal("0.8"))
    second = FIRST.model_copy(update={"programme": "ikz", "rate": rate, "language": "en"})
    assert [change.name for change in changes(FIRST, second)] == ["programme", "rate", "language"]


def test_another_month_of_beginning_is_named() -> None:
    second = FIRST.model_copy(update={"start": date(2027, 3, 1)})
    assert changes(FIRST, second) == (Change(name="start", kind=Kind.CHOICE),)


def test_pieces_put_together_are_both_texts():
    before, after = "Der Bach steigt schnell.\nNiemand warnt.", "Der Bach steigt.\nNiemand warnt früh."
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.sign != "+") == before
    assert "".join(piece.text for piece in found if piece.sign != "-") == after
    assert [piece.text for piece in found if piece.sign == "+"] == [" steigt.", " warnt früh."]


def test_a_word_at_the_end_is_new_alone():
    assert pieces("a b", "a b c") == (Piece(text="a b"), Piece(text=" c", sign="+"))


def test_texts_that_would_take_long_to_compare_are_shown_as_replaced():
    before, after = "a " * 10_000, "a " * 9_999 + "b"
    assert [piece.sign for piece in pieces(before, after)] == ["-", "+"]
    assert pieces(before, before) == (Piece(text=before),)
