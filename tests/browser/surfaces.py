"""What each surface says the ranking is: its names in their order, with points where the surface has them."""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pptx
from playwright.sync_api import Locator, Page

Ranking = list[tuple[str, str]]
"""Name and points, the latter as the pages write them: "82,5"."""

CHOSEN = " (ausgewählt)"


def of_table(table: Locator) -> Ranking:
    """Read a table that has a column for the use case and one for its points."""
    heads = [text.strip() for text in table.locator("thead th").all_inner_texts()]
    name, points = heads.index("Anwendungsfall"), heads.index("Punkte")
    rows = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    return [(cells[name].strip().removesuffix(CHOSEN), cells[points].strip()) for cells in rows]


def of_wall(wall: Page) -> list[str]:
    """Read the names of the reveal: the first three, then the rest."""
    top = [(int(each.locator(".n").inner_text()), each.locator("h2").inner_text()) for each in places(wall)]
    rest = [
        (int(each.locator("b").inner_text()), each.locator("span").inner_text())
        for each in wall.locator(".rest li:has(b)").all()
    ]
    return [name for _place, name in sorted(top + rest)]


def places(wall: Page) -> Sequence[Locator]:
    return wall.locator(".place:not(.waiting)").all()


def of_workbook(file: Path) -> Ranking:
    sheet = openpyxl.load_workbook(file).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    return [(str(row[1]), _points(float(row[3]))) for row in rows]  # type: ignore[arg-type]


def of_minutes(file: Path) -> Ranking:
    kept = json.loads(file.read_text(encoding="utf-8"))
    ranking = kept["data"]["result"]["ranking"]
    return [(each["title"], _points(100 * each["score"])) for each in ranking]


def of_slides(file: Path) -> Ranking:
    """Read the table of the slides that has the figures."""
    for slide in pptx.Presentation(BytesIO(file.read_bytes())).slides:
        for shape in slide.shapes:
            if shape.has_table and shape.table.cell(0, 1).text == "Rang":
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                points = rows[0].index("Punkte")
                return [(row[2].removesuffix(CHOSEN), row[points]) for row in rows[1:]]
    raise AssertionError("no slide has the ranking in figures")


def _points(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
