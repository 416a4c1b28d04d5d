"""Ballots on paper: print them, and type in what people ticked."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from reports.ballots import PaperBallot, PaperItem, PaperQuestion, ballots_pdf, for_group
from translations import _, current_language, ngettext
from translations.formats import today
from ui import messages, state
from ui.addresses import room_address
from ui.document_buttons import PDF, document_button
from ui.moderation import short_paper
from ui.services import database
from workshops.actors import Actor
from workshops.errors import InvalidInput
from workshops.live import drafts, not_asked, paper
from workshops.live.ballot import Ballot, ballot
from workshops.live.rounds import RoundView, State
from workshops.live.short_paper import Sheet
from workshops.series import SeriesView, group_name

CANNOT_JUDGE = 0
POSSIBLE = ("0", "1", "2", "3", "4", "5")
TAKEN_BACK = ("-", "–")
NEW = ""
GROUP = "group"


def paper_ballots(actor: Actor, series: SeriesView, held: RoundView | None) -> None:
    """Offer the sheets of the current round to print, and a grid to type them in before the reveal."""
    if held is None or held.state is State.REVEALED:
        st.info(_("Ballots belong to a round. Please prepare one first."))
        return
    asked = ballot(database(), actor, held.id)
    print_ballots(actor, series, held, asked)
    if held.state is State.DRAFT:
        st.caption(_("As soon as the round is open, filled-in ballots can be typed in here."))
        return
    known = paper.ballots(database(), actor, held.id)
    _entered(actor, held, known)
    _form(actor, series, held, asked, known)


def print_ballots(actor: Actor, series: SeriesView, held: RoundView, asked: Ballot) -> None:
    """Offer the sheets of a round to print, for each group with what it is asked."""
    if held.short:
        short_paper.print_sheets(actor, series, held, asked)
        return
    group = short_paper.for_whom(held)
    printed = sheets(series, held, asked, group)
    document_button(
        _("Ballots to print (PDF)"),
        f"stimmzettel-runde-{asked.number}",
        PDF,
        lambda: ballots_pdf(printed),
        printed.language,
        "ballots",
        f"{asked.round_id}-{group or ''}",
    )


def sheets(series: SeriesView, held: RoundView, asked: Ballot, group: str | None = None) -> PaperBallot:
    """Return the sheets of a round, of a group or of everybody who is asked everything.

    Each code leads through joining to the entry on its sheet.
    """
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
            for question in asked.without(not_asked.of_group(held.left_out, group)).questions
        ),
        groups=short_paper.groups_to_tick(series, held),
        group=group_name(group) if group else "",
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
    """Ask for one sheet. What is typed is kept with each cell, until it is stored or thrown away."""
    begun = state.widget("paper", held.id)
    st.markdown(
        _(
            "**Type in a ballot:** 1 to 5, 0 for “cannot judge”, empty for no answer. In a ballot that is "
            "there already only what you type is changed; a minus takes an answer back."
        )
    )
    sheets_there = {NEW: _("new ballot")} | {sheet.participant_id: _whose(sheet) for sheet in known}
    key = state.widget(begun, state.edition(begun))
    sheet = short_paper.sheet_wanted(actor, held, state.widget(key, "sheet")) if held.short else None
    if held.short and sheet is None:
        return
    if sheet and (again := next((each for each in known if each.number == sheet.number), None)):
        sheets_there = {again.participant_id: _whose(again)}
    whose = st.selectbox(
        _("Whose ballot"),
        list(sheets_there),
        format_func=lambda key: sheets_there[key],
        help=_("Who was there on paper before is chosen here, so that nobody counts twice."),
        key=state.widget(key, "whose"),
    )
    place = f"paper {held.id} {whose}" + (f" {sheet.number}" if sheet else "")
    draft = drafts.kept(database(), actor, series.id, place)
    group = _group(series, draft, sheet, state.widget(key, "group", whose))
    out = () if sheet else not_asked.of_group(held.left_out, group)
    grid = state.widget(key, "grid", whose, sheet.number if sheet else "", *out)
    typed = (
        short_paper.typed_part(asked, sheet.questions, draft, grid)
        if sheet
        else _typed(asked.without(out), draft, grid)
    )
    typed |= {GROUP: group} if group else {}
    seen = state.widget(grid, "seen")
    if typed != state.get(seen, draft):  # typed here: a look from another window overwrites nothing
        drafts.keep(database(), actor, series.id, place, typed)
    state.keep(seen, typed)
    with st.container(horizontal=True):
        sent = st.button(_("Store the ballot"), type="primary", key=state.widget(key, "store"))
        if typed and st.button(_("Throw away what is typed"), key=state.widget(key, "discard")):
            drafts.keep(database(), actor, series.id, place, {})
            state.begin_anew(begun)
            st.rerun()
    if sent:
        with messages.refusals():
            answers, taken_back = read_sheet(typed, asked)
            paper.enter(
                database(),
                actor,
                held.id,
                answers,
                group=group,
                participant_id=whose or None,
                taken_back=taken_back,
                sheet=sheet.number if sheet else None,
            )
            drafts.keep(database(), actor, series.id, place, {})
            state.begin_anew(begun)
            messages.notice_after_rerun(_("The ballot was stored"))


def _group(series: SeriesView, draft: Mapping[str, str], sheet: Sheet | None, key: str) -> str | None:
    """Ask for the group on a ballot, unless the sheet was printed for one: it says what was asked on it."""
    if sheet and sheet.group:
        st.markdown(for_group(group_name(sheet.group)))
        return sheet.group
    return st.selectbox(
        _("Group on the ballot"),
        series.groups,
        index=series.groups.index(draft[GROUP]) if draft.get(GROUP) in series.groups else None,
        format_func=group_name,
        placeholder=_("none"),
        key=key,
    )


def _typed(asked: Ballot, draft: Mapping[str, str], key: str) -> dict[str, str]:
    """Draw the grid of a ballot and return what stands in it, by "item criterion"."""
    first = state.widget(key, "first")
    # Drawn for the first time, behind another tab or page meanwhile, or by another server before.
    if key not in st.session_state or state.get(first) is None:
        state.keep(first, _grid(asked, draft))
    table = st.data_editor(state.get(first), hide_index=True, column_config=_columns(asked), key=key)
    found: dict[str, str] = {}
    for row, item in enumerate(asked.items):
        for question in asked.questions:
            text = table[question.criterion_id].iloc[row]
            if isinstance(text, str) and text.strip():
                found[f"{item.id} {question.criterion_id}"] = text.strip()
    return found


def _whose(sheet: paper.PaperBallot) -> str:
    text = _("correct ballot {number}") if sheet.answered else _("ballot {number} of the round before")
    return text.format(number=sheet.number)


def _grid(asked: Ballot, draft: Mapping[str, str]) -> pd.DataFrame:
    columns: dict[str, Any] = {"title": [item.title for item in asked.items]}
    for question in asked.questions:
        columns[question.criterion_id] = [
            draft.get(f"{item.id} {question.criterion_id}", "") for item in asked.items
        ]
    return pd.DataFrame(columns)


def _columns(asked: Ballot) -> dict[str, Any]:
    config: dict[str, Any] = {
        "title": st.column_config.TextColumn(_("Use case"), disabled=True, width=240, pinned=True)
    }
    for question in asked.questions:
        # Text, not numbers: a number column turns 45 into the highest number without a word.
        config[question.criterion_id] = st.column_config.TextColumn(
            question.name, help=question.question, width=140
        )
    return config


def read_sheet(
    typed: Mapping[str, str], asked: Ballot
) -> tuple[dict[tuple[str, str], int | None], set[tuple[str, str]]]:
    """Return the answers of a sheet, and what is taken back.

    Raises:
        InvalidInput: something is no answer; it names the entry and the question.
    """
    answers: dict[tuple[str, str], int | None] = {}
    taken_back: set[tuple[str, str]] = set()
    for item in asked.items:
        for question in asked.questions:
            text = typed.get(f"{item.id} {question.criterion_id}", "")
            if text in TAKEN_BACK:
                taken_back.add((item.id, question.criterion_id))
            elif text:
                answers[item.id, question.criterion_id] = _answer(text, item.title, question.name)
    return answers, taken_back


def _answer(text: str, entry: str, question: str) -> int | None:
    if text not in POSSIBLE:
        raise InvalidInput(
            _("“{text}” is no answer: {entry}, {question}.").format(
                text=text, entry=entry, question=question
            ),
            _("Possible are 1 to 5, and 0 for “cannot judge”. Nothing has been stored yet."),
        )
    return None if int(text) == CANNOT_JUDGE else int(text)
