"""Is the leading choice really the best? The evaluation's codes as plain sentences."""

from collections.abc import Sequence

from scoring.findings import Code
from translations import _, ngettext
from translations.formats import number, percent
from ui.evaluation.names import among_the_first, chance, dimension_name, title, titles
from ui.evaluation.notes import note_on_short_ballots
from ui.text import literal
from workshops.evaluation.outcome import RoundEvaluation
from workshops.series import group_name


def headline(seen: RoundEvaluation) -> str:
    """Return the verdict on the leading choice in one sentence or two."""
    found = seen.evaluation
    chosen = titles(seen, [item.item_id for item in found.ranking if item.item_id in found.chosen])
    place = among_the_first(found.verdict.k)
    several = len(found.chosen)
    if found.verdict.status == "undetermined":
        return _undetermined(seen)
    if found.verdict.status == "stable":
        sentence = ngettext("**Stable:** {names} stays {place}", "**Stable:** {names} stay {place}", several)
        return f"{sentence.format(names=chosen, place=place)}{_stable_under(seen)}"
    if found.verdict.status == "close":
        sentence = ngettext(
            "**Close:** {names} is {place}, but not by far.",
            "**Close:** {names} are {place}, but not by far.",
            several,
        )
    else:
        sentence = _fragile(several, found.verdict.k)
    return sentence.format(names=chosen, place=place)


def _fragile(chosen: int, k: int) -> str:
    if chosen <= k:
        return ngettext(
            "**Fragile:** {names} is {place} at the moment, but that is not certain.",
            "**Fragile:** {names} are {place} at the moment, but that is not certain.",
            chosen,
        )
    if k == 1:
        return _("**Fragile:** {names} are level in first place.")
    return _("**Fragile:** {names} are {place} at the moment, but there is not room for all of them.")


def _undetermined(seen: RoundEvaluation) -> str:
    ranked = seen.evaluation.ranking
    if not ranked:
        return _("**Undetermined:** nothing has a rank yet, because too little has been rated.")
    return _("**Undetermined:** only {name} has a rank so far, so there is nothing to compare.").format(
        name=title(seen, ranked[0].item_id)
    )


def _stable_under(seen: RoundEvaluation) -> str:
    if seen.evaluation.raters == 1:
        return _(", even if the weights were somewhat different.")
    return _(", even if some people judged differently or the weights were somewhat different.")


def winner(seen: RoundEvaluation) -> str | None:
    """Return how sure the first place is; None where the verdict is about the first place anyway."""
    found = seen.evaluation
    if found.verdict.k < 2 or found.winner_verdict.status == "undetermined":
        return None
    leaders = [item for item in found.ranking if item.rank == 1]
    if len(leaders) > 1:
        return _("First place is shared: {names}.").format(names=titles(seen, [i.item_id for i in leaders]))
    name = title(seen, leaders[0].item_id)
    sentence = {
        "stable": _("First place for {name} is sure."),
        "close": _("First place for {name} is close."),
        "fragile": _("Whether {name} belongs in first place is not certain."),
    }[found.winner_verdict.status]
    return sentence.format(name=name)


def reasons(seen: RoundEvaluation) -> tuple[str, ...]:
    """Return what the verdict hangs on, one sentence each."""
    words = {
        "tied_at_the_cut": _tied,
        "raters": _unsure_raters,
        "weights": _unsure_weights,
        "one_rater": _one_rater,
        "one_group": _one_group,
        "dimension_weight": _dimension_weight,
        "few_raters": _few,
        "short_too_few_people": _too_short,
        "short_too_few_answers": _too_short,
    }
    return tuple(
        words[reason.code](seen, reason) for reason in seen.evaluation.verdict.reasons if reason.code in words
    )


def _few(_seen: RoundEvaluation, _reason: Code) -> str:
    return _("Only two people have rated: that they agree may be chance, so nothing is called sure.")


def _several(reason: Code, name: str) -> tuple[object, ...]:
    found = reason.parameters.get(name)
    return found if isinstance(found, tuple) else ()


def _figure(reason: Code, name: str) -> float:
    return float(reason.parameters[name])  # type: ignore[arg-type]


def _tied(seen: RoundEvaluation, reason: Code) -> str:
    together = _several(reason, "items")
    ranks = {item.item_id: item.rank or 0 for item in seen.evaluation.items}
    last = max(ranks[str(item)] for item in together)
    tied = [item for item in together if ranks[str(item)] == last]
    places = seen.evaluation.verdict.k - (len(together) - len(tied))
    return ngettext(
        "{names} are level; there is room for only {n} of them.",
        "{names} are level; there is room for only {n} of them.",
        places,
    ).format(names=titles(seen, tied), n=number(places))


