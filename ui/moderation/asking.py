"""How a round asks: the choice with what it costs the room, and while it runs whether more answers help."""

from collections.abc import Sequence

import streamlit as st

from scoring.allocation import MOST_QUESTIONS
from translations import _, ngettext
from translations.formats import number
from ui import language, messages, state
from ui.services import database
from workshops.actors import Actor
from workshops.live import allocation, ways
from workshops.live.allocation import FURTHER_AT_ONCE, Progress
from workshops.live.rounds import RoundView
from workshops.live.ways import Cost, Way, Ways
from workshops.series import SeriesView

SECONDS_BETWEEN_FIGURES = 8


def way_choice(actor: Actor, series: SeriesView, round_number: int, chosen: Sequence[str]) -> Way:
    """Let the advisor choose how is asked, each way with its cost; the one that suits is chosen already."""
    found = ways.ways(database(), actor, series.id, chosen)
    offered = [cost.way for cost in found.costs if found.enough or cost.way is not Way.SHORT]
    way = st.radio(
        _("How it is asked"),
        offered,
        index=offered.index(found.suggested),
        format_func=lambda way: way_name(found.cost(way)),
        key=state.widget("prepare_way", series.id, round_number, found.suggested),
    )
    st.caption(room_sentence(found))
    return way or Way.FULL


def way_name(cost: Cost) -> str:
    """Return a way of asking with its questions and minutes for each person."""
    minutes = ngettext("{n} minute", "{n} minutes", cost.minutes).format(n=number(cost.minutes))
    on = _("short: {questions} questions each, about {minutes}, and up to {further} more if you ask on")
    names = {
        Way.SHORT: on if cost.further else _("short: {questions} questions each, about {minutes}"),
        Way.FULL: _("in full: {questions} questions each, about {minutes}"),
        Way.OVERALL: _("one question per dimension: {questions} questions each, about {minutes}"),
    }
    return names[cost.way].format(
        questions=number(cost.questions), minutes=minutes, further=number(cost.further)
    )


def room_sentence(found: Ways) -> str:
    """Return for how many people this holds, and why short ballots are offered or not."""
    pace = (
        _("Minutes as measured in this series.")
        if found.measured
        else _("Minutes are estimated until a round has run.")
    )
    if not found.people:
        return (
            _("Nobody has joined yet. Say how many people you expect, and short ballots can be offered.")
            + f" {pace}"
        )
    room = ngettext("For {n} person.", "For {n} people.", found.people).format(n=number(found.people))
    if not found.enough:
        return (
            f"{room} "
            + _("Short ballots need at least 8 people and three answers behind each question.")
            + f" {pace}"
        )
    short = _(
        "Short: a part for each, drawn by plan; if you ask on, only what can still change who is among the "
        "first three."
    )
    return f"{room} {short} {pace}"


def asking_progress(actor: Actor, held: RoundView) -> None:
    """Show while a short round is open how sure the first places are, and offer to ask on."""
    if not held.short:
        return

    @st.fragment(run_every=SECONDS_BETWEEN_FIGURES)
    def figures() -> None:
        language.apply()  # a fragment that runs by itself passes by the entry page
        found = allocation.progress(database(), actor, held.id)
        if found is not None:
            st.markdown(progress_sentence(found))

    figures()
    left = allocation.left(database(), actor, held.id)
    label = _("Ask up to {n} further questions each")
    if not left:
        label = _("Ask up to {n} further questions each, more than a short ballot does")
        st.caption(
            _("Each person may be asked {most} questions already.").format(most=number(MOST_QUESTIONS))
        )
    label = label.format(n=number(left or FURTHER_AT_ONCE))
    if st.button(label, icon=":material/add_comment:", key=state.widget("ask_on", held.id, held.passes)):
        with messages.refusals():
            people = allocation.ask_on(database(), actor, held.id, beyond=not left)
            st.toast(
                ngettext(
                    "{n} person gets further questions.", "{n} people get further questions.", people
                ).format(n=number(people))
            )
            st.rerun()


def progress_sentence(found: Progress) -> str:
    """Return where a short round stands: too little yet, sure enough, or what more answers would do."""
    behind = _("{answers} answers stand behind a question on average, from {people} people.").format(
        answers=number(found.answers, 1), people=number(found.people)
    )
    if not found.enough or found.sure is None:
        return f"{behind} " + _("That is too little yet to say how sure the result is.")
    stands = _("**The first three stand in {chance} cases.**").format(chance=_of_hundred(found.sure))
    if not found.contested:
        return f"{stands} " + _("More answers are not likely to change that. You can close the round.")
    if not found.further or found.sure_after is None:
        return f"{stands} {behind} " + _("Nobody can be asked more about the close entries.")
    more = ngettext(
        "{n} more answer from each would bring that to about {chance}.",
        "{n} more answers from each would bring that to about {chance}.",
        found.further,
    ).format(n=number(found.further), chance=_of_hundred(found.sure_after))
    return f"{stands} {more}"


def _of_hundred(share: float) -> str:
    """Return a share as "94 of 100", never more than there is."""
    return _("{n} of 100").format(n=number(int(100 * share)))
