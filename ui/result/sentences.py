"""What the municipality's page says about the decision: the heading, and who decided."""

from translations import _, ngettext
from translations.formats import number
from ui.text import literal
from workshops.evaluation.outcome import RoundEvaluation


def headline(municipality: str, picked: int) -> str:
    """Return what the page is about: how many projects the place has chosen."""
    if not picked:
        return _("What was chosen")
    text = ngettext(
        "{municipality} has chosen one project",
        "{municipality} has chosen {n} projects",
        picked,
    )
    return text.format(n=_words(picked), municipality=literal(municipality))


def who_decided(seen: RoundEvaluation | None) -> str:
    """Return how many people scored how many entries; empty before anything is shown."""
    if seen is None or not seen.evaluation.items:
        return ""
    entries = len(seen.evaluation.items)
    if seen.evaluation.raters == 1:  # a rating that the room agreed on, or a single person's: no head count
        text = ngettext("{n} entry was scored.", "{n} entries were scored.", entries)
        return text.format(n=number(entries))
    text = ngettext("{people} people scored {n} entry.", "{people} people scored {n} entries.", entries)
    return text.format(people=number(seen.evaluation.raters), n=number(entries))


def _words(count: int) -> str:
    """Return small numbers in words, as a heading has them."""
    return {2: _("two"), 3: _("three")}.get(count, number(count))
