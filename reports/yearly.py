"""The coordinator's list of a year as a workbook and as CSV: what became of the chosen projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from design.palette import PAPER
from reports.prose import clean
from reports.xlsx import LONGEST_CELL, SAFE
from sketches.model import Language
from translations import _, formats, language, numerals
from usecases.columns import write_csv

_WIDTHS = (26, 24, 40, 28, 10, 16, 14, 16, 60)


@dataclass(frozen=True)
class YearlyRow:
    """A project at the end of the year; `state` is in words, `day` and `amount` (euro) may be unknown."""

    place: str
    district: str
    project: str
    area: str
    chosen: int
    state: str
    day: date | None
    amount: Decimal | None
    effect: str


def yearly_header() -> tuple[str, ...]:
    """Return the names of the columns in the language in use."""
    return (
        _("Municipality"),
        _("District"),
        _("Project"),
        _("Field of action"),
        _("Chosen in"),
        _("How it stands"),
        _("Since"),
        _("Amount in €"),
        _("Effect"),
    )


def yearly_csv(rows: Sequence[YearlyRow], code: Language) -> bytes:
    """Return the list as CSV as German spreadsheets read it, days and amounts as they write them."""
    with language(code):
        lines = [yearly_header(), *map(_as_texts, rows)]
        return write_csv(lines, delimiter=";")


def _as_texts(row: YearlyRow) -> tuple[str, ...]:
    return (
        *(row.place, row.district, row.project, row.area, str(row.chosen), row.state),
        row.day.strftime("%d.%m.%Y") if row.day else "",
        "" if row.amount is None else numerals.written(row.amount, cents=True),
        row.effect,
    )


def yearly_xlsx(rows: Sequence[YearlyRow], year: int, code: Language) -> bytes:
    """Return the list as a workbook: days are days and amounts are numbers, texts never become formulas."""
    with language(code):
        stream = BytesIO()
        workbook = xlsxwriter.Workbook(stream, SAFE)
        title = _("What became of the projects, {year}").format(year=year)
        workbook.set_properties({"title": title, "author": "Digitalisierungsberatung", "comments": ""})
        bold = workbook.add_format(
            {"bold": True, "text_wrap": True, "bg_color": PAPER.accent_pale, "bottom": 1}
        )
        plain = workbook.add_format({"text_wrap": True, "valign": "top"})
        days = workbook.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
        amounts = workbook.add_format({"num_format": "#,##0.00", "valign": "top"})
        sheet = workbook.add_worksheet(str(year))
        header = yearly_header()
        for column, (text, width) in enumerate(zip(header, _WIDTHS, strict=True)):
            sheet.write_string(0, column, text, bold)
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows, start=1):
            texts = {0: row.place, 1: row.district, 2: row.project, 3: row.area, 5: row.state, 8: row.effect}
            for column, text in texts.items():
                sheet.write_string(number, column, clean(text)[:LONGEST_CELL], plain)
            sheet.write_number(number, 4, row.chosen, plain)
            if row.day:
                sheet.write_datetime(number, 6, datetime.combine(row.day, time()), days)
            if row.amount is not None:
                sheet.write_number(number, 7, float(row.amount), amounts)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_paper(9)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(header) - 1)
        workbook.close()
        return stream.getvalue()


def summary(rows: Sequence[YearlyRow], granted: Decimal, year: int) -> str:
    """Say in a sentence how many projects stand how, and what was granted in the year."""
    counts = dict.fromkeys(row.state for row in rows)
    parts = [
        _("{number} {state}").format(
            number=formats.number(sum(row.state == state for row in rows)), state=state
        )
        for state in counts
    ]
    told = _("{year}: {states}.").format(year=year, states=formats.list_(parts))
    if not granted:
        return told
    return " ".join((told, _("Granted in this year: {amount}.").format(amount=formats.amount(granted))))
