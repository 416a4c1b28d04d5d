from tests.usecases.examples import use_case
from usecases.catalogue import load_catalogue
from usecases.setbacks import setbacks_elsewhere

FAILED = {"setback": "ended", "lessons_de": "Niemand kam."}


def test_failures_of_the_same_kind_come_latest_first() -> None:
    looked_at = use_case(title_de="Rufbus für alle", **FAILED)
    cases = (
        looked_at,
        use_case(id="old", title_de="Rufbus Alt", as_of="2019", **FAILED),
        use_case(id="new", title_de="Rufbus Neu", as_of="2025-03", **FAILED),
        use_case(id="works", title_de="Rufbus läuft"),
        use_case(id="learnt", title_de="Rufbus mit Lehre", lessons_de="Früh anfangen."),
        use_case(id="other", title_de="Sirenen", **FAILED),
    )
    assert [each.id for each in setbacks_elsewhere(looked_at, cases)] == ["new", "old"]


def test_a_village_shop_learns_from_those_that_closed() -> None:
    library = load_catalogue()
    shop = library.get("waldkirchen-doaflon")
    assert shop is not None
    assert {each.id for each in setbacks_elsewhere(shop, library)} == {
        "tag-und-nacht-markt-altengottern",
        "ettersburg-dorfladen-schliessung",
    }
