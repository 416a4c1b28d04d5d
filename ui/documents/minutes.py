"""The minutes of a series in words, in one language."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from reports.content import Scores
from reports.minutes import (
    Change,
    Decision,
    GateAnswer,
    HeldRound,
    Idea,
    Minutes,
    Note,
    Result,
    Weight,
    ranked_items,
)
from sketches.model import Language
from translations import N_, _, formats, language, ngettext
from ui import labels
from ui.documents.events import event_sentence
from ui.evaluation import basis, verdict
from ui.labels import role_words
from ui.text import unmarked
from workshops.evaluation import how_asked
from workshops.evaluation.outcome import RoundEvaluation
from workshops.handing_over import minutes
from workshops.handing_over.minutes import Proceedings
from workshops.live import handed_out
from workshops.live.rounds import Kind
from workshops.series import group_name
from workshops.weighing.weights import EQUAL_POINTS

_KINDS: Mapping[str, str] = {
    Kind.GROUP: N_("Agreed in the room"),
    Kind.LIVE: N_("Each person on an own device or on paper"),
}
_SETS: Mapping[str, str] = {
    "short": N_("short set (9 criteria)"),
    "full": N_("full set (12 criteria)"),
    "own": N_("own set ({n} criteria)"),
}


def minutes_of(
    held: Proceedings,
    rounds: Mapping[str, RoundEvaluation],
    titles: Mapping[str, str],
    code: Language,
    written_at: datetime,
    result: RoundEvaluation | None = None,
) -> Minutes:
    """Return the minutes; `rounds` holds evaluations of the revealed rounds by id, `result` what counts."""
    with language(code):
        series, named = held.series, _use_cases(held, titles)
        return Minutes(
            language=code,
            series_id=series.id,
            series_title=series.title,
            municipality=series.municipality_name,
            begun_at=series.created_at,
            written_at=written_at,
            criteria_set=_(_SETS[series.criteria_set]).format(n=len(labels.criteria_of(series).ids)),
            groups=tuple(group_name(group) for group in series.groups),
            promises=held.promises,
            shortlist=tuple(titles[item.id] for item in held.items),
            gates=tuple(_gates(held, titles)),
            rounds=tuple(
                _round(each, rounds[each.round.id], titles, code)
                for each in held.rounds
                if each.round.id in rounds
            ),
            unfinished=held.unfinished,
            result=_result(result, titles) if result else None,
            picks=tuple(
                Decision(title=titles[pick.item_id], reason=pick.reason, at=pick.picked_at)
                for pick in held.picks
            ),
            withdrawn=tuple(
                Decision(title=named.get(w.item_id, w.title), reason=w.reason, at=w.at)
                for w in held.withdrawals
            ),
            notes=tuple(Note(title=titles[note.item_id or ""], text=note.text) for note in held.notes),
            ideas=tuple(Idea(title=idea.title, summary=idea.text) for idea in held.ideas),
            changes=tuple(_changes(held, titles, named)),
        )


def _use_cases(held: Proceedings, titles: Mapping[str, str]) -> dict[str, str]:
    """Return the titles of use cases: in the minutes' language throughout; ideas keep what they had then."""
    return {item.id: titles[item.id] for item in (*held.items, *held.taken_off) if item.use_case}


def _gates(held: Proceedings, titles: Mapping[str, str]) -> Iterator[GateAnswer]:
    listed = [(item, titles[item.id]) for item in held.items]
    gone = _("{title} (taken off the shortlist)")
    for item, title in (*listed, *((item, gone.format(title=titles[item.id])) for item in held.taken_off)):
        for gate in item.gates:
            yield GateAnswer(
                title=title,
                gate=labels.gate(gate.gate_id),
                answer=labels.gate_answer(gate.answer),
                note=gate.note,
                excluded=gate.answer == "no",
            )


def _result(seen: RoundEvaluation, titles: Mapping[str, str]) -> Result:
    named = seen.model_copy(update={"titles": titles})
    return Result(
        basis=tuple(unmarked(sentence) for sentence in basis.sentences(named)),
        dimensions=_dimensions(seen),
        ranking=ranked_items(Scores(seen.evaluation, titles, seen.criteria)),
        verdict=unmarked(verdict.headline(named)),
        agreed=seen.agreed,
    )


def _dimensions(seen: RoundEvaluation) -> tuple[Weight, ...]:
    return tuple(
        Weight(name=labels.dimension(key), points=seen.weights.dimensions[key], share=share)
        for key, share in seen.evaluation.dimension_weights.items()
    )


def _round(
    held: minutes.HeldRound, seen: RoundEvaluation, titles: Mapping[str, str], code: Language
) -> HeldRound:
    found, settings = seen.evaluation, seen.evaluation.settings
    return HeldRound(
        number=held.round.number,
        kind=_(_KINDS[held.round.kind]),
        opened_at=held.round.opened_at,
        closed_at=held.round.closed_at,
        revealed_at=held.round.revealed_at,
        participants=held.participants,
        devices=_devices(held.kinds),
        ratings=held.ratings,
        abstentions=held.abstentions,
        formula=settings.formula,
        method=settings.method,
        seed=settings.seed,
        quorum=settings.quorum,
        dimensions=_dimensions(seen),
        criteria=tuple(
            Weight(
                name=seen.criteria.criterion(key).name(code),
                points=seen.weights.criteria.get(key, EQUAL_POINTS),
                share=share,
            )
            for key, share in found.weights.items()
        ),
        ranking=ranked_items(Scores(found, titles, seen.criteria)),
        verdict=unmarked(verdict.headline(seen.model_copy(update={"titles": titles}))),
        agreed=held.round.kind is Kind.GROUP,
        given_out=" ".join(how_asked.sentences(seen)),
        handed_out=" ".join(map(handed_out.sentence, seen.handed_out)),
    )


def _devices(kinds: Mapping[str, int]) -> str:
    """Return how many people answered on what, most first."""
    words = {
        "phone": ngettext("{n} on a phone", "{n} on phones", kinds.get("phone", 0)),
        "tablet": ngettext("{n} on the shared tablet", "{n} on the shared tablet", kinds.get("tablet", 0)),
        "paper": ngettext("{n} on paper", "{n} on paper", kinds.get("paper", 0)),
    }
    return formats.list_(
        [words[kind].format(n=formats.number(n)) for kind, n in kinds.items() if kind in words]
    )


def _changes(held: Proceedings, titles: Mapping[str, str], named: Mapping[str, str]) -> Iterator[Change]:
    criteria = labels.criteria_of(held.series)
    for event in held.changes:
        title = named.get(str(event.payload.get("item")))
        payload = {**event.payload, **({"title": title} if title else {})}
        if sentence := event_sentence(event.kind, payload, titles, criteria):
            yield Change(at=event.at, role=role_words(event.role), text=sentence)
