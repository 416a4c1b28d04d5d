"""Finding a series again: by words, how far it is, year, district and municipality, a page at a time."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from storage.database import Database
from tests.workshops import factories
from tests.workshops.factories import EICHENZELL, FULDA, a_series, ideas, pick
from tests.workshops.room import ADVISOR
from workshops import series
from workshops.access import admission
from workshops.handing_over import sketching
from workshops.live import agreeing
from workshops.overview import finding
from workshops.overview.finding import PAGE_LENGTH, Criteria, Page, State
from workshops.overview.progress import Step, progress
from workshops.series import SeriesView, existing

WIESBADEN, DISTRICT_OF_FULDA, HANAU_UNTIL_2025, HANAU = "06414000", "06631", "06435014", "06415000"


def find(database: Database, *, page: int = 1, **wanted: object) -> Page:
    return finding.find(database, ADVISOR, Criteria(**wanted), page)  # type: ignore[arg-type]


def titles(database: Database, **wanted: object) -> list[str]:
    return [card.series.title for card in find(database, **wanted).cards]


def begun(database: Database, title: str, at: datetime, **given: object) -> SeriesView:
    made = a_series(database, title, **given)
    with database.write() as session:
        existing(session, made.id).created_at = at
    return made


def in_turn(database: Database, number: int) -> list[str]:
    """Make series, one a day, and return their titles, the newest first."""
    made = [
        begun(database, f"Reihe {day}", datetime(2026, 1, day, tzinfo=UTC)) for day in range(1, number + 1)
    ]
    return [each.title for each in reversed(made)]


def finished(database: Database, title: str) -> SeriesView:
    """Make a series in which nothing is left to do."""
    made = a_series(database, title)
    taken = ideas(database, made.id, 8)
    held = factories.rated_round(database, made.id)
    agreeing.finish_group_round(database, ADVISOR, held.id)
    for item in taken[:2]:
        pick(database, made.id, item.id)
        sketching.begin(database, ADVISOR, made.id, item.id)
    admission.create_link(database, ADVISOR, made.id, "municipality")
    return made


def test_where_there_is_no_series_nothing_is_found(database: Database):
    assert find(database) == Page(cards=(), number=0, page=1, pages=1)
    assert titles(database, text="Fulda") == []
    assert finding.choices(database, ADVISOR) == finding.Choices(0, 0, (), (), ())


def test_the_newest_come_first_a_page_at_a_time(database: Database):
    newest_first = in_turn(database, 2 * PAGE_LENGTH + 1)
    pages = [find(database, page=page) for page in (1, 2, 3)]
    assert [(page.number, page.page, page.pages) for page in pages] == [(17, 1, 3), (17, 2, 3), (17, 3, 3)]
    assert [card.series.title for page in pages for card in page.cards] == newest_first


@pytest.mark.parametrize(("asked", "given"), [(99, 2), (0, 1), (-1, 1)])
def test_a_page_that_there_is_not_is_the_nearest(database: Database, asked: int, given: int):
    in_turn(database, PAGE_LENGTH + 1)
    assert find(database, page=asked).page == given
    assert find(database, page=asked, text="Reihe").page == given


def test_a_card_knows_what_its_series_knows(database: Database):
    other = a_series(database, "Andere")
    ideas(database, other.id, 1)
    done = finished(database, "Fertig")
    cards = {card.series.id: card for card in find(database).cards}
    for one in (other, done):
        assert cards[one.id].series == series.get(database, ADVISOR, one.id)
        assert cards[one.id].standing == progress(database, ADVISOR, one.id)


@pytest.mark.parametrize(
    "text",
    [
        "eichenzell",
        "Eichenzel",
        "EICHEN",
        "Dörferapp",
        "Doerfer",
        "app der dörfer",
        "Fulda App",
        "Landkreis Fulda",
    ],
)
def test_words_are_found_as_the_library_finds_them(database: Database, text: str):
    a_series(database, "Dörfer-App 2026", municipality_ags=EICHENZELL)
    a_series(database, "Beratung 2025", municipality_ags=WIESBADEN)
    assert titles(database, text=text) == ["Dörfer-App 2026"]


@pytest.mark.parametrize("text", ["Kassel", "Beratung Eichenzell", "%", "'; --", "\0", "🚲"])
def test_every_word_has_to_be_found(database: Database, text: str):
    a_series(database, "Dörfer-App 2026", municipality_ags=EICHENZELL)
    a_series(database, "Beratung 2025", municipality_ags=WIESBADEN)
    assert find(database, text=text).number == 0


def test_a_town_comes_before_its_district(database: Database):
    a_series(database, "Stadt", municipality_ags=FULDA)
    a_series(database, "Gemeinde im Landkreis", municipality_ags=EICHENZELL)
    assert titles(database, text="Fulda") == ["Stadt", "Gemeinde im Landkreis"]


def test_blanks_are_no_words(database: Database):
    a_series(database, "Eine")
    assert titles(database, text="  ") == ["Eine"]


def test_words_are_found_over_many_pages(database: Database):
    newest_first = in_turn(database, PAGE_LENGTH + 2)
    a_series(database, "Andere", municipality_ags=WIESBADEN)
    found = [find(database, text="Reihe", page=page) for page in (1, 2)]
    assert [card.series.title for page in found for card in page.cards] == newest_first
    assert found[0].number == PAGE_LENGTH + 2


def test_running_finished_and_archived_are_told_apart(database: Database):
    finished(database, "Fertig")
    ideas(database, a_series(database, "Läuft").id, 1)
    linked = a_series(database, "Nur ein Link")
    admission.create_link(database, ADVISOR, linked.id, "municipality")
    for title in ("Abgelegt", "Fertig und abgelegt"):
        made = finished(database, title) if title.startswith("Fertig") else a_series(database, title)
        series.archive(database, ADVISOR, made.id)
    assert set(titles(database)) == {"Fertig", "Läuft", "Nur ein Link"}
    assert titles(database, state=State.FINISHED) == ["Fertig"]
    assert set(titles(database, state=State.RUNNING)) == {"Läuft", "Nur ein Link"}
    assert set(titles(database, state=State.ARCHIVED)) == {"Abgelegt", "Fertig und abgelegt"}
    assert titles(database, state=State.ARCHIVED, text="fertig") == ["Fertig und abgelegt"]


def test_finished_is_where_nothing_is_due(database: Database):
    """A link alone does not finish a series, nor does a revoked one."""
    done = finished(database, "Fertig")
    [link] = admission.links(database, ADVISOR, done.id)
    assert progress(database, ADVISOR, done.id).due is None
    admission.revoke_link(database, ADVISOR, link.id)
    assert progress(database, ADVISOR, done.id).due is Step.RESULT
    assert titles(database, state=State.FINISHED) == []
    assert titles(database, state=State.RUNNING) == ["Fertig"]


def test_a_year_is_one_of_german_calendars(database: Database):
    begun(database, "Silvester", datetime(2024, 12, 31, 22, 59, tzinfo=UTC))
    begun(database, "Neujahr", datetime(2024, 12, 31, 23, 0, tzinfo=UTC))
    begun(database, "Später", datetime(2026, 3, 1, tzinfo=UTC))
    assert titles(database, year=2024) == ["Silvester"]
    assert titles(database, year=2025) == ["Neujahr"]
    assert titles(database, year=2023) == []
    assert finding.choices(database, ADVISOR).years == (2026, 2025, 2024)


def test_a_district_holds_its_municipalities_and_itself(database: Database):
    for title, place in (("E", EICHENZELL), ("F", FULDA), ("K", DISTRICT_OF_FULDA), ("W", WIESBADEN)):
        a_series(database, title, municipality_ags=place)
    assert set(titles(database, district=DISTRICT_OF_FULDA)) == {"E", "F", "K"}
    assert titles(database, district="06414") == ["W"]
    assert titles(database, district=DISTRICT_OF_FULDA, municipality=EICHENZELL) == ["E"]
    assert titles(database, district="06435") == []
    choices = finding.choices(database, ADVISOR)
    assert names(choices.districts) == ["Landkreis Fulda", "Wiesbaden"]
    assert names(choices.within(DISTRICT_OF_FULDA)) == ["Eichenzell", "Fulda", "Landkreis Fulda"]


def names(places: Sequence[object]) -> list[str]:
    return [place.display_name for place in places]  # type: ignore[attr-defined]


def test_a_place_whose_key_ended_is_found_under_the_new_one(database: Database):
    made = a_series(database, "Alt", municipality_ags=HANAU)
    a_series(database, "Neu", municipality_ags=HANAU)
    with database.write() as session:
        existing(session, made.id).municipality_ags = HANAU_UNTIL_2025
    assert set(titles(database, municipality=HANAU)) == {"Alt", "Neu"}
    assert set(titles(database, district="06415")) == {"Alt", "Neu"}
    assert names(finding.choices(database, ADVISOR).places) == ["Hanau"]


def test_filters_and_words_narrow_together(database: Database):
    for year, place in ((2025, EICHENZELL), (2026, EICHENZELL), (2026, FULDA)):
        begun(database, f"Smart {year}", datetime(year, 5, 5, tzinfo=UTC), municipality_ags=place)
    found = find(database, text="smart", year=2026, municipality=EICHENZELL, state=State.RUNNING)
    assert [card.series.title for card in found.cards] == ["Smart 2026"]
    assert found.number == 1


def test_the_choices_count_what_is_in_the_archive(database: Database):
    series.archive(database, ADVISOR, a_series(database).id)
    a_series(database)
    choices = finding.choices(database, ADVISOR)
    assert (choices.number, choices.archived) == (2, 1)
