"""Comparable places in words: the sentence on a card, why two places are alike, why a use case is suggested.

Plain text, to be passed through ``ui.text.literal`` where Markdown is read.
"""

from collections.abc import Mapping

from municipalities.register import Municipality
from municipalities.similarity import Part, Reason, Similarity
from translations import N_, _, ngettext
from translations.formats import euro, number
from workshops.library.comparables import Evidence, OriginComparison, PlaceEvidence
from workshops.library.suggestions import Reasoned, SuggestionReason

_ALIKE = {
    Reason.SAME_SIZE: N_("similar size: {own} and {other} inhabitants"),
    Reason.LARGER: N_("larger: {other} inhabitants, here {own}"),
    Reason.SMALLER: N_("smaller: {other} inhabitants, here {own}"),
    Reason.SAME_DENSITY: N_("similarly dense: {own} and {other} inhabitants per km²"),
    Reason.DENSER: N_("more densely populated: {other} inhabitants per km², here {own}"),
    Reason.SPARSER: N_("less densely populated: {other} inhabitants per km², here {own}"),
    Reason.SAME_KIND: N_("the same kind of municipality"),
    Reason.OTHER_KIND: N_("another kind of municipality"),
    Reason.OTHER_LEVEL: N_("municipality and district: other duties"),
    Reason.SAME_URBANISATION: N_("equally urban or rural"),
    Reason.OTHER_URBANISATION: N_("more urban or more rural"),
    Reason.SAME_DISTRICT: N_("in the same district, {km} km away"),
    Reason.NEAR: N_("close by, {km} km away"),
    Reason.FURTHER_AWAY: N_("{km} km away"),
}
_SUGGESTED = {
    SuggestionReason.SIMILAR_ORIGIN: N_("comes from {place}, a place like yours, {km} km away"),
    SuggestionReason.OWN_DISTRICT: N_("your district takes part ({place})"),
    SuggestionReason.SAME_KIND_OUTSIDE: N_(
        "comes from {place}, outside Hessen, the same kind of municipality"
    ),
    SuggestionReason.COMPARABLE_PLACES: N_(
        "similar projects run in {count} places of your size, the nearest: {nearest}, {km} km away"
    ),
    SuggestionReason.IMPLEMENTED: N_("is implemented"),
    SuggestionReason.RUNNING: N_("is running"),
    SuggestionReason.WELL_BACKED: N_("well backed by sources"),
    SuggestionReason.COST_KNOWN: N_("its cost is known: {euro}"),
    SuggestionReason.OPEN_SOURCE: N_("open-source software"),
}


def evidence_sentence(evidence: Evidence, own: Municipality) -> str:
    """Say where something of the kind runs, seen from one's own municipality; empty if nothing is known."""
    origin = evidence.origin
    sentences = []
    if origin and origin.at_home:
        sentences.append(_("{place} takes part itself.").format(place=own.display_name))
    elif origin and origin.own_district:
        sentences.append(_("Your district takes part."))
    if evidence.nearest:
        sentences.append(_runs(evidence.count, evidence.nearest, own))
    elif origin and not origin.at_home:
        sentences.append(_nobody_alike(origin))
    return " ".join(sentences)


def similarity_reasons(similarity: Similarity) -> tuple[str, ...]:
    """Return why two places are alike or not, one phrase for each part that is known."""
    return tuple(_part(part) for part in similarity.parts.values())


def suggestion_reasons(reasons: tuple[Reasoned, ...]) -> tuple[str, ...]:
    """Return why a use case is suggested, strongest reason first."""
    return tuple(_(_SUGGESTED[found.reason]).format(**_figures(found.params)) for found in reasons)


def _runs(count: int, nearest: PlaceEvidence, own: Municipality) -> str:
    if own.is_district:
        text = ngettext(
            "Similar projects run in {count} district of your size: {place} ({km} km).",
            "Similar projects run in {count} districts of your size, the nearest: {place} ({km} km).",
            count,
        )
    else:
        text = ngettext(
            "Similar projects run in {count} municipality of your size: {place} ({km} km).",
            "Similar projects run in {count} municipalities of your size, the nearest: {place} ({km} km).",
            count,
        )
    return text.format(count=count, place=nearest.place.display_name, km=number(nearest.km, digits=0))


def _nobody_alike(origin: OriginComparison) -> str:
    place = origin.similarity.other
    if place is None or origin.km is None:
        return _("Comes from outside Hessen; it can be compared by the kind of municipality only.")
    return _("No place of your size so far. From {place}: {people} inhabitants, {km} km away.").format(
        place=place.display_name, people=number(place.population), km=number(origin.km, digits=0)
    )


def _part(part: Part) -> str:
    return _(_ALIKE[part.reason]).format(**_figures(part.params))


def _figures(params: Mapping[str, str | float]) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else euro(value) if name == "euro" else number(value, digits=0)
        for name, value in params.items()
    }
