"""What to bear in mind about the ratings of a round, in plain sentences."""

from scoring.findings import Code, ItemResult
from translations import _, ngettext
from translations.formats import number, percent
from ui.evaluation.names import listed, title
from workshops.evaluation.outcome import RoundEvaluation


def notes(seen: RoundEvaluation) -> tuple[str, ...]:
    """Return what to bear in mind about the ratings themselves, one sentence each."""
    return tuple(sentence for note in seen.evaluation.notes if (sentence := _note(note, seen.agreed)))


def _figure(note: Code, name: str) -> float:
    return float(note.parameters.get(name) or 0)  # type: ignore[arg-type]


def _note(note: Code, agreed: bool) -> str | None:
    many, share = int(_figure(note, "raters")), percent(_figure(note, "share"))
    if note.code == "single_rating" and not agreed:
        return _(
            "Only one person has rated: how far people differ cannot be said, "
            "only how much hangs on the weights."
        )
    if note.code == "single_rating":
        return _(
            "This is one rating that the group agreed on: how far people differ cannot be said, "
            "only how much hangs on the weights."
        )
    if note.code == "few_raters":
        return _("Only {n} people have rated: all figures on certainty are rough estimates.").format(n=many)
    if note.code == "constant_raters":
        return ngettext(
            "{n} person gave the same answer to everything: that moves the level, but says nothing "
            "about the order.",
            "{n} people gave the same answer to everything: that moves the level, but says nothing "
            "about the order.",
            many,
        ).format(n=many)
    if note.code == "silent_raters":
        return ngettext(
            "{n} person judged nothing and is not counted.",
            "{n} people judged nothing and are not counted.",
            many,
        ).format(n=many)
    if note.code == "all_tied":
        return _("All entries have the same score: these ratings cannot tell them apart.")
    return _note_on_missing(note, share)


def note_on_short_ballots(note: Code) -> str | None:
    """Return what ballots that are short by plan mean for the figures; None for any other note."""
    if note.code == "short_ballots":
        return _(
            "Each person was asked about {asked} of {full} questions, drawn by plan. Strict and lenient "
            "people were put on one level, and a question is shown by itself only where five people "
            "answered it."
        ).format(asked=number(_figure(note, "asked")), full=number(_figure(note, "full")))
    if note.code == "short_too_few_people":
        return _(
            "{n} people are too few for short ballots: from {needed} people on they can be relied on. Ask "
            "all questions, or agree on the ratings together."
        ).format(n=number(_figure(note, "raters")), needed=number(_figure(note, "needed")))
    if note.code == "short_too_few_answers":
        return _(
            "Only {n} answers stand behind a question on average: short ballots can be relied on from "
            "{needed} on. Ask further questions."
        ).format(n=number(_figure(note, "answers"), 1), needed=number(_figure(note, "needed")))
    return None


def _note_on_missing(note: Code, share: str) -> str | None:
    if note.code == "missing_answers":
        return _("{share} of the answers are missing; each question counts those who answered it.").format(
            share=share
        )
    if note.code == "rater_adjusted":
        return _(
            "{share} of the answers are missing. So that it makes no difference who happened to answer what, "
            "strict and lenient people were put on one level."
        ).format(share=share)
    if note.code == "separate_blocks":
        return _(
            "The people fall into {n} parts that rated nothing in common: "
            "between these parts a comparison is shaky."
        ).format(n=int(_figure(note, "blocks")))
    return note_on_short_ballots(note)


def unranked(seen: RoundEvaluation) -> tuple[str, ...]:
    """Return which entries have no rank, and why, one sentence for each reason."""
    sentences = {
        "no_ratings": _("Nobody has rated {names} yet."),
        "below_quorum": _(
            "Without a rank, because fewer than {quorum} people rated them: {names}. "
            "The points of so few would say nothing about the group."
        ),
        "too_few_people": _(
            "Without figures, because fewer than five people rated them: {names}. "
            "Otherwise single answers could be worked out."
        ),
        "too_little_answered": _("Without a rank, because too many questions are unanswered: {names}."),
    }
    found = []
    for reason, sentence in sentences.items():
        items = [item for item in seen.evaluation.items if item.reason == reason]
        if items:
            names = listed([_with_people(seen, item) for item in items])
            found.append(sentence.format(names=names, quorum=seen.evaluation.settings.quorum))
    return tuple(found)


def _with_people(seen: RoundEvaluation, item: ItemResult) -> str:
    """Return the entry's title, and where people rated it but too few, how many."""
    if item.reason != "below_quorum":
        return title(seen, item.item_id)
    people = ngettext("{n} person", "{n} people", item.raters).format(n=number(item.raters))
    return f"{title(seen, item.item_id)} ({people})"
