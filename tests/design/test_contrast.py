import pytest

from design.contrast import contrast, ink_on, is_colour, mixed, readable


def test_contrast_is_that_of_the_definition():
    # The ends of the scale, and the grey that WCAG's own technique G18 is usually shown with.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#336699", "#336699") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ff0000", "#ffffff") == pytest.approx(4.0, abs=0.005)


@pytest.mark.parametrize("text", ["#fff", "red", "#12345g", "", "#1234567"])
def test_only_six_hexadecimal_digits_are_a_colour(text: str):
    assert not is_colour(text)
    with pytest.raises(ValueError, match="not a colour"):
        contrast(text, "#ffffff")


def test_a_readable_colour_stays_as_it_is():
    assert readable("#0e5866", "#ffffff") == "#0e5866"


@pytest.mark.parametrize("ground", ["#ffffff", "#0f2b33", "#fbfaf7"])
@pytest.mark.parametrize("colour", ["#ffee00", "#00aaff", "#777777", "#102030"])
def test_any_colour_becomes_readable(colour: str, ground: str):
    assert contrast(readable(colour, ground), ground) >= 4.5


def test_where_nothing_would_do_the_best_end_is_returned():
    assert readable("#808080", "#777777", 10) in ("#000000", "#ffffff")


def test_ink_is_light_on_dark_and_dark_on_light():
    assert ink_on("#ffc145") == "#0a161c"
    assert ink_on("#0e5866") == "#ffffff"


def test_mixing_goes_from_one_to_the_other():
    assert [mixed("#000000", "#ffffff", share) for share in (0, 0.5, 1)] == ["#000000", "#808080", "#ffffff"]
