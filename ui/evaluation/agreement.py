"""How far people agree, in words: never a number without the answers behind it."""

from collections.abc import Sequence

from scoring.findings import CriterionResult, DiscussNext, GroupGap
from translations import _, ngettext
from translations.formats import list_, number
from ui.evaluation.names import criterion_name, title
from ui.text import literal
from workshops.evaluation.outcome import RoundEvaluation
from workshops.series import group_name

WEAK, MODERATE, STRONG = 0.3, 0.5, 0.7  # Schmidt (1997), for Kendall's W
ICONS = {"agreed": "●", "mixed": "◐", "split": "○"}


def distribution(counts: Sequence[int]) -> str:
    """Return how many answered low, in the middle and high: "6 × 1–2, 2 × 3, 7 × 4–5"."""
    parts = [
        f"{sum(counts[value - 1] for value in values)} × {_span([v for v in values if counts[v - 1]])}"
        for values in ((1, 2), (3,), (4, 5))
        if any(counts[value - 1] for value in values)
    ]
    return ", ".join(parts) or _("no answer")


def _span(values: Sequence[int]) -> str:
    return "–".join(str(value) for value in values)


def level_name(level: str | None) -> str:
    """Return what a degree of agreement is called, with a sign that needs no colour."""
    names = {"agreed": _("agreed"), "mixed": _("partly agreed"), "split": _("split")}
    return f"{ICONS[level]} {names[level]}" if level in names else _("too few answers")


def order_sentence(seen: RoundEvaluation) -> str | None:
    """Return how far people agree on the order of the entries; None where that cannot be said."""
    w = seen.evaluation.kendalls_w
    if w is None:
        return None
    degree = (
        _("hardly")
        if w < WEAK
        else _("weakly")
        if w < MODERATE
        else _("moderately")
        if w < STRONG
        else _("strongly")
    )
    return _(
        "On the order of the entries, the {n} people {degree} agree "
        "(Kendall’s W {w}; 0: no common order, 1: the same order for all)."
    ).format(n=seen.evaluation.raters, degree=degree, w=number(w, digits=1))


def split_sentence(seen: RoundEvaluation) -> str:
    """Return on how many questions people are split, in one sentence."""
    cells = [cell for item in seen.evaluation.items for cell in item.criteria if cell.level]
    split = sum(cell.disagreement for cell in cells)
    if not cells:
        return _("Agreement is shown from three answers to a question on.")
    if not split:
        return _("On none of the {all} questions is the room split.").format(all=number(len(cells)))
    return ngettext(
        "On {n} of {all} questions the room is split.",
        "On {n} of {all} questions the room is split.",
        split,
    ).format(n=number(split), all=number(len(cells)))


def cell_sentence(seen: RoundEvaluation, question: DiscussNext) -> str:
    """Return a question on which people are split, with the answers: what starts the discussion."""
    return _("{title}: opinions differ on “{criterion}”: {answers}").format(
        title=title(seen, question.item_id),
        criterion=criterion_name(seen, question.criterion_id),
        answers=distribution(question.counts),
    )


def why_discuss(question: DiscussNext) -> str:
    """Return what settling a question could change."""
    if question.distance is None:
        return _("It cannot change the choice, because everything is chosen anyway.")
    if question.matters:
        return _("Settling it could change who is chosen.")
    return _("Settling it would not change who is chosen.")


def gap_sentence(seen: RoundEvaluation, gap: GroupGap) -> str:
    """Return where two groups of participants lie apart."""
    return _(
        "{title}, “{criterion}”: {high} {high_mean} (n = {high_n}), {low} {low_mean} (n = {low_n})."
    ).format(
        title=title(seen, gap.item_id),
        criterion=criterion_name(seen, gap.criterion_id),
        high=literal(group_name(gap.high_group)),
        high_mean=number(gap.high_mean, digits=1),
        high_n=gap.high_n,
        low=literal(group_name(gap.low_group)),
        low_mean=number(gap.low_mean, digits=1),
        low_n=gap.low_n,
    )


def summary(cells: Sequence[CriterionResult]) -> str:
    """Return how many of some questions are agreed, mixed and split."""
    found = [(level, sum(cell.level == level for cell in cells)) for level in ICONS]
    parts = [f"{count} {level_name(level)}" for level, count in found if count]
    return list_(parts) if parts else level_name(None)
