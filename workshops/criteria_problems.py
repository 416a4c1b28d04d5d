"""What is wrong with own criteria, in words, with the place in their file."""

from collections.abc import Mapping, Sequence

from scoring.own_criteria import CriteriaError, Problem
from translations import N_, _
from workshops.errors import InvalidInput

_MOST_TOLD = 3
_WORDS: Mapping[str, str] = {
    "no_toml": N_("this is no TOML file ({reason})"),
    "missing": N_("this is missing"),
    "unknown": N_("this is not known here"),
    "no_text": N_("a text in one line is expected"),
    "too_long": N_("at most {limit} characters fit"),
    "anchors": N_("five anchors are expected, {found} found"),
    "id": N_("a letter and up to 15 more letters or digits are expected"),
    "twice": N_("“{id}” stands there twice"),
    "dimension": N_("one of these dimensions is expected: {known}"),
    "points": N_("points from 0 to {limit} are expected, and not 0 for all"),
    "no_switch": N_("true or false is expected"),
    "groups": N_("a list of up to {limit} groups is expected, each once"),
    "nothing_left": N_("the group “{group}” would be asked nothing at all"),
    "empty_dimension": N_("at least one criterion is needed in this dimension"),
    "too_many": N_("at most {limit} criteria fit in a dimension"),
    "not_a_table": N_("a table is expected"),
}


def sentence(problem: Problem) -> str:
    """Say what is wrong with a set, with the place in its file."""
    said = _(_WORDS[problem.code]).format(**problem.values)
    return f"{problem.place}: {said}" if problem.place else said


def unusable(error: CriteriaError) -> InvalidInput:
    """Return the refusal of a set that cannot be used."""
    return refused([sentence(problem) for problem in error.problems])


def refused(reasons: Sequence[str]) -> InvalidInput:
    """Return the refusal of a set for these reasons, of which the first are told."""
    more = len(reasons) - _MOST_TOLD
    told = [*reasons[:_MOST_TOLD], *([_("and {n} more").format(n=more)] if more > 0 else [])]
    return InvalidInput(
        _("These criteria cannot be used: {reasons}.").format(reasons="; ".join(told)),
        _("Nothing was changed. Please correct this and try again."),
        field="criteria",
    )
