"""Preparing a round: what it rates, what keeps its answers, and whose answers count from it on."""

import streamlit as st

from translations import _, ngettext
from translations.formats import list_
from ui import frame, labels, messages, state
from ui.moderation.asking import way_choice
from ui.reconcile import reconciled
from ui.scoring.stages import judgement_loads
from ui.services import database, shortlisted
from workshops.actors import Actor
from workshops.live import planning, steering
from workshops.live.counting import Counts
from workshops.live.planning import CountingChoice, Plan
from workshops.live.rounds import RoundView, Stage
from workshops.live.ways import Way
from workshops.series import SeriesView


def prepare(actor: Actor, series: SeriesView, before: RoundView | None) -> None:
    """Choose what the next round asks, and say what that leaves as it is."""
    st.subheader(_("Prepare a round"), anchor=False)
    items = {item.id: item for item in shortlisted(actor, series) if not item.is_excluded}
    if not items:
        st.info(_("There is nothing to rate yet. Please put use cases or own ideas on the shortlist first."))
        frame.step_link(series, "pages/advisor/selection.py")
        return
    number = before.number if before else 0
    judgement_loads(actor, series)
    chosen = st.multiselect(
        _("What is rated"),
        list(items),
        default=list(items),
        format_func=lambda key: items[key].name,
        placeholder=_("Choose"),
        key=state.widget("prepare_items", series.id, number),
    )
    way = way_choice(actor, series, number, chosen)
    again = bool(before) and st.checkbox(
        _("Show everybody their earlier answers: people change only what they now see differently"),
        value=True,
        key=state.widget("prepare_again", series.id, number),
    )
    if chosen and before:
        st.markdown(plan_sentence(planning.plan(database(), actor, series.id, chosen)))
    wanted = st.button(
        _("Prepare the round"),
        type="primary",
        disabled=not chosen,
        key=state.widget("prepare_round", series.id, number),
    )
    if wanted:
        with messages.refusals():
            steering.prepare(
                database(),
                actor,
                series.id,
                item_ids=chosen,
                stage=Stage.DIMENSIONS if way is Way.OVERALL else Stage.CRITERIA,
                from_before=again,
                short=way is Way.SHORT,
            )
            st.rerun()


def plan_sentence(found: Plan) -> str:
    """Return what a round would do to the answers there are: "3 werden neu bewertet, 8 behalten …"."""
    parts = [
        ngettext("{n} entry is rated again", "{n} entries are rated again", found.again).format(
            n=found.again
        ),
        ngettext("{n} is rated for the first time", "{n} are rated for the first time", found.first).format(
            n=found.first
        ),
        ngettext("{n} keeps its answers", "{n} keep their answers", found.kept).format(n=found.kept),
    ]
    counted = (found.again, found.first, found.kept)
    return list_([part for part, n in zip(parts, counted, strict=True) if n]) + "."


def who_counts(actor: Actor, held: RoundView) -> bool:
    """On another day ask whose answers count from this round on; return whether that is settled."""
    found = planning.counting_choice(database(), actor, held.id)
    if not found.needed:
        return True

    def ask(first: Counts | None) -> Counts | None:
        options = [Counts.PRESENT, Counts.EVERYONE]
        return st.radio(
            _("The last result is from another day. Whose answers count from this round on?"),
            options,
            index=None if first is None else options.index(first),
            format_func=lambda counts: counts_name(counts, found),
            key=state.widget("counts", held.id),
        )

    def save(counts: Counts | None) -> None:
        if counts is not None:
            planning.choose_counts(database(), actor, held.id, counts)

    reconciled(state.widget("counts", held.id), found.chosen, None, draw=ask, save=save)
    return found.chosen is not None


def counts_name(counts: Counts, found: CountingChoice) -> str:
    """Return one of the choices, with the number of people that it means now."""
    if counts is Counts.PRESENT:
        return _("only of those who are here today ({people} now)").format(
            people=labels.people(found.present)
        )
    return _("of all who ever answered and those here today ({people})").format(
        people=labels.people(found.everyone)
    )
