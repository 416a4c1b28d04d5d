"""One question on each screen: one tap answers and leads to the next, with or without a script."""

from collections.abc import Sequence
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from light import forms, tally
from light.pages import page
from phone.live_room import LiveRoom, mark
from phone.rating import CANNOT_JUDGE, Rating, Spreads, elsewhere, require_same
from translations import _, current_language
from workshops.actors import Actor
from workshops.errors import Refused
from workshops.live import allocation, answers, asking, ways
from workshops.live.answers import OwnAnswers
from workshops.live.asking import Question
from workshops.live.ballot import Ballot, BallotItem
from workshops.live.rounds import RoundView

_SECONDS_KEPT = 300.0
_TEXTS_SECONDS = 30.0


class Questions:
    """The routes /live/question and /live/question/{place}."""

    def __init__(self, room: LiveRoom, rating: Rating) -> None:
        self._room = room
        self._rating = rating

    async def begin(self, request: Request) -> Response:
        """Go to the first open question, to one that is asked on, or else to the overview."""
        actor, round_ = await self._rating.rater(request)
        if actor is None or round_ is None:
            return elsewhere(actor)
        own, queue = await self._rating.own(actor, round_), await self._queue(actor, round_)
        if (place := _first_open(queue, own)) is None and round_.short:
            place = await self._asked_on(actor, round_, own)
        return RedirectResponse(
            "/live/overview" if place is None else f"/live/question/{place + 1}", status_code=303
        )

    async def _asked_on(self, actor: Actor, round_: RoundView, own: OwnAnswers) -> int | None:
        """Ask what the advisor allowed and what still matters; who gets nothing any more is done."""
        read, write = self._room.house.read, self._room.house.write
        further = await read(allocation.next_questions, actor, round_.id)
        if further:
            await write(allocation.ask_next, actor, round_.id, further)
            return _first_open(await self._queue(actor, round_), own)
        if own.values and not own.finished:
            await write(answers.finish, actor, round_.id)
            self._room.changed(actor)
        return None

    async def show(self, request: Request) -> Response:
        """Show one question with this person's answer."""
        actor, round_ = await self._rating.rater(request)
        if actor is None or round_ is None:
            return elsewhere(actor)
        return await self._page(request, actor, round_)

    async def answer(self, request: Request) -> Response:
        """Store a tap sent without the script, then go to the next question."""
        actor, round_ = await self._rating.rater(request, even_closed=True)
        if actor is None or round_ is None:
            return elsewhere(actor)
        sent = await forms.fields(request)
        asked = (sent.get("item", ""), sent.get("criterion", ""))
        chosen = sent.get("answer", "")
        value = None if chosen == CANNOT_JUDGE else (forms.whole(chosen) or 0)
        try:
            require_same(round_, sent)
            await self._room.house.write(answers.save_form, actor, round_.id, asked[0], {asked[1]: value})
        except Refused as refused:
            tally.answered(refused=1)
            return await self._page(request, actor, round_, f"{refused.message} {refused.hint}", 409)
        tally.answered(stored=1)
        queue = await self._queue(actor, round_)
        place = queue.index(asked) + 1 if asked in queue else len(queue)
        last = place >= len(queue)
        return RedirectResponse("/live/question" if last else f"/live/question/{place + 1}", status_code=303)

    async def _queue(self, actor: Actor, round_: RoundView) -> list[Question]:
        """Return what this person is asked, in order: everything, or a part that is drawn here at first."""
        if not round_.short:
            ballot = await self._rating.own_ballot(actor, round_)
            return [(item.id, each.criterion_id) for item in ballot.items for each in ballot.questions]
        found = await self._room.house.read(asking.queue, actor, round_.id)
        if not found and round_.takes_ratings:
            await self._room.house.write(allocation.give, actor, round_.id)
            found = await self._room.house.read(asking.queue, actor, round_.id)
        return found

    async def _page(
        self, request: Request, actor: Actor, round_: RoundView, error: str = "", status: int = 200
    ) -> Response:
        ballot, own = await self._rating.ballot(actor, round_), await self._rating.own(actor, round_)
        queue = await self._queue(actor, round_)
        place = (forms.whole(request.path_params["place"]) or 0) - 1
        if not 0 <= place < len(queue):
            return RedirectResponse("/live/question", status_code=303)
        seconds = await self._room.shared.get(
            ("seconds", round_.series_id),
            _SECONDS_KEPT,
            lambda: self._room.house.read(ways.seconds_per_answer, actor, round_.series_id),
        )
        spreads = await self._rating.spreads(actor, round_)
        item_id, criterion_id = queue[place]
        item = next(each for each in ballot.items if each.id == item_id)
        answered = sum(each in own.values for each in queue)
        return page(
            request,
            "question.html",
            status,
            round=round_,
            person=mark(actor),
            comments=ballot.comments,
            item=item,
            question=next(each for each in ballot.questions if each.criterion_id == criterion_id),
            notes=[*_notes(item, criterion_id, spreads), *_before(own, queue[place])],
            chosen=own.values.get((item_id, criterion_id), 0),
            place=place,
            queue=queue,
            answered=answered,
            minutes=minutes_left(len(queue) - answered, seconds),
            texts=await self._texts(round_, ballot, spreads),
            kept=_kept(own, queue if round_.short or round_.left_out else None, seconds),
            error=error,
        )

    async def _texts(self, round_: RoundView, ballot: Ballot, spreads: Spreads) -> str:
        """Return the texts of a round for the script; they are the same for everybody, and written once."""

        async def written() -> str:
            return htmlsafe_json_dumps(_texts_of(ballot, spreads))

        key = ("texts", round_.id, round_.item_ids, current_language())
        return await self._room.shared.get(key, _TEXTS_SECONDS, written)


