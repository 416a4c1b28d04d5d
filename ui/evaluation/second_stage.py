"""After a first stage: which entries are worth rating on all criteria, and the step to do so."""

import streamlit as st

from translations import _, ngettext
from translations.formats import number
from ui import labels, messages, state
from ui.evaluation.names import among_the_first
from ui.services import database
from workshops.actors import Actor
from workshops.evaluation import stages
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live.rounds import Kind
from workshops.series import SeriesView


def second_stage(actor: Actor, series: SeriesView, seen: RoundEvaluation) -> None:
    """Name the entries that can still be among the first, and offer to rate just these on all criteria."""
    reach = stages.reach(seen)
    if reach is None or not (reach.in_reach or reach.undecided):
        return
    suggested = [*reach.in_reach, *reach.undecided]
    criteria = len(labels.criteria_of(series).ids)
    with st.container(border=True):
        st.header(_("Second stage"), anchor=False)
        st.markdown(
            ngettext(
                "{n} of {all} entries can still be {place} or has too few ratings. Rating it on all "
                "{criteria} criteria means {load} judgements per person; for all entries it would be {full}.",
                "{n} of {all} entries can still be {place} or have too few ratings. Rating them on all "
                "{criteria} criteria means {load} judgements per person; for all entries it would be {full}.",
                len(suggested),
            ).format(
                n=number(len(suggested)),
                all=number(len(seen.titles)),
                place=among_the_first(seen.evaluation.verdict.k),
                criteria=criteria,
                load=number(len(suggested) * criteria),
                full=number(len(seen.titles) * criteria),
            )
        )
        chosen = st.multiselect(
            _("Entries of the second stage"),
            list(seen.titles),
            default=suggested,
            format_func=lambda key: seen.titles[key],
            placeholder=_("Choose"),
            key=state.widget("second_stage", seen.round.id),
        )
        if st.button(_("Begin the second stage"), type="primary", disabled=not chosen):
            with messages.refusals():
                stages.begin_second(database(), actor, seen, chosen)
                messages.notice_after_rerun(_begun(seen))


def _begun(seen: RoundEvaluation) -> str:
    if seen.round.kind is Kind.LIVE:
        return _("The second stage is prepared; open it in the cockpit")
    return _("The second stage has begun on the scoring page")
