"""Rating one entry together, by radio buttons with worded anchors."""

from collections.abc import Callable, Mapping

import streamlit as st

from scoring.criteria import CriteriaSet, Criterion
from translations import _, current_language
from ui import labels, state
from ui.reconcile import reconciled
from ui.services import database
from workshops.actors import Actor
from workshops.live import agreeing
from workshops.live.ratings import SCALE, Answer
from workshops.live.rounds import RoundView

CANNOT_JUDGE = 0
Answers = Mapping[tuple[str, str], int | None]


def rating_form(
    actor: Actor,
    held: RoundView,
    item_id: str,
    criteria: CriteriaSet,
    answers: Answers,
    facts: Mapping[str, Callable[[], None]] | None = None,
) -> None:
    """Show the criteria of an entry, one dimension at a time; every choice is saved in the same run.

    ``facts`` shows, by id of a dimension, what is known about the entry there.
    """
    shown = [criteria.criterion(criterion_id) for criterion_id in held.criterion_ids]
    dimensions = [d.id for d in criteria.dimensions if any(c.dimension == d.id for c in shown)]
    # With one question for each dimension, as in a first stage, all of them stand side by side.
    if len(shown) > len(dimensions):
        dimensions = [_dimension_choice(held, item_id, dimensions, shown, answers)]
    own = [criterion for criterion in shown if criterion.dimension in dimensions]
    for column, criterion in zip(st.columns(len(own), gap="medium"), own, strict=True):
        with column:
            _question(actor, held, item_id, criterion, answers)
    for dimension in dimensions:
        if facts and (show := facts.get(dimension)):
            show()


def _dimension_choice(
    held: RoundView, item_id: str, dimensions: list[str], shown: list[Criterion], answers: Answers
) -> str:
    # Not tabs: their labels count the answers, and a tab whose label changes jumps back to the first.
    chosen = st.segmented_control(
        _("Dimension"),
        dimensions,
        default=dimensions[0],
        required=True,
        format_func=lambda dimension: _progress_label(dimension, item_id, shown, answers),
        key=state.widget("dimension", held.id, item_id),
    )
    return chosen or dimensions[0]


def _progress_label(dimension: str, item_id: str, shown: list[Criterion], answers: Answers) -> str:
    own = [criterion for criterion in shown if criterion.dimension == dimension]
    done = sum((item_id, criterion.id) in answers for criterion in own)
    return f"{labels.dimension(dimension)} ({done}/{len(own)})"


def _question(actor: Actor, held: RoundView, item_id: str, criterion: Criterion, answers: Answers) -> None:
    language, choices = current_language(), (*SCALE, CANNOT_JUDGE)
    key = state.widget("rating", held.id, item_id, criterion.id)

    def save(choice: int | None) -> None:
        value = None if choice == CANNOT_JUDGE else choice
        begun = agreeing.begin_group_round(database(), actor, held.series_id) if held.planned else held
        agreeing.save_group_answer(database(), actor, Answer(begun.id, item_id, criterion.id, value))

    def ask(first: int | None) -> int | None:
        return st.radio(
            criterion.question(language),
            choices,
            index=None if first is None else choices.index(first),
            format_func=lambda choice: _wording(criterion, choice, language),
            key=key,
            label_visibility="collapsed",
            disabled=not held.takes_ratings,
        )

    st.markdown(f"**{criterion.name(language)}**  \n{criterion.question(language)}")
    reconciled(key, _choice(answers, item_id, criterion.id), None, draw=ask, save=save)


def _choice(answers: Answers, item_id: str, criterion_id: str) -> int | None:
    if (item_id, criterion_id) not in answers:
        return None
    value = answers[item_id, criterion_id]
    return CANNOT_JUDGE if value is None else value


def _wording(criterion: Criterion, choice: int, language: str) -> str:
    if choice == CANNOT_JUDGE:
        return _("cannot judge")
    return f"{choice} – {criterion.anchor(choice, language)}"
