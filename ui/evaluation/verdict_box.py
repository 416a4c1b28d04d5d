"""The evaluation at one glance: the first three, one word on how sure that is, one reason, one question."""

import streamlit as st

from reports.figures import points, rank_among
from scoring.findings import ItemResult
from translations import _, ngettext
from translations.formats import number
from ui import state
from ui.evaluation import agreement
from ui.evaluation.notes import notes
from ui.evaluation.verdict import headline, reasons, winner
from ui.text import literal
from workshops.evaluation.outcome import RoundEvaluation

ICONS = {
    "stable": ":material/verified:",
    "close": ":material/balance:",
    "fragile": ":material/warning:",
    "undetermined": ":material/help:",
}
FIRST = 3
FEWEST = 3
"""With fewer people, whether they agree says nothing."""
_LOOK = '<style>[class*="st-key-place-"] h2 { font-size: 1.4rem; padding: 0 0 0.3rem; }</style>'
BOXES = {"stable": st.success, "close": st.info, "fragile": st.warning, "undetermined": st.info}


def verdict_box(seen: RoundEvaluation) -> None:
    """Show what everybody should take along; all else stands one click further."""
    _first_places(seen)
    status = seen.evaluation.verdict.status
    sentences = " ".join(filter(None, (headline(seen), winner(seen))))
    BOXES[status](sentences, icon=ICONS[status])
    hangs_on = reasons(seen)
    lines = [_("**What it hangs on:** {reason}").format(reason=hangs_on[0])] if hangs_on else []
    if question := _question(seen):
        lines.append(_("**Worth talking about:** {question}").format(question=question))
    if lines:
        st.markdown("\n\n".join(lines))
    if further := len(hangs_on[1:]):
        text = ngettext(
            "One more reason stands under “What would change it”.",
            "{n} more reasons stand under “What would change it”.",
            further,
        )
        st.caption(text.format(n=number(further)))
    st.caption(" ".join((_people(seen), *notes(seen))))


def _first_places(seen: RoundEvaluation) -> None:
    """Show the first three large; who shares the third place stands there, too."""
    ranked = seen.evaluation.ranking
    first = [item for item in ranked if item.rank is not None and item.rank <= FIRST]
    if not first:
        return
    st.html(_LOOK)
    for start in range(0, len(first), FIRST):
        columns = st.columns(FIRST)
        for column, item in zip(columns, first[start : start + FIRST], strict=False):
            key = state.widget("place", item.item_id)
            with column.container(border=True, height="stretch", gap="xsmall", key=key):
                _place(seen, item, [other.rank for other in ranked])


def _place(seen: RoundEvaluation, item: ItemResult, ranks: list[int | None]) -> None:
    rank = rank_among(item.rank, ranks)
    name = literal(seen.titles[item.item_id])
    st.header(f"{rank}{'' if rank.endswith('=') else '.'} {name}", anchor=False)
    st.markdown(_("{points} of 100 points").format(points=points(item.score)))


def _question(seen: RoundEvaluation) -> str:
    """Return the question whose settling could change the choice soonest; empty if there is none."""
    decisive = (each for each in seen.evaluation.discuss_next if each.matters)
    if seen.evaluation.raters < FEWEST or (first := next(decisive, None)) is None:
        return ""
    return agreement.cell_sentence(seen, first)


def _people(seen: RoundEvaluation) -> str:
    return ngettext(
        "{n} rating was counted.", "The answers of {n} people were counted.", seen.evaluation.raters
    ).format(n=number(seen.evaluation.raters))
