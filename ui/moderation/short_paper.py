"""Ballots on paper for a round that asks in part: print sheets, and type one in by its number."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from reports.ballots import PaperQuestion
from reports.short_ballots import AskedOnPaper, ShortBallots, ShortSheet, short_ballots_pdf
from sketches.model import Language
from translations import _, current_language, language
from translations.formats import today
from ui import messages, state
from ui.document_buttons import PDF, document_button
from ui.services import database
from workshops.actors import Actor
from workshops.errors import InvalidInput
from workshops.live import not_asked, short_paper
from workshops.live.asking import Question
from workshops.live.ballot import Ballot
from workshops.live.rounds import RoundView
from workshops.live.short_paper import MOST_SHEETS, Sheet
from workshops.series import SeriesView, group_name

_SHEETS = 5


def for_whom(held: RoundView) -> str | None:
    """Ask for whom sheets are printed where a group is not asked everything; None for everybody else."""
    groups = not_asked.groups_of(held.left_out)
    if not groups:
        return None
    everybody = _("everybody else")
    return st.selectbox(
        _("For whom"),
        (None, *groups),
        format_func=lambda group: group_name(group) if group else everybody,
        help=_("These groups are not asked everything, and get sheets of their own."),
        width=280,
        key=state.widget("sheets_for", held.id),
    )


def groups_to_tick(series: SeriesView, held: RoundView) -> tuple[str, ...]:
    """Return the names of the groups that can be ticked on a sheet: those that are asked everything."""
    own = not_asked.groups_of(held.left_out)
    return tuple(group_name(group) for group in series.groups if group not in own)


def print_sheets(actor: Actor, series: SeriesView, held: RoundView, asked: Ballot) -> None:
    """Offer as many sheets to print as people are without a phone."""
    group = for_whom(held)
    number = st.number_input(
        _("Sheets to print"),
        min_value=1,
        max_value=MOST_SHEETS,
        value=_SHEETS,
        width=180,
        key=state.widget("short_sheets", held.id),
    )
    code: Language = "en" if current_language() == "en" else "de"
    store = database()

    def made() -> bytes:
        drawn = short_paper.sheets(store, actor, held.id, int(number), group=group)
        with language(code):
            ballots = ballots_of(series, held, asked, drawn)
        return short_ballots_pdf(ballots)

    document_button(
        _("Ballots to print (PDF)"),
        f"stimmzettel-runde-{asked.number}",
        PDF,
        made,
        code,
        "short_ballots",
        f"{asked.round_id}-{number}-{group or ''}",
    )
    st.caption(_("Each sheet asks a part, drawn by plan; the number at its top says which."))


def ballots_of(series: SeriesView, held: RoundView, asked: Ballot, drawn: Sequence[Sheet]) -> ShortBallots:
    """Return the sheets in words, criterion by criterion."""
    return ShortBallots(
        series_title=series.title,
        municipality=series.municipality_name,
        round_number=asked.number,
        date=today(),
        language="en" if current_language() == "en" else "de",
        entries=tuple((item.title, item.summary) for item in asked.items),
        sheets=tuple(
            ShortSheet(sheet.number, _asked_on(sheet, asked), group_name(sheet.group) if sheet.group else "")
            for sheet in drawn
        ),
        groups=groups_to_tick(series, held),
    )


def _asked_on(sheet: Sheet, asked: Ballot) -> tuple[AskedOnPaper, ...]:
    found = []
    for question in asked.questions:
        titles = tuple(
            item.title for item in asked.items if (item.id, question.criterion_id) in sheet.questions
        )
        one, two, three, four, five = (text for _value, text in question.anchors)
        if titles:
            worded = PaperQuestion(question.name, question.question, (one, two, three, four, five))
            found.append(AskedOnPaper(worded, titles))
    return tuple(found)


def sheet_wanted(actor: Actor, held: RoundView, key: str) -> Sheet | None:
    """Ask for the number at the top of a sheet; None while there is none."""
    typed = st.text_input(_("Number at the top of the sheet"), max_chars=6, width=240, key=key).strip()
    if not typed:
        return None
    with messages.refusals():
        if not typed.isdecimal():
            raise InvalidInput(
                _("“{text}” is no number of a sheet.").format(text=typed),
                _("The number stands at the top of the sheet."),
            )
        return short_paper.sheet(database(), actor, held.id, int(typed))
    return None


def typed_part(asked: Ballot, part: Sequence[Question], draft: Mapping[str, str], key: str) -> dict[str, str]:
    """Draw what is asked on a sheet, a row for each question; return what is typed, by "item criterion"."""
    titles = {item.id: item.title for item in asked.items}
    names = {question.criterion_id: question.name for question in asked.questions}
    order = [(item, criterion) for criterion in names for item in titles if (item, criterion) in part]
    first = state.widget(key, "first")
    if key not in st.session_state or state.get(first) is None:  # or drawn by another server before
        rows = [(names[c], titles[i], draft.get(f"{i} {c}", "")) for i, c in order]
        state.keep(first, pd.DataFrame(rows, columns=["question", "title", "answer"]))
    table = st.data_editor(
        state.get(first),
        hide_index=True,
        column_config={
            "question": st.column_config.TextColumn(_("Question"), disabled=True, width=170),
            "title": st.column_config.TextColumn(_("Use case"), disabled=True, width=320),
            "answer": st.column_config.TextColumn(_("Answer"), width=90),
        },
        key=key,
    )
    found = {}
    for (item, criterion), text in zip(order, table["answer"], strict=True):
        if isinstance(text, str) and text.strip():
            found[f"{item} {criterion}"] = text.strip()
    return found
