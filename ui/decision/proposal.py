"""The proposal for the decision: the best set under the wishes, and what another choice costs."""

from collections.abc import Mapping, Sequence

import streamlit as st

from reports.document import Align, Table
from reports.figures import points
from translations import _, ngettext
from translations.formats import NO_VALUE, euro
from ui import labels, messages, state
from ui.charts import figures
from ui.decision.pick import own_name
from ui.decision.wishes import wishes_form
from ui.evaluation.names import chance, titles
from ui.services import database
from ui.typed import saved, typed_text
from workshops.actors import Actor
from workshops.deciding import decisions, proposal
from workshops.deciding.decisions import REASON_LENGTH, PickView
from workshops.deciding.proposal import Choice, Proposal, ProposedSet, Wishes
from workshops.evaluation.outcome import RoundEvaluation
from workshops.library.shortlist import ItemView
from workshops.series import SeriesView

ENOUGH_TO_PROPOSE = 3


def proposal_view(
    actor: Actor,
    series: SeriesView,
    seen: RoundEvaluation,
    items: Mapping[str, ItemView],
    picks: Sequence[PickView],
) -> None:
    """Show the best set, the wishes it keeps to, and what the picks cost against it."""
    possible = tuple(item_id for item_id, item in items.items() if not item.is_excluded)
    wanted = proposal.wishes(database(), actor, series.id)
    st.header(_("Proposal"), anchor=False)
    heading = _("What the proposal keeps to: {wishes}").format(wishes=wishes_in_words(wanted))
    with st.expander(heading, key=state.widget("wishes", series.id)):  # open although its heading changes
        wishes_form(actor, series, seen, items, wanted)
    found = _proposal(seen.round.id, series.revision, seen, wanted, possible)
    for sentence in proposal_sentences(seen, found, wanted):
        st.markdown(sentence)
    if found.best:
        figures.table(_table(seen, found))
        if len(found.best) == 1:
            _take_over(actor, series, seen, found.best[0], picks)
    picked = [pick.item_id for pick in picks]
    if picked:
        st.markdown(
            choice_sentence(
                seen, _choice(seen.round.id, series.revision, tuple(picked), seen, wanted, possible)
            )
        )
    _comparison(series, seen, wanted, possible, tuple(picked))


@st.cache_resource(show_spinner=False, max_entries=32)
def _proposal(
    round_id: str,  # noqa: ARG001
    revision: int,  # noqa: ARG001
    _seen: RoundEvaluation,
    _wanted: Wishes,
    _possible: tuple[str, ...],
) -> Proposal:
    return proposal.propose(_seen, _wanted, _possible)


@st.cache_resource(show_spinner=False, max_entries=512)
def _choice(
    round_id: str,  # noqa: ARG001
    revision: int,  # noqa: ARG001
    chosen: tuple[str, ...],
    _seen: RoundEvaluation,
    _wanted: Wishes,
    _possible: tuple[str, ...],
) -> Choice:
    return proposal.choose(_seen, _wanted, _possible, chosen)


def wishes_in_words(wanted: Wishes) -> str:
    """Return the size, the rule about areas and the budget in a few words."""
    parts = [ngettext("{n} entry", "{n} entries", wanted.size).format(n=wanted.size)]
    if wanted.one_per_area:
        parts.append(_("at most one per field of action"))
    if wanted.budget is not None:
        parts.append(_("together at most {budget}").format(budget=euro(wanted.budget)))
    return ", ".join(parts)


def proposal_sentences(seen: RoundEvaluation, found: Proposal, wanted: Wishes) -> tuple[str, ...]:
    """Return the best set in words, how sure it is, and why there is none if there is none."""
    if not found.best:
        return (_obstacle(found),)
    best = found.best[0]
    sentences = [
        _("The best set is {names}: together {points} points.").format(
            names=titles(seen, best.item_ids), points=points(best.value)
        )
    ]
    if best.cost is not None:
        sentences[0] += " " + _("Estimated cost: {cost}.").format(cost=euro(best.cost))
    elif wanted.budget is not None:
        sentences.append(_("No cost is estimated yet, so the budget could not be taken into account."))
    if others := len(found.best) - 1:
        sentences[0] = _("Several sets are worth exactly as much, {points} points; one is {names}.").format(
            names=titles(seen, best.item_ids), points=points(best.value)
        )
        sentences.append(
            ngettext(
                "The ratings do not decide between it and {n} other set: what decides are your reasons.",
                "The ratings do not decide between it and {n} other sets: what decides are your reasons.",
                others,
            ).format(n=others)
        )
    if not seen.agreed and seen.evaluation.raters < ENOUGH_TO_PROPOSE:
        sentences.append(
            _("Fewer than three people have rated: take this as a start for talking, not as a proposal.")
        )
    if found.near:
        near = "; ".join(titles(seen, each.item_ids) for each in found.near)
        sentences.append(_("Nearly as good, at most 2 % less: {sets}.").format(sets=near))
    if wanted.budget is not None and found.without_cost:
        sentences.append(
            _("Left out, because their cost is not estimated: {names}.").format(
                names=titles(seen, found.without_cost)
            )
        )
    return tuple(sentences)


