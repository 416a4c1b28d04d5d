import streamlit as st

from translations import _
from ui import guard, messages
from ui.imprint.form import imprint_form
from ui.look.form import look_form
from workshops.actors import Role

actor = guard.require(Role.ADVISOR)
messages.show_notice()
st.title(_("Privacy and accessibility"), anchor=False)
st.markdown(
    _(
        "Municipalities, participants and the wall are led to two pages: the privacy notice and the "
        "accessibility statement. Here you say who is responsible."
    )
)
imprint_form(actor)
st.header(_("Look of this installation"), anchor=False)
st.markdown(_("Shown on the wall of every series that has set nothing of its own."))
look_form(actor)
