from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import numpy as np
import openpyxl
import pytest

from reports.xlsx import results_xlsx
from scoring.allocation import first_pass
from scoring.evaluation import evaluate
from tests.reports import factories, hostile


def sheets(content: bytes) -> list[list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return [[tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in book.worksheets]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_ranking_can_be_computed_from_the_file_alone(language: str) -> None:
    ranking, criteria, weights, ratings, _settings = sheets(results_xlsx(factories.rating_data(language)))
    shares = np.array([row[3] for row in weights[1:]])
    names = [row[0] for row in weights[1:]]
    assert list(ratings[0][2:]) == names
    items = list(dict.fromkeys(row[1] for row in ratings[1:]))
    people = max(row[0] for row in ratings[1:])
    given = np.full((people, len(items), len(names)), np.nan)
    for person, item, *answers in ratings[1:]:
        for column, answer in enumerate(answers):
            if isinstance(answer, int | float):
                given[person - 1, items.index(item), column] = answer
    values = (np.nanmean(given, axis=0) - 1) / 4
    known = ~np.isnan(values)
    points = np.nansum(values * shares, axis=1) / (known * shares).sum(axis=1) * 100
    ranks = [1 + int((points > own + 1e-9).sum()) for own in points]
    stated = {row[7 + 1]: (row[0], row[3]) for row in ranking[1:]}
    for item, rank, own in zip(items, ranks, points, strict=True):
        assert stated[item][0] == rank
        assert stated[item][1] == pytest.approx(own, abs=1e-9)
    means = {(row[0], row[2]): row[3] for row in criteria[1:]}
    for i, item in enumerate(items):
        for j, name in enumerate(names):
            assert means[item, name] == pytest.approx(np.nanmean(given[:, i, j]))


def test_with_many_gaps_the_ranking_can_be_computed_as_the_file_says() -> None:
    rng = np.random.default_rng(4)
    data = factories.rating_data()
    people, shape = 14, data.ratings.shape[1:]
    lenience = rng.normal(0, 0.8, people)[:, None, None]
    given = np.clip(np.rint(3 + rng.normal(0, 1, shape) + lenience), 1, 5)
    given[rng.random(given.shape) < 0.3] = np.nan
    before = data.scores
    evaluation = evaluate(
        given,
        item_ids=[item.item_id for item in before.evaluation.items],
        criteria=before.criteria.only(list(before.evaluation.weights)),
        dimension_weights={},
        within_weights={},
    )
    gaps = replace(data, scores=replace(before, evaluation=evaluation), ratings=given, answered=given > 0)
    ranking, criteria, weights, ratings, settings = sheets(results_xlsx(gaps))
    assert dict(row[:2] for row in settings)["method"] == "rater_adjusted"
    assert any("kleinsten Quadrate" in str(row[1]) for row in settings)
    points = dict.fromkeys((row[1] for row in ratings[1:]), 0.0)
    stated = {(row[0], row[2]): row[6] for row in criteria[1:]}
    for column, (name, _text, _dimension, share) in enumerate(weights[1:], start=2):
        means = adjusted_means([(row[0], row[1], row[column]) for row in ratings[1:] if row[column]])
        for item, mean in means.items():
            value = min(max((mean - 1) / 4, 0), 1)
            assert stated[item, name] == pytest.approx(value, abs=1e-9)
            points[item] += 100 * share * value
    for row in ranking[1:]:
        assert row[3] == pytest.approx(points[row[8]], abs=1e-9)
        assert row[0] == 1 + sum(other > points[row[8]] + 1e-9 for other in points.values())


def test_a_short_round_can_be_computed_as_the_file_says() -> None:
    rng = np.random.default_rng(5)
    data = factories.rating_data()
    people, shape = 16, data.ratings.shape[1:]
    lenience = rng.normal(0, 0.8, people)[:, None, None]
    asked = first_pass(np.zeros((people, *shape)), 30, dimensions=list("aabbccddaabb")[: shape[1]], seed=6)
    given = np.where(asked, np.clip(np.rint(3 + rng.normal(0, 1, shape) + lenience), 1, 5), np.nan)
    before = data.scores
    evaluation = evaluate(
        given,
        item_ids=[item.item_id for item in before.evaluation.items],
        criteria=before.criteria.only(list(before.evaluation.weights)),
        dimension_weights={},
        within_weights={},
        asked=asked,
    )
    scores = replace(before, evaluation=evaluation)
    changed = replace(
        data,
        scores=scores,
        ratings=given,
        answered=given > 0,
        asked=asked,
        given_out=("Runde 1 in Teilen",),
        handed_out=("Runde 1 zu Hause",),
    )
    ranking, _criteria, weights, ratings, drawn, settings = sheets(results_xlsx(changed))
    assert ("Wie gefragt wurde", "Runde 1 in Teilen") in [row[:2] for row in settings]
    assert [[cell == 1 for cell in row[2:]] for row in drawn[1:]] == asked.reshape(-1, shape[1]).tolist()
    answers = [
        (row[0], f"{row[1]} {column}", value)
        for row in ratings[1:]
        for column, value in enumerate(row[2:])
        if value
    ]
    means = adjusted_means(answers)
    shares = [row[3] for row in weights[1:]]
    for row in ranking[1:]:
        known = [(means.get(f"{row[8]} {column}"), share) for column, share in enumerate(shares)]
        parts = [(min(max((mean - 1) / 4, 0), 1), share) for mean, share in known if mean is not None]
        points = 100 * sum(value * share for value, share in parts) / sum(share for _value, share in parts)
        assert row[3] == pytest.approx(points, abs=1e-6)


def adjusted_means(answers: list[tuple[int, str, float]]) -> dict[str, float]:
    """Fit rating = item + person with plain dummy columns, the persons' parts adding up to 0."""
    people, items = (sorted({answer[place] for answer in answers}) for place in (0, 1))
    design = np.zeros((len(answers) + 1, len(people) + len(items)))
    for row, (person, item, _value) in enumerate(answers):
        design[row, people.index(person)] = design[row, len(people) + items.index(item)] = 1
    design[-1, : len(people)] = 1
    fitted = np.linalg.lstsq(design, np.array([*(value for *_who, value in answers), 0]), rcond=None)[0]
    means = {}
    for item in items:
        left = [value - fitted[people.index(person)] for person, own, value in answers if own == item]
        means[item] = float(np.mean(left))
    return means


def test_cannot_judge_and_no_answer_are_told_apart() -> None:
    data = factories.rating_data()
    ratings = sheets(results_xlsx(data))[3]
    cells = [cell for row in ratings[1:] for cell in row[2:]]
    assert cells.count("-") == int((np.isnan(data.ratings) & data.answered).sum())
    assert cells.count(None) == int((np.isnan(data.ratings) & ~data.answered).sum())


def test_settings_say_how_it_was_computed() -> None:
    data = factories.rating_data()
    settings = dict(row[:2] for row in sheets(results_xlsx(data))[4][1:])
    stated = data.scores.evaluation.settings
    for name in ("formula", "method", "seed", "draws", "quorum", "k"):
        assert settings[name] == getattr(stated, name)


def test_technical_names_of_settings_are_explained() -> None:
    rows = sheets(results_xlsx(factories.rating_data()))[4][1:]
    said = {row[0]: row[2] for row in rows}
    assert all(said[name] for name in ("formula", "method", "seed", "draws", "quorum", "weight_model", "k"))
    assert said["method"] == "Zusammenfassung der Bewertungen: Mittelwert der Antworten"
    assert said["seed"] == "Startwert der Zufallszahlen"


def test_no_text_becomes_a_formula_or_a_link() -> None:
    data = factories.rating_data(series_title=hostile.FORMULA, municipality=hostile.LONG * 8)
    titles = dict.fromkeys(data.scores.titles, "=1+1")
    content = results_xlsx(replace(data, scores=replace(data.scores, titles=titles)))
    book = openpyxl.load_workbook(BytesIO(content))
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert book.worksheets[0]["B2"].value == "=1+1"
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)
            assert b"<hyperlink" not in archive.read(name)


def test_header_rows_stay_in_sight_and_are_printed_on_each_page() -> None:
    book = openpyxl.load_workbook(BytesIO(results_xlsx(factories.rating_data())))
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"


def test_items_without_a_rank_have_empty_cells() -> None:
    data = factories.rating_data()
    items = tuple(
        replace(item, rank=None, score=None, dimensions=()) for item in data.scores.evaluation.items
    )
    evaluation = replace(data.scores.evaluation, items=items)
    ranking = sheets(results_xlsx(replace(data, scores=replace(data.scores, evaluation=evaluation))))[0]
    assert all(row[0] is None and row[3] is None and row[4] is None for row in ranking[1:])
