"""What fewer than five people answered leaves the house in no count, but for the rating of a whole room."""

from dataclasses import replace

import pytest

from reports.content import RatingData, Scores
from reports.figures import criteria_table
from reports.xlsx import results_xlsx
from tests.reports import factories
from tests.reports.test_xlsx import sheets
from translations import language


def spreads(scores: Scores) -> list[str]:
    with language("de"):
        table = criteria_table(scores, scores.evaluation.items[0])
    assert ("ab 5 Personen" in table.caption) == any(row[3] == "–" for row in table.rows)
    return [row[3] for row in table.rows]


def test_a_sketch_shows_counts_of_a_question_only_from_five_answers_on() -> None:
    scores = factories.scores(raters=6)
    answered = [result.n for result in scores.evaluation.items[0].criteria]
    assert {True, False} == {n < 5 for n in answered}
    assert [spread == "–" for spread in spreads(scores)] == [n < 5 for n in answered]


def test_what_the_room_agreed_on_is_shown() -> None:
    agreed = replace(factories.scores(raters=1), agreed=True)
    assert "–" not in spreads(agreed)


@pytest.mark.parametrize(
    ("people", "single", "shown"), [(3, False, False), (3, True, True), (18, False, True)]
)
def test_a_workbook_without_single_ratings_holds_no_counts_of_few(
    people: int, single: bool, shown: bool
) -> None:
    given = factories.ratings(people if single else 0)
    data: RatingData = factories.rating_data(
        scores=factories.scores(raters=people), ratings=given, answered=given > 0
    )
    criteria = sheets(results_xlsx(data))[1]
    assert all((None not in row[7:]) == shown for row in criteria[1:])
    assert all(row[3] is not None for row in criteria[1:])
