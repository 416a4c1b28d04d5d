import streamlit as st

from translations import _
from ui import frame, guard, messages
from ui.navigation import JOURNEY
from ui.series import finding as asked
from ui.series.card import series_cards
from ui.series.clock import ask_about_the_clock
from ui.series.first_steps import first_steps
from ui.series.form import beginning
from ui.services import database
from workshops.actors import Role
from workshops.overview import finding
from workshops.overview.finding import Criteria, State

actor = guard.require(Role.ADVISOR)
messages.show_notice()

st.title(_("Series"), anchor=False)
st.markdown(
    _("Each municipality has its own series: from the overview of use cases to two or three sketches.")
)
ask_about_the_clock(actor)
choices = finding.choices(database(), actor)
running = choices.number - choices.archived

if not asked.is_long(choices):
    first_steps(actor, unfolded=not choices.number)
started = beginning(actor, unfolded=not running)
if started is not None:
    frame.choose(started.id)
    st.switch_page(JOURNEY[0].file, query_params={frame.SERIES_PARAMETER: started.id})

if not running:
    st.info(_("There is no series yet. Choose a municipality above to start the first one."))
chosen = asked.criteria(choices)
found = finding.find(database(), actor, chosen, asked.turned_to(chosen))
if asked.is_long(choices):
    asked.sentence(actor, found, chosen)
series_cards(actor, found.cards)
asked.pages(found, chosen)

if choices.archived and not asked.is_long(choices):
    archive = st.expander(
        _("Archived series ({number})").format(number=choices.archived), key="archived", on_change="rerun"
    )
    if archive.open:
        with archive:
            series_cards(actor, finding.find(database(), actor, Criteria(state=State.ARCHIVED)).cards)
