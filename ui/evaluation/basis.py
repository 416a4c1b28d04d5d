"""On what a result stands: which rounds, whose answers, and what does not count any more."""

from collections.abc import Iterator

from translations import _, ngettext
from translations.formats import date, list_, number
from ui import labels
from ui.text import literal
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live import given_out, handed_out
from workshops.live.counting import Counting, Counts
from workshops.live.left_out import LeftOut


def sentences(seen: RoundEvaluation) -> tuple[str, ...]:
    """Return what a reader has to know before the figures."""
    return tuple(_sentences(seen))


def _sentences(seen: RoundEvaluation) -> Iterator[str]:
    yield _whose(seen)
    if seen.living:
        if seen.again:
            yield again_sentence(seen)
        yield from counting_sentences(seen.counting)
    yield from map(given_out.sentence, seen.given_out)
    yield from map(handed_out.sentence, seen.handed_out)
    if seen.left_out:
        yield _("Does not count any more: {entries}.").format(
            entries=list_([left_out_words(each) for each in seen.left_out])
        )


def _whose(seen: RoundEvaluation) -> str:
    held = seen.round
    if not seen.living:
        text = _(
            "Round {number} as it was revealed, with the weights of then. What counts is the result of all."
        )
        return text.format(number=held.number)
    if held.revealed_at is None:
        return _("The newest answers of all rounds; round {number} is not finished yet.").format(
            number=held.number
        )
    return _("The newest answers of all rounds; the last was round {number}, revealed on {date}.").format(
        number=held.number, date=date(held.revealed_at)
    )


def again_sentence(seen: RoundEvaluation) -> str:
    """Return what the newest round has rated anew, and how much has kept its answers."""
    names = list_([literal(seen.titles[key]) for key in seen.titles if key in seen.again])
    kept = len(seen.titles) - len(seen.again)
    text = _("Rated anew in round {number}: {names}.").format(number=seen.round.number, names=names)
    if not kept:
        return text
    rest = ngettext("{n} entry keeps its answers.", "{n} entries keep their answers.", kept)
    return f"{text} {rest.format(n=number(kept))}"


def counting_sentences(counting: Counting) -> Iterator[str]:
    """Yield who counts, where that is not simply everybody in the room."""
    if counting.counts is Counts.PRESENT:
        yield _(
            "Only those count who were there in the last round: {people}. Of {gone} nothing counts."
        ).format(people=labels.people(counting.people), gone=labels.people(counting.left_out))
    elif counting.carried:
        yield _(
            "All who ever answered count: {people}. {answers} answers of {absent} who were not there in the "
            "last round were carried over unseen."
        ).format(
            people=labels.people(counting.people),
            answers=number(counting.carried),
            absent=labels.people(counting.absent),
        )


def left_out_words(entry: LeftOut) -> str:
    """Return an entry that does not count any more, with the reason."""
    if entry.gate is None:
        reason = _("taken off the shortlist")
    elif entry.gate.note:
        reason = _("excluded: {reason}").format(reason=literal(entry.gate.note))
    else:
        reason = _("excluded by the question “{gate}”").format(gate=labels.gate(entry.gate.gate_id))
    return f"{literal(entry.title)} ({reason})"
