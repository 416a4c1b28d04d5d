"""The coordinator's list of a year: how each chosen project stood at its end, shown and to take along."""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from reports.document import Align, Table
from reports.yearly import YearlyRow, summary, yearly_csv, yearly_header, yearly_xlsx
from translations import _, formats
from ui import labels, state
from ui.across.views import title_of
from ui.charts import figures
from ui.document_buttons import CSV, WORKBOOK, Offer, document_buttons
from ui.language import code
from ui.services import database
from ui.text import literal
from workshops.actors import Actor
from workshops.overview import yearly
from workshops.overview.yearly import Followed


def yearly_list(actor: Actor) -> None:
    """Ask for a year, show its list and offer it as a file."""
    projects = yearly.followed(database(), actor)
    years = yearly.years(projects, formats.today())
    year = st.selectbox(_("Year"), years, key=state.widget("yearly", "year"), width=220) or years[0]
    held = yearly.of_year(projects, year)
    if not held:
        st.info(_("No project had been chosen by the end of this year."))
        return
    rows = rows_of(held, year)
    granted = sum((each.granted_in(year) for each in held), Decimal(0))
    st.markdown(literal(summary(rows, granted, year)))
    st.caption(
        _(
            "Every project chosen until then, as it stood at the end of the year. What becomes of a project "
            "is entered on the page “Result” of its series."
        )
    )
    right, left = Align.RIGHT, Align.LEFT
    figures.table(
        Table(
            caption=_("What became of the projects, {year}").format(year=year),
            header=yearly_header(),
            rows=tuple(map(_cells, rows)),
            align=(left, left, left, left, right, left, right, right, left),
        )
    )
    name, language = _("projects-{year}").format(year=year), code()
    document_buttons(
        Offer(
            _("Yearly list as a workbook"),
            name,
            WORKBOOK,
            lambda: yearly_xlsx(rows, year, language),
            language,
            ("yearly", year),
        ),
        Offer(
            _("Yearly list as CSV"), name, CSV, lambda: yearly_csv(rows, language), language, ("yearly", year)
        ),
    )


def rows_of(held: Sequence[Followed], year: int) -> tuple[YearlyRow, ...]:
    """Return the lines of a year's list in the language in use."""
    return tuple(_row(each, year) for each in held)


def _row(project: Followed, year: int) -> YearlyRow:
    choice, stood = project.choice, project.at_end_of(year)
    return YearlyRow(
        place=choice.place,
        district=project.district,
        project=title_of(choice),
        area=labels.area(choice.area),
        chosen=choice.year,
        state=labels.project_state(stood.state) if stood else _("no news"),
        day=stood.day if stood else None,
        amount=stood.amount if stood else None,
        effect=stood.effect if stood else "",
    )


def _cells(row: YearlyRow) -> tuple[str, ...]:
    return (
        *(row.place, row.district, row.project, row.area, str(row.chosen), row.state),
        formats.date(row.day) if row.day else "",
        "" if row.amount is None else formats.amount(row.amount),
        row.effect,
    )
