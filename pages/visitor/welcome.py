import streamlit as st

from translations import _
from ui import frame, guard, messages, state
from ui.services import database
from workshops.access import admission
from workshops.actors import Role

st.title(_("Smart-Region-Werkstatt"), anchor=False)
st.markdown(
    _(
        "The workshop tool of Hessen's consulting on digitalisation: from successful use cases, "
        "through scoring together, to sketches that can be handed in."
    )
)
st.info(
    _("Municipalities open the link that their advisor gave them. Participants scan the code on the wall."),
    icon=":material/info:",
)
if guard.actor(Role.MUNICIPALITY):
    # Behind serve.py only this visitor gets here, and only its own sign-in page limits guesses.
    st.link_button(_("Sign in as an advisor"), "/sign-in")
    frame.end(signed_in=False)
with st.form("sign_in", border=True):
    st.header(_("Sign in as an advisor"), anchor=False)
    secret = st.text_input(
        _("Password, or the code at the end of the sign-in link in the terminal"), type="password"
    )
    submitted = st.form_submit_button(_("Sign in"), type="primary")
if submitted:
    with messages.refusals():
        state.keep(state.SIGN_IN, admission.sign_in(database(), secret))
        st.rerun()
