"""What the ways of asking for weights are called and how each is explained in one sentence."""

from scoring.criteria import CriteriaSet
from scoring.weights import CONSISTENT_UP_TO
from translations import _, current_language
from translations.formats import number
from workshops.weighing.elicitation import RATIOS, Consistency
from workshops.weighing.weights import DIMENSIONS


def method_name(method: str) -> str:
    """Return a method's name."""
    return {"points": _("Points"), "swing": _("Swing"), "pairwise": _("Pairwise comparison")}[method]


def method_explained(method: str) -> str:
    """Return in one sentence what is to be done."""
    return {
        "points": _("Share out points by importance: only their proportions count, not their sum."),
        "swing": _(
            "Imagine everything at its worst answer (1): which one would you lift to its best (5) first? "
            "It gets 100, the others get as much as their leap is worth by comparison."
        ),
        "pairwise": _(
            "Say for each pair which of the two is more important, and by how much; the weights follow from "
            "all comparisons together."
        ),
    }[method]


def level_name(level_id: str, criteria: CriteriaSet) -> str:
    """Return the name of a level: all dimensions, or the criteria of one."""
    if level_id == DIMENSIONS:
        return _("Dimensions")
    return criteria.dimension(level_id).name(current_language())


def key_name(key: str, criteria: CriteriaSet) -> str:
    """Return the name of what is weighed: a dimension or a criterion."""
    if any(dimension.id == key for dimension in criteria.dimensions):
        return criteria.dimension(key).name(current_language())
    return criteria.criterion(key).name(current_language())


def comparison_name(step: int, first: str, second: str) -> str:
    """Return a comparison in words: step 0 is equal, up to 4 the first, down to −4 the second."""
    if not step:
        return _("equally important (1)")
    by_how_much = (
        _("{name} somewhat more important ({ratio})"),
        _("{name} clearly more important ({ratio})"),
        _("{name} very much more important ({ratio})"),
        _("{name} extremely more important ({ratio})"),
    )[abs(step) - 1]
    return by_how_much.format(name=first if step > 0 else second, ratio=int(RATIOS[abs(step)]))


def consistency_sentences(found: Consistency, criteria: CriteriaSet) -> tuple[str, ...]:
    """Return whether comparisons contradict each other, and which of them to look at first."""
    ratio = number(found.ratio, digits=2)
    if found.acceptable:
        verdict = _(
            "The comparisons fit together: consistency ratio {ratio}, up to {limit} is considered consistent."
        )
    else:
        verdict = _(
            "The comparisons contradict each other: consistency ratio {ratio}, at most {limit} is wanted."
        )
    sentences = [verdict.format(ratio=ratio, limit=number(CONSISTENT_UP_TO, digits=2))]
    if found.acceptable or found.triad is None or found.pair is None:
        return tuple(sentences)
    a, b, c = (key_name(key, criteria) for key in found.triad)
    sentences.append(_("These three fit least: {a}, {b} and {c}.").format(a=a, b=b, c=c))
    first, second = (key_name(key, criteria) for key in found.pair)
    sentences.append(
        _(
            "Look at “{first}” and “{second}” first: you said {given}, "
            "all comparisons together say {implied}."
        ).format(
            first=first,
            second=second,
            given=_as_proportion(found.given),
            implied=_as_proportion(found.implied),
        )
    )
    return tuple(sentences)


def _as_proportion(ratio: float | None) -> str:
    value = ratio or 1.0
    if value >= 1:
        return _("{ratio} to 1").format(ratio=number(value, digits=1))
    return _("1 to {ratio}").format(ratio=number(1 / value, digits=1))