def _unsure_raters(seen: RoundEvaluation, reason: Code) -> str:
    return _unsure(
        seen,
        reason,
        _("If other people of the same kind had rated, {name} would be {place} in {p} cases."),
    )


def _unsure_weights(seen: RoundEvaluation, reason: Code) -> str:
    return _unsure(seen, reason, _("With somewhat different weights, {name} would be {place} in {p} cases."))


def _unsure(seen: RoundEvaluation, reason: Code, sentence: str) -> str:
    text = sentence.format(
        name=title(seen, reason.parameters["item"]),
        place=among_the_first(seen.evaluation.verdict.k),
        p=chance(_figure(reason, "p")),
    )
    challenger = reason.parameters.get("challenger")
    if challenger is None:
        return text
    follow = _("The likeliest to take that place is {name} ({p}).").format(
        name=title(seen, challenger), p=chance(_figure(reason, "challenger_p"))
    )
    return f"{text} {follow}"


def _one_rater(seen: RoundEvaluation, reason: Code) -> str:
    decisive = int(_figure(reason, "raters"))
    text = ngettext(
        "A single person tips the choice: that is so for {n} of the {all} people.",
        "A single person tips the choice: that is so for each of {n} of the {all} people.",
        decisive,
    ).format(n=number(decisive), all=number(seen.evaluation.raters))
    entering = _several(reason, "entering")
    if not entering:
        return text
    return f"{text} " + _("Who could come in: {names}.").format(names=titles(seen, entering))


def _one_group(seen: RoundEvaluation, reason: Code) -> str:
    return exchange(
        seen,
        _("Without the group “{group}”,").format(group=literal(group_name(str(reason.parameters["group"])))),
        _several(reason, "entering"),
        _several(reason, "leaving"),
    )


def exchange(
    seen: RoundEvaluation, condition: str, entering: Sequence[object], leaving: Sequence[object]
) -> str:
    """Return who would come into the choice and who would leave it under a condition."""
    place = among_the_first(seen.evaluation.verdict.k)
    if entering and leaving:
        sentence = ngettext(
            "{condition} {entering} would be {place} instead of {leaving}.",
            "{condition} {entering} would be {place} instead of {leaving}.",
            len(entering),
        )
    elif entering:
        sentence = ngettext(
            "{condition} {entering} would be {place} as well.",
            "{condition} {entering} would be {place} as well.",
            len(entering),
        )
    else:
        sentence = ngettext(
            "{condition} {leaving} would no longer be {place}.",
            "{condition} {leaving} would no longer be {place}.",
            len(leaving),
        )
    return sentence.format(
        condition=condition, place=place, entering=titles(seen, entering), leaving=titles(seen, leaving)
    )


def _too_short(_seen: RoundEvaluation, reason: Code) -> str:
    return note_on_short_ballots(reason) or ""


def _dimension_weight(seen: RoundEvaluation, reason: Code) -> str:
    weight, edge = _figure(reason, "weight"), _figure(reason, "edge")
    below = reason.parameters["side"] == "below"
    return weight_edge(
        seen, str(reason.parameters["dimension"]), weight, edge, below, _several(reason, "entering")
    )


def weight_edge(
    seen: RoundEvaluation, dimension: str, weight: float, edge: float, below: bool, entering: Sequence[object]
) -> str:
    """Return what happens where a dimension's weight leaves the interval in which the choice holds."""
    name = dimension_name(seen, dimension)
    if percent(weight) == percent(edge):
        condition = (
            _("If “{dimension}” ({now}) weighed only a little less,")
            if below
            else _("If “{dimension}” ({now}) weighed only a little more,")
        )
    elif below:
        condition = _("If the weight of “{dimension}” fell from {now} to below {edge},")
    else:
        condition = _("If the weight of “{dimension}” rose from {now} to above {edge},")
    sentence = ngettext(
        "{condition} {entering} would be {place}.", "{condition} {entering} would be {place}.", len(entering)
    )
    return sentence.format(
        condition=condition.format(dimension=name, now=percent(weight), edge=percent(edge)),
        entering=titles(seen, entering),
        place=among_the_first(seen.evaluation.verdict.k),
    )
