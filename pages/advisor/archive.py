import streamlit as st

from translations import _
from ui import guard, messages
from ui.archive.transfer import bringing_in, saving
from workshops.actors import Role

actor = guard.require(Role.ADVISOR)
messages.show_notice()
st.title(_("Take a series along"), anchor=False)
st.markdown(
    _(
        "A whole series as one file: from the laptop to the server and back, or to keep. Links, join code "
        "and the participants’ devices stay out of it."
    )
)
st.header(_("Save a series"), anchor=False)
saving(actor)
st.header(_("Bring a series in"), anchor=False)
st.markdown(_("The file is checked first. It is brought in as a whole, or not at all."))
bringing_in(actor)
