"""What would have to change before other entries were chosen, and what other methods would choose."""

from scoring.findings import Dominated, StabilityInterval
from translations import _, ngettext
from translations.formats import number, percent
from ui.evaluation.names import chance, dimension_name, title, titles
from ui.evaluation.verdict import exchange, weight_edge
from ui.text import literal
from workshops.evaluation.outcome import RoundEvaluation
from workshops.series import group_name


def interval_sentence(seen: RoundEvaluation, interval: StabilityInterval) -> str:
    """Return between which weights of a dimension the choice stays as it is."""
    return _("“{dimension}” weighs {now}; the choice stays the same from {low} to {high}.").format(
        dimension=dimension_name(seen, interval.dimension),
        now=percent(interval.weight),
        low=percent(interval.low),
        high=percent(interval.high),
    )


def edges(seen: RoundEvaluation, interval: StabilityInterval) -> tuple[str, ...]:
    """Return who would come in beyond either end of an interval."""
    sides = (
        (True, interval.low, interval.entering_below),
        (False, interval.high, interval.entering_above),
    )
    return tuple(
        weight_edge(seen, interval.dimension, interval.weight, edge, below, entering)
        for below, edge, entering in sides
        if entering
    )


def weights_sentence(seen: RoundEvaluation) -> str:
    """Return whether any weight of a dimension could change the choice at all."""
    movable = [i for i in seen.evaluation.stability if i.entering_below or i.entering_above]
    if not movable:
        return _("No weight of a single dimension changes the choice, however it is set.")
    nearest = min(movable, key=_distance)
    return interval_sentence(seen, nearest)


def _distance(interval: StabilityInterval) -> float:
    ends = [interval.weight - interval.low] if interval.entering_below else []
    return min([*ends, interval.high - interval.weight] if interval.entering_above else ends)


def people(seen: RoundEvaluation) -> tuple[str, ...]:
    """Return whose answers tip the choice: single people as a number, groups by name."""
    found = seen.evaluation.leave_one_out
    single = [one for one in found if one.kind == "rater"]
    sentences = []
    if single:
        entering = sorted({item for one in single for item in one.entering})
        sentences.append(
            ngettext(
                "Without the answers of a single person the choice would be another; "
                "that is so for {n} of {all} people.",
                "Without the answers of a single person the choice would be another; "
                "that is so for {n} of {all} people.",
                len(single),
            ).format(n=number(len(single)), all=number(seen.evaluation.raters))
        )
        if entering:
            sentences[0] += " " + _("Who could come in: {names}.").format(names=titles(seen, entering))
    for one in found:
        if one.kind == "group":
            name = literal(group_name(one.group or ""))
            condition = _("Without the group “{group}”,").format(group=name)
            sentences.append(exchange(seen, condition, one.entering, one.leaving))
    return tuple(sentences)


def nobody_tips(seen: RoundEvaluation) -> str:
    """Return that no single person or group decides, if enough people rated to say so."""
    if seen.evaluation.raters < 3:
        return _("With fewer than three people it cannot be said whose answers the choice hangs on.")
    return _("No single person and no group decides: the choice stays when any of them is left out.")


def methods_sentence(seen: RoundEvaluation) -> str | None:
    """Return how many methods choose the same: "3 of 4 methods choose the same three"."""
    check = seen.evaluation.crosscheck
    if check is None:
        return None
    agreeing, tried = len(check.agreeing), len(check.chosen)
    if agreeing == 1:
        return _("None of the {n} other methods chooses exactly the same.").format(n=tried - 1)
    sentence = {
        1: _("{n} of {all} methods put the same entry first."),
        2: _("{n} of {all} methods choose the same two."),
        3: _("{n} of {all} methods choose the same three."),
    }.get(len(seen.evaluation.chosen), _("{n} of {all} methods choose the same."))
    return sentence.format(n=agreeing, all=tried)


def method_name(method: str) -> str:
    """Return a method's name."""
    names = {
        "additive": _("Weighted sum (used here)"),
        "topsis": "TOPSIS",
        "vikor": "VIKOR",
        "promethee_ii": "PROMETHEE II",
    }
    return names[method]


def dominated_sentence(seen: RoundEvaluation, found: Dominated) -> str:
    """Return that an entry is nowhere better than another, and how sure that is."""
    text = _("{item} is on no criterion better than {by}, and worse on at least one.").format(
        item=title(seen, found.item_id), by=title(seen, found.by)
    )
    if found.probability is None:
        return text
    sure = _("With other people of the same kind that would be so in {p} cases.")
    return f"{text} {sure.format(p=chance(found.probability))}"
