"""One question on each screen: one tap answers and leads to the next, with or without a script."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from light import forms
from light.pages import page
from phone.live_room import LiveRoom, mark
from phone.rating import CANNOT_JUDGE, Rating, Spreads, elsewhere, require_same
from translations import _
from workshops.actors import Actor
from workshops.errors import Refused
from workshops.live import allocation, answers, asking, ways
from workshops.live.answers import OwnAnswers
from workshops.live.asking import Question
from workshops.live.ballot import Ballot
from workshops.live.rounds import RoundView

_SECONDS_KEPT = 300.0


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
            return await self._page(request, actor, round_, f"{refused.message} {refused.hint}", 409)
        queue = await self._queue(actor, round_)
        place = queue.index(asked) + 1 if asked in queue else len(queue)
        last = place >= len(queue)
        return RedirectResponse("/live/question" if last else f"/live/question/{place + 1}", status_code=303)

    async def _queue(self, actor: Actor, round_: RoundView) -> list[Question]:
        """Return what this person is asked, in order: everything, or a part that is drawn here at first."""
        if not round_.short:
            ballot = await self._rating.ballot(actor, round_)
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
        notes = _notes(ballot, own, await self._rating.spreads(actor, round_))
        item_id, criterion_id = queue[place]
        answered = sum(each in own.values for each in queue)
        return page(
            request,
            "question.html",
            status,
            round=round_,
            person=mark(actor),
            comments=ballot.comments,
            item=next(each for each in ballot.items if each.id == item_id),
            question=next(each for each in ballot.questions if each.criterion_id == criterion_id),
            notes=notes.get(queue[place], ()),
            chosen=own.values.get((item_id, criterion_id), 0),
            place=place,
            queue=queue,
            answered=answered,
            minutes=minutes_left(len(queue) - answered, seconds),
            kept=_kept(ballot, own, queue) | {"notes": _by_item(notes), "seconds": seconds},
            error=error,
        )


def minutes_left(open_questions: int, seconds: float) -> int:
    """Return how many minutes the open questions take, at least one."""
    return max(1, round(open_questions * seconds / 60))


def _first_open(queue: Sequence[Question], own: OwnAnswers) -> int | None:
    return next((place for place, each in enumerate(queue) if each not in own.values), None)


def _notes(ballot: Ballot, own: OwnAnswers, spreads: Spreads) -> dict[Question, list[str]]:
    """Return what stands beside a question: from elsewhere, the own answer before, and the room's."""
    found: dict[Question, list[str]] = {}
    for item in ballot.items:
        for each in ballot.questions:
            key = (item.id, each.criterion_id)
            lines = list(item.hints.get(each.criterion_id, ()))
            if key in own.before:
                before = own.before[key]
                said = _("Your answer before: {answer}").format(answer=before)
                lines.append(_("Before, you could not judge this.") if before is None else said)
            if counts := spreads.get(key):
                shown = " · ".join(str(count) for count in counts)
                lines.append(_("The room before, from 1 to 5: {counts} answers").format(counts=shown))
            if lines:
                found[key] = lines
    return found


def _by_item(notes: dict[Question, list[str]]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for (item, criterion), lines in notes.items():
        found.setdefault(item, {})[criterion] = lines
    return found


def _kept(ballot: Ballot, own: OwnAnswers, queue: Sequence[Question]) -> dict[str, Any]:
    """Return what the script needs to go on without a network: texts, order and own answers."""
    wanted = {item for item, _criterion in queue}
    return {
        "queue": queue,
        "items": {
            each.id: {
                "title": each.title,
                "area": each.area,
                "summary": each.summary,
                "facts": each.facts,
            }
            for each in ballot.items
            if each.id in wanted
        },
        "questions": {
            each.criterion_id: {
                "name": each.name,
                "question": each.question,
                "anchors": [anchor for _value, anchor in each.anchors],
            }
            for each in ballot.questions
        },
        "answers": [[*key, value, own.counters[key]] for key, value in own.values.items()],
    }
