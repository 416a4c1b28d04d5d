"""What would change the choice, how far people agree, and what to talk about next."""

from collections.abc import Sequence

import streamlit as st

from reports.document import Align, Table
from scoring.findings import CriterionResult
from translations import _, ngettext
from translations.formats import number, percent
from ui import state
from ui.charts import figures
from ui.charts.evaluation import WeightRange, answer_bars, weight_ranges
from ui.charts.figures import Shown
from ui.evaluation import agreement, change
from ui.evaluation.names import criterion_name, dimension_name, title
from workshops.evaluation.outcome import RoundEvaluation
from workshops.series import group_name

MOST_QUESTIONS = 8


def change_view(seen: RoundEvaluation) -> None:
    """Show what would have to change before others were chosen, and who is behind on everything."""
    _weights(seen)
    if seen.evaluation.raters > 1:
        st.header(_("Which people?"), anchor=False)
        for sentence in change.people(seen) or (change.nobody_tips(seen),):
            st.markdown(sentence)
        st.header(_("Which ratings?"), anchor=False)
        _decisive_questions(seen)
    st.header(_("Who is behind on everything?"), anchor=False)
    if not seen.evaluation.dominated:
        st.markdown(_("No entry is behind another one on every criterion."))
    _bullets([change.dominated_sentence(seen, found) for found in seen.evaluation.dominated])


def _bullets(sentences: Sequence[str]) -> None:
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))


def _weights(seen: RoundEvaluation) -> None:
    st.header(_("Which weight?"), anchor=False)
    intervals = seen.evaluation.stability
    if not intervals:
        st.markdown(_("With fewer than two ranked entries, no weight can change anything."))
        return
    drawn = weight_ranges(
        [WeightRange(dimension_name(seen, i.dimension), i.weight, i.low, i.high) for i in intervals]
    )
    rows = tuple(
        (dimension_name(seen, i.dimension), percent(i.weight), percent(i.low), percent(i.high))
        for i in intervals
    )
    right = Align.RIGHT
    table = Table(
        _("Weights between which the choice stays the same, the other weights keeping their proportions"),
        (_("Dimension"), _("Weight now"), _("Lowest weight"), _("Highest weight")),
        rows,
        (Align.LEFT, right, right, right),
    )
    alt = " ".join(change.interval_sentence(seen, interval) for interval in intervals)
    figures.figure(drawn, Shown(change.weights_sentence(seen), alt, table), "weight_ranges")
    _bullets([sentence for interval in intervals for sentence in change.edges(seen, interval)])


def _decisive_questions(seen: RoundEvaluation) -> None:
    decisive = [question for question in seen.evaluation.discuss_next if question.matters]
    if not decisive:
        st.markdown(_("No question on which people are split could change the choice by itself."))
        return
    st.markdown(
        ngettext(
            "If the group settled on either side of this question, the choice could change:",
            "If the group settled on either side of one of these {n} questions, the choice could change:",
            len(decisive),
        ).format(n=number(len(decisive)))
    )
    _bullets([agreement.cell_sentence(seen, question) for question in decisive[:MOST_QUESTIONS]])


def agreement_view(seen: RoundEvaluation) -> None:
    """Show how far people agree, by use case or by criterion, with the answers beside each figure."""
    if seen.evaluation.raters < 3:
        st.info(_("Agreement is shown from three people on: with fewer it says nothing."))
        return
    st.header(_("How far do people agree?"), anchor=False)
    st.markdown(" ".join(filter(None, (agreement.split_sentence(seen), agreement.order_sentence(seen)))))
    ways = {"item": _("by use case"), "criterion": _("by criterion")}
    way = st.segmented_control(
        _("Show the answers"),
        list(ways),
        default="item",
        required=True,
        format_func=lambda key: ways[key],
        key=state.widget("agreement_way", seen.round.id),
    )
    if way == "criterion":
        _by_criterion(seen)
    else:
        _by_item(seen)
    _harmless(seen)
    _gaps(seen)


def _harmless(seen: RoundEvaluation) -> None:
    """Name, folded, the questions on which opinions part although that decides nothing."""
    others = [question for question in seen.evaluation.discuss_next if not question.matters]
    if not others:
        return
    heading = ngettext(
        "{n} question on which opinions part without changing the choice",
        "{n} questions on which opinions part without changing the choice",
        len(others),
    )
    with st.expander(heading.format(n=number(len(others)))):
        _bullets([agreement.cell_sentence(seen, each) for each in others])