def minutes_left(open_questions: int, seconds: float) -> int:
    """Return how many minutes the open questions take, at least one."""
    return max(1, round(open_questions * seconds / 60))


def _first_open(queue: Sequence[Question], own: OwnAnswers) -> int | None:
    return next((place for place, each in enumerate(queue) if each not in own.values), None)


def _notes(item: BallotItem, criterion_id: str, spreads: Spreads) -> list[str]:
    """Return what stands beside a question for everybody: from elsewhere, and the room's answers before."""
    lines = list(item.hints.get(criterion_id, ()))
    if counts := spreads.get((item.id, criterion_id)):
        shown = " · ".join(str(count) for count in counts)
        lines.append(_("The room before, from 1 to 5: {counts} answers").format(counts=shown))
    return lines


def _before(own: OwnAnswers, asked: Question) -> list[str]:
    """Return what this person answered before."""
    if asked not in own.before:
        return []
    before = own.before[asked]
    said = _("Your answer before: {answer}").format(answer=before)
    return [_("Before, you could not judge this.") if before is None else said]


def _texts_of(ballot: Ballot, spreads: Spreads) -> dict[str, Any]:
    """Return what the script needs to go on without a network, in the order in which everything is asked."""
    return {
        "items": {
            each.id: {
                "title": each.title,
                "area": each.area,
                "summary": each.summary,
                "facts": each.facts,
                "notes": {
                    question.criterion_id: lines
                    for question in ballot.questions
                    if (lines := _notes(each, question.criterion_id, spreads))
                },
            }
            for each in ballot.items
        },
        "questions": {
            each.criterion_id: {
                "name": each.name,
                "question": each.question,
                "anchors": [anchor for _value, anchor in each.anchors],
            }
            for each in ballot.questions
        },
    }


def _kept(own: OwnAnswers, queue: Sequence[Question] | None, seconds: float) -> dict[str, Any]:
    """Return what is this person's own: the order, None where it is that of the texts, and the answers."""
    return {
        "queue": queue,
        "answers": [[*key, value, own.counters[key]] for key, value in own.values.items()],
        "before": [[*key, value] for key, value in own.before.items()],
        "seconds": seconds,
    }
