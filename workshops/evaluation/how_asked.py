"""In words, who was asked what of a result: by plan on short ballots, and groups that are left out."""

from translations import _, current_language
from translations.formats import list_
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live import given_out
from workshops.series import group_name


def sentences(seen: RoundEvaluation) -> tuple[str, ...]:
    """Return in the language in use how questions were given out; nothing where everybody got all of them."""
    return (*map(given_out.sentence, seen.given_out), *_not_asked(seen))


def _not_asked(seen: RoundEvaluation) -> tuple[str, ...]:
    """Name the groups that were not asked, criterion by criterion in their order."""
    if not seen.not_asked:
        return ()
    code = "en" if current_language() == "en" else "de"
    names = {key: list_([group_name(each) for each in groups]) for key, groups in seen.not_asked.items()}
    told = [
        _("{criterion} ({groups})").format(criterion=criterion.name(code), groups=names[criterion.id])
        for criterion in seen.criteria.criteria
        if criterion.id in names
    ]
    return (
        _("Groups that cannot judge a criterion were not asked about it: {criteria}.").format(
            criteria="; ".join(told)
        ),
    )
