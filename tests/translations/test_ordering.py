"""Names stand where people look for them."""

from translations.ordering import by_name, sort_key


def test_umlauts_stand_beside_their_letters():
    names = ["Bürstadt", "Calden", "Butzbach", "Büdingen", "Büttelborn", "Bad Vilbel", "büro"]
    assert sorted(names, key=sort_key) == [
        "Bad Vilbel",
        "Büdingen",
        "büro",
        "Bürstadt",
        "Büttelborn",
        "Butzbach",
        "Calden",
    ]
    towns = ["Großkrotzenburg", "Grävenwiesbach", "Grasellenbach", "Großenlüder"]
    assert sorted(towns, key=sort_key) == [
        "Grasellenbach",
        "Grävenwiesbach",
        "Großenlüder",
        "Großkrotzenburg",
    ]


def test_what_differs_in_accents_alone_has_a_fixed_order():
    assert sorted(["Zoe", "Zoé", "ZOE"], key=sort_key) == sorted(["ZOE", "Zoé", "Zoe"], key=sort_key)


def test_equal_names_keep_their_order():
    assert by_name([("ä", 1), ("a", 2), ("ä", 3)], lambda pair: pair[0]) == [("a", 2), ("ä", 1), ("ä", 3)]
