"""What was said in the rounds, to be read beside the sketch."""

import streamlit as st

from translations import _
from ui.scoring.note import note_form
from ui.services import database
from ui.text import literal
from workshops.actors import Actor
from workshops.handing_over.sketching import SketchView
from workshops.live import notes


def words_from_the_rounds(actor: Actor, sketch: SketchView) -> None:
    """Show the participants' remarks on what was picked and the advisor's note, which can be written on."""
    found = notes.words_on(database(), actor, sketch.series_id, sketch.item_id)
    with st.expander(_("From the rounds ({number})").format(number=len(found)), expanded=False):
        if not found:
            st.markdown(_("Nobody has noted or remarked anything on this entry."))
        for word in found:
            if word.round_number:
                st.caption(_("Remark in round {number}").format(number=word.round_number))
                st.markdown("> " + literal(word.text).replace("\n", "  \n> "))
        note_form(actor, sketch.series_id, sketch.item_id, "sketch")
