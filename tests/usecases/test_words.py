"""Words for the values of a field, and what is offered for those that nobody knows."""

import pytest

from usecases import words
from usecases.areas import areas, topics
from usecases.cell_errors import CellError
from usecases.model import Confidence, Covers, OriginKind, Period, Setback, Status


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("in Umsetzung", "running"),
        ("IN  UMSETZUNG", "running"),
        ("abgeschlossen", "implemented"),
        ("in Planung", "planned"),
        ("eingestellt", "ended"),
        ("running", "running"),
    ],
)
def test_the_words_of_offices_for_a_status_are_known(text: str, value: str) -> None:
    assert words.named(words.STATUS)(text) == value


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (words.STATUS, Status),
        (words.KIND, OriginKind),
        (words.CONFIDENCE, Confidence),
        (words.COVERS, Covers),
        (words.PERIOD, Period),
        (words.SETBACK, Setback),
    ],
)
def test_every_value_has_words_and_is_one_itself(table: dict[str, str], values: type) -> None:
    assert set(table.values()) == {value.value for value in values}
    for value in values:
        assert words.named(table)(value.value) == value.value


@pytest.mark.parametrize(
    "text", ["Umwelt & Klima", "Umwelt und Klima", "umwelt / klima", "environment", "Environment and climate"]
)
def test_a_field_of_action_is_found_however_its_halves_are_joined(text: str) -> None:
    assert words.area(text) == "environment"


def test_an_area_of_the_guideline_is_the_only_field_that_belongs_to_it() -> None:
    assert words.area("Smart Mobility") == "mobility"


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Umwelt", "Umwelt & Klima"),
        ("Smart Environment", "Daten & Infrastruktur"),
        ("Mobilitaet", "Mobilität"),
    ],
)
def test_what_may_be_meant_is_offered(text: str, offered: str) -> None:
    with pytest.raises(CellError) as refusal:
        words.area(text)
    assert offered in refusal.value.offers


def test_nothing_is_offered_where_nothing_is_near() -> None:
    with pytest.raises(CellError) as refusal:
        words.area("Eisstockschießen")
    assert refusal.value.offers == ()


def test_a_small_choice_is_offered_as_a_whole() -> None:
    with pytest.raises(CellError) as refusal:
        words.named(words.KIND)("Dorf")
    assert set(refusal.value.offers) == {"gemeinde", "stadt", "großstadt", "landkreis", "verbund"}


def test_every_name_of_the_vocabulary_finds_its_entry() -> None:
    for source in (areas, topics):
        for one in source():
            for name in (one.id, one.name_de, one.name_en, one.name_de.replace("&", "und")):
                assert words.labelled(source, "unknown_topic")(name) == one.id
