"""The Streamlit entry: page settings, language, the visitor's roles, navigation, and the page."""

import streamlit as st

from translations import _
from ui import frame, guard, language, messages, navigation, phases
from workshops.actors import Role
from workshops.errors import StorageError

language.apply()
st.set_page_config(page_title=_("Smart-Region-Werkstatt"), page_icon="🧭", layout="wide")
guard.refuse_the_network()

try:
    advisor = guard.actor(Role.ADVISOR)
    roles = [Role.ADVISOR] if advisor else []
    if guard.actor(Role.MUNICIPALITY):
        roles.append(Role.MUNICIPALITY)
except StorageError as error:
    st.title(_("The workshop tool cannot work at the moment"))
    messages.refusal(error)
    st.stop()

pages = navigation.pages(roles)
page = st.navigation(list(pages.values()), position="hidden")
with messages.refusals():
    phases.head(next((entry for entry, each in pages.items() if each is page), None), advisor)
    page.run()
frame.footer(signed_in=Role.ADVISOR in roles)