def _obstacle(found: Proposal) -> str:
    reasons = {
        "too_few_items": _("There is no proposal: too few entries have a rank and a known cost."),
        "budget": _("There is no proposal: even the cheapest entries together exceed the budget."),
        "constraints": _("There is no proposal: the entries with a rank lie in too few fields of action."),
    }
    return reasons[found.obstacles[0]] if found.obstacles else reasons["too_few_items"]


def _table(seen: RoundEvaluation, found: Proposal) -> Table:
    rows = tuple(
        (
            f"{seen.titles[item_id]} ({labels.area(seen.areas[item_id])})",
            points(seen.evaluation.item(item_id).score),
            chance(found.core.get(item_id, 0.0)),
        )
        for item_id in found.best[0].item_ids
    )
    caption = _("The proposed entries; in how many of 100 weightings each belongs to the best set")
    right = Align.RIGHT
    header = (_("Use case"), _("Points"), _("in the best set"))
    return Table(caption, header, rows, (Align.LEFT, right, right))


def choice_sentence(seen: RoundEvaluation, choice: Choice) -> str:
    """Return what the picks cost in value against the best set."""
    names = titles(seen, [item_id for item_id in choice.item_ids if item_id in seen.titles])
    if choice.unscored:
        return _("What your choice costs cannot be said: part of it has no rank.")
    if choice.best is None:
        return _("With {names}, no set keeps to the wishes above.").format(names=names)
    if choice.loss is None:
        return _("Your choice {names} is worth {points} points; there is no proposal to compare.").format(
            names=names, points=points(choice.best.value)
        )
    if choice.loss < -1e-9:
        return _(
            "Your choice {names} is worth more than the proposal, but does not keep to the wishes."
        ).format(names=names)
    if choice.loss <= 1e-9:
        return _("Your choice {names} costs nothing against the proposal.").format(names=names)
    return _("Your choice {names} costs {loss} points against the proposal.").format(
        names=names, loss=points(choice.loss)
    )


def _comparison(
    series: SeriesView,
    seen: RoundEvaluation,
    wanted: Wishes,
    possible: tuple[str, ...],
    picked: tuple[str, ...],
) -> None:
    """Show for the best entries not picked yet what picking each of them would cost."""
    if len(picked) >= wanted.size:
        return
    others = [i.item_id for i in seen.evaluation.ranking if i.item_id in possible and i.item_id not in picked]
    rows = []
    for item_id in others:
        chosen = (*picked, item_id)
        found = _choice(seen.round.id, series.revision, chosen, seen, wanted, possible)
        loss = NO_VALUE if found.loss is None else points(max(found.loss, 0.0))
        item = seen.evaluation.item(item_id)
        rows.append((str(item.rank), seen.titles[item_id], points(item.score), loss))
    if not rows:
        return
    right = Align.RIGHT
    caption = _(
        "Points that the best set with this entry is worth less than the proposal; "
        "– where no set with it keeps to the wishes"
    )
    header = (_("Rank"), _("Use case"), _("Points"), _("costs (points)"))
    with st.expander(_("What another choice would cost")):
        figures.table(Table(caption, header, tuple(rows), (right, Align.LEFT, right, right)))


def _take_over(
    actor: Actor,
    series: SeriesView,
    seen: RoundEvaluation,
    best: ProposedSet,
    picks: Sequence[PickView],
) -> None:
    """Take the proposal with a name and a reason for each entry: each stands in a sketch of its own."""
    if picks:
        return
    with st.container(border=True):
        names, reasons = {}, {}
        for item_id in best.item_ids:
            title = seen.titles[item_id]
            names[item_id] = own_name(
                _("What is “{title}” called with you?").format(title=title),
                title,
                state.widget("take_over_name", series.id, item_id),
            )
            reasons[item_id] = typed_text(
                actor,
                series.id,
                f"reason {item_id}",
                _("Why {title}?").format(title=title),
                height=80,
                max_chars=REASON_LENGTH,
                placeholder=_("What speaks for it? What did the discussion bring?"),
                key=state.widget("take_over_reason", series.id, item_id),
            ).text
        sent = st.button(_("Take the proposal"), key=state.widget("take_over", series.id))
    if sent:
        with messages.refusals():
            decisions.pick_all(database(), actor, series.id, reasons, names)
            for item_id in best.item_ids:
                saved(actor, series.id, f"reason {item_id}")
            messages.notice_after_rerun(_("The proposal is picked, with the reasons in the minutes"))
