"""For a long shortlist: what each way of rating asks of a person, and the choice of the first stage."""

import streamlit as st

from reports.document import Align, Table
from translations import _
from translations.formats import number
from ui import messages, state
from ui.charts import figures
from ui.services import database
from workshops.actors import Actor
from workshops.evaluation import stages
from workshops.evaluation.stages import LIKELY_IN_REACH, StageChoice
from workshops.live import agreeing
from workshops.live.rounds import RoundView, Stage
from workshops.series import SeriesView


def stage_choice(actor: Actor, series: SeriesView, held: RoundView, *, begun: bool) -> None:
    """Offer two stages where the list is long and nothing is rated yet; else say which stage this is."""
    if held.stage is Stage.DIMENSIONS:
        st.info(
            _(
                "First stage: one answer per dimension. Once it is rated, the evaluation shows which entries "
                "can still be among the first, and only these are rated on all criteria."
            )
        )
    found = stages.choice(database(), actor, series.id)
    if begun or found is None or not (found.suggested or held.stage is Stage.DIMENSIONS):
        return
    with st.expander(_("A long shortlist: rate it in two stages?"), icon=":material/filter_alt:"):
        load_table(found)
        other = Stage.CRITERIA if held.stage is Stage.DIMENSIONS else Stage.DIMENSIONS
        if st.button(_change_name(other), key=state.widget("stage", held.id)):
            with messages.refusals():
                opened = agreeing.begin_group_round(database(), actor, series.id) if held.planned else held
                stages.change_stage(database(), actor, opened.id, other)
                st.rerun()


def judgement_loads(actor: Actor, series: SeriesView) -> None:
    """Show for a long shortlist what each way of rating costs one person."""
    found = stages.choice(database(), actor, series.id)
    if found is not None and found.suggested:
        with st.expander(_("How many judgements each person has to give"), icon=":material/filter_alt:"):
            load_table(found)


def _change_name(stage: Stage) -> str:
    if stage is Stage.DIMENSIONS:
        return _("Rate in two stages: dimensions first")
    return _("Rate everything on all criteria after all")


def load_table(found: StageChoice) -> None:
    """Show how many judgements each way of rating costs one person."""
    right = Align.RIGHT
    ways = {
        "all_criteria": _("everything on all criteria"),
        "two_stages": _("two stages: dimensions, then criteria where it matters"),
    }
    rows = tuple(
        (ways[load.way], number(load.first_stage), number(load.second_stage), number(load.judgements))
        for load in found.loads
        if load.way in ways
    )
    caption = _(
        "Judgements per person for {items} entries, assuming that {n} entries are left for the second stage"
    ).format(items=number(found.items), n=number(min(LIKELY_IN_REACH, found.items)))
    header = (_("Way of rating"), _("First stage"), _("Second stage"), _("Together"))
    figures.table(Table(caption, header, rows, (Align.LEFT, right, right, right)))
