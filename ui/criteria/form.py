"""Changes one criterion of a series, adds one, leaves one out, or asks it earlier or later."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from scoring.criteria import SCALE, CriteriaSet, Criterion
from scoring.own_criteria import LONGEST_NAME, LONGEST_TEXT, MOST_POINTS
from translations import _, current_language
from ui import labels, messages, state
from ui.services import database
from workshops import own_criteria
from workshops.actors import Actor
from workshops.series import SeriesView, group_name

_NEW = ""


def criterion_form(actor: Actor, series: SeriesView, criteria: CriteriaSet) -> None:
    """Choose a criterion, or a new one, and change it."""
    chosen = st.selectbox(
        _("Criterion"),
        (*criteria.ids, _NEW),
        format_func=lambda key: _name(criteria, key),
        key=state.widget("criterion", series.id),
    )
    if chosen not in (*criteria.ids, _NEW):
        return
    held = criteria.criterion(chosen) if chosen else None
    # Another revision is another form: it begins with what is stored.
    key = state.widget("criterion_form", series.id, series.revision, chosen)
    with st.form(key, border=True, enter_to_submit=False):
        entry = _fields(criteria, held, key)
        entry |= _left_out(series, held, key)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        with messages.refusals():
            own_criteria.save_criterion(database(), actor, series.id, entry, replaces=chosen or None)
            messages.notice_after_rerun(_("Saved"))
    if held:
        _place(actor, series, held)


def _name(criteria: CriteriaSet, criterion_id: str) -> str:
    if criterion_id == _NEW:
        return _("Add a new criterion")
    return f"{criterion_id} {criteria.criterion(criterion_id).name(current_language())}"


def _fields(criteria: CriteriaSet, held: Criterion | None, key: str) -> dict[str, Any]:
    dimensions = [each.id for each in criteria.dimensions]
    across = st.columns([2, 1])
    dimension = across[0].selectbox(
        _("Dimension"),
        dimensions,
        index=dimensions.index(held.dimension) if held else 0,
        format_func=labels.dimension,
        key=f"{key}:dimension",
    )
    points = across[1].number_input(
        _("Points (100: as much as the others)"),
        min_value=0,
        max_value=MOST_POINTS,
        step=10,
        value=int(held.points) if held else 100,
        key=f"{key}:points",
    )
    entry: dict[str, Any] = {"dimension": dimension, "points": points}
    entry |= _texts("de", held, key)
    with st.expander(_("English texts")):
        german_only = st.checkbox(
            _("German only: the German texts are shown in English, too"),
            value=held.german_only if held else True,
            key=f"{key}:german_only",
        )
        english = _texts("en", None if held and held.german_only else held, key)
    return {**entry, "german_only": True} if german_only else {**entry, **english}


def _texts(language: str, held: Criterion | None, key: str) -> Mapping[str, Any]:
    """Ask for the texts in one language."""

    def text(label: str, name: str, before: str, limit: int) -> str:
        given = st.text_input(label, value=before, max_chars=limit, key=f"{key}:{name}_{language}")
        return " ".join(given.split())

    name = text(_("Short name"), "name", held.name(language) if held else "", LONGEST_NAME)
    question = text(
        _("Question to the participants"), "question", held.question(language) if held else "", LONGEST_TEXT
    )
    anchors = [
        text(
            _("What {rating} means").format(rating=rating),
            f"anchor_{rating}",
            held.anchor(rating, language) if held else "",
            LONGEST_TEXT,
        )
        for rating in SCALE
    ]
    return {f"name_{language}": name, f"question_{language}": question, f"anchors_{language}": anchors}


def _left_out(series: SeriesView, held: Criterion | None, key: str) -> Mapping[str, Any]:
    """Ask which groups cannot judge a criterion; nothing is said where nobody is left out."""
    before = held.left_out if held else ()
    chosen = st.multiselect(
        _("Groups that are not asked"),
        tuple(dict.fromkeys((*series.groups, *before))),
        default=before,
        format_func=group_name,
        placeholder=_("everybody is asked"),
        help=_("Who belongs to a group that cannot judge this does not get the question."),
        key=f"{key}:left_out",
    )
    return {"left_out": list(chosen)} if chosen else {}


def _place(actor: Actor, series: SeriesView, held: Criterion) -> None:
    with st.container(horizontal=True), messages.refusals():
        for label, steps in ((_("Ask earlier"), -1), (_("Ask later"), 1)):
            if st.button(label, key=state.widget("criterion_move", series.id, steps)):
                own_criteria.move_criterion(database(), actor, series.id, held.id, steps)
                messages.notice_after_rerun(_("Saved"))
        if st.button(
            _("Leave this criterion out"),
            icon=":material/delete:",
            key=state.widget("criterion_remove", series.id),
        ):
            own_criteria.remove_criterion(database(), actor, series.id, held.id)
            messages.notice_after_rerun(_("Saved"))


def dimension_points(actor: Actor, series: SeriesView, criteria: CriteriaSet) -> None:
    """Ask what the dimensions count until weights are agreed."""
    with st.form(state.widget("dimension_points", series.id, series.revision), border=True):
        columns = st.columns(len(criteria.dimensions))
        points = {
            each.id: column.number_input(
                each.name(current_language()),
                min_value=0,
                max_value=MOST_POINTS,
                step=10,
                value=int(each.points),
                key=state.widget("dimension_points", series.id, series.revision, each.id),
            )
            for each, column in zip(criteria.dimensions, columns, strict=True)
        }
        sent = st.form_submit_button(_("Save"))
    if sent:
        with messages.refusals():
            own_criteria.save_points(database(), actor, series.id, points)
            messages.notice_after_rerun(_("Saved"))
