"""The Streamlit entry: page settings, language, the visitor's roles, navigation, and the page."""

import streamlit as st

from translations import _
from ui import frame, guard, language, messages, navigation
from workshops.actors import Role
from workshops.errors import StorageError

language.apply()
st.set_page_config(page_title=_("Smart-Region-Werkstatt"), page_icon="🧭", layout="wide")
guard.refuse_the_network()

try:
    roles = [role for role in (Role.ADVISOR, Role.MUNICIPALITY, Role.WALL) if guard.actor(role)]
except StorageError as error:
    st.title(_("The workshop tool cannot work at the moment"))
    messages.refusal(error)
    st.stop()

page = st.navigation(navigation.pages(roles), position="hidden" if roles == [Role.WALL] else "top")
with messages.refusals():
    page.run()
if page.url_path == navigation.WALL.address:
    frame.wall_footer()
else:
    frame.footer(signed_in=Role.ADVISOR in roles)
