"""The end of an agreed round: what is missing is said before it becomes final."""

from collections.abc import Sequence

import streamlit as st

from translations import _, ngettext
from translations.formats import list_
from ui import messages, state
from ui.services import database
from ui.text import literal
from workshops.actors import Actor
from workshops.live import agreeing
from workshops.live.rounds import RoundView, State
from workshops.series import SeriesView

MOST_NAMED = 5


def finishing(actor: Actor, series: SeriesView, held: RoundView, missing: Sequence[str]) -> None:
    """Finish an open round, after a question; `missing` are the titles not rated on every question."""
    if held.state is not State.OPEN:
        _go_on(actor, series, held)
    elif state.get(state.FINISHING) == held.id:
        _confirm(actor, held, missing)
    else:
        st.markdown(
            _("When everything is rated, finish the round: then the municipality's link shows the result.")
        )
        if st.button(_("Finish the round"), disabled=held.planned, key=state.widget("finish", held.id)):
            state.keep(state.FINISHING, held.id)
            st.rerun()


def missing_sentence(missing: Sequence[str]) -> str:
    """Return how many entries are not rated completely, and which."""
    if not missing:
        return _("Everything is rated.")
    named = [literal(title) for title in missing[:MOST_NAMED]]
    if len(missing) > MOST_NAMED:
        more = len(missing) - MOST_NAMED
        named.append(ngettext("{n} more entry", "{n} more entries", more).format(n=more))
    text = ngettext(
        "{n} entry is not rated completely yet: {names}.",
        "{n} entries are not rated completely yet: {names}.",
        len(missing),
    )
    return text.format(n=len(missing), names=list_(named))


def _confirm(actor: Actor, held: RoundView, missing: Sequence[str]) -> None:
    with st.container(border=True):
        asked = _(
            "Finish the round now? The municipality's link then shows the result, and no rating changes."
        )
        st.warning(f"{missing_sentence(missing)} {asked}")
        with st.container(horizontal=True):
            if st.button(_("Finish it now"), type="primary", key=state.widget("finish_now", held.id)):
                state.take(state.FINISHING)
                with messages.refusals():
                    agreeing.finish_group_round(database(), actor, held.id)
                    messages.notice_after_rerun(_("The round is finished"))
            if st.button(_("Go on rating"), key=state.widget("go_on_rating", held.id)):
                state.take(state.FINISHING)
                st.rerun()


def _go_on(actor: Actor, series: SeriesView, held: RoundView) -> None:
    st.info(_("Round {number} is finished. Its ratings can no longer be changed.").format(number=held.number))
    if st.button(_("Start another round from these ratings"), key=state.widget("another", held.id)):
        with messages.refusals():
            agreeing.next_group_round(database(), actor, series.id)
            st.rerun()
