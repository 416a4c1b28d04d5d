"""Where the advisor enters what became of a project, and takes back what was a mistake."""

from collections.abc import Mapping

import streamlit as st

from translations import _
from translations.formats import date, today
from ui import labels, messages, state
from ui.number_fields import FIELD_WIDTH, amounts, number_of
from ui.result.afterwards import told
from ui.services import database
from ui.text import literal
from ui.typed_times import day_of
from workshops.actors import Actor
from workshops.deciding import afterwards, decisions
from workshops.deciding.afterwards import EFFECT_LENGTH, MOST_EURO, ProjectState
from workshops.series import SeriesView

FORM = "project_state"


def state_form(actor: Actor, series: SeriesView) -> None:
    """Let the advisor enter how a project stands now, and take lines back that were a mistake."""
    picks = decisions.picks(database(), actor, series.id)
    if not picks:
        st.info(_("What became of the projects can be entered once they are chosen."))
        return
    titles = {pick.item_id: pick.title for pick in picks}

    def key(*parts: object) -> str:
        return state.widget(FORM, series.id, state.edition(FORM), *parts)

    with st.form(key("form"), border=True, enter_to_submit=False):
        item_id = st.selectbox(
            _("Project"), list(titles), format_func=lambda each: titles[each], key=key("project")
        )
        became = st.selectbox(
            _("How it stands"),
            list(ProjectState),
            index=None,
            placeholder=_("Please choose"),
            format_func=labels.project_state,
            key=key("state"),
        )
        # Not st.date_input: the parts of its field are smaller than a fingertip, and it takes no pasted day.
        day = st.text_input(
            _("On (day)"), value=date(today()), key=key("day"), max_chars=40, width=FIELD_WIDTH
        )
        label = _("Amount in €")
        typed = st.text_input(
            label,
            key=key("amount"),
            help=_(
                "The grant that was applied for, granted or refused; for what is under way or done, what was "
                "spent. May stay empty."
            ),
            width=FIELD_WIDTH,
        )
        effect = st.text_input(
            _("What it has brought about, in one sentence"),
            max_chars=EFFECT_LENGTH,
            key=key("effect"),
            help=_("Please name no persons. May stay empty."),
        )
        sent = st.form_submit_button(_("Enter the state"), type="primary", key=key("send"))
    if sent:
        with messages.refusals():
            if became is None:
                st.error(_("Please choose how the project stands."), title=_("The state is missing."))
                return
            afterwards.enter(
                database(),
                actor,
                series.id,
                item_id,
                state=became,
                day=day_of(day),
                amount=number_of(label, typed, amounts(MOST_EURO), optional=True),
                effect=effect,
            )
            state.begin_anew(FORM)
            messages.notice_after_rerun(_("The state is entered"))
    _entered(actor, series, titles)


def _entered(actor: Actor, series: SeriesView, titles: Mapping[str, str]) -> None:
    """List all lines, the newest first, each with a way to take it back."""
    lines = [each for each in afterwards.history(database(), actor, series.id) if each.item_id in titles]
    for each in reversed(lines):
        with st.container(horizontal=True, vertical_alignment="center"):
            text = f"{titles[each.item_id]} – {told(each)}"
            if each.taken_back_at is not None:
                back = _("taken back on {day}").format(day=date(each.taken_back_at))
                st.markdown(f"~~{literal(text)}~~ {literal(f'({back})')}")
                continue
            st.markdown(literal(text))
            if st.button(_("Take back"), key=state.widget("take_back", each.id)):
                with messages.refusals():
                    afterwards.take_back(database(), actor, series.id, each.id)
                    messages.notice_after_rerun(_("The line was taken back"))
