"""The ranking with what is known about its certainty, entry by entry."""

import streamlit as st

from reports.document import Align, Table
from reports.figures import points, rank_among
from scoring.findings import Evaluation, ItemResult, RankUncertainty
from translations import _, current_language, ngettext
from translations.formats import NO_VALUE, number
from ui import showing
from ui.charts import figures
from ui.charts.evaluation import RankRange, rank_ranges
from ui.charts.figures import Shown
from ui.evaluation import results
from ui.evaluation.change import method_name, methods_sentence
from ui.evaluation.names import among_the_first, chance, titles
from ui.evaluation.notes import unranked
from workshops.deciding.decisions import PickView
from workshops.evaluation.outcome import RoundEvaluation


def ranking_view(seen: RoundEvaluation, picks: tuple[PickView, ...]) -> None:
    """Show how sure the ranks are, what the points are made of, and what other methods choose.

    Drawn anew only if something of it is another: nothing in it can be clicked.
    """
    words = repr((seen.titles, [pick.item_id for pick in picks], showing.is_on()))
    _drawn(seen.round.id, seen.mark, words, current_language(), seen, picks)


@st.cache_data(show_spinner=False, max_entries=16)
def _drawn(
    round_id: str,  # noqa: ARG001
    mark: str,  # noqa: ARG001
    words: str,  # noqa: ARG001
    language: str,  # noqa: ARG001
    _seen: RoundEvaluation,
    _picks: tuple[PickView, ...],
) -> None:
    _ranking(_seen, _picks)


def _ranking(seen: RoundEvaluation, picks: tuple[PickView, ...]) -> None:
    if not seen.evaluation.ranking:
        for sentence in unranked(seen):
            st.info(sentence)
        return
    st.header(_("How sure is each rank?"), anchor=False)
    certainty(seen)
    for sentence in unranked(seen):
        st.info(sentence)
    scores = results.scores_of(seen, picks)
    st.header(_("What the points are made of"), anchor=False)
    results.ranking(scores, "evaluation")
    st.header(_("Benefit and feasibility"), anchor=False)
    results.portfolio(scores, "evaluation")
    _crosscheck(seen)


def certainty(seen: RoundEvaluation) -> None:
    """Show rank, range and the chance of being among the first, as sentence, picture and table."""
    found = seen.evaluation
    ranges = [
        RankRange(
            label=f"{item.rank}. {seen.titles[item.item_id]}",
            rank=item.rank or 0,
            by_raters=_span(item.under_raters),
            by_weights=_span(item.under_weights),
        )
        for item in found.ranking
    ]
    table = certainty_table(seen)
    alt = _("Ranks and their ranges. {rows}.").format(
        rows="; ".join(f"{row[1]}: {', '.join(row[2:])}" for row in table.rows)
    )
    figures.figure(rank_ranges(ranges, found.verdict.k), Shown(certainty_sentence(seen), alt, table), "ranks")


def _span(uncertainty: RankUncertainty | None) -> tuple[int, int] | None:
    return None if uncertainty is None else (uncertainty.low, uncertainty.high)


def certainty_sentence(seen: RoundEvaluation) -> str:
    """Return which entries are among the first whatever happens, and which may still get there."""
    found, k = seen.evaluation, seen.evaluation.verdict.k
    safe = [item.item_id for item in found.ranking if _worst(item) <= k]
    if len(safe) > k:
        return _("The ranges do not tell {names} apart.").format(names=titles(seen, safe))
    possible = [item.item_id for item in found.ranking if item.item_id not in safe and _best(item) <= k]
    place = among_the_first(k)
    parts = []
    if safe:
        parts.append(
            ngettext("{names} is {place} in all ranges.", "{names} are {place} in all ranges.", len(safe))
        )
    if possible:
        parts.append(ngettext("{others} may be {place}.", "{others} may be {place}.", len(possible)))
    return " ".join(parts).format(names=titles(seen, safe), others=titles(seen, possible), place=place)


def _worst(item: ItemResult) -> int:
    return max((u.high for u in (item.under_raters, item.under_weights) if u), default=item.rank or 0)


def _best(item: ItemResult) -> int:
    return min((u.low for u in (item.under_raters, item.under_weights) if u), default=item.rank or 0)


def certainty_table(seen: RoundEvaluation) -> Table:
    """Return rank, points, people, rank ranges and the chance to be among the first; as far as known."""
    found = seen.evaluation
    people, weights = _known(found)
    k = found.verdict.k
    header = [_("Rank"), _("Use case"), _("Points"), _("People")]
    header += [_("Rank range (people)"), _("First {k} (people)").format(k=k)] if people else []
    header += [_("Rank range (weights)"), _("First {k} (weights)").format(k=k)] if weights else []
    rows = []
    for item in found.ranking:
        rank = rank_among(item.rank, [other.rank for other in found.ranking])
        row = [rank, seen.titles[item.item_id], points(item.score), number(item.raters)]
        row += _uncertain(item.under_raters) if people else []
        row += _uncertain(item.under_weights) if weights else []
        rows.append(tuple(row))
    right = Align.RIGHT
    caption = _(
        "Rank range: where the rank lies in 9 of 10 trials, with other people of the same kind or with "
        "somewhat different weights. First {k}: in how many of 100 trials."
    ).format(k=k)
    align = (right, Align.LEFT, *(right for _column in header[2:]))
    return Table(caption, tuple(header), tuple(rows), align)


def _known(found: Evaluation) -> tuple[bool, bool]:
    ranked = found.ranking
    return any(item.under_raters for item in ranked), any(item.under_weights for item in ranked)


def _uncertain(found: RankUncertainty | None) -> list[str]:
    if found is None:
        return [NO_VALUE, NO_VALUE]
    span = str(found.low) if found.low == found.high else f"{found.low}–{found.high}"
    return [span, chance(found.p_top)]


def _crosscheck(seen: RoundEvaluation) -> None:
    sentence = methods_sentence(seen)
    check = seen.evaluation.crosscheck
    if sentence is None or check is None:
        return
    st.header(_("Would other methods choose the same?"), anchor=False)
    st.markdown(sentence)
    rows = tuple(
        (
            method_name(method),
            ", ".join(seen.titles[i] for i in chosen),
            number(check.tau_b[method], 1),
        )
        for method, chosen in check.chosen.items()
    )
    caption = _(
        "Kendall’s τ-b says how alike the order is to that of the weighted sum: 1 the same, −1 reversed. "
        "TOPSIS without normalisation, VIKOR with v = 0.5, PROMETHEE II with thresholds of ¼ and 1 step."
    )
    with st.expander(_("The same as a table")):
        header = (_("Method"), _("chooses"), "τ-b")
        figures.table(Table(caption, header, rows, (Align.LEFT, Align.LEFT, Align.RIGHT)))
