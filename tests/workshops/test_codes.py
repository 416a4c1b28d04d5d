import pytest

from workshops import codes


def test_no_two_letters_of_a_code_look_alike() -> None:
    doubles = ("O0QD", "I1L", "VU", "G6C", "B8", "Z27", "S5")
    assert all(len(set(group) & set(codes.LETTERS)) <= 1 for group in doubles)


def test_codes_are_long_enough_and_differ() -> None:
    made = {codes.new_code() for _attempt in range(200)}
    assert len(made) == 200
    assert all(len(code) == codes.LENGTH and set(code) <= set(codes.LETTERS) for code in made)


@pytest.mark.parametrize(
    "typed", ["dla-uc7", " DLA UC7 ", "D L A U C 7", "oia vgz", "01AV62", "ＤＬＡＵＣ７"]
)
def test_any_case_gap_and_look_alike_is_forgiven(typed: str) -> None:
    assert codes.normalized(typed) == "DLAUC7"


def test_every_own_letter_stays_what_it_is() -> None:
    assert codes.normalized(codes.LETTERS) == codes.LETTERS


def test_a_code_is_read_out_in_two_halves() -> None:
    assert codes.spaced("DLAUC7") == "DLA UC7"
    assert codes.normalized(codes.spaced("DLAUC7")) == "DLAUC7"
