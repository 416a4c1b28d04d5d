"""A wrong group, corrected by the advisor as long as nothing of that person was shown."""

import streamlit as st

from translations import _, formats
from ui import messages, state
from ui.services import database
from workshops.actors import Actor
from workshops.live import taking_part
from workshops.live.attendance import Admission, Joined
from workshops.series import SeriesView, group_name


def name_of(record: Joined) -> str:
    """Return how a record is told from the others: it has no name."""
    return _("record {number}, joined {time}").format(
        number=record.number, time=formats.datetime_(record.joined_at)
    )


def correct_group(actor: Actor, series: SeriesView, found: Admission) -> None:
    """Ask whose group is wrong, and which one is right."""
    names = {record.id: name_of(record) for record in found.counted}
    with st.expander(_("Correct a wrong group")):
        st.caption(
            _(
                "On the phone everybody can do it under “My code”. After answers were given it stands in the "
                "minutes, without the groups; after a result was shown the group stays as it is."
            )
        )
        edition = state.edition("correct_group")
        chosen = st.selectbox(
            _("Whose group"),
            list(names),
            index=None,
            format_func=lambda each: names[each],
            placeholder=_("Choose"),
            key=state.widget("whose_group", series.id, edition),
        )
        if chosen:
            _form(actor, series, chosen, edition)


def _form(actor: Actor, series: SeriesView, participant_id: str, edition: int) -> None:
    with messages.refusals():
        part = taking_part.of_record(database(), actor, series.id, participant_id)
        if part.fixed:
            st.info(_("It cannot be changed any more: a result has been shown."))
            return
        ids = [group for group, _name in part.groups]
        group = st.selectbox(
            _("Right group"),
            ids,
            index=ids.index(part.group) if part.group in ids else None,
            format_func=group_name,
            placeholder=_("none"),
            key=state.widget("right_group", participant_id, edition),
        )
        if st.button(_("Correct the group"), key=state.widget("correct_group", series.id)):
            taking_part.correct_group(database(), actor, series.id, participant_id, group)
            state.begin_anew("correct_group")
            messages.notice_after_rerun(_("The group was corrected"))
