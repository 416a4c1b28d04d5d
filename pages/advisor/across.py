import streamlit as st

from translations import _, ngettext
from ui import frame, guard, messages, state
from ui.across.views import by_use_case, joint_list, theme_trend, trend
from ui.across.yearly import yearly_list
from ui.services import database
from workshops.actors import Role
from workshops.overview import across

actor = guard.require(Role.ADVISOR)
messages.show_notice()
st.title(_("Across all series"), anchor=False)
st.markdown(
    _(
        "What the municipalities have chosen, and who could do it together. Only decisions are counted: "
        "no participants, no ratings. Rehearsals are left out."
    )
)
chosen = across.choices(database(), actor)
archived = sum(choice.archived for choice in chosen)
if archived:
    with_archive = st.checkbox(
        ngettext(
            "With {n} decision from archived series", "With {n} decisions from archived series", archived
        ).format(n=archived),
        value=True,
        key=state.widget("across_archived"),
    )
    chosen = chosen if with_archive else tuple(choice for choice in chosen if not choice.archived)
if not chosen:
    st.info(_("Nothing has been chosen yet. As soon as a series has picks, they appear here."))
    frame.end()

st.header(_("Joint projects"), anchor=False)
st.markdown(
    _(
        "Neighbours (at most 25 km apart, or in the same district) that chose the same use case "
        "could apply together."
    )
)
joint_list(across.joint_projects(chosen))

st.header(_("Fields of action over the years"), anchor=False)
trend(chosen)

st.header(_("Themes over the years"), anchor=False)
theme_trend(chosen)

st.header(_("What was chosen where"), anchor=False)
by_use_case(chosen)

st.header(_("What became of it"), anchor=False)
yearly_list(actor)
