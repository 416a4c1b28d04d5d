"""Ballots on paper: print them, and type in what people ticked."""

from typing import Any

import pandas as pd
import streamlit as st

from reports.ballots import PaperBallot, PaperItem, PaperQuestion, ballots_pdf
from translations import _, current_language, ngettext
from translations.formats import today
from ui import messages, state
from ui.addresses import room_address
from ui.document_buttons import PDF, document_button
from ui.services import database
from workshops.actors import Actor
from workshops.live import paper
from workshops.live.ballot import Ballot, ballot
from workshops.live.rounds import RoundView, State
from workshops.series import SeriesView, group_name

CANNOT_JUDGE = 0


def paper_ballots(actor: Actor, series: SeriesView, held: RoundView | None) -> None:
    """Offer the sheets of the current round to print, and a grid to type them in before the reveal."""
    if held is None or held.state is State.REVEALED:
        st.info(_("Ballots belong to a round. Please prepare one first."))
        return
    asked = ballot(database(), actor, held.id)
    print_ballots(series, asked)
    if held.state is State.DRAFT:
        st.caption(_("As soon as the round is open, filled-in ballots can be typed in here."))
        return
    known = paper.ballots(database(), actor, held.id)
    _entered(actor, held, known)
    _form(actor, series, held, asked, known)


def print_ballots(series: SeriesView, asked: Ballot) -> None:
    """Offer the sheets of a round to print."""
    printed = sheets(series, asked)
    document_button(
        _("Ballots to print (PDF)"),
        f"stimmzettel-runde-{asked.number}",
        PDF,
        lambda: ballots_pdf(printed),
        printed.language,
        "ballots",
        asked.round_id,
    )


def sheets(series: SeriesView, asked: Ballot) -> PaperBallot:
    """Return the sheets of a round; each code leads through joining to the entry on its sheet."""
    join = room_address(f"/join/{series.join_code}")
    return PaperBallot(
        series_title=series.title,
        municipality=series.municipality_name,
        round_number=asked.number,
        date=today(),
        language="en" if current_language() == "en" else "de",
        items=tuple(PaperItem(item.title, item.summary, f"{join}/{item.id}") for item in asked.items),
        questions=tuple(
            PaperQuestion(question.name, question.question, _five(question.anchors))
            for question in asked.questions
        ),
        groups=tuple(group_name(group) for group in series.groups),
    )


def _five(anchors: tuple[tuple[int, str], ...]) -> tuple[str, str, str, str, str]:
    one, two, three, four, five = (text for _value, text in anchors)
    return one, two, three, four, five


def _entered(actor: Actor, held: RoundView, known: tuple[paper.PaperBallot, ...]) -> None:
    for sheet in known:
        if not sheet.answered:
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            answers = ngettext("{n} answer", "{n} answers", sheet.answered).format(n=sheet.answered)
            st.markdown(_("Ballot {number}: {answers}").format(number=sheet.number, answers=answers))
            if st.button(_("Take it out"), key=state.widget("paper_out", held.id, sheet.participant_id)):
                with messages.refusals():
                    paper.withdraw(database(), actor, held.id, sheet.participant_id)
                    messages.notice_after_rerun(_("The ballot was taken out"))


def _form(
    actor: Actor,
    series: SeriesView,
    held: RoundView,
    asked: Ballot,
    known: tuple[paper.PaperBallot, ...],
) -> None:
    """Ask for one sheet; the form gets a new key once it is stored: a refusal keeps what was typed."""
    number = sum(sheet.answered for sheet in known)
    key = state.widget("paper", held.id, len(known), number)
    with st.form(key, border=True):
        st.markdown(_("**Type in a ballot:** 1 to 5, 0 for “cannot judge”, empty for no answer."))
        sheets_there = {None: _("new ballot")} | {sheet.participant_id: _whose(sheet) for sheet in known}
        whose = st.selectbox(
            _("Whose ballot"),
            list(sheets_there),
            format_func=lambda key: sheets_there[key],
            help=_("Who was there on paper before is chosen here, so that nobody counts twice."),
            key=f"{key}:whose",
        )
        group = st.selectbox(
            _("Group on the ballot"),
            series.groups,
            index=None,
            format_func=group_name,
            placeholder=_("none"),
            key=f"{key}:group",
        )
        typed = st.data_editor(
            _grid(asked), hide_index=True, column_config=_columns(asked), key=f"{key}:grid"
        )
        sent = st.form_submit_button(_("Store the ballot"), type="primary")
    if sent:
        with messages.refusals():
            answers = _answers(typed, asked)
            paper.enter(database(), actor, held.id, answers, group=group, participant_id=whose)
            messages.notice_after_rerun(_("The ballot was stored"))


def _whose(sheet: paper.PaperBallot) -> str:
    text = _("instead of ballot {number}") if sheet.answered else _("ballot {number} of the round before")
    return text.format(number=sheet.number)


def _grid(asked: Ballot) -> pd.DataFrame:
    columns: dict[str, Any] = {"title": [item.title for item in asked.items]}
    for question in asked.questions:
        columns[question.criterion_id] = pd.array([None] * len(asked.items), dtype="Int64")
    return pd.DataFrame(columns)


def _columns(asked: Ballot) -> dict[str, Any]:
    config: dict[str, Any] = {
        "title": st.column_config.TextColumn(_("Use case"), disabled=True, width="medium")
    }
    for question in asked.questions:
        config[question.criterion_id] = st.column_config.NumberColumn(
            question.name, help=question.question, min_value=0, max_value=5, step=1, width="small"
        )
    return config


def _answers(typed: pd.DataFrame, asked: Ballot) -> dict[tuple[str, str], int | None]:
    found: dict[tuple[str, str], int | None] = {}
    for place, item in enumerate(asked.items):
        for question in asked.questions:
            value = typed[question.criterion_id].iloc[place]
            if not pd.isna(value):
                found[item.id, question.criterion_id] = None if int(value) == CANNOT_JUDGE else int(value)
    return found
