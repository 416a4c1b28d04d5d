import streamlit as st

from translations import LANGUAGES, _
from ui import frame, guard, state
from ui.documents.listing import document_list
from ui.documents.series import gather
from ui.documents.slide_templates import slide_template_upload
from ui.documents.templates import template_upload
from ui.language import code as language
from ui.moderation.paper import print_ballots
from ui.services import database
from workshops.actors import Role
from workshops.live import ballot, rounds
from workshops.live.rounds import State

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Documents"),
    _("Everything to hand in, to present and to print. A document is made when you press its button."),
)
code = st.segmented_control(
    _("Language of the documents"),
    list(LANGUAGES),
    default=language(),
    required=True,
    format_func=lambda each: LANGUAGES[each],
    key=state.widget("document_language", series.id),
)
document_list(actor, gather(actor, series, "en" if code == "en" else "de"))

st.header(_("Ballots on paper"), anchor=False)
waiting = [each for each in rounds.every(database(), actor, series.id) if each.state is not State.REVEALED]
if waiting:
    if not waiting[-1].short:
        st.markdown(_("For those without a phone: one sheet for each entry, with a QR code."))
    print_ballots(actor, series, waiting[-1], ballot.ballot(database(), actor, waiting[-1].id))
else:
    st.info(_("Ballots belong to a round that is not finished. Please prepare one first."))

st.header(_("Own templates"), anchor=False)
st.subheader(_("Word"), anchor=False)
template_upload(actor, language())
st.subheader(_("Slides"), anchor=False)
slide_template_upload(actor)
