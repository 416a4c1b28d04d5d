import pytest
from docx.shared import Cm

from reports.column_widths import column_widths

TOTAL = int(Cm(16.4))


def test_a_column_is_as_wide_as_the_longest_word_of_its_heading() -> None:
    header = ("Nr.", "Anwendungsfall", "Übertragbarkeit", "Umsetzbarkeit")
    before = [int(TOTAL * part / 10) for part in (1, 6.6, 1.2, 1.2)]
    number, case, transfer, feasible = column_widths((1, 6.6, 1.2, 1.2), header, 8, TOTAL)
    assert transfer > before[2]
    assert transfer > feasible > before[3]
    assert case < before[1]
    assert TOTAL - 4 <= number + case + transfer + feasible <= TOTAL


def test_what_fits_keeps_its_proportions() -> None:
    assert column_widths((1, 3), ("Jahr", "Betrag"), 9, TOTAL) == (TOTAL // 4, TOTAL * 3 // 4)


def test_a_word_ends_at_a_hyphen_too() -> None:
    assert column_widths((1, 6), ("Starkregen-Frühwarnung", "x"), 9, TOTAL)[0] < Cm(3.2)


@pytest.mark.parametrize("header", [("Donaudampfschifffahrtsgesellschaft",) * 8, ("",) * 8])
def test_without_room_or_words_the_proportions_stay(header: tuple[str, ...]) -> None:
    assert len(set(column_widths((1,) * 8, header, 9, TOTAL))) == 1
