from tests.usecases.examples import use_case
from usecases.catalogue import load_catalogue
from usecases.vocabulary import groups_of, programmes, technology_groups, themes, ungrouped


def test_the_consulting_programmes_own_themes_are_easy_to_find() -> None:
    catalogue = load_catalogue()
    found = {theme for one in catalogue for theme in one.themes}
    assert [theme.name_de for theme in themes("programme")] == [
        "Urbane Datenplattformen",
        "Umweltsensorik",
        "Mobilität optimieren",
        "Smarte Flächen",
        "Smarte Quartiere und Energie",
        "Follow ME",
    ]
    assert len(themes("measure")) == 10
    assert found == {theme.id for theme in themes()}
    assert [one.id for one in catalogue if "follow-me" in one.themes] == ["follow-me-odenwaldkreis"]


def test_every_programme_and_every_technology_group_is_in_use() -> None:
    catalogue = load_catalogue()
    assert {one.funding_programme.id for one in catalogue if one.funding_programme} == {
        programme.id for programme in programmes()
    }
    assert {group for one in catalogue for group in groups_of(one)} == {
        group.id for group in technology_groups()
    }


def test_technologies_are_grouped_by_the_words_in_them() -> None:
    found = use_case(technologies=["Bodenfeuchtesensoren", "LoRaWAN", "KI-Auswertung", "Bürgerrat"])
    assert groups_of(found) == ("lorawan", "sensors", "artificial-intelligence")
    assert ungrouped(found) == ("Bürgerrat",)


def test_abbreviations_are_found_only_as_written() -> None:
    # "Registrierung" contains "gis" and "Leder" contains "led".
    assert groups_of(use_case(technologies=["Registrierung"])) == ()
    assert groups_of(use_case(technologies=["GIS"])) == ("digital-twin",)
    assert groups_of(use_case(technologies=["LED"])) == ("lighting",)
    assert groups_of(use_case(technologies=["Leder"])) == ()