def _by_item(seen: RoundEvaluation) -> None:
    items = {item.item_id: item for item in seen.evaluation.items}
    chosen = st.selectbox(
        _("Use case"),
        list(items),
        format_func=lambda key: f"{seen.titles[key]} ({agreement.summary(items[key].criteria)})",
        key=state.widget("agreement_item", seen.round.id),
    )
    cells = items[chosen].criteria
    labels = [criterion_name(seen, cell.criterion_id) for cell in cells]
    _answers(labels, list(cells), title(seen, chosen), _("Criterion"))


def _by_criterion(seen: RoundEvaluation) -> None:
    criteria = [criterion.id for criterion in seen.criteria.criteria]
    chosen = st.selectbox(
        _("Criterion"),
        criteria,
        format_func=lambda key: criterion_name(seen, key),
        key=state.widget("agreement_criterion", seen.round.id),
    )
    cells = {
        item.item_id: next(cell for cell in item.criteria if cell.criterion_id == chosen)
        for item in seen.evaluation.items
    }
    labels = [seen.titles[item_id] for item_id in cells]
    _answers(labels, list(cells.values()), f"**{criterion_name(seen, chosen)}**", _("Use case"))


def _answers(labels: list[str], cells: list[CriterionResult], name: str, column: str) -> None:
    rows = tuple(
        (
            label,
            agreement.level_name(cell.level),
            number(cell.agreement, 1),
            agreement.distribution(cell.counts),
            number(cell.mean, 1),
            number(cell.n),
            number(cell.abstentions),
        )
        for label, cell in zip(labels, cells, strict=True)
    )
    right = Align.RIGHT
    table = Table(
        _("A is van der Eijk’s agreement: 1 all on one answer, 0 evenly spread, −1 two camps at the ends"),
        (column, _("Agreement"), "A", _("Answers"), _("Mean"), _("n"), _("no answer")),
        rows,
        (Align.LEFT, Align.LEFT, right, Align.LEFT, right, right, right),
    )
    alt = "; ".join(f"{row[0]}: {row[3]}" for row in rows)
    sentence = f"{name}: {agreement.summary(cells)}"
    figures.figure(
        answer_bars(labels, [cell.counts for cell in cells]),
        Shown(sentence, alt, table),
        "answers",
        open_table=True,
    )


def _gaps(seen: RoundEvaluation) -> None:
    st.header(_("Where groups differ"), anchor=False)
    gaps = seen.evaluation.group_gaps
    smallest = seen.evaluation.settings.minimum_group_size
    if not gaps:
        st.markdown(
            _("No two groups of at least {n} people lie a whole step or more apart.").format(n=smallest)
        )
        return
    st.markdown(agreement.gap_sentence(seen, gaps[0]))
    rows = tuple(
        (
            seen.titles[gap.item_id],
            criterion_name(seen, gap.criterion_id),
            f"{group_name(gap.high_group)}: {number(gap.high_mean, 1)} (n = {gap.high_n})",
            f"{group_name(gap.low_group)}: {number(gap.low_mean, 1)} (n = {gap.low_n})",
        )
        for gap in gaps
    )
    caption = _("Mean ratings of groups that lie at least one step apart; only groups of at least {n} people")
    header = (_("Use case"), _("Criterion"), _("Highest mean"), _("Lowest mean"))
    with st.expander(ngettext("{n} difference", "{n} differences", len(gaps)).format(n=number(len(gaps)))):
        figures.table(Table(caption.format(n=smallest), header, rows))


def discuss_view(seen: RoundEvaluation) -> None:
    """Show the questions to talk about: only those whose settling could change the choice."""
    st.header(_("Talk about this next"), anchor=False)
    queue = seen.evaluation.discuss_next
    if seen.evaluation.raters < 3:
        st.info(_("Agreement is shown from three people on: with fewer it says nothing."))
        return
    if not queue:
        st.success(_("On no question is the room split: there is nothing that has to be talked about."))
        return
    decisive = [question for question in queue if question.matters]
    if decisive:
        st.markdown(_("On these questions people are split, and an agreement could change the choice."))
        sentences = [
            f"{agreement.cell_sentence(seen, each)}. {agreement.why_discuss(each)}" for each in decisive
        ]
        st.markdown("\n".join(f"{place}. {text}" for place, text in enumerate(sentences, start=1)))
    else:
        st.success(_("No question on which people are split could change the choice: it can be decided."))
