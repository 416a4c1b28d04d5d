"""A table to type in, as fingers use it: it is a picture, so cells are reached by keys."""

from playwright.sync_api import Locator, expect

from tests.browser.streamlit_page import settle

ROW_HEIGHT = 35


def choose_cell(grid: Locator, column: int, row: int) -> None:
    """Choose a cell by its place, both counted from 0: the first one by the mouse, the rest by keys."""
    grid.scroll_into_view_if_needed()
    for _try in range(5):  # a click that meets a table while it is drawn anew chooses nothing
        grid.click(position={"x": 60, "y": ROW_HEIGHT + ROW_HEIGHT // 2})
        if grid.page.evaluate("document.activeElement.tagName") in {"CANVAS", "TD"}:
            break  # another click would open the cell
        grid.page.wait_for_timeout(300)
    grid.page.keyboard.press("Control+Home")
    for _step in range(row):
        grid.page.keyboard.press("ArrowDown")
    for _step in range(column):
        grid.page.keyboard.press("ArrowRight")


def type_into(grid: Locator, column: int, row: int, text: str) -> None:
    choose_cell(grid, column, row)
    grid.page.keyboard.press("Enter")  # opens the cell's editor
    editor = grid.page.locator(".gdg-input")
    expect(editor).to_be_focused()
    editor.press("Control+A")
    editor.press_sequentially(text, delay=20)
    expect(editor).to_have_value(text)
    grid.page.keyboard.press("Enter")
    settle(grid.page)
