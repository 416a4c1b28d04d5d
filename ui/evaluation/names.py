"""What an evaluation's ids and figures are called in a sentence."""

from collections.abc import Sequence

from translations import _, current_language, ngettext
from translations.formats import list_, number
from ui.text import literal
from workshops.evaluation.outcome import RoundEvaluation

MOST_NAMED = 4


def title(seen: RoundEvaluation, item_id: object) -> str:
    """Return an entry's title in bold."""
    return f"**{literal(seen.titles[str(item_id)])}**"


def titles(seen: RoundEvaluation, item_ids: Sequence[object]) -> str:
    """Return several titles as a list in a sentence; the fifth and later ones are only counted."""
    return listed([title(seen, item_id) for item_id in item_ids])


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence; the fifth and later ones are only counted."""
    named = list(names[:MOST_NAMED])
    if further := len(names) - len(named):
        named.append(ngettext("{n} more", "{n} more", further).format(n=number(further)))
    return list_(named)


def chance(probability: float) -> str:
    """Return a probability as "83 of 100"; neither 0 nor 100 unless it is exactly that."""
    shown = int(100 * probability + 0.5)
    if shown == 100 and probability < 1:
        return _("more than 99 of 100")
    if shown == 0 and probability > 0:
        return _("fewer than 1 of 100")
    return _("{n} of 100").format(n=shown)


def among_the_first(k: int) -> str:
    """Return "among the first three" for k = 3."""
    return {1: _("in first place"), 2: _("among the first two")}.get(k, _("among the first three"))


def dimension_name(seen: RoundEvaluation, dimension: str) -> str:
    """Return a dimension's name in the language in use."""
    return seen.criteria.dimension(dimension).name(current_language())


def criterion_name(seen: RoundEvaluation, criterion_id: str) -> str:
    """Return a criterion's name in the language in use; where ballots are short, also a dimension's."""
    if criterion_id in seen.criteria.ids:
        return seen.criteria.criterion(criterion_id).name(current_language())
    return _("{dimension} as a whole").format(dimension=dimension_name(seen, criterion_id))
