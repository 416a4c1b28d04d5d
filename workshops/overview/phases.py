"""The five phases of the way, and which of them are done."""

from enum import StrEnum

from workshops.deciding.decisions import ENOUGH_PICKS
from workshops.library.shortlist import RECOMMENDED
from workshops.overview.progress import Progress, Step


class Phase(StrEnum):
    """A phase, in its order."""

    PREPARE = "prepare"
    CHOOSE = "choose"
    RATE = "rate"
    DECIDE = "decide"
    HAND_OVER = "hand_over"


_OF_STEP = {
    Step.OVERVIEW: Phase.CHOOSE,
    Step.LIBRARY: Phase.CHOOSE,
    Step.SELECTION: Phase.CHOOSE,
    Step.SCORING: Phase.RATE,
    Step.LIVE: Phase.RATE,
    Step.WEIGHTS: Phase.RATE,
    Step.EVALUATION: Phase.DECIDE,
    Step.DECISION: Phase.DECIDE,
    Step.SKETCHES: Phase.HAND_OVER,
    Step.RESULT: Phase.HAND_OVER,
}


def phase_of(step: Step) -> Phase:
    """Return the phase in which a step is done."""
    return _OF_STEP[step]


def done(found: Progress) -> frozenset[Phase]:
    """Return the phases of a series that are done; what came later shows that it was enough."""
    chosen = found.items >= RECOMMENDED.start and not found.gates_open
    rated = found.revealed > 0 and found.running is None
    decided = found.picks >= ENOUGH_PICKS
    handed_over = decided and found.sketches >= found.picks and found.links > 0
    facts = {
        Phase.PREPARE: True,
        Phase.CHOOSE: chosen or found.revealed > 0,
        Phase.RATE: rated,
        Phase.DECIDE: decided,
        Phase.HAND_OVER: handed_over,
    }
    return frozenset(phase for phase, is_done in facts.items() if is_done)
